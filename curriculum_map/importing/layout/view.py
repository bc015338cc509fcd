"""The texts of a sheet as a person sees them: hidden lines left out, merged cells known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.cells import Place, Sheet


@dataclass(frozen=True, slots=True)
class View:
    """The texts of a sheet in the positions of the file, as wide in every row; hidden lines are empty.

    `heads` has for each covered cell of a merged range the place of the cell that holds its text; `colours` the cells
    whose text is but the name of their colour; `of_colours` the rows that hold but a colour and what it means.
    """

    sheet: Sheet
    texts: list[list[str]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    heads: Mapping[Place, Place]
    colours: Mapping[Place, str] = field(default_factory=dict)
    of_colours: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.texts[0]) if self.texts else 0

    def carried(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged cell that covers it."""
        text = self.texts[row][column]
        if text or (row, column) not in self.heads:
            return text
        head_row, head_column = self.heads[row, column]
        return self.texts[head_row][head_column]

    def heading(self, row: int, column: int, first: int) -> str:
        """The same, unless the merged cell begins left of a column: over labels and marks together it is a title."""
        head = self.heads.get((row, column), (row, column))
        return "" if head[1] < first <= column else self.carried(row, column)

    def filled(self, row: int) -> Iterator[tuple[int, str]]:
        """The columns of a row that hold something, with their texts."""
        return ((column, text) for column, text in enumerate(self.texts[row]) if text)

    def first(self, row: int) -> str:
        """The first text of a row; empty where it holds nothing."""
        return next(filter(None, self.texts[row]), "")

    def row_ref(self, row: int) -> CellRef:
        """The address of a whole row."""
        return CellRef(self.sheet.name, row, 0, last_row=row, last_column=max(self.width - 1, 0))

    def column_ref(self, column: int, first_row: int) -> CellRef:
        """The address of a column from a row on."""
        return CellRef(self.sheet.name, first_row, column, last_row=len(self.texts) - 1, last_column=column)

    def only_columns(self, first: int, after: int) -> "View":
        """The same with nothing left of `first`, nor from `after` on."""
        empty, rest = [""] * first, [""] * (self.width - after)
        return replace(self, texts=[[*empty, *row[first:after], *rest] for row in self.texts])

    def without(self, part: CellRef) -> "View":
        """The same with nothing in a part of the sheet."""
        first, after = part.column, 1 + (part.last_column or part.column)
        rows = range(part.row, 1 + (part.last_row or part.row))
        empty = [""] * (min(after, self.width) - first)
        texts = [[*line[:first], *empty, *line[after:]] if row in rows else line for row, line in enumerate(self.texts)]
        return replace(self, texts=texts)

    def from_row(self, first: int) -> "View":
        """The same with nothing above a row."""
        empty = [""] * self.width
        return replace(self, texts=[*([empty] * first), *self.texts[first:]])


def view_of(sheet: Sheet, hidden: bool) -> View:
    """What a sheet shows, with its hidden lines if asked for."""
    rows = frozenset() if hidden else sheet.look.hidden_rows
    columns = frozenset() if hidden else sheet.look.hidden_columns
    width = max(map(len, sheet.rows), default=0)
    texts = sheet.texts
    if columns:
        texts = [["" if column in columns else text for column, text in enumerate(line)] for line in texts]
    if rows:
        texts = [[] if row in rows else line for row, line in enumerate(texts)]
    texts = [line if len(line) == width else [*line, *([""] * (width - len(line)))] for line in texts]
    return View(sheet, texts, rows, columns, dict(_heads(sheet, len(texts), width)))


def _heads(sheet: Sheet, height: int, width: int) -> Iterator[tuple[Place, Place]]:
    for merged in sheet.merged:
        last_row, last_column = merged.last_row or merged.row, merged.last_column or merged.column
        for row in range(merged.row, min(last_row + 1, height)):
            for column in range(merged.column, min(last_column + 1, width)):
                yield (row, column), (merged.row, merged.column)
