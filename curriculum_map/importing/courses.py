"""The courses of a map and the marks in its places, each with the address where it was written."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from curriculum_map.domain.curriculum import Course, ElectiveGroup
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import Place, Sheet, Workbook
from curriculum_map.importing.course_codes import CODE_QUESTIONS, CourseCodes
from curriculum_map.importing.course_fields import read_course
from curriculum_map.importing.layout import Excluded, Table, Why
from curriculum_map.importing.meaning.answers import COURSE, NO_COURSE, Answers
from curriculum_map.importing.meaning.groups import ListedGroup, with_groups
from curriculum_map.importing.meaning.persons import is_about_persons, persons_note
from curriculum_map.importing.meaning.tracks import with_tracks
from curriculum_map.importing.waiting import still_wanted

MOST_MARKS = 255
LINE_ASKED, LINE_LEFT_OUT = "line-unsure", "line-no-course"
_MOST_LINES = 1_000
_CERTAIN = frozenset((Why.TOTALS, Why.SECTION, Why.LEGEND, Why.FOOTNOTE, Why.REPEATED_HEADER))
_MISSED = frozenset((Why.UNNAMED, Why.TEXT_ONLY, Why.SECTION))
_BY_NAME = frozenset((Why.IN_DOUBT, Why.WHOLE, Why.ANSWERED, Why.REMARKS))


@dataclass(slots=True)
class CourseRows:
    """The courses of a map and, per place [course, target], the index of its mark; the mark at 0 is an empty place.

    `code_asked` has the courses whose code is a question, `groups` what a student takes of elective groups.
    """

    courses: list[Course] = field(default_factory=list)
    written: bytearray = field(default_factory=bytearray)
    marks: list[str] = field(default_factory=lambda: [""])
    findings: list[Finding] = field(default_factory=list)
    code_asked: set[int] = field(default_factory=set)
    groups: tuple[ElectiveGroup, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        """How often each mark is written."""
        return Counter({mark: self.written.count(index) for index, mark in enumerate(self.marks) if index})


def read_courses(
    table: Table,
    columns: Sequence[int | None],
    answers: Answers | None = None,
    listed: Sequence[ListedGroup] = (),
) -> CourseRows:
    """Every course of the map, with the marks in these columns; None is a target that the map does not have.

    The answers have what a code was before the spreadsheet made a date of it, which tracks a writing stands for, and
    what a student takes of an elective group; `listed` are the groups of which a table says that.
    """
    read, tracks, groups = CourseRows(), dict[int, CellRef](), dict[int, CellRef]()
    answers = answers or Answers()
    of_courses = CourseCodes(table, answers.codes)
    read.findings.extend(one for one in (of_courses.note(), of_courses.decimals()) if one is not None)
    indices = _Indices(read)
    width = 1 + max((column for column in columns if column is not None), default=0)
    for row in table.course_rows:
        still_wanted()
        course, findings = read_course(table, row, of_courses)
        if course.track is not None:
            tracks[len(read.courses)] = _ref_of_track(table, row, course.track)
        if course.group is not None:
            name = (
                "group"
                if table.fields.get("group") is not None and table.sheet.text(row, table.fields["group"])
                else "status"
            )
            groups[len(read.courses)] = table.sheet.ref(row, table.fields[name])
        read.findings.extend(findings)
        if any(finding.code in CODE_QUESTIONS for finding in findings):
            read.code_asked.add(len(read.courses))
        read.courses.append(course)
        texts = table.sheet.texts[row]
        line = texts if len(texts) >= width else [*texts, *([""] * (width - len(texts)))]
        read.written.extend([0 if column is None else indices[line[column]] for column in columns])
    read.findings.extend(_credits_in_titles(table, read.courses))
    read.courses, about_tracks = with_tracks(read.courses, tracks, answers.tracks)
    read.courses, read.groups, about_groups = with_groups(read.courses, groups, listed, answers.groups)
    read.findings.extend((*about_tracks, *about_groups))
    return read


def _credits_in_titles(table: Table, courses: Sequence[Course]) -> Iterator[Finding]:
    """A note that the titles held the credits too, with the first of them."""
    if "ects" in table.fields:
        return
    found = [(course, row) for course, row in zip(courses, table.course_rows, strict=True) if course.ects is not None]
    if found:
        (course, row), at = found[0], table.fields["title"]
        facts = {"written": table.sheet.text(row, at), "title": course.title, "count": len(found)}
        yield Finding("credits-in-title", Severity.NOTE, table.sheet.ref(row, at), facts)


def _ref_of_track(table: Table, row: int, name: str) -> CellRef:
    """The cell that names the track of a course: that of the track, else that of the status."""
    at = [table.fields[name] for name in ("track", "status") if name in table.fields]
    return table.sheet.ref(row, next((one for one in at if name in table.sheet.text(row, one)), at[0]))


def left_out(table: Table) -> Iterator[Finding]:
    """What is said of the lines that hold something and were not read: one finding for each reason, with its lines.

    A line with marks that could be a course has an error of its own.
    """
    lines: dict[Why, list[CellRef]] = {}
    yield from _named_lines([one for one in table.excluded if one.why in _BY_NAME])
    for one in table.excluded:
        if one.why in _BY_NAME:
            continue
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


def _named_lines(lines: Sequence[Excluded]) -> Iterator[Finding]:
    """What is said or asked of each line that could be a course by what it looks like, named by what it is called."""
    persons = persons_note([(one.written, one.at or one.ref) for one in lines if one.why is Why.REMARKS])
    if persons is not None:
        yield persons
    for one in lines:
        facts: dict[str, object] = {"written": one.written}
        if one.why is Why.IN_DOUBT:
            facts |= {"field": "line", "sign": str(one.sign), "count": one.marks}
            facts |= {"choices": [NO_COURSE, COURSE], "proposal": NO_COURSE}
            yield Finding(LINE_ASKED, Severity.QUESTION, one.at, facts)
        elif one.why is not Why.REMARKS:
            yield Finding(LINE_LEFT_OUT, Severity.NOTE, one.at, facts | {"why": str(one.why)})
        elif not is_about_persons(one.written):
            yield Finding("column-not-read", Severity.NOTE, one.at, facts)


def rated_twice(table: Table, workbook: Workbook) -> Iterator[Finding]:
    """One error for each row of a list that says something else of a course and an outcome than a row above it."""
    for ref, other in table.rated_twice:
        sheet = workbook.sheet(ref.sheet)
        facts = {
            "written": sheet.text(ref.row, ref.column),
            "first": sheet.text(other.row, other.column),
            "other": str(other),
        }
        yield Finding("rated-twice", Severity.ERROR, ref, facts)


class _Indices(dict[str, int]):
    """The index of each mark; a new one gets the next, as long as there is room."""

    def __init__(self, read: CourseRows) -> None:
        super().__init__({"": 0})
        self._read = read

    def __missing__(self, text: str) -> int:
        marks, findings = self._read.marks, self._read.findings
        if len(marks) == MOST_MARKS:
            if not any(finding.code == "too-many-marks" for finding in findings):
                findings.append(Finding("too-many-marks", Severity.ERROR, None, {"most": MOST_MARKS}))
            return 0
        index = self[text] = len(marks)
        marks.append(text)
        return index


class MarkRefs(Mapping[str, list[CellRef]]):
    """Every address of each mark, in the order of the table; worked out for the marks that are asked about."""

    def __init__(self, table: Table, columns: Sequence[int | None], read: CourseRows) -> None:
        self._table, self._columns, self._read = table, columns, read

    def __getitem__(self, mark: str) -> list[CellRef]:
        index = self._read.marks.index(mark)
        return [self._ref(at) for at, found in enumerate(self._read.written) if found == index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read.marks[1:])

    def __len__(self) -> int:
        return len(self._read.marks) - 1

    def first(self, mark: str) -> CellRef:
        """The first of them."""
        return self._ref(self._read.written.index(self._read.marks.index(mark)))

    def _ref(self, at: int) -> CellRef:
        row, place = divmod(at, len(self._columns))
        column = self._columns[place]
        return self._table.sheet.ref(self._table.course_rows[row], 0 if column is None else column)


def merged_levels(sheet: Sheet, places: Container[Place]) -> Iterator[Finding]:
    """Merged cells over more places of levels: the level that stands in the first counts for each."""
    for merged in sheet.merged:
        if not (written := sheet.text(merged.row, merged.column)):
            continue
        last_row, last_column = merged.last_row or merged.row, merged.last_column or merged.column
        area = product(range(merged.row, last_row + 1), range(merged.column, last_column + 1))
        if len(list(islice((place for place in area if place in places), 2))) > 1:
            yield Finding("merged-levels", Severity.WARNING, merged, {"written": written})
