"""The rows of a course table to courses and levels, each misread cell named."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.importing.cells import Sheet, cell_text, same_word
from curriculum_map.importing.course_fields import read_course
from curriculum_map.importing.layout import CourseTable
from curriculum_map.importing.levels import LevelWords

_TOTALS = frozenset(
    ("totaal", "totalen", "total", "totals", "som", "sum", "subtotaal", "subtotal", "gemiddelde", "average")
)
# What may follow such a word: "Totaal aantal studiepunten", "Subtotaal fase 2"; "Total quality care" is a course.
_OF_TOTALS = frozenset(
    ("aantal", "studiepunten", "sp", "stp", "ects", "ec", "credits", "fase", "phase", "jaar", "year", "semester")
)
_NAMES = ("code", "title")
_MOST_MARKS = 255


@dataclass(frozen=True, slots=True)
class Excluded:
    """A row that was not read as a course, and why."""

    ref: CellRef
    why: Literal["totals", "text-only"]


@dataclass(slots=True)
class CourseRows:
    """The courses of a table with one level and one mark per place, [course, target] in the order asked for."""

    courses: list[Course] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    levels: bytearray = field(default_factory=bytearray)
    written: bytearray = field(default_factory=bytearray)
    marks: list[str] = field(default_factory=lambda: [""])
    mark_counts: Counter[str] = field(default_factory=Counter)
    excluded: list[Excluded] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_courses(table: CourseTable, columns: tuple[int | None, ...], words: LevelWords) -> CourseRows:
    """Every course below the header, with the levels of these columns; None is a column the sheet does not have."""
    read, tracks = CourseRows(), dict[str, str]()
    places = _Places(table, columns, words, read)
    for row in range(table.header_row + 1, len(table.sheet.rows)):
        reason = _why_no_course(table, row, _has_levels(table.sheet.rows[row], columns))
        if reason == "blank":
            continue
        if reason is not None:
            read.excluded.append(Excluded(_whole_row(table.sheet, row), reason))
            continue
        course, findings = read_course(table, row)
        if course.track is not None:
            # One track, however it is spelled: with two, what it reaches would count for neither.
            course = replace(course, track=tracks.setdefault(same_word(course.track), course.track))
        read.findings.extend(findings)
        read.courses.append(course)
        read.rows.append(row)
        places.read_row(row)
    read.findings.extend(_duplicates(table, read))
    read.findings.extend(_merged(table, columns))
    read.findings.extend(
        Finding("row-without-course", Severity.WARNING, one.ref, {"why": one.why}) for one in read.excluded
    )
    return read


class _Places:
    """Reads the places of one row after another; each distinct mark is looked up once."""

    def __init__(
        self, table: CourseTable, columns: tuple[int | None, ...], words: LevelWords, read: CourseRows
    ) -> None:
        self._table, self._columns, self._words, self._read = table, columns, words, read
        self._known: dict[tuple[type, object], tuple[int | None, int, str]] = {}

    def read_row(self, row: int) -> None:
        values, read = self._table.sheet.rows[row], self._read
        width = len(values)
        for column in self._columns:
            value = values[column] if column is not None and column < width else ""
            state, index, text = (NOT_RATED, 0, "") if value == "" else self._look_up(value)
            if state is None:
                read.findings.append(self._unknown(row, column or 0, text))
            if state is None or state < NOT_APPLICABLE:
                read.mark_counts[text] += 1
            read.levels.append(NOT_RATED if state is None else state)
            read.written.append(index)

    def _look_up(self, value: object) -> tuple[int | None, int, str]:
        # The type is part of the key because True and 1 are the same key otherwise.
        key = (value.__class__, value)
        if key not in self._known:
            text, state = cell_text(value), self._words.state(value)
            self._known[key] = (state, self._index(text), text)
        return self._known[key]

    def _index(self, text: str) -> int:
        marks = self._read.marks
        if text in marks:
            return marks.index(text)
        if len(marks) == _MOST_MARKS:
            # So many different marks means that most are unknown, and then nothing of this grid is stored.
            return 0
        marks.append(text)
        return len(marks) - 1

    def _unknown(self, row: int, column: int, text: str) -> Finding:
        facts = {"written": text, "heading": self._table.heading(column), "course": self._read.courses[-1].title}
        return Finding("unknown-level", Severity.ERROR, self._table.sheet.ref(row, column), facts)


def _has_levels(values: list[object], columns: tuple[int | None, ...]) -> bool:
    width = len(values)
    return any(column is not None and column < width and cell_text(values[column]) for column in columns)


def _why_no_course(table: CourseTable, row: int, has_levels: bool) -> Literal["blank", "totals", "text-only"] | None:
    sheet = table.sheet
    said = {name: text for name, column in table.fields.items() if (text := sheet.text(row, column))}
    if not said and not has_levels:
        return "text-only" if any(cell_text(value) for value in sheet.rows[row]) else "blank"
    first_text = next(filter(None, map(cell_text, sheet.rows[row])), "")
    if any(map(_heads_totals, (first_text, said.get("code", ""), said.get("title", "")))):
        return "totals"
    names_only = len(said) == 1 and not has_levels and len(table.fields) > 1 and not said.keys().isdisjoint(_NAMES)
    return "text-only" if names_only else None


def _heads_totals(text: str) -> bool:
    first, *others = same_word(text).split() or [""]
    return first in _TOTALS and all(word in _OF_TOTALS or word.isdigit() for word in others)


def _whole_row(sheet: Sheet, row: int) -> CellRef:
    return CellRef(sheet.name, row, 0, last_row=row, last_column=max(len(sheet.rows[row]) - 1, 0))


def _merged(table: CourseTable, columns: tuple[int | None, ...]) -> Iterator[Finding]:
    """Merged cells among the levels: the level stands in the first of them only, and nobody said where it counts."""
    first_row = table.header_row + 1
    for merged in table.sheet.merged:
        last_row, last_column = merged.last_row or merged.row, merged.last_column or merged.column
        of_levels = any(column is not None and merged.column <= column <= last_column for column in columns)
        if of_levels and last_row >= first_row and table.sheet.text(merged.row, merged.column):
            written = table.sheet.text(merged.row, merged.column)
            yield Finding("merged-levels", Severity.ERROR, merged, {"written": written})


def _duplicates(table: CourseTable, read: CourseRows) -> Iterator[Finding]:
    first_row: dict[str, int] = {}
    for course, row in zip(read.courses, read.rows, strict=True):
        code = (course.code or "").casefold()
        if not any(sign.isalnum() for sign in code):
            continue
        if code in first_row:
            column = table.fields["code"]
            facts = {"written": course.code, "other": str(table.sheet.ref(first_row[code], column))}
            yield Finding("duplicate-code", Severity.ERROR, table.sheet.ref(row, column), facts)
        first_row.setdefault(code, row)
