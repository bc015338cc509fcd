"""How every workbook looks: fonts, fills and borders, levels in the colours of the legend, the printed page."""

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.levels import Legend
from curriculum_map.domain.text import Language

FONT = "Calibri"
INK = "1A1A1A"
HEADING_FILL = PatternFill("solid", fgColor="E8EEF5")
THIN = Side(style="thin", color="B8C2CC")
EDGES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TITLE = Font(name=FONT, size=16, bold=True, color=INK)
BOLD = Font(name=FONT, size=11, bold=True, color=INK)
HINT = Font(name=FONT, size=9, italic=True, color="4A5560")
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, horizontal="center", vertical="center")
A3, A4 = 8, 9
# The widest sheet, in digits, that can still be read on A3: about two thirds of the size on the screen.
WIDEST_ON_A3 = 340
_LONGEST_FOOTER = 100


def colour_levels(sheet: Worksheet, area: str, legend: Legend, language: Language) -> None:
    """Colours an area by the level written in it, as a word or as a digit."""
    first = area.split(":", maxsplit=1)[0]
    for level in legend.levels:
        word, digit = level.name[language], int(level.value)
        test = f'OR(LOWER(TRIM({first}))="{word}",TRIM({first})="{digit}")'
        fill = PatternFill("solid", bgColor=level.light.fill.lstrip("#"))
        rule = FormulaRule(formula=[test], fill=fill, font=Font(color=level.light.ink.lstrip("#")))
        sheet.conditional_formatting.add(area, rule)


def print_landscape(sheet: Worksheet, title_rows: str | None = None, *, paper: int = A3, title: str = "") -> None:
    """One page wide on landscape A3 or A4, with its heading rows on each page, and below them the title of the file."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = title_rows
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.65, 0.3
    # An ampersand begins a code; two of them are one. Excel takes no more than 255 signs for the whole line.
    sheet.oddFooter.left.text = title[:_LONGEST_FOOTER].replace("&", "&&") or None
    place = "right" if title else "center"
    getattr(sheet.oddFooter, place).text = "&A · &P/&N"
