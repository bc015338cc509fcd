"""What somebody tried, as a workbook for the committee: the steps, and every place that they change."""

from collections.abc import Iterator
from datetime import datetime

from curriculum_map.analytics.progression import PhaseChange
from curriculum_map.analytics.steps import Tried
from curriculum_map.analytics.what_if import GapChange
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend, programme_name
from curriculum_map.reports.book import Book, Column, Kind, Sheet, Value
from curriculum_map.reports.gap.words import counted_so, state_word, target_columns, target_words
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.flags import flags
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import moment
from curriculum_map.wording.steps import becomes, phase_name, step_sentence, sums_sentence

NOT_STORED = mark("Somebody tried this on {moment}. Nothing of it is stored, and nothing was decided by it.")


def what_if_book(edition: Edition, rule: CountingRule, tried: Tried, made_at: datetime, language: Language) -> Book:
    """Three sheets: the steps, the targets that they change, and the phases."""
    key = tried.grids[0].key
    about = (programme_name(key.programme)[language], key.institution, key.campus, key.academic_year, key.rater)
    notes = (
        " · ".join(part for part in about if part),
        say(NOT_STORED, language, moment=moment(made_at, language)),
        sums_sentence(tried, language),
        counted_so(rule, language),
    )
    sheets = (
        _steps(edition, tried, notes, language),
        _targets(edition, tried, notes, language),
        _phases(edition, tried, notes[:2], language),
    )
    return Book(say(mark("What if"), language), made_at, sheets)


def _steps(edition: Edition, tried: Tried, notes: tuple[str, ...], language: Language) -> Sheet:
    columns = (Column(say(mark("Step"), language), 8, Kind.COUNT), Column(say(mark("What was tried"), language), 120))
    pairs = zip(tried.steps, tried.grids, strict=False)
    rows = tuple(
        (number, step_sentence(step, grid, edition, load_legend(), language))
        for number, (step, grid) in enumerate(pairs, start=1)
    )
    return Sheet(say(mark("Steps"), language), say(mark("What if"), language), columns, rows, notes, filtered=False)


def _targets(edition: Edition, tried: Tried, notes: tuple[str, ...], language: Language) -> Sheet:
    names = target_columns(tried.grids[0].granularity, language)
    return Sheet(
        name=say(mark("What changes"), language),
        title=say(mark("Targets that change, before and after"), language),
        columns=(*names, *_target_columns(language)),
        rows=tuple(_target_row(edition, one, language) for one in tried.targets),
        notes=notes,
        frozen_columns=len(names),
    )


def _target_columns(language: Language) -> Iterator[Column]:
    before, after = say(mark("before"), language), say(mark("after"), language)
    for side in (say(mark("Guaranteed"), language), say(mark("Possible"), language)):
        for when in (before, after):
            yield Column(when, 17, Kind.LEVEL, group=side)
    yield Column(say(mark("Ambition"), language), 17, Kind.LEVEL)
    for when in (before, after):
        yield Column(when, 28, group=say(mark("Gap"), language))
    yield Column(say(mark("What becomes of the gap"), language), 22)
    for when in (before, after):
        yield Column(when, 26, group=say(mark("Flags"), language))


def _target_row(edition: Edition, one: GapChange, language: Language) -> tuple[Value, ...]:
    before, after = one.before, one.after
    states = (before.guaranteed, after.guaranteed, before.possible, after.possible, before.ambition)
    return (
        *target_words(edition, one.target, language),
        *(state_word(state, language) for state in states),
        label(before.kind, language),
        label(after.kind, language),
        becomes(before, after, language) or None,
        *(flags(gap, language) or None for gap in (before, after)),
    )


def _phases(edition: Edition, tried: Tried, notes: tuple[str, ...], language: Language) -> Sheet:
    names = target_columns(tried.grids[0].granularity, language)
    before, after = say(mark("before"), language), say(mark("after"), language)
    sides = (say(mark("Guaranteed"), language), say(mark("Possible"), language))
    return Sheet(
        name=say(mark("Phases"), language),
        title=say(mark("Phases that change, before and after"), language),
        columns=(
            *names,
            Column(say(mark("Phase"), language), 16),
            *(Column(when, 17, Kind.LEVEL, group=side) for side in sides for when in (before, after)),
        ),
        rows=tuple(_phase_row(edition, one, language) for one in tried.phases),
        notes=(*notes, say(mark("The highest level in what every student takes in that phase."), language)),
        frozen_columns=len(names),
    )


def _phase_row(edition: Edition, one: PhaseChange, language: Language) -> tuple[Value, ...]:
    states = (one.guaranteed_before, one.guaranteed, one.possible_before, one.possible)
    return (
        *target_words(edition, one.target, language),
        phase_name(one.phase, language),
        *(state_word(state, language) for state in states),
    )
