"""Colours that nobody gave by hand, and looks that a format keeps from us: said where they may have been the marks."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.findings import Finding
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.importing.cells import Workbook
from curriculum_map.importing.looks.unread import unread_looks
from curriculum_map.importing.reading import read_file
from tests.importing.looks.looked import SHEET, look_of, with_part
from tests.workbooks import ods, xlsx

NAMES = [cluster.name.nl for cluster in load_edition("sap-2024-nl").clusters]
RED = PatternFill("solid", bgColor="FF0000")
BY_ANOTHER_CELL = FormulaRule(formula=["$A2=1"], fill=RED)
BY_ITSELF = CellIsRule(operator="equal", formula=['"x"'], fill=RED)
BOLD = FormulaRule(formula=["$A2=1"], font=Font(bold=True))
# What Excel writes at the end of a sheet for a rule that looks at another one.
ELSEWHERE = """<extLst><ext xmlns:x14="http://x/2009/9/main" uri="{78C0D931}"><x14:conditionalFormattings>
<x14:conditionalFormatting xmlns:xm="http://x/2006/main"><x14:cfRule type="expression"><xm:f>Blad2!A1=1</xm:f><x14:dxf>
<fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></x14:dxf></x14:cfRule><xm:sqref>B2:J4</xm:sqref>
</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"""


def formatted(*rules: Rule, mark: str = "", dress: Callable[[Worksheet], None] | None = None) -> bytes:
    """Three courses by nine clusters, each of the 27 places B2:J4 with this mark, under these rules."""
    lines = [[title, *[mark] * 9] for title in ("Ethiek", "Recht", "Stage")]
    workbook = load_workbook(io.BytesIO(xlsx({"Matrix": [["Vak", *NAMES], *lines]})))
    sheet = workbook["Matrix"]
    for rule in rules:
        sheet.conditional_formatting.add("B2:J4", rule)
    if dress is not None:
        dress(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def said(data: bytes) -> list[Finding]:
    return [one for one in read_file("a.xlsx", data).findings if one.code == "conditional-colours"]


@pytest.mark.parametrize(
    "data",
    [
        formatted(BOLD, BY_ANOTHER_CELL),
        with_part(formatted(), SHEET, lambda text: text.replace("</worksheet>", ELSEWHERE)),
    ],
    ids=["on the sheet", "looking at another sheet"],
)
def test_a_map_that_only_a_conditional_format_colours_says_that_this_is_not_read(data: bytes) -> None:
    assert look_of(data).conditional == ((1, 1, 3, 9),)
    assert [str(one.ref) for one in said(data)] == ["Matrix!B2:J4"]


@pytest.mark.parametrize(
    "data",
    [
        formatted(BY_ITSELF, BY_ANOTHER_CELL, mark="x"),
        formatted(BOLD),
        formatted(),
        formatted(BY_ANOTHER_CELL, dress=lambda sheet: setattr(sheet["B2"], "value", "geoefend")),
    ],
    ids=["values beside it", "no colour", "no rule", "one level"],
)
def test_where_values_stand_or_nothing_is_coloured_nothing_is_said_of_it(data: bytes) -> None:
    """The value counts, whatever colour it brings with it."""
    assert said(data) == []


def test_of_an_ods_it_is_said_as_well() -> None:
    """Three courses by nine clusters, all empty cells of one style that turns green under a condition."""
    spaces = ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    spaces += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    green = f'<style:style{spaces} style:name="g" style:family="table-cell"><style:table-cell-properties'
    green += ' fo:background-color="#00b050"/></style:style>'
    ruled = f'<style:style{spaces} style:name="r" style:family="table-cell"><style:map style:apply-style-name="g"/>'
    rows = [["Vak", *NAMES], *[[title, *[""] * 9] for title in ("Ethiek", "Recht", "Stage")]]

    def dress(text: str) -> str:
        before, body = text.split("<office:body>")
        before = before.replace("<office:automatic-styles/>", "")
        cell = '<table:table-cell office:value-type="string"/>'
        return (
            f"{before}<office:automatic-styles>{green}{ruled}</style:style></office:automatic-styles><office:body>"
            + body.replace(cell, cell.replace("<table:table-cell", '<table:table-cell table:style-name="r"'))
        )

    data = with_part(ods({"Matrix": rows}), "content.xml", dress)
    found = [str(one.ref) for one in read_file("a.ods", data).findings if one.code == "conditional-colours"]
    assert found == ["Matrix!B2:J4"]


def test_a_colour_of_a_rule_is_no_mark_beside_one_given_by_hand() -> None:
    """B2 is green by hand, and that is read: a mark to be explained, with nothing said of the rule."""
    green = PatternFill("solid", fgColor="00B050")

    def dress(sheet: Worksheet) -> None:
        for place in ("B2", "D3", "G4", "C4"):
            sheet[place].fill = green

    reading = read_file("a.xlsx", formatted(BY_ANOTHER_CELL, dress=dress))
    assert [mark.count for mark in reading.grids[0].marks] == [4]
    assert said(formatted(BY_ANOTHER_CELL, dress=dress)) == []


def test_a_file_that_is_no_map_says_it_too() -> None:
    """Without the names of the framework there is nothing but colours to make a map of it."""
    workbook = load_workbook(io.BytesIO(formatted(BY_ANOTHER_CELL)))
    for number, cell in enumerate(workbook["Matrix"][1][1:], start=1):
        cell.value = f"Lesweek {number}"
    out = io.BytesIO()
    workbook.save(out)
    reading = read_file("a.xlsx", out.getvalue())
    assert (reading.exit_status, len(said(out.getvalue()))) == (3, 1)


def test_of_an_xlsb_it_is_said_that_its_looks_are_not_read() -> None:
    codes = {kind: [one.code for one in unread_looks(Workbook("a", "", kind))] for kind in ("xlsb", "xls", "xlsx")}
    assert codes == {"xlsb": ["xlsb-looks-not-read"], "xls": [], "xlsx": []}
