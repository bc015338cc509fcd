"""Where each level of a map stands in the file: in which of its sheets, and in which cell."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from curriculum_map.domain.provenance import Provenance, Source
from curriculum_map.importing.cells import Place, Workbook
from curriculum_map.importing.courses import CourseRows
from curriculum_map.importing.layout import Orientation, Table


def provenance_of(workbook: Workbook, table: Table, columns: Sequence[int | None], rows: CourseRows) -> Provenance:
    """Where each place stands in the file: where a line of the course crosses one of the target, or else its own.

    Courses whose levels stand in the same sheets have one source together.
    """
    # In a sheet that was not rearranged every course has its levels in that sheet.
    everywhere = tuple(_level_sheets(table, 0, columns)) if table.sheet.origins is None else None
    courses = [
        _course(table, row, everywhere or tuple(_level_sheets(table, row, columns))) for row in table.course_rows
    ]
    together: dict[tuple[str, tuple[str | None, ...]], list[_Course]] = {}
    for course in courses:
        together.setdefault((course.sheet, course.level_sheets), []).append(course)
    if not together:
        together[table.sheet.name, (None,) * len(columns)] = []
    sources = [
        _source(workbook, table, columns, rows, sheet, level_sheets, some)
        for (sheet, level_sheets), some in together.items()
    ]
    order = list(together)
    source_of = tuple(order.index((course.sheet, course.level_sheets)) for course in courses)
    across = _across(table)
    elsewhere: dict[Place, Place] = {}
    if table.sheet.origins is not None:
        for place, course in enumerate(courses):
            found = _elsewhere(table, columns, sources[source_of[place]], course)
            elsewhere |= {(place, target): at for target, at in found.items()}
    return Provenance(
        sources=tuple(sources),
        rows=tuple(course.named[1 - across] for course in courses),
        written=bytes(rows.written),
        elsewhere=elsewhere,
        named_in=tuple(course.named[across] for course in courses),
        source_of=source_of if any(source_of) else (),
    )


@dataclass(frozen=True, slots=True)
class _Course:
    """A course by its row in the table: its sheet and where it is named, and the sheet of its level of each target."""

    row: int
    sheet: str
    named: Place
    level_sheets: tuple[str | None, ...]


def _course(table: Table, row: int, level_sheets: tuple[str | None, ...]) -> _Course:
    sheet, first_field = table.sheet, min(table.fields.values())
    named = sheet.ref(row, first_field)
    return _Course(row, named.sheet, (named.row, named.column), level_sheets)


def _level_sheets(table: Table, row: int, columns: Sequence[int | None]) -> Iterator[str | None]:
    """The sheet with each outcome of a course; None where the file has no place for it."""
    sheet = table.sheet
    may_lack = sheet.origins is not None and table.orientation is not Orientation.LONG
    for column in columns:
        if column is None or (may_lack and table.lacks(row, column)):
            yield None
        else:
            yield sheet.name if sheet.homes is None else sheet.home(row, column).name


def _source(
    workbook: Workbook,
    table: Table,
    columns: Sequence[int | None],
    rows: CourseRows,
    sheet: str,
    level_sheets: Sequence[str | None],
    courses: Sequence[_Course],
) -> Source:
    across, scattered = _across(table), table.orientation is Orientation.LONG
    first_row = courses[0].row if courses else table.header_row
    lines = tuple(
        None
        if column is None or scattered or (courses and level_sheet is None)
        else table.sheet.place(first_row, column)[across]
        for column, level_sheet in zip(columns, level_sheets, strict=True)
    )
    named = tuple(level_sheet or sheet for level_sheet in level_sheets)
    return Source(
        file_name=workbook.file_name,
        sha256=workbook.sha256,
        format=workbook.format,
        sheet=sheet,
        columns=lines,
        marks=tuple(rows.marks),
        turned=table.orientation is Orientation.COURSES_COLS,
        target_sheets=named if any(one != sheet for one in named) else (),
    )


def _elsewhere(table: Table, columns: Sequence[int | None], source: Source, course: _Course) -> dict[int, Place]:
    """The place of each target that is not where the line of the course crosses its own."""
    sheet, across, scattered = table.sheet, _across(table), table.orientation is Orientation.LONG
    line = course.named[1 - across]
    found: dict[int, Place] = {}
    for target, (column, level_sheet) in enumerate(zip(columns, course.level_sheets, strict=True)):
        if column is None or level_sheet is None or (scattered and column >= len(sheet.rows[course.row])):
            continue
        place, crossing = sheet.place(course.row, column), source.columns[target]
        regular = None if crossing is None else (line, crossing)[:: -1 if source.turned else 1]
        # What a long list does not name has no place in it: where its level would stand, another one does.
        if place != regular and not (scattered and sheet.rows[course.row][column] == ""):
            found[target] = place
    return found


def _across(table: Table) -> int:
    """Which part of a place counts the outcomes: the column, or the row where courses stand across."""
    return 0 if table.orientation is Orientation.COURSES_COLS else 1


class LevelPlaces(Container[Place]):
    """The places of levels that one sheet of the file has."""

    def __init__(self, written: Provenance, sheet: str) -> None:
        self._elsewhere = written.elsewhere
        self._scattered = frozenset(
            place
            for (course, target), place in written.elsewhere.items()
            if written.source(course).sheet_of(target) == sheet
        )
        self._turned = written.uploaded.turned
        self._targets = [
            {
                column: target
                for target, column in enumerate(source.columns)
                if column is not None and source.sheet_of(target) == sheet
            }
            for source in written.sources
        ]
        # Courses of tables side by side stand in the same row.
        self._courses: dict[int, list[tuple[int, int]]] = {}
        for course, row in enumerate(written.rows):
            number = written.source_of[course] if written.source_of else 0
            self._courses.setdefault(row, []).append((course, number))

    def __contains__(self, place: object) -> bool:
        if not isinstance(place, tuple):
            return False
        row, column = place[::-1] if self._turned else place
        return place in self._scattered or any(
            column in self._targets[number] and (course, self._targets[number][column]) not in self._elsewhere
            for course, number in self._courses.get(row, ())
        )
