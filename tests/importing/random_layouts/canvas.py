"""A sheet to write on: values, merged cells and colours by place, which can be pasted elsewhere, turned or not."""

from collections.abc import Callable
from dataclasses import dataclass, field

from curriculum_map.importing.cells import Place


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the value that the workbook remembers of it."""

    text: str
    value: str | float


Value = str | float | Formula | None


@dataclass(frozen=True, slots=True)
class Fill:
    """The colour of a cell: 'RRGGBB', or a theme colour with its tint."""

    rgb: str | None = None
    theme: int | None = None
    tint: float = 0.0


@dataclass(slots=True)
class Canvas:
    """What a sheet holds; rows and columns count from 0."""

    name: str = ""
    visible: bool = True
    cells: dict[Place, Value] = field(default_factory=dict)
    fills: dict[Place, Fill] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, value: Value) -> None:
        """Writes a value; None and the empty text leave the cell empty."""
        if value not in (None, ""):
            self.cells[row, column] = value

    def line(self, row: int, column: int, *values: Value) -> None:
        """Writes values beside each other."""
        for beside, value in enumerate(values):
            self.put(row, column + beside, value)

    def merge(self, first: Place, last: Place) -> None:
        """Merges the cells from the first to the last; a single cell stays as it is."""
        if first != last:
            self.merged.append((first, last))

    @property
    def height(self) -> int:
        """How many rows hold something."""
        return 1 + max((row for row, _ in (*self.cells, *self.fills)), default=-1)

    @property
    def width(self) -> int:
        """How many columns hold something."""
        return 1 + max((column for _, column in (*self.cells, *self.fills)), default=-1)

    def paste(self, other: "Canvas", at: Place, *, turned: bool = False) -> Callable[[Place], Place]:
        """Copies all of another canvas to this one, rows as columns if turned; says where each of its places went."""

        def moved(place: Place) -> Place:
            row, column = reversed(place) if turned else place
            return at[0] + row, at[1] + column

        self.cells |= {moved(place): value for place, value in other.cells.items()}
        self.fills |= {moved(place): fill for place, fill in other.fills.items()}
        self.merged += [(moved(first), moved(last)) for first, last in other.merged]
        rows, columns = (
            (other.hidden_columns, other.hidden_rows) if turned else (other.hidden_rows, other.hidden_columns)
        )
        self.hidden_rows |= {at[0] + row for row in rows}
        self.hidden_columns |= {at[1] + column for column in columns}
        return moved

    def rows(self) -> list[list[str | float | None]]:
        """The values row by row, formulas by the value they have."""
        rows: list[list[str | float | None]] = [[None] * self.width for _ in range(self.height)]
        for (row, column), value in self.cells.items():
            rows[row][column] = value.value if isinstance(value, Formula) else value
        return rows
