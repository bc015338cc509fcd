"""The courses of a map and the marks in its places, each with the address where it was written."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import Sheet, cell_text, same_word
from curriculum_map.importing.course_codes import CODE_QUESTIONS, CourseCodes
from curriculum_map.importing.course_fields import read_course
from curriculum_map.importing.layout import Table, Why

MOST_MARKS = 255
_MOST_LINES = 1_000
_CERTAIN = frozenset((Why.TOTALS, Why.SECTION, Why.LEGEND, Why.FOOTNOTE, Why.REPEATED_HEADER))
_MISSED = frozenset((Why.UNNAMED, Why.NO_HEADING, Why.TEXT_ONLY, Why.SECTION))


@dataclass(slots=True)
class CourseRows:
    """The courses of a map and, per place [course, target], the index of its mark; the mark at 0 is an empty place.

    `refs` has every address of a mark, in the order of the table; `code_asked` the courses whose code is a question.
    """

    courses: list[Course] = field(default_factory=list)
    written: bytearray = field(default_factory=bytearray)
    marks: list[str] = field(default_factory=lambda: [""])
    refs: defaultdict[str, list[CellRef]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)
    code_asked: set[int] = field(default_factory=set)

    @property
    def counts(self) -> Counter[str]:
        """How often each mark is written."""
        return Counter({mark: len(refs) for mark, refs in self.refs.items()})


def read_courses(
    table: Table, columns: Sequence[int | None], codes: Mapping[str, str] = MappingProxyType({})
) -> CourseRows:
    """Every course of the map, with the marks in these columns; None is a target that the map does not have.

    `codes` has, by address, what a code was before the spreadsheet made a date of it.
    """
    read, tracks = CourseRows(), dict[str, str]()
    of_courses = CourseCodes(table, codes)
    note = of_courses.note()
    read.findings.extend([] if note is None else [note])
    places = _Places(table, columns, read)
    for row in table.course_rows:
        course, findings = read_course(table, row, of_courses)
        if course.track is not None:
            # One track, however it is spelled: with two, what it reaches would count for neither.
            course = replace(course, track=tracks.setdefault(same_word(course.track), course.track))
        read.findings.extend(findings)
        if any(finding.code in CODE_QUESTIONS for finding in findings):
            read.code_asked.add(len(read.courses))
        read.courses.append(course)
        places.read_row(row)
    return read


def left_out(table: Table) -> Iterator[Finding]:
    """What is said of the lines that hold something and were not read: one finding for each reason, with its lines.

    A line with marks that could be a course has an error of its own.
    """
    lines: dict[Why, list[CellRef]] = {}
    for one in table.excluded:
        # What adds up or explains holds figures too; only a line that could be a course is missed in a grid.
        if one.marks and one.why in _MISSED:
            facts = {"why": str(one.why), "count": one.marks}
            yield Finding("marks-without-course", Severity.ERROR, one.ref, facts)
        else:
            lines.setdefault(one.why, []).append(one.ref)
    for why, refs in lines.items():
        code, severity = (
            ("lines-left-out", Severity.NOTE) if why in _CERTAIN else ("row-without-course", Severity.WARNING)
        )
        named = [str(ref) for ref in refs[:_MOST_LINES]]
        yield Finding(code, severity, refs[0], {"why": str(why), "count": len(refs), "refs": named})


def rated_twice(table: Table, sheet: Sheet) -> Iterator[Finding]:
    """One error for each row of a list that says something else of a course and an outcome than a row above it."""
    for ref, other in table.rated_twice:
        facts = {
            "written": sheet.text(ref.row, ref.column),
            "first": sheet.text(other.row, other.column),
            "other": str(other),
        }
        yield Finding("rated-twice", Severity.ERROR, ref, facts)


class _Places:
    """Reads the places of one row after another; each distinct value is made into a text once."""

    def __init__(self, table: Table, columns: Sequence[int | None], read: CourseRows) -> None:
        self._sheet, self._columns, self._read = table.sheet, columns, read
        self._known: dict[tuple[type, object], tuple[int, str]] = {}
        self._indices: dict[str, int] = {"": 0}

    def read_row(self, row: int) -> None:
        values, read = self._sheet.rows[row], self._read
        width = len(values)
        for column in self._columns:
            value = values[column] if column is not None and column < width else ""
            if value == "" or column is None:
                read.written.append(0)
                continue
            index, text = self._look_up(value)
            read.written.append(index)
            if text:
                read.refs[text].append(self._sheet.ref(row, column))

    def _look_up(self, value: object) -> tuple[int, str]:
        # The type is part of the key because True and 1 are the same key otherwise.
        key = (value.__class__, value)
        if key not in self._known:
            text = cell_text(value)
            self._known[key] = (self._index(text), text)
        return self._known[key]

    def _index(self, text: str) -> int:
        if text not in self._indices and len(self._read.marks) == MOST_MARKS:
            if not any(finding.code == "too-many-marks" for finding in self._read.findings):
                self._read.findings.append(Finding("too-many-marks", Severity.ERROR, None, {"most": MOST_MARKS}))
            return 0
        if text not in self._indices:
            self._indices[text] = len(self._read.marks)
            self._read.marks.append(text)
        return self._indices[text]


def merged_levels(sheet: Sheet, places: set[tuple[int, int]]) -> Iterator[Finding]:
    """Merged cells over more places of levels: the level that stands in the first counts for each."""
    for merged in sheet.merged:
        last_row, last_column = merged.last_row or merged.row, merged.last_column or merged.column
        inside = sum(merged.row <= row <= last_row and merged.column <= column <= last_column for row, column in places)
        written = sheet.text(merged.row, merged.column)
        if inside > 1 and written:
            yield Finding("merged-levels", Severity.WARNING, merged, {"written": written})
