"""How the template looks beyond what all workbooks share: cells to fill in, small text, headings over a range."""

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.workbooks.style import BOLD, CENTRED, EDGES, FONT, HEADING_FILL, INK
from curriculum_map.workbooks.text import put

INPUT_FILL = PatternFill("solid", fgColor="FFFBEA")
MIDDLE = Alignment(wrap_text=True, vertical="center")
SMALL = Font(name=FONT, size=9, color=INK)


def head(sheet: Worksheet, row: int, column: int, text: str, *, rows: int = 1, columns: int = 1) -> None:
    """Writes a heading over one cell or over a merged range."""
    put(sheet, row, column, text, font=BOLD)
    for line in sheet.iter_rows(row, row + rows - 1, column, column + columns - 1):
        for cell in line:
            cell.fill, cell.border = HEADING_FILL, EDGES
    sheet.cell(row, column).alignment = CENTRED
    if rows > 1 or columns > 1:
        sheet.merge_cells(start_row=row, end_row=row + rows - 1, start_column=column, end_column=column + columns - 1)
