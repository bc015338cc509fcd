"""How the template looks beyond what all workbooks share: cells to fill in, small text, headings over a range."""

from collections.abc import Iterable, Mapping

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.workbooks.style import BOLD, CENTRED, EDGES, FONT, HEADING_FILL, INK
from curriculum_map.workbooks.text import put

INPUT_FILL = PatternFill("solid", fgColor="FFFBEA")
MIDDLE = Alignment(wrap_text=True, vertical="center")
SMALL = Font(name=FONT, size=9, color=INK)
# So many signs a list may have in Excel that stands in the rule itself.
_LONGEST_LIST = 253
# Column Z, from below what is filled in: nothing in it stands beside a label.
_ASIDE, _FIRST_ASIDE = 26, 30


def head(sheet: Worksheet, row: int, column: int, text: str, *, rows: int = 1, columns: int = 1) -> None:
    """Writes a heading over one cell or over a merged range."""
    put(sheet, row, column, text, font=BOLD)
    for line in sheet.iter_rows(row, row + rows - 1, column, column + columns - 1):
        for cell in line:
            cell.fill, cell.border = HEADING_FILL, EDGES
    sheet.cell(row, column).alignment = CENTRED
    if rows > 1 or columns > 1:
        sheet.merge_cells(start_row=row, end_row=row + rows - 1, start_column=column, end_column=column + columns - 1)


def offer(sheet: Worksheet, area: str, choices: Iterable[str], *, strict: bool = True, hint: str = "") -> None:
    """A drop-down list on an area; when not strict, other text may be written too. The hint shows beside a cell.

    Where the list is too long to stand in the rule itself, or a text has its signs, it stands in a hidden column.
    """
    listed = list(choices)
    formula = ",".join(listed)
    if len(formula) > _LONGEST_LIST or any(sign in text for text in listed for sign in ',"'):
        formula = _listed_aside(sheet, listed)
    else:
        formula = f'"{formula}"'
    validation = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=strict)
    if hint:
        validation.prompt, validation.showInputMessage = hint, True
    validation.add(area)
    sheet.add_data_validation(validation)


def _listed_aside(sheet: Worksheet, choices: Iterable[str]) -> str:
    last = _FIRST_ASIDE
    for last, text in enumerate(choices, start=_FIRST_ASIDE):
        put(sheet, last, _ASIDE, text, font=SMALL)
    letter = get_column_letter(_ASIDE)
    sheet.column_dimensions[letter].hidden = True
    return f"${letter}${_FIRST_ASIDE}:${letter}${last}"


def set_widths(sheet: Worksheet, widths: Mapping[int, float]) -> None:
    """Sets the width of columns, counted from 1, in characters."""
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
