"""What an xlsx sheet shows apart from its values: hidden parts, fills, struck and faint texts."""

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.importing.cells import Look
from tests.importing.looks.looked import SHEET, dressed, look_of, replaced, with_part

GREEN = PatternFill("solid", fgColor="FF00B050")
DARK = PatternFill("solid", fgColor="FF1F1F1F")


def grid(sheet: Worksheet, rows: int = 4, columns: int = 5) -> None:
    """Fills the first rows and columns with texts."""
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            sheet.cell(row, column).value = f"r{row}c{column}"


def test_a_plain_sheet_has_no_look() -> None:
    assert look_of(dressed(grid)) == Look()


def test_hidden_rows_and_columns_whatever_hides_them() -> None:
    def dress(sheet: Worksheet) -> None:
        grid(sheet, rows=8, columns=8)
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions.group(6, 7, outline_level=1, hidden=True)
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions.group("D", "E", outline_level=1, hidden=True)
        sheet.row_dimensions[40].hidden = True
        sheet.column_dimensions.group("I", "XFD", hidden=True)

    data = with_part(dressed(dress), SHEET, replaced('<row r="4"', '<row r="4" ht="0" customHeight="1"'))
    look = look_of(
        with_part(data, SHEET, replaced("</cols>", '<col min="7" max="7" width="0" customWidth="1"/></cols>'))
    )
    # Counted from 0, and only where there are values: not row 40, not all columns to the end of the sheet.
    assert look.hidden_rows == {1, 3, 5, 6}
    assert look.hidden_columns == {1, 3, 4, 6}


def test_merged_cells_have_the_fill_of_the_first() -> None:
    def dress(sheet: Worksheet) -> None:
        grid(sheet, rows=2, columns=4)
        sheet.merge_cells("A1:C1")
        sheet["A1"].fill = GREEN
        sheet["A2"].fill = GREEN
        sheet.merge_cells("C2:D2")
        sheet["D2"].fill = GREEN

    # D2 lies under C2, which has no fill.
    assert look_of(dressed(dress)).fills == dict.fromkeys(((0, 0), (0, 1), (0, 2), (1, 0)), "00B050")


def test_a_legend_below_and_beside_the_values_keeps_its_colours() -> None:
    def dress(sheet: Worksheet) -> None:
        grid(sheet)
        sheet["H2"].fill = GREEN
        sheet["A30"].fill = GREEN

    assert look_of(dressed(dress)).fills == {(1, 7): "00B050", (29, 0): "00B050"}


def test_cells_take_the_fill_of_their_row_or_else_their_column() -> None:
    def dress(sheet: Worksheet) -> None:
        grid(sheet, rows=3, columns=1)
        sheet["C3"] = "end"
        sheet["A3"].fill = GREEN

    data = with_part(
        dressed(dress), SHEET, replaced("<sheetData>", '<cols><col min="2" max="9" style="1"/></cols><sheetData>')
    )
    # B1, C1, B2 and C2 are not in the file; C3 is, and says that it has no fill. Beyond C there are no values.
    column = {(0, 1), (0, 2), (1, 1), (1, 2), (2, 1)}
    assert look_of(data).fills == dict.fromkeys(column | {(2, 0)}, "00B050")

    row = with_part(data, SHEET, replaced('<row r="2"', '<row r="2" s="0" customFormat="1"'))
    assert set(look_of(row).fills) == column - {(1, 1), (1, 2)} | {(2, 0)}
    row = with_part(dressed(dress), SHEET, replaced('<row r="2"', '<row r="2" s="1" customFormat="1"'))
    assert set(look_of(row).fills) == {(1, 1), (1, 2), (2, 0)}


def test_struck_cells_and_texts_struck_all_over() -> None:
    struck, plain = InlineFont(strike=True), InlineFont(b=True)

    def dress(sheet: Worksheet) -> None:
        grid(sheet)
        sheet["A2"].font = Font(strike=True)
        sheet["B2"] = CellRichText(TextBlock(struck, "ge"), TextBlock(struck, "oefend"))
        sheet["C2"] = CellRichText(TextBlock(struck, "geoefend"), TextBlock(plain, " gekaderd"))
        sheet["D2"] = CellRichText("vermeld ", TextBlock(struck, "gekaderd"))
        sheet["E2"].font = Font(strike=True)
        sheet["E2"] = CellRichText(TextBlock(plain, "toch niet"))
        sheet["F2"].font = Font(strike=True)

    # F2 is empty: nothing is struck through there.
    assert look_of(dressed(dress)).struck == {(1, 0), (1, 1)}


def test_texts_of_the_workbook_can_be_struck_as_well() -> None:
    parts = (
        "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>vermeld</t></si>"
        "<si><r><rPr><strike/></rPr><t>weg</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>"
        "<si><r><rPr><color rgb='FFFFFFFF'/></rPr><t>wit</t></r></si></sst>"
    )
    cells = "".join(f'<c r="{column}1" t="s"><v>{text}</v></c>' for column, text in zip("ABC", "012", strict=True))
    data = with_part(dressed(grid), "xl/sharedStrings.xml", lambda _: parts)
    look = look_of(
        with_part(
            data, SHEET, replaced("<sheetData>.*</sheetData>", f'<sheetData><row r="1">{cells}</row></sheetData>')
        )
    )
    assert look.struck == {(0, 1)}
    assert look.faint == {(0, 2)}


def test_text_in_the_colour_of_its_ground_is_faint() -> None:
    white, green, black = Font(color="FFFFFFFF"), Font(color="FF00B050"), Font(color="FF000000")

    def dress(sheet: Worksheet) -> None:
        grid(sheet)
        sheet["A1"].font = white
        sheet["B1"].font, sheet["B1"].fill = green, GREEN
        sheet["C1"].font, sheet["C1"].fill = white, DARK
        sheet["D1"].font = black
        sheet["E1"].font, sheet["E1"].fill = Font(color="FF1E2020"), DARK
        sheet["F1"].font = white

    # White on dark can be read; in F1 nothing stands.
    assert look_of(dressed(dress)).faint == {(0, 0), (0, 1), (0, 4)}


def test_white_text_is_not_faint_where_something_else_gives_it_a_ground() -> None:
    def dress(sheet: Worksheet) -> None:
        grid(sheet)
        for address in ("A1", "B2", "C3", "D4"):
            sheet[address].font = Font(color="FFFFFFFF")
        table = Table(displayName="Vakken", ref="A1:B3")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2")
        sheet.add_table(table)
        sheet.conditional_formatting.add("C3:C9 E1", CellIsRule(operator="equal", formula=['"r3c3"'], fill=GREEN))

    data = dressed(dress)
    # A1 is a heading of the table and C3 may be coloured by a condition; B2 and D4 are white on white.
    assert look_of(data).faint == {(1, 1), (3, 3)}
    dark = with_part(data, "xl/tables/table1.xml", replaced("TableStyleMedium2", "TableStyleDark2"))
    assert look_of(dark).faint == {(3, 3)}


def test_parts_may_have_prefixes_and_cells_no_addresses() -> None:
    def dress(sheet: Worksheet) -> None:
        grid(sheet, rows=2, columns=2)
        sheet["B2"].fill = GREEN
        sheet.row_dimensions[1].hidden = True

    bare = with_part(dressed(dress), SHEET, replaced(' r="[A-Z]*[0-9]+"', ""))
    assert look_of(bare) == Look(hidden_rows=frozenset({0}), fills={(1, 1): "00B050"})
    prefixed = with_part(
        dressed(dress),
        SHEET,
        lambda text: (
            text.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x=")
        ),
    )
    assert look_of(prefixed) == Look(hidden_rows=frozenset({0}), fills={(1, 1): "00B050"})
