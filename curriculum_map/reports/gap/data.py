"""The sheet with the levels in tidy form: one row per course and target, to count with."""

from collections.abc import Iterator

from curriculum_map.domain.levels import Level
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, state_word, with_carried
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.workbooks.words import status_text


def data(report: GapReport, language: Language) -> Sheet:
    """A row for every place of the grid, rated or not, in the order of the file."""
    return Sheet(
        name=say(SHEET_NAMES["data"], language),
        title=say(mark("Every place, a row each"), language),
        notes=with_carried(
            report,
            say(mark("As it stands in the file; a place without a digit holds no level."), language),
            language=language,
        ),
        columns=(
            Column(say(mark("Code"), language), 11),
            Column(say(mark("Course"), language), 40),
            Column(say(mark("ECTS"), language), 9, Kind.CREDITS),
            Column(say(mark("Phase"), language), 8, Kind.COUNT),
            Column(say(mark("Status"), language), 22),
            Column(say(mark("Target id"), language), 24),
            Column(say(mark("Target"), language), 60),
            Column(say(mark("Digit"), language), 8, Kind.COUNT),
            Column(say(mark("Level"), language), 17, Kind.LEVEL),
            Column(say(mark("As written"), language), 18),
            Column(say(mark("Cell"), language), 28),
            Column(say(mark("File"), language), 40),
        ),
        rows=tuple(_rows(report, language)),
        frozen_columns=2,
    )


def _rows(report: GapReport, language: Language) -> Iterator[tuple[Value, ...]]:
    grid, provenance = report.grid, report.grid.provenance
    named = [(target, report.edition.name(target, language)) for target in grid.targets]
    words = {state: state_word(state, language) for state in set(grid.levels)}
    width = len(grid.targets)
    for number, course in enumerate(grid.courses):
        source = provenance.source(number)
        about = (course.code, course.title, course.ects, course.phase, status_text(course, language) or None)
        for place in range(width):
            state = grid.levels[number * width + place]
            mark_at = provenance.written[number * width + place]
            ref = provenance.ref(number, place)
            yield (
                *about,
                *named[place],
                state if state in _LEVELS else None,
                words[state],
                source.marks[mark_at] or None,
                None if ref is None else str(ref),
                source.file_name,
            )


_LEVELS = frozenset(map(int, Level))
