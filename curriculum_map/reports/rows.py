"""Rows of a sheet written as XML, each at once: openpyxl alone makes two objects and a dozen calls for every cell."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.functions import fromstring

from curriculum_map.workbooks.text import printable

# A parser would make a line feed of it.
_ENTITIES = {"\r": "&#13;"}
_SHORT = 200


class RowSheet(WriteOnlyWorksheet):  # type: ignore[misc] # openpyxl has no types
    """A sheet that rows of cells in XML are appended to, once all is set up that stands above them."""

    _writer: Any = None

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _RowWriter(self)
            self._writer.write_top()

    def _values_to_row(self, values: Sequence[str], row_idx: int) -> Sequence[str]:
        del row_idx
        return values


class _RowWriter(WorksheetWriter):  # type: ignore[misc] # openpyxl has no types
    def write_row(self, xf: Any, row: Sequence[str], row_idx: int) -> None:
        """Writes the cells of a row, with its height."""
        about = {"r": row_idx, **dict(self.ws.row_dimensions.get(row_idx, {}))}
        opened = "".join(f' {name}="{value}"' for name, value in about.items())
        xf.write(fromstring(f"<row{opened}>{''.join(row)}</row>"))


def new_sheet(workbook: Workbook, name: str) -> RowSheet:
    """A sheet at the end of a workbook that is only written."""
    sheet = RowSheet(workbook, name)
    workbook._add_sheet(sheet)
    return sheet


def text_cell(place: str, style: int, text: str) -> str:
    """A cell with a text, which is never anything else; of one that is longer than a cell may hold, its beginning."""
    inside = _inside(text) if len(text) > _SHORT else _inside_again(text)
    return f'<c r="{place}" s="{style}"{inside}'


def _inside(text: str) -> str:
    """What stands in a cell behind its place and style."""
    clean = printable(text)
    if not clean:
        return "/>"
    space = ' xml:space="preserve"' if clean != clean.strip() else ""
    return f' t="inlineStr"><is><t{space}>{escape(clean, _ENTITIES)}</t></is></c>'


# Names and levels come again and again.
_inside_again = lru_cache(maxsize=4096)(_inside)


def number_cell(place: str, style: int, number: float) -> str:
    """A cell with a number."""
    return f'<c r="{place}" s="{style}" t="n"><v>{number!r}</v></c>'


def formula_cell(place: str, style: int, formula: str) -> str:
    """A cell with a formula, which begins with an equals sign."""
    return f'<c r="{place}" s="{style}"><f>{escape(formula[1:])}</f><v/></c>'


def empty_cell(place: str, style: int) -> str:
    """A cell that only has a look."""
    return f'<c r="{place}" s="{style}"/>'


def letters(columns: int) -> list[str]:
    """What so many columns are called, from A on."""
    return [get_column_letter(number) for number in range(1, columns + 1)]
