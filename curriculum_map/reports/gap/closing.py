"""The sheet with what would close each gap, and the routes on which students meet least and most."""

from collections.abc import Iterator

from curriculum_map.analytics.closing import MOST_CHANGES, offers_of
from curriculum_map.analytics.routes import find_routes
from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.text import Language
from curriculum_map.domain.what_if import Offer
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import (
    SHEET_NAMES,
    nothing_below,
    state_word,
    target_columns,
    target_words,
    with_carried,
)
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.offers import offer_sentence, route_sentence
from curriculum_map.wording.rules import rule_in_full

# Those with the fewest steps; the page of the gaps has the others.
_MOST_SHOWN = 5
_OFFER = mark("Offers, not advice: each is the smallest change after which every student meets the ambition.")
_STEPS = mark("Steps: levels that courses go up, a blank counting as level 0, and one for each course made compulsory.")
_TOO_MANY = mark("more than {most} changes: this asks for a revision of the programme")


def closing(report: GapReport, language: Language) -> Sheet:
    """A row per offer, those of one target under one another, the fewest steps first; of many the first ones."""
    offers = offers_of(report.grid, report.gaps, report.rule)
    headings = target_columns(report.grid.granularity, language)
    below = [gap for gap in report.in_sections() if gap.is_below_ambition]
    nothing = () if below else (nothing_below(report, language),)
    return Sheet(
        name=say(SHEET_NAMES["closing"], language),
        title=say(mark("What would close each gap"), language),
        notes=with_carried(
            report,
            *nothing,
            say(_OFFER, language),
            say(_STEPS, language),
            rule_in_full(report.rule, load_legend(), language),
            language=language,
        ),
        columns=(
            *headings,
            Column(say(mark("Guaranteed"), language), 17, Kind.LEVEL),
            Column(say(mark("Ambition"), language), 17, Kind.LEVEL),
            Column(say(mark("What would close it"), language), 70),
            Column(say(mark("Steps"), language), 9, Kind.COUNT),
            Column(say(mark("Where a student meets least"), language), 60),
            Column(say(mark("Where a student meets most"), language), 60),
        ),
        rows=tuple(row for gap in below for row in _rows(report, gap, offers[gap.target], language)),
        frozen_columns=len(headings),
    )


def _rows(report: GapReport, gap: Gap, offers: tuple[Offer, ...], language: Language) -> Iterator[tuple[Value, ...]]:
    about = (
        *target_words(report.edition, gap.target, language),
        state_word(gap.guaranteed, language),
        state_word(gap.ambition, language),
    )
    routes = _routes(report, gap, language)
    if not offers:
        yield (*about, say(_TOO_MANY, language, most=MOST_CHANGES), None, *routes)
    for offer in offers[:_MOST_SHOWN]:
        yield (*about, offer_sentence(offer, report.grid, load_legend(), language), offer.steps, *routes)
        routes = (None, None)
    if (more := len(offers) - _MOST_SHOWN) > 0:
        yield (*about, say(mark("and {count} more"), language, count=more), None, *routes)


def _routes(report: GapReport, gap: Gap, language: Language) -> tuple[str | None, str | None]:
    """The routes that give least and most, where the choices of students make a difference."""
    if gap.guaranteed == gap.possible:
        return None, None
    found = find_routes(report.grid, gap.target, report.rule)
    worst, best = (route_sentence(one, report.grid, gap.target, load_legend(), language) for one in found)
    return worst, best
