"""Text in a cell that stays text: it never becomes a formula, whatever it begins with."""

import re

from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

# What XML cannot hold: control characters, lone halves of a pair, and two code points that are no characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767


def printable(text: str) -> str:
    """The text without what a workbook cannot hold; longer than a cell may be, it ends in an ellipsis."""
    clean = _UNPRINTABLE.sub("", text)
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST - 1]}…"


def hold_text(cell: Cell, text: str) -> None:
    """Writes a text as a string; its style needs `quotePrefix` too, or it comes alive when somebody edits the cell."""
    cell.value = printable(text)
    cell.data_type = "s"


def put(sheet: Worksheet, row: int, column: int, value: str | float | None, *, font: Font | None = None) -> None:
    """Writes a value, counted from 1; text is always text, so that it never becomes a formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        hold_text(cell, value)
        cell.quotePrefix = True
    else:
        cell.value = value
    if font is not None:
        cell.font = font
