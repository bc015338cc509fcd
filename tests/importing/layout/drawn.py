"""Sheets drawn in the code of a test, and what was read of them as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriculum_map.domain.findings import CellRef
from curriculum_map.frameworks.loader import load_editions
from curriculum_map.importing.cells import Look, Sheet
from curriculum_map.importing.layout import LayoutAnswer, SheetShape, Table, legend_of, shape_of
from curriculum_map.importing.names import names_of
from tests.workbooks import rows_of

NAMES = names_of(load_editions())


def drawn(
    table: str,
    *,
    merged: Sequence[str] = (),
    fills: Mapping[str, str] | None = None,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[str] = (),
) -> Sheet:
    """A sheet that reads like this table; `fills` has a colour for each address or range."""
    rows: list[list[object]] = [["" if value is None else value for value in row] for row in rows_of(table)]
    width = max(map(len, rows))
    rows = [[*row, *([""] * (width - len(row)))] for row in rows]
    colours = {place: colour for where, colour in (fills or {}).items() for place in _places(where)}
    look = Look(
        hidden_rows=frozenset(row - 1 for row in hidden_rows),
        hidden_columns=frozenset(_place(f"{letter}1")[1] for letter in hidden_columns),
        fills=colours,
    )
    return Sheet("S", rows, merged=tuple(map(_range, merged)), look=look)


@dataclass(frozen=True)
class Read:
    """What one sheet was read as: kind, orientation, titles, innermost headings, and the marks in file addresses."""

    shape: SheetShape
    legend: Mapping[str, str]

    @property
    def kind(self) -> str:
        return str(self.shape.kind)

    @property
    def table(self) -> Table:
        (table,) = self.shape.tables
        return table

    @property
    def courses(self) -> list[str]:
        return [self.table.sheet.text(row, self.table.fields["title"]) for row in self.table.course_rows]

    @property
    def outcomes(self) -> list[str]:
        return [self.table.heading(column) for column in self.table.outcomes]

    @property
    def grid(self) -> list[str]:
        """A line for each course with its marks, an empty place as a full stop."""
        table = self.table
        return [
            " ".join(table.sheet.text(row, column) or "." for column in table.outcomes) for row in table.course_rows
        ]

    @property
    def left_out(self) -> list[tuple[str, str]]:
        return [(str(one.ref).removeprefix("S!"), str(one.why)) for one in self.table.excluded]


def read(table: str | Sheet, answer: LayoutAnswer | None = None, *, hidden: bool = False, **look: object) -> Read:
    """What a drawn sheet is read as."""
    sheet = table if isinstance(table, Sheet) else drawn(table, **look)  # type: ignore[arg-type]
    return Read(shape_of(sheet, NAMES, answer, hidden=hidden), legend_of(sheet))


def _place(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]) - 1, column - 1


def _range(where: str) -> CellRef:
    first, _, last = where.partition(":")
    (row, column), (last_row, last_column) = _place(first), _place(last or first)
    return CellRef("S", row, column, last_row=last_row, last_column=last_column)


def _places(where: str) -> list[tuple[int, int]]:
    ref = _range(where)
    last_row, last_column = ref.last_row or ref.row, ref.last_column or ref.column
    return [(row, column) for row in range(ref.row, last_row + 1) for column in range(ref.column, last_column + 1)]
