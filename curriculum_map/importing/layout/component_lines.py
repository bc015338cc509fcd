"""Courses with a line for each component ('Ethiek | kennis', 'Ethiek | vaardigheden') as one line for each course."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from curriculum_map.importing.cells import Place, Sheet
from curriculum_map.importing.layout.component_titles import with_titles_taken_apart
from curriculum_map.importing.layout.marks import is_filled
from curriculum_map.importing.layout.shapes import Excluded, Orientation, Table, Why
from curriculum_map.importing.names import Names

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Course:
    """A course by the first of its lines, and its line for each component."""

    row: int
    name: tuple[str, ...]
    lines: dict[str, int] = field(default_factory=dict)


def with_components_across(table: Table, names: Names) -> Table:
    """The table with each course on one line and its components beside one another; the same where none has them so.

    The components stand in a column of their own, also below merged titles, below each title in the same column, or
    in the titles themselves.
    """
    if table.orientation is Orientation.LONG or not table.course_rows:
        return table
    reader = _Reader(table, names)
    for column in range(max(map(len, table.sheet.rows))):
        if column not in table.outcomes and (courses := reader.courses(column)):
            return _written(table, column, courses)
    apart = with_titles_taken_apart(table, names)
    courses = _Reader(apart[0], names).courses(apart[1]) if apart else []
    return _written(*apart, courses) if apart and courses else table


class _Reader:
    """Finds the courses that have a line for each component."""

    def __init__(self, table: Table, names: Names) -> None:
        self._table, self._names = table, names
        self._left_out = _left_out(table)
        self._rows = sorted({*table.course_rows, *self._left_out})

    def courses(self, column: int) -> list[_Course]:
        """The courses, if this column names the component of every line with marks and most courses have several."""
        title = self._table.fields["title"]
        courses: list[_Course] = []
        of_name: dict[tuple[str, ...], _Course] = {}
        current: _Course | None = None
        after_totals = False
        for row in self._rows:
            text, why = self._table.sheet.text(row, column), self._left_out.get(row)
            component = self._names.component(text)
            # A letter below a title can be anything; in a column of its own each line has one.
            if column == title and component is not None and len(text) == 1:
                return []
            if why is Why.TOTALS or (why and (after_totals or component is None)):
                after_totals = after_totals or why is Why.TOTALS
                if why is Why.UNNAMED and not after_totals:
                    return []
                continue
            if component is None and (self._is_marked(row) or (text and column != title)):
                return []
            begins = component is None if column == title else bool(self._table.sheet.text(row, title))
            if begins and (current is None or column == title or current.name != self._name(row)):
                # All lines of one component may stand before those of the next.
                current = None if column == title else of_name.get(self._name(row))
                if current is None:
                    current = of_name[self._name(row)] = _Course(row, self._name(row))
                    courses.append(current)
            after_totals = False
            if component is None:
                continue
            if current is None or component in current.lines:
                return []
            current.lines[component] = row
        several = sum(1 for one in courses if len(one.lines) >= _FEWEST)
        return courses if 2 * several > len(courses) else []

    def _is_marked(self, row: int) -> bool:
        return any(self._table.sheet.text(row, at) for at in self._table.outcomes)

    def _name(self, row: int) -> tuple[str, ...]:
        fields = self._table.fields
        return tuple(self._table.sheet.text(row, fields[name]) for name in ("code", "title") if name in fields)


def _left_out(table: Table) -> dict[int, Why]:
    """The rows without a title that were left out, and those of totals: below a merged title they are of its course."""
    if table.orientation is not Orientation.COURSES_ROWS:
        return {}
    sheet, title = table.sheet, table.fields["title"]
    lines = {one.ref.row: one.why for one in table.excluded}
    rows = range(table.course_rows[0] + 1, len(sheet.rows))
    found = {row: why for row in rows if (why := lines.get(sheet.place(row, title)[0])) is not None}
    return {row: why for row, why in found.items() if why is Why.TOTALS or not sheet.text(row, title)}


def _written(table: Table, column: int, courses: Sequence[_Course]) -> Table:
    """The table with the marks of each component in columns of their own; every cell keeps its address in the file."""
    components: dict[str, str] = {}
    for course in courses:
        for component, row in course.lines.items():
            components.setdefault(component, table.sheet.text(row, column))
    writer = _Writer(table)
    headings: dict[int, tuple[str, ...]] = {}
    for number, (component, written) in enumerate(components.items()):
        for at in table.outcomes:
            to = at if number == 0 else writer.column(at)
            headings[to] = (*table.headings(at), written)
            writer.write(courses, component, at, to)
    rows = tuple(one.row for one in courses)
    outcomes, sheet = tuple(headings), writer.sheet()
    return replace(
        table,
        sheet=sheet,
        outcomes=outcomes,
        other_columns=tuple(one for one in table.other_columns if one != column),
        course_rows=rows,
        excluded=_still_left_out(table, courses),
        heading_texts={**table.heading_texts, **headings},
        marks=Counter(text for row in rows for at in outcomes if is_filled(text := sheet.text(row, at))),
    )


def _still_left_out(table: Table, courses: Sequence[_Course]) -> tuple[Excluded, ...]:
    """The lines that are no component of a course; those without a name are below totals, and are totals too."""
    if table.orientation is not Orientation.COURSES_ROWS:
        return table.excluded
    taken = {table.sheet.place(row, table.fields["title"])[0] for one in courses for row in one.lines.values()}
    others = (one for one in table.excluded if one.ref.row not in taken)
    return tuple(replace(one, why=Why.TOTALS) if one.why is Why.UNNAMED else one for one in others)


class _Writer:
    """Writes marks into a copy of a sheet, each with its place in the file."""

    def __init__(self, table: Table) -> None:
        self._table, before = table, table.sheet
        width = max(map(len, before.rows))
        self._rows = [[*row, *([""] * (width - len(row)))] for row in before.rows]
        self._origins: list[list[Place]] = [
            [before.place(row, column) for column in range(width)] for row in range(len(self._rows))
        ]
        self._homes: list[list[Sheet]] = [
            [before.home(row, column) for column in range(width)] for row in range(len(self._rows))
        ]

    def column(self, like: int) -> int:
        """A new column below the same headings as this one; its cells stand in the file where the titles do."""
        table = self._table
        for row in range(len(self._rows)):
            heads = row <= table.header_row
            at = like if heads else table.fields["title"]
            self._rows[row].append(table.sheet.value(row, like) if heads else "")
            self._origins[row].append(table.sheet.place(row, at))
            self._homes[row].append(table.sheet.home(row, at))
        return len(self._rows[0]) - 1

    def write(self, courses: Sequence[_Course], component: str, at: int, to: int) -> None:
        """Writes what each course has for a component into a column; nothing where it has no line for it."""
        before, title = self._table.sheet, self._table.fields["title"]
        for course in courses:
            row = course.lines.get(component)
            place = (course.row, title) if row is None else (row, at)
            self._rows[course.row][to] = "" if row is None else before.value(row, at)
            self._origins[course.row][to] = before.place(*place)
            self._homes[course.row][to] = before.home(*place)

    def sheet(self) -> Sheet:
        """The sheet as it is now."""
        homes = None if self._table.sheet.homes is None else self._homes
        return replace(self._table.sheet, rows=self._rows, origins=self._origins, homes=homes)
