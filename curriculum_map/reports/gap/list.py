"""The sheet with the gaps: what the programme wants, what is there, and the courses behind it."""

from collections.abc import Sequence

from curriculum_map.analytics.arrays import counted
from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import NOT_APPLICABLE, Level
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GAP_KINDS, GapReport
from curriculum_map.reports.gap.table import gap_words
from curriculum_map.reports.gap.words import (
    SHEET_NAMES,
    nothing_below,
    state_word,
    target_columns,
    target_words,
    with_carried,
)
from curriculum_map.wording.catalogue import mark, mark_many, say, say_many
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.flags import flags
from curriculum_map.wording.labels import label, weight_words
from curriculum_map.workbooks.words import status_text


def gap_list(report: GapReport, language: Language) -> Sheet:
    """A row per target with an ambition that is not reached or that nobody rated, in the order of the edition."""
    targets = report.in_sections()
    found = [gap for gap in targets if gap.kind in GAP_KINDS]
    return Sheet(
        name=say(SHEET_NAMES["gaps"], language),
        title=say(mark("Gaps: ambitions that are not reached, or not rated yet"), language),
        notes=with_carried(
            report,
            _summary(len(found), len(targets), language) if found else nothing_below(report, language),
            say(mark("Targets without an ambition are not here."), language),
            *one_file(report, language),
            language=language,
        ),
        columns=(*target_columns(report.grid.granularity, language), *_columns(language)),
        rows=tuple(_row(report, gap, language) for gap in found),
        frozen_columns=len(target_columns(report.grid.granularity, language)),
    )


def _summary(found: int, all_targets: int, language: Language) -> str:
    counted_gaps = mark("{found} of {all_targets} targets. Each may be a deliberate choice, or something to repair.")
    return say(counted_gaps, language, found=found, all_targets=all_targets)


def one_file(report: GapReport, language: Language) -> tuple[str, ...]:
    """Where every place is in one file its name is said once, and not with each of them."""
    if not is_of_one_file(report):
        return ()
    (name,) = report.grid.provenance.files.values()
    return (say(mark("Places are in the file {file}."), language, file=name),)


def is_of_one_file(report: GapReport) -> bool:
    """Whether every place is in one file."""
    return len(report.grid.provenance.files) == 1


def standing_columns(language: Language) -> tuple[Column, ...]:
    """The headings over standing_values."""
    return (
        Column(say(mark("Gap"), language), 28, Kind.GAP, marked=gap_words(language)),
        Column(say(mark("Guaranteed"), language), 17, Kind.LEVEL),
        Column(say(mark("Possible"), language), 17, Kind.LEVEL),
        Column(say(mark("Ambition"), language), 17, Kind.LEVEL),
        Column(say(mark("Weight"), language), 17),
        Column(say(mark("Reason given"), language), 32),
    )


def standing_values(gap: Gap, language: Language) -> tuple[Value, ...]:
    """How coverage stands against the ambition, and what the programme said of that."""
    return (
        label(gap.kind, language),
        state_word(gap.guaranteed, language),
        state_word(gap.possible, language),
        state_word(gap.ambition, language),
        weight_words(gap, language) or None,
        gap.reason,
    )


def _columns(language: Language) -> tuple[Column, ...]:
    return (
        *standing_columns(language),
        Column(say(mark("Flags"), language), 40),
        Column(say(mark("Courses behind it: level, status, place in the file"), language), 76),
    )


def _row(report: GapReport, gap: Gap, language: Language) -> tuple[Value, ...]:
    return (
        *target_words(report.edition, gap.target, language),
        *standing_values(gap, language),
        flags(gap, language) or None,
        _behind(report, gap.target, language),
    )


def _behind(report: GapReport, target: str, language: Language) -> str | None:
    """Every course with a level above not covered, the highest first; without any, those that say not covered."""
    grid = report.grid
    place = grid.targets.index(target)
    states = counted(grid)[:, place].tolist()
    covering = [number for number, state in enumerate(states) if Level.NOT_COVERED < state < NOT_APPLICABLE]
    if not covering:
        return _nowhere(
            report, place, [number for number, state in enumerate(states) if state == Level.NOT_COVERED], language
        )
    texts = []
    for number in sorted(covering, key=lambda number: -states[number]):
        course = grid.courses[number]
        level, status = state_word(states[number], language), status_text(course, language)
        texts.append(_told(course_name(course), level, status, _where(report, number, place, language)))
    return "; ".join(texts)


def _nowhere(report: GapReport, place: int, denying: Sequence[int], language: Language) -> str | None:
    """The courses that say “not covered”, in few words: mostly they are nearly all there are, and all say the same."""
    courses = report.grid.courses
    told = [
        _told(courses[number].code or courses[number].title, _where(report, number, place, language))
        for number in denying
    ]
    if not told:
        return None
    one, many = mark_many("Not covered, says {count} course: {courses}", "Not covered, say {count} courses: {courses}")
    return say_many(one, many, len(told), language, courses="; ".join(told))


def _told(name: str, *about: str | None) -> str:
    said = ", ".join(filter(None, about))
    return f"{name} ({said})" if said else name


def _where(report: GapReport, number: int, place: int, language: Language) -> str:
    """The cell that a course's level was read from, in its file where there are several; and whether it was carried."""
    grid = report.grid
    ref = grid.provenance.ref(number, place)
    where = "" if ref is None else str(ref)
    if where and not is_of_one_file(report):
        where = f"{grid.provenance.source(number).file_name}!{where}"
    carried = say(mark("carried over"), language) if number in grid.carried else ""
    return ", ".join(filter(None, (where, carried)))
