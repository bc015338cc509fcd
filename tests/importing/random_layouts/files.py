"""Canvases to the bytes of a file: xlsx, ods or separated text."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from html import escape

from openpyxl import Workbook
from openpyxl.styles import Color, PatternFill
from openpyxl.utils import get_column_letter

from tests.importing.random_layouts.canvas import Canvas, Fill, Formula
from tests.importing.random_layouts.layouts import Layout
from tests.workbooks import ods, unzipped, zipped

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>')


def as_file(canvases: Sequence[Canvas], layout: Layout) -> tuple[str, bytes]:
    """File name and bytes."""
    if layout.format == "xlsx":
        return "matrix.xlsx", _xlsx(canvases)
    if layout.format == "ods":
        return "matrix.ods", ods({canvas.name: canvas.rows() for canvas in canvases})
    return f"matrix.{layout.format}", _text(canvases[0], layout)


def _xlsx(canvases: Sequence[Canvas]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for canvas in canvases:
        sheet = workbook.create_sheet(canvas.name)
        sheet.sheet_state = "visible" if canvas.visible else "hidden"
        for (row, column), value in canvas.cells.items():
            sheet.cell(row + 1, column + 1).value = value.text if isinstance(value, Formula) else value
        for (row, column), fill in canvas.fills.items():
            sheet.cell(row + 1, column + 1).fill = _pattern(fill)
        for (first_row, first_column), (last_row, last_column) in canvas.merged:
            sheet.merge_cells(None, first_row + 1, first_column + 1, last_row + 1, last_column + 1)
        for row in canvas.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in canvas.hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    workbook.active = next(index for index, canvas in enumerate(canvases) if canvas.visible)
    out = io.BytesIO()
    workbook.save(out)
    return _with_values(out.getvalue(), canvases)


@cache
def _pattern(fill: Fill) -> PatternFill:
    colour = Color(rgb=f"FF{fill.rgb}") if fill.rgb else Color(theme=fill.theme, tint=fill.tint)
    return PatternFill("solid", fgColor=colour)


def _with_values(data: bytes, canvases: Sequence[Canvas]) -> bytes:
    """The workbook with the values that its formulas have, which openpyxl leaves out."""
    if not any(isinstance(value, Formula) for canvas in canvases for value in canvas.cells.values()):
        return data
    parts = unzipped(data)
    for number, canvas in enumerate(canvases, start=1):
        values = {
            f"{get_column_letter(column + 1)}{row + 1}".encode(): value.value
            for (row, column), value in canvas.cells.items()
            if isinstance(value, Formula)
        }
        part = f"xl/worksheets/sheet{number}.xml"
        parts[part] = _FORMULA.sub(partial(_with_value, values), parts[part])
    return zipped(parts)


def _with_value(values: Mapping[bytes, str | float], cell: re.Match[bytes]) -> bytes:
    value = values[cell[1]]
    kind = b' t="str"' if isinstance(value, str) else b""
    said = escape(str(value)).encode()
    return b'<c r="%s"%s%s><f>%s</f><v>%s</v></c>' % (cell[1], cell[2], kind, cell[3], said)


def _text(canvas: Canvas, layout: Layout) -> bytes:
    style, out = layout.text, io.StringIO(newline="")
    if style.names_separator:
        out.write(f"sep={style.separator}{style.line_end}")
    rows = [[_written(value) for value in row] for row in canvas.rows()[style.names_separator :]]
    for row in rows:
        # Below Python 3.13 a writer with another line end leaves line breaks in cells unquoted, as no spreadsheet does.
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=style.separator, lineterminator="\r\n").writerow(row)
        out.write(line.getvalue().removesuffix("\r\n") + style.line_end)
    return out.getvalue().encode(style.encoding)


def _written(value: str | float | None) -> str:
    """A value as a Flemish spreadsheet saves it: with a decimal comma."""
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else value or ""
