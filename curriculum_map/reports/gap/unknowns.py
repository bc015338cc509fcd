"""The sheet with what is not known: what nobody rated, what does not apply, what the file does not say of a course."""

from collections.abc import Callable, Iterator

from curriculum_map.analytics.arrays import counted
from curriculum_map.domain.curriculum import BlankMeans, Course, Grid, Status
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, target_columns, target_words
from curriculum_map.wording.catalogue import mark, say

_STATES = (
    (NOT_RATED, mark("not rated for this target")),
    (NOT_APPLICABLE, mark("not applicable; left out of every share")),
)
_BLANK = mark("A blank is not the same as not covered, and not the same as not applicable.")
_BLANK_IS_NOT_COVERED = mark("The rater said that an empty place means not covered: none counts as not rated.")
_NOTHING = mark("Every place has a level and every course is complete.")
_OF_COURSES: tuple[tuple[str, Callable[[Course], bool]], ...] = (
    (mark("status not known; counts as possible only"), lambda course: course.status is None),
    (
        mark("track without a name; counts as possible only"),
        lambda course: course.status is Status.TRACK and not course.track,
    ),
    (mark("no ECTS credits; counts as 0 credits"), lambda course: course.ects is None),
)


def unknowns(report: GapReport, language: Language) -> Sheet:
    """A row per target and state with the courses it concerns, then a row per thing not said of courses."""
    target_headings = target_columns(report.grid.granularity, language)
    rows = (*_target_rows(report, language), *_course_rows(report.grid, len(target_headings), language))
    return Sheet(
        name=say(SHEET_NAMES["unknowns"], language),
        title=say(mark("What is not known"), language),
        notes=_notes(report, found=bool(rows), language=language),
        columns=(
            Column(say(mark("What"), language), 30, Kind.LABEL),
            *target_headings,
            Column(say(mark("Courses"), language), 10, Kind.COUNT),
            Column(say(mark("Of"), language), 8, Kind.COUNT),
            Column(say(mark("Which courses"), language), 80),
        ),
        rows=rows,
        frozen_columns=1,
    )


def _notes(report: GapReport, *, found: bool, language: Language) -> tuple[str, ...]:
    blank = _BLANK_IS_NOT_COVERED if report.grid.blank_means is BlankMeans.NOT_COVERED else _BLANK
    return tuple(say(note, language) for note in (blank, *(() if found else (_NOTHING,))))


def _target_rows(report: GapReport, language: Language) -> Iterator[tuple[Value, ...]]:
    """First every target with courses not rated, then every target with courses to which it does not apply."""
    states = counted(report.grid)
    for state, what in _STATES:
        for gap in report.in_sections():
            concerned = (states[:, report.grid.targets.index(gap.target)] == state).nonzero()[0].tolist()
            if concerned:
                words = target_words(report.edition, gap.target, language)
                yield (say(what, language), *words, *_courses(report.grid, concerned, language))


def _course_rows(grid: Grid, blanks: int, language: Language) -> Iterator[tuple[Value, ...]]:
    for what, holds in _OF_COURSES:
        concerned = [number for number, course in enumerate(grid.courses) if holds(course)]
        if concerned:
            yield (say(what, language), *[None] * blanks, *_courses(grid, concerned, language))


def _courses(grid: Grid, concerned: list[int], language: Language) -> tuple[Value, ...]:
    """How many courses, of how many, and which: by code where they have one."""
    everything = len(concerned) == len(grid.courses)
    names = (grid.courses[number].code or grid.courses[number].title for number in concerned)
    return len(concerned), len(grid.courses), say(mark("all courses"), language) if everything else "; ".join(names)
