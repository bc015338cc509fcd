"""The form that a snapshot is made with."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.refused import Refused
from curriculum_map.domain.rules import RULES
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.snapshots import Scope, make_snapshot
from curriculum_map.ui.components.said import say_next, say_refused
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import stored
from curriculum_map.wording.rules import rule_name

PLACE = "snapshots"
# So many signs of its hash name a snapshot in the address.
SLUG = 12
_EVERY_YEAR = "*"


def offer_new(*, unfold: bool) -> None:
    """The form to make one, folded away unless there is none yet."""
    institutions = sorted({info.key.institution for info in stored()})
    if not institutions:
        return
    with st.expander(t("Make a snapshot"), expanded=unfold, key="open-new-snapshot"):
        institution = st.selectbox(t("Institution"), institutions, key="snapshot-institution")
        keys = [info.key for info in stored() if info.key.institution == institution]
        offered = sorted({key.programme for key in keys})
        years = sorted({key.academic_year for key in keys}, reverse=True)
        names = {one: programme_name(one)[language()] for one in offered}
        left, right = st.columns([2, 1])
        left.multiselect(
            t("Programmes; none means all"),
            offered,
            key="snapshot-programmes",
            format_func=lambda one: names[one],
            placeholder=t("all"),
            select_all=False,
        )
        right.selectbox(
            t("Academic year"),
            [_EVERY_YEAR, *years],
            key="snapshot-year",
            format_func=lambda one: t("all") if one == _EVERY_YEAR else one,
        )
        rules = {rule.name: rule_name(rule, language()) for rule in RULES}
        st.selectbox(t("Counting rule"), list(rules), key="snapshot-rule", format_func=lambda one: rules[one])
        st.text_input(t("Name"), key="snapshot-name", max_chars=300)
        st.text_area(t("Note: what it is for"), key="snapshot-note", max_chars=4_000)
        st.button(t("Freeze this"), type="primary", on_click=_make)


def _make() -> None:
    form = {name: st.session_state[f"snapshot-{name}"] for name in ("institution", "name", "note", "rule")}
    year = st.session_state["snapshot-year"]
    scope = Scope(st.session_state["snapshot-programmes"] or None, None if year == _EVERY_YEAR else year)
    made = make_snapshot(
        database(),
        actor(),
        form["institution"],
        form["name"],
        now=datetime.now(UTC),
        scope=scope,
        counting_rule=form["rule"],
        note=form["note"],
    )
    if isinstance(made, Refused):
        say_refused(PLACE, made)
        return
    st.session_state["snapshot-name"] = st.session_state["snapshot-note"] = ""
    st.query_params["snapshot"] = made.sha256[:SLUG]
    say_next(PLACE, t("“{name}” is frozen: SHA-256 {sha256}", name=made.name, sha256=made.sha256))
