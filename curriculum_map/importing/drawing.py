"""The user's own sheet with the role of each cell: a few lines of it, enough to see what was understood."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from curriculum_map.domain.findings import column_letters
from curriculum_map.importing.cells import Place, Sheet
from curriculum_map.importing.layout.shapes import Excluded, Orientation, Table

_ROWS_ABOVE = 4
_COURSES = 4
_TABLES = 3
_FIELDS = 6
_OUTCOMES = 5
_NOT_READ = 2
_LEFT_OUT = 5
_HIDDEN = 2
_MOST_WITHOUT_TABLE = 8
_LONGEST = 60


class Role(StrEnum):
    """What a cell, or a whole row or column, is to us."""

    COURSE = "course"
    HEADING = "heading"
    FIELD = "field"
    LEVEL = "level"
    LEFT_OUT = "left-out"
    NOT_READ = "not-read"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column of the file as people call it, '7' or 'D', and what it is to us as a whole, if anything.

    `detail` is the course field it holds, or why it was left out; `after_gap` says that lines before it are not drawn.
    """

    name: str
    role: Role | None
    detail: str
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, its end cut off where it is long, and its role."""

    text: str
    role: Role | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines of a sheet: a tuple of cells per row, a cell per column."""

    columns: tuple[Line, ...]
    rows: tuple[Line, ...]
    cells: tuple[tuple[Cell, ...], ...]


def draw_sheet(sheet: Sheet, tables: Sequence[Table], excluded: Sequence[Excluded]) -> Drawing:
    """The lines of a sheet of the file that show how these maps in it were understood."""
    roles: dict[Place, Role] = {}
    rows: dict[int, tuple[Role, str]] = {}
    columns: dict[int, tuple[Role, str]] = {}
    for table in tables:
        turned = table.orientation is Orientation.COURSES_COLS
        roles |= dict(_roles(table)) | dict(_repeated_headings(sheet, table))
        down, across = dict(_down(table)), dict(_across(table))
        rows, columns = (rows | across, columns | down) if turned else (rows | down, columns | across)
    _leave_out(sheet, excluded, rows, columns)
    shown_rows = _shown(rows, (row for row, _ in roles), len(sheet.rows))
    shown_columns = _shown(columns, (column for _, column in roles), max(map(len, sheet.rows), default=0))
    return Drawing(
        tuple(_lines(shown_columns, columns, column_letters)),
        tuple(_lines(shown_rows, rows, lambda row: str(row + 1))),
        tuple(
            tuple(
                Cell(_cut(sheet.text(row, column)), _role(roles, rows.get(row), columns.get(column), (row, column)))
                for column in shown_columns
            )
            for row in shown_rows
        ),
    )


def heading_row(table: Table) -> int:
    """The row of the file with the lowest headings: over the levels, or, where courses stand across, their names."""
    if table.orientation is not Orientation.COURSES_COLS or not table.course_rows:
        return table.sheet.place(table.header_row, table.outcomes[0])[0]
    named = [*table.fields.values(), *table.other_columns]
    return max(table.sheet.place(table.course_rows[0], column)[0] for column in named)


def _shown_columns(table: Table) -> list[tuple[int, Role, str]]:
    """The columns of an upright map that are drawn, each with its role."""
    fields = sorted(table.fields.items(), key=lambda field: (field[0] not in ("code", "title"), field[1]))
    return [
        *((column, Role.FIELD, name) for name, column in fields[:_FIELDS]),
        *((column, Role.LEVEL, "") for column in table.outcomes[:_OUTCOMES]),
        *((column, Role.NOT_READ, "") for column in table.other_columns[:_NOT_READ]),
    ]


def _heading_rows(table: Table) -> range:
    depth = max((len(table.headings(column)) for column in table.outcomes), default=1)
    return range(max(table.header_row - max(depth, 1) + 1, 0), table.header_row + 1)


def _beside(table: Table) -> list[list[int]]:
    """The courses that are drawn, those of each of the tables beside each other of which the map was put together."""
    turned, title = table.orientation is Orientation.COURSES_COLS, table.fields["title"]
    found: dict[int, list[int]] = {}
    for row in table.course_rows:
        found.setdefault(table.sheet.place(row, title)[not turned], []).append(row)
    return [rows[:_COURSES] for rows in islice(found.values(), _TABLES)]


def _roles(table: Table) -> Iterator[tuple[Place, Role]]:
    for column, role, _ in _shown_columns(table):
        for row in _heading_rows(table):
            yield table.sheet.place(row, column), Role.HEADING
        for row in chain.from_iterable(_beside(table)):
            yield table.sheet.place(row, column), role


def _repeated_headings(sheet: Sheet, table: Table) -> Iterator[tuple[Place, Role]]:
    """The headings of the tables beside the first: the same texts in the same lines, above their own columns."""
    turned = table.orientation is Orientation.COURSES_COLS
    for rows in _beside(table)[1:]:
        for column, _, _ in _shown_columns(table):
            for row in _heading_rows(table):
                first, below = table.sheet.place(row, column), table.sheet.place(rows[0], column)
                at = (below[0], first[1]) if turned else (first[0], below[1])
                if sheet.text(*at) and sheet.text(*at) == sheet.text(*first):
                    yield at, Role.HEADING


def _down(table: Table) -> Iterator[tuple[int, tuple[Role, str]]]:
    """The lines of the file that run as the rows of the upright map do: its headings and courses."""
    if table.orientation is Orientation.LONG:
        return
    turned, column = table.orientation is Orientation.COURSES_COLS, table.outcomes[0]
    for row in _heading_rows(table):
        yield table.sheet.place(row, column)[turned], (Role.HEADING, "")
    for row in chain.from_iterable(_beside(table)):
        yield table.sheet.place(row, column)[turned], (Role.COURSE, "")


def _across(table: Table) -> Iterator[tuple[int, tuple[Role, str]]]:
    """The lines of the file that run as the columns of the upright map do: course fields, levels, what is not read."""
    turned = table.orientation is Orientation.COURSES_COLS
    for rows in _beside(table):
        for column, role, detail in _shown_columns(table):
            yield table.sheet.place(rows[0], column)[not turned], (role, detail)


def _leave_out(
    sheet: Sheet,
    excluded: Iterable[Excluded],
    rows: dict[int, tuple[Role, str]],
    columns: dict[int, tuple[Role, str]],
) -> None:
    """Adds the lines that were left out, each with the reason, and those that nobody sees in the file."""
    for one in islice(excluded, _LEFT_OUT):
        if one.ref.last_row in (None, one.ref.row):
            rows[one.ref.row] = (Role.LEFT_OUT, one.why)
        else:
            columns[one.ref.column] = (Role.LEFT_OUT, one.why)
    rows |= {row: (Role.HIDDEN, "") for row in sorted(sheet.look.hidden_rows)[:_HIDDEN] if row not in rows}
    hidden = sorted(sheet.look.hidden_columns)[:_HIDDEN]
    columns |= {column: (Role.HIDDEN, "") for column in hidden if column not in columns}


def _shown(lines: Mapping[int, object], cells: Iterable[int], size: int) -> list[int]:
    """Which rows, or columns, are drawn: those with a role and some before the first of them."""
    with_role = sorted({*lines, *cells})
    if not with_role:
        return list(range(min(size, _MOST_WITHOUT_TABLE)))
    before = range(max(with_role[0] - _ROWS_ABOVE, 0), with_role[0])
    return [line for line in chain(before, with_role) if line < size]


def _lines(shown: Sequence[int], roles: Mapping[int, tuple[Role, str]], name: Callable[[int], str]) -> Iterator[Line]:
    before = -1
    for line in shown:
        role, detail = roles.get(line, (None, ""))
        yield Line(name(line), role, detail, line > before + 1)
        before = line


def _role(
    roles: Mapping[Place, Role], row: tuple[Role, str] | None, column: tuple[Role, str] | None, place: Place
) -> Role | None:
    """The role of a cell; a line that was left out or that is hidden has it over what else the cell could be."""
    for line in (row, column):
        if line is not None and line[0] in (Role.LEFT_OUT, Role.HIDDEN):
            return line[0]
    return roles.get(place)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
