"""What is read without a parser is what the parsers read; what needs one is left to it."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from curriculum_map.importing.formats import plain_sheet
from curriculum_map.importing.formats.plain_sheet import PlainSheet, read_plain, shared_texts, styles_of_numbers
from curriculum_map.importing.limits import DEFAULT_LIMITS, Limits
from curriculum_map.importing.looks.look import looks_of
from curriculum_map.importing.parsing import parse

# Written as Excel does: a title, three courses with two marks each, a total, and a row that has only a style.
ROWS = (
    '<row r="1" spans="1:4" x14ac:dyDescent="0.25"><c r="A1" s="2" t="s"><v>0</v></c></row>'
    '<row r="3" spans="1:4"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>6</v></c><c r="C3" t="s"><v>2</v></c>'
    '<c r="D3" t="s"><v>3</v></c></row>'
    '<row r="4" spans="1:4"><c r="A4" t="s"><v>4</v></c><c r="B4"><v>4.5</v></c><c r="C4" t="s"><v>2</v></c>'
    '<c r="D4" t="b"><v>1</v></c></row>'
    '<row r="5" spans="1:4"><c r="A5" t="inlineStr"><is><t>Law</t></is></c><c r="B5"><v>3</v></c><c r="D5" s="1"/>'
    "</row>"
    '<row r="6" spans="1:4"><c r="B6"><f>SUM(B3:B5)</f><v>13.5</v></c><c r="C6" t="str"><f>A1</f><v>Map</v></c></row>'
    '<row r="9" spans="1:4"><c r="A9" s="1"/></row>'
)
TEXTS = ("Map", "Ethics &amp; law", "x", "xx", "Première année")
SHARED = f'<sst count="5">{"".join(f"<si><t>{text}</t></si>" for text in TEXTS)}</sst>'
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(rows: str, before: str = "", after: str = "") -> bytes:
    """The part of a sheet with these rows."""
    return f"<?xml version='1.0'?><worksheet {SPACE}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def read(rows: str, after: str = "", limits: Limits = DEFAULT_LIMITS) -> PlainSheet | None:
    return read_plain(part(rows, after=after), shared_texts(SHARED.encode()), limits)


def values_of(rows: str) -> list[list[object]] | None:
    sheet = read(rows)
    return None if sheet is None else sheet.values()


def by_calamine(rows: str) -> list[list[object]]:
    """The same sheet in a workbook that openpyxl wrote, with the shared texts added."""
    plain, out = BytesIO(), BytesIO()
    Workbook().save(plain)
    links = "xl/_rels/workbook.xml.rels"
    shared = f'<Relationship Id="texts" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>'
    with zipfile.ZipFile(plain) as archive, zipfile.ZipFile(out, "w") as written:
        parts = {name: archive.read(name) for name in archive.namelist()}
        parts["xl/worksheets/sheet1.xml"] = part(rows)
        parts["xl/sharedStrings.xml"] = SHARED.replace("<sst", f"<sst {SPACE}").encode()
        parts[links] = parts[links].replace(b"</Relationships>", shared.encode())
        for name, content in parts.items():
            written.writestr(name, content)
    out.seek(0)
    return CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_what_excel_writes_is_read_as_the_parser_reads_it() -> None:
    assert values_of(ROWS) == [
        ["Map", "", "", ""],
        ["", "", "", ""],
        ["Ethics & law", 6.0, "x", "xx"],
        ["Première année", 4.5, "x", True],
        ["Law", 3.0, "", ""],
        ["", 13.5, "Map", ""],
    ]
    assert values_of(ROWS) == by_calamine(ROWS)


def test_an_error_is_kept_as_its_text() -> None:
    assert values_of('<row r="1"><c r="B1" t="e"><v>#REF!</v></c></row>') == [["", "#REF!"]]


def test_the_styles_and_attributes_that_may_matter_are_kept() -> None:
    sheet = read(
        ROWS.replace('<row r="4"', '<row r="4" hidden="1"'), '<mergeCells><mergeCell ref="A1:D1"/></mergeCells>'
    )
    assert sheet is not None
    assert (sheet.styles, sheet.numbers, list(sheet.told)) == ({"0", "1", "2"}, {"0"}, [3])
    assert sheet.merged == [((0, 0), (0, 3))]
    assert b"<row" not in sheet.hull


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><f>SUM(B1:B2)</f></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>x</t></r></is></c></row>',
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="A1"><v>NaN</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_b</t></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&own;</t></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a<!-- no -->b</t></is></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>',
        '<row r="1"><c r="A1" t="d"><v>2024-09-01</v></c></row>',
        '<row r="20001"><c r="A20001"><v>1</v></c></row>',
        '<row r="1"><c r="ALM1"><v>1</v></c></row>',
    ],
)
def test_what_needs_a_parser_is_left_to_it(rows: str) -> None:
    assert read(rows) is None


def test_a_sheet_whose_cells_lie_too_far_apart_is_left_to_the_bands() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="90"><c r="Z90"><v>1</v></c></row>'
    assert read(far) is not None
    assert read(far, limits=Limits(block=2_000)) is None


def test_a_sheet_of_which_hardly_two_cells_are_the_same_is_left_to_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    monkeypatch.setattr(plain_sheet, "_MOST_DIFFERENT", 3)
    assert values_of(row) == [[1.0, 2.0, 3.0]]
    monkeypatch.setattr(plain_sheet, "_MOST_DIFFERENT", 2)
    assert read(row) is None


def test_a_style_that_may_show_a_date_is_not_one_of_numbers() -> None:
    named = '<numFmt numFmtId="164" formatCode="d/m"/><numFmt numFmtId="165" formatCode="0.0"/>'
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 164, 165, 10))
    styles = f"<styleSheet><numFmts>{named}</numFmts><cellXfs>{cells}<xf/></cellXfs></styleSheet>".encode()
    assert styles_of_numbers(styles) == {"0", "3", "4", "5"}


def coloured(sheet: Worksheet) -> None:
    sheet["B2"].fill = PatternFill("solid", fgColor="FFC000")
    sheet["C3"].font = Font(strike=True)
    sheet["B3"].font = Font(color="FFFFFF")


def hiding(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True


def banded(sheet: Worksheet) -> None:
    sheet.column_dimensions["B"].fill = PatternFill("solid", fgColor="FFC000")
    sheet.row_dimensions[2].fill = PatternFill("solid", fgColor="00B050")


def merging(sheet: Worksheet) -> None:
    coloured(sheet)
    sheet.merge_cells("B2:C2")
    sheet["B3"].number_format = "0.00"


@pytest.mark.parametrize("dress", [coloured, hiding, banded, merging])
def test_the_look_is_the_same_as_tag_by_tag(dress: Callable[[Worksheet], None]) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in (["Course", "A", "B"], ["Law", "x", "xx"], ["Ethics", 3.456, "x"], ["History"]):
        sheet.append(row)
    dress(sheet)
    out = BytesIO()
    workbook.save(out)
    parsed = parse("xlsx", out.getvalue(), DEFAULT_LIMITS)
    (read_so,) = parsed.sheets
    assert read_so.look == looks_of(out.getvalue(), "xlsx", {read_so.name: read_so.rows})[read_so.name]
    assert read_so.look != type(read_so.look)()
