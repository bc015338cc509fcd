"""An xlsx copy of what was read from a file in another format: values at their addresses, and what colours meant."""

import io
import math
import re
from collections.abc import Collection, Sequence
from copy import copy
from datetime import date, datetime, time, timedelta

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.annotation.comments import without_ours
from curriculum_map.importing.cells import Place, Sheet, cell_text
from curriculum_map.workbooks.heights import row_height
from curriculum_map.workbooks.style import FONT, WIDEST_ON_A3, WRAPPED, print_landscape
from curriculum_map.workbooks.text import hold_text, printable

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_LONGEST_NAME = 31
_FIRST_DATE = datetime(1900, 3, 1)  # noqa: DTZ001 (a date in a sheet has no time zone)
_MOST_MERGED = 10_000
_NARROWEST, _WIDEST = 8, 30
_TOP = Alignment(vertical="top")
# So many of the texts of a column fit on one line; and so many columns, mostly codes and titles, stand on each page.
_MOST, _REPEATED = 0.8, 2


def plain_copy(sheets: Sequence[Sheet]) -> tuple[bytes, dict[str, str]]:
    """An xlsx workbook of these sheets, and the name that each has in it."""
    workbook = Workbook()
    workbook.properties.creator = "curriculum-map"
    workbook.remove(workbook.worksheets[0])
    names: dict[str, str] = {}
    for sheet in sheets:
        names[sheet.name] = _free_name(sheet.name, names.values())
        _copy(sheet, workbook.create_sheet(names[sheet.name]))
    if not any(sheet.visible for sheet in sheets):
        # A workbook of which no sheet is seen cannot be opened.
        workbook.worksheets[0].sheet_state = "visible"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue(), names


def _copy(sheet: Sheet, to: Worksheet) -> None:
    to.sheet_state = "visible" if sheet.visible else "hidden"
    _copy_values(sheet, to)
    look = sheet.look
    for place, colour in look.fills.items():
        _own(to, place).fill = PatternFill("solid", fgColor=colour)
    for place, number_format in look.formats.items():
        _own(to, place).number_format = number_format
    for place in look.struck:
        _own(to, place).font = Font(name=FONT, size=11, strike=True)
    for (row, column), comment in look.comments.items():
        if users := without_ours(comment).strip():
            to.cell(row + 1, column + 1).comment = Comment(printable(users), "")
    for area in sheet.merged:
        _merge(to, sheet, area)
    for row in look.hidden_rows:
        to.row_dimensions[row + 1].hidden = True
    for column in look.hidden_columns:
        to.column_dimensions[get_column_letter(column + 1)].hidden = True


def _copy_values(sheet: Sheet, to: Worksheet) -> None:
    """What stands in the cells, in columns and rows as large as that asks: how large they were is not read."""
    text, long_text, number = _style(to), _style(to, wrapped=True), _style(to, quoted=False)
    widths = _widths(sheet)
    long_rows = set()
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            if value not in ("", None):
                is_long = len(str(value)) > widths[column]
                _write(to.cell(row + 1, column + 1), value, long_text if is_long else text, number)
                if is_long:
                    long_rows.add(row)
    for row in sorted(long_rows):
        texts = [cell_text(value) for value in sheet.rows[row]]
        # Not every program makes a row higher by itself.
        to.row_dimensions[row + 1].height = row_height(texts, [widths.get(at, _NARROWEST) for at in range(len(texts))])
    for column, width in widths.items():
        to.column_dimensions[get_column_letter(column + 1)].width = width + 2
    _lay_out(to, widths)


def _widths(sheet: Sheet) -> dict[int, int]:
    """How wide each column is that holds something: for most of its texts, and for each of its words and numbers.

    A heading over marks is so much longer than they are that it goes on in further lines.
    """
    lengths: dict[int, list[int]] = {}
    least: dict[int, int] = {}
    for values in sheet.rows:
        for column, value in enumerate(values):
            if value not in ("", None):
                written = str(value)
                lengths.setdefault(column, []).append(len(written))
                whole = max(map(len, written.split()), default=0) if isinstance(value, str) else len(written)
                least[column] = max(least.get(column, _NARROWEST), whole)
    return {
        column: min(max(sorted(of_texts)[int(_MOST * (len(of_texts) - 1))], least[column]), _WIDEST)
        for column, of_texts in sorted(lengths.items())
    }


def _lay_out(to: Worksheet, widths: dict[int, int]) -> None:
    """One page wide, or as many side by side as it takes to be read, each with the first columns."""
    print_landscape(to)
    total = sum(width + 2 for width in widths.values())
    first = sum(widths.get(column, _NARROWEST) + 2 for column in range(_REPEATED))
    if total > WIDEST_ON_A3 and first < WIDEST_ON_A3 / 3:
        to.page_setup.fitToWidth = math.ceil((total - first) / (WIDEST_ON_A3 - first))
        to.print_title_cols = f"A:{get_column_letter(_REPEATED)}"


def _own(to: Worksheet, place: Place) -> Cell:
    """A cell with a style of its own, which can be changed without changing that of others."""
    cell = to.cell(place[0] + 1, place[1] + 1)
    cell._style = copy(cell._style)
    return cell


def _merge(to: Worksheet, sheet: Sheet, area: CellRef) -> None:
    last_row, last_column = area.last_row or area.row, area.last_column or area.column
    rows, columns = range(area.row, last_row + 1), range(area.column, last_column + 1)
    if len(rows) * len(columns) > _MOST_MERGED:
        return
    # Merging empties all cells but the first, and nothing that was read may be lost.
    if sum(sheet.value(row, column) not in ("", None) for row in rows for column in columns) <= 1:
        to.merge_cells(None, area.row + 1, area.column + 1, last_row + 1, last_column + 1)


def _write(cell: Cell, value: object, text: StyleArray, number: StyleArray) -> None:
    """Numbers, dates and truth as such, as far as a workbook can hold them; all else as text that stays text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    odd = (isinstance(value, float) and not math.isfinite(value)) or (
        isinstance(value, datetime) and value < _FIRST_DATE
    )
    if odd or not isinstance(value, (bool, int, float, datetime, time, timedelta)):
        hold_text(cell, value if isinstance(value, str) else cell_text(value))
        cell._style = text
    else:
        # A date has a look of its own, which it gets with its value.
        cell._style = copy(number)
        cell.value = value


def _style(sheet: Worksheet, *, wrapped: bool = False, quoted: bool = True) -> StyleArray:
    """The style of text that stays text, or of a number, made once: made cell by cell it takes most of the time."""
    cell = WriteOnlyCell(sheet)
    cell.quotePrefix = quoted
    cell.alignment = WRAPPED if wrapped else _TOP
    return cell._style


def _free_name(name: str, taken: Collection[str]) -> str:
    """The name of a sheet as xlsx allows it, and unlike the others."""
    base = _NOT_IN_A_NAME.sub("_", printable(name))[:_LONGEST_NAME] or "_"
    names = {one.casefold() for one in taken}
    others = (f"{base[: _LONGEST_NAME - 4]} {number}" for number in range(2, len(names) + 3))
    return next(one for one in (base, *others) if one.casefold() not in names)
