"""The words that several sheets of the gap report share."""

from datetime import datetime

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.framework import Edition, Granularity, granularity_of, split_target
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Column, Kind
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.wording.carried_words import carried_words
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.numbers import moment, moment_as_given
from curriculum_map.wording.rules import rule_in_full, side_sentence
from curriculum_map.workbooks.words import cluster_heading

# Every state a target can be in, in the order of the legend.
STATES = (*Level, NOT_RATED, NOT_APPLICABLE)

INSTRUMENT = mark(
    "An instrument for growth: a gap is a gap against the programme’s own ambition, not a verdict and not a ranking."
)

SHEET_NAMES = {
    "cover": mark("Cover"),
    "glance": mark("At a glance"),
    "table": mark("Table"),
    "cells": mark("Cells"),
    "gaps": mark("Gaps"),
    "closing": mark("What would close it"),
    "courses": mark("Courses"),
    "unknowns": mark("Unknowns"),
    "questions": mark("Questions"),
    "balance": mark("Balance"),
    "agreement": mark("Agreement"),
    "contested": mark("Contested"),
    "agreed": mark("Agreed levels"),
    "changes": mark("Since last year"),
    "sample": mark("Audit sample"),
    "decisions": mark("Decisions"),
    "comments": mark("Comments"),
    "data": mark("Data"),
    "legend": mark("Legend"),
}


def counted_so(rule: CountingRule, language: Language) -> str:
    """How the figures were counted: the rule, and what guaranteed and possible mean under it."""
    sides = (side_sentence(side, language) for side in ("guaranteed", "possible"))
    return " ".join((rule_in_full(rule, load_legend(), language), *sides))


def state_word(state: int | None, language: Language) -> str | None:
    """The legend's word for a level or for a place without one; None for None."""
    return None if state is None else load_legend().name(state)[language]


def target_columns(granularity: Granularity, language: Language) -> tuple[Column, ...]:
    """The columns that name a target: focus and cluster, and as far as the grid was rated, component and element."""
    columns = (
        Column(say(mark("Focus"), language), 32),
        Column(say(mark("Cluster"), language), 44, Kind.LABEL),
        Column(say(mark("Component"), language), 15, Kind.LABEL),
        Column(say(mark("Element"), language), 44, Kind.LABEL),
    )
    return columns[: list(Granularity).index(granularity) + 2]


def target_words(edition: Edition, target: str, language: Language) -> tuple[str, ...]:
    """The texts under target_columns."""
    cluster = split_target(target)[0]
    words = [edition.focus_of(cluster).name[language], cluster_heading(edition, target, language)]
    component = edition.component_name(target, language)
    if component is not None:
        words.append(component)
    if granularity_of(target) is Granularity.ELEMENT:
        words.append(edition.name(target, language))
    return tuple(words)


def with_carried(report: GapReport, *notes: str, language: Language) -> tuple[str, ...]:
    """Notes for a sheet with figures, and what is to be known of these: carried courses, a snapshot not intact."""
    carried = carried_words([report.grid], language)
    return (*meddled(report, language), *notes, *([f"{carried}."] if carried else ()))


def meddled(report: GapReport, language: Language) -> tuple[str, ...]:
    """That the snapshot of the report is not intact, where it is not."""
    if report.snapshot is None or report.snapshot.is_intact:
        return ()
    warning = mark("NOT INTACT: the snapshot “{name}” was changed since it was made; this is no proof of what it said.")
    return (say(warning, language, name=report.snapshot.name),)


def when(report: GapReport, at: datetime, language: Language) -> str:
    """A moment; in UTC where the report is of a snapshot: it must be the same wherever it is made again."""
    return moment(at, language) if report.snapshot is None else moment_as_given(at, language)


def when_by(report: GapReport, at: datetime, by: str, language: Language) -> str:
    """A moment and who it was; on one machine it goes without saying who."""
    then = when(report, at, language)
    return then if by == LOCAL_ACTOR.name else say(mark("{moment}, by {who}"), language, moment=then, who=by)


def uploaded_words(report: GapReport, sha256: str, language: Language) -> str:
    """When a file was uploaded, by whom, and as which version; of which year, if that is not the one reported."""
    brought = report.brought[sha256]
    said = mark("{uploaded}, as version {version}")
    if brought.academic_year != report.grid.key.academic_year:
        said = mark("{uploaded}, as version {version} of {year}")
    facts = {"version": brought.version, "year": brought.academic_year}
    return say(said, language, uploaded=when_by(report, brought.at, brought.by, language), **facts)


def nothing_below(report: GapReport, language: Language) -> str:
    """Why there is no gap to show: every ambition is reached, or there is none yet."""
    if all(gap.ambition is None for gap in report.gaps.values()):
        return say(mark("The programme has set no ambitions yet, so there is nothing to fall short of."), language)
    return say(mark("No target falls short of its ambition."), language)
