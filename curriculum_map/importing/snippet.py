"""The user's own sheet around a cell, to show where a finding is."""

from dataclasses import dataclass

from curriculum_map.domain.findings import CellRef, column_letters
from curriculum_map.importing.cells import Workbook

_ROWS_AROUND = 1
_COLUMNS_AROUND = 2


@dataclass(frozen=True, slots=True)
class Snippet:
    """Cells as text with the letters and numbers of their columns and rows, and which of them is meant."""

    columns: tuple[str, ...]
    rows: tuple[int, ...]
    texts: tuple[tuple[str, ...], ...]
    marked: tuple[int, int]


def snippet(workbook: Workbook, ref: CellRef) -> Snippet | None:
    """The cells around an address; None if the workbook has no such sheet."""
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == ref.sheet), None)
    if sheet is None:
        return None
    rows = range(max(ref.row - _ROWS_AROUND, 0), ref.row + _ROWS_AROUND + 1)
    columns = range(max(ref.column - _COLUMNS_AROUND, 0), ref.column + _COLUMNS_AROUND + 1)
    return Snippet(
        columns=tuple(column_letters(column) for column in columns),
        rows=tuple(row + 1 for row in rows),
        texts=tuple(tuple(sheet.text(row, column) for column in columns) for row in rows),
        marked=(ref.row - rows.start, ref.column - columns.start),
    )
