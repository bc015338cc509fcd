"""What would close a gap, as an offer, and the routes on which students meet least and most of a target."""

from dataclasses import replace

import streamlit as st

from curriculum_map.analytics.closing import MOST_CHANGES, offers_of
from curriculum_map.analytics.routes import find_routes
from curriculum_map.analytics.steps import steps_of
from curriculum_map.domain.actors import Actor
from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.what_if import Offer
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.what_if.steps import offer_to_try
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.wording.offers import offer_sentence, route_sentence

_SHOWN_AT_FIRST = 5
# Of an offer in a place of a table.
_CHANGES_SHOWN = 2


def show_closing(column: GridColumn, target: str) -> None:
    """The smallest changes that would bring a target to its ambition; nothing where it is there or has none."""
    gap = column.gaps[target]
    if not gap.is_below_ambition:
        return
    st.subheader(t("What would close it"), anchor=False)
    found = _offers(column)[target]
    if not found:
        st.write(_too_many())
        return
    st.write(t("Offers, not advice: after any one of these every student meets the ambition."))
    for number, one in enumerate(found[:_SHOWN_AT_FIRST]):
        _show_offer(column, one, number)
    if more := found[_SHOWN_AT_FIRST:]:
        with st.expander(t("and {count} more", count=len(more))):
            for number, one in enumerate(more, start=_SHOWN_AT_FIRST):
                _show_offer(column, one, number)


def _show_offer(column: GridColumn, offer: Offer, number: int) -> None:
    """An offer in words, and a button that tries it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        said = offer_sentence(offer, column.grid, load_legend(), language())
        st.markdown(as_text(said), width="content")
        offer_to_try(column, steps_of(offer, column.grid), t("Try it"), f"try-{offer.target}-{number}")


def show_routes(column: GridColumn, target: str) -> None:
    """The routes that give least and most of a target, where tracks or electives make a difference."""
    gap = column.gaps[target]
    if gap.guaranteed == gap.possible:
        return
    with st.expander(t("What a student may choose makes a difference here")):
        routes = find_routes(column.grid, target, column.rule)
        names = (t("Where a student meets least"), t("Where a student meets most"))
        for name, route in zip(names, routes, strict=True):
            said = route_sentence(route, column.grid, target, load_legend(), language())
            st.markdown(f"**{name}**\n\n{as_text(said)}")


def smallest_offer(column: GridColumn, target: str) -> tuple[str, str]:
    """The first of the offers, its first changes where there are many, and how much there is beside what it says.

    Both empty where there is no gap.
    """
    if target not in _offers(column):
        return "", ""
    found = _offers(column)[target]
    if not found:
        return _too_many(), ""
    first = replace(found[0], changes=found[0].changes[:_CHANGES_SHOWN])
    said = offer_sentence(first, column.grid, load_legend(), language())
    changes, others = len(found[0].changes) - _CHANGES_SHOWN, len(found) - 1
    if changes > 0:
        return said, t_many("and {count} change more", "and {count} changes more", changes)
    return said, t_many("or {count} other", "or {count} others", others) if others else ""


def _too_many() -> str:
    return t("more than {most} changes: this asks for a revision of the programme", most=MOST_CHANGES)


def _offers(column: GridColumn) -> dict[str, tuple[Offer, ...]]:
    return _kept_offers(column.info.id, column.rule, database().change_count(), actor(), column)


@st.cache_resource(max_entries=64, show_spinner=False)
def _kept_offers(
    grid_id: int, rule: CountingRule, change_count: int, who: Actor, _column: GridColumn
) -> dict[str, tuple[Offer, ...]]:
    return offers_of(_column.grid, _column.gaps, rule)
