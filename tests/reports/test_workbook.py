"""The workbook opens clean, stays text, and can be filtered, scrolled and printed."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.frameworks.loader import load_edition, load_legend
from curriculum_map.reports.book import Book, Column, Kind, Over, Sheet
from curriculum_map.reports.gap.report import describe_gap_report, gap_report
from curriculum_map.reports.workbook import write_workbook
from curriculum_map.workbooks.heights import row_height
from tests.grids import make_grid, row
from tests.reports.reopened import reopened, report_of, texts_of

HOSTILE = (
    '=HYPERLINK("http://example.org","click")',
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "|calc",
    "#REF!",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "{=1+1}",
)
TARGETS = load_edition("sap-2024-nl").targets(Granularity.CELL)
REPORT = report_of(make_grid([row("A", *[place % 4 for place in range(27)])], TARGETS))


def parts_of(data: bytes) -> dict[str, str]:
    """The XML parts of a workbook, by name."""
    with ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_of_a_spreadsheet_stays_text(hostile: str) -> None:
    grid = make_grid([row(hostile, 1, code=hostile, semester=hostile, track=hostile)])
    report = report_of(grid, [Ambition("inclusion", Weight.ESSENTIAL, Level.PRACTISED, hostile)])
    workbook = reopened(report)
    assert texts_of(workbook).count(hostile) >= 4
    cells = [cell for sheet in workbook for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells if cell.value == hostile)
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert len(formulas) == 12
    assert all(formula.startswith("=COUNTIF('Table'!$") for formula in formulas)
    assert not any("hyperlink" in text for name, text in parts_of(gap_report(report, "en")).items() if "_rels" in name)


def test_characters_that_a_workbook_cannot_hold_are_left_out() -> None:
    grid = make_grid([row("a\x00b\x0b\x1f\ud800\ufffec\nd", 1)])
    assert "abc\nd" in texts_of(reopened(report_of(grid)))


def test_a_text_longer_than_a_cell_ends_in_an_ellipsis() -> None:
    longest = max(texts_of(reopened(report_of(make_grid([row("x" * 40_000, 1)])))), key=len)
    assert len(longest) == 32_767
    assert longest.endswith("…")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_has_a_filter_frozen_panes_and_headings_on_each_page(language: Language) -> None:
    workbook = reopened(REPORT, language)
    for described in describe_gap_report(REPORT, language).sheets:
        sheet = workbook[described.name]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1 or 40 <= sheet.page_setup.scale <= 100
        assert "&P" in sheet.oddFooter.right.text
        assert sheet.oddFooter.left.text == describe_gap_report(REPORT, language).title
        assert sheet.print_title_rows.endswith(f"${described.heading_row}")
        if described.filtered:
            assert sheet.auto_filter.ref.startswith(f"A{described.heading_row}:")
            assert sheet.freeze_panes is not None
            assert sheet.freeze_panes.endswith(str(described.first_row))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_has_a_name_for_formulas_that_covers_its_headings_and_rows(language: Language) -> None:
    workbook = reopened(REPORT, language)
    lists = [sheet for sheet in describe_gap_report(REPORT, language).sheets if sheet.filtered]
    assert len(workbook.defined_names) == len(lists) > 5
    for described, name in zip(lists, workbook.defined_names.values(), strict=True):
        ((sheet, area),) = name.destinations
        assert sheet == described.name
        headings, *rows = workbook[sheet][area]
        assert [cell.value for cell in headings] == [column.heading for column in described.columns]
        assert len(rows) == len(described.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_sheets_are_short_and_different(language: Language) -> None:
    names = [sheet.name for sheet in describe_gap_report(REPORT, language).sheets]
    assert load_workbook(BytesIO(gap_report(REPORT, language))).sheetnames == names
    assert all(0 < len(name) <= 31 for name in names)


def test_the_chart_has_a_title_titled_axes_and_a_text_for_who_cannot_see_it() -> None:
    parts = parts_of(gap_report(REPORT, "en"))
    assert "descr=" in parts["xl/drawings/drawing1.xml"]
    (chart,) = reopened(REPORT)["At a glance"]._charts
    assert None not in (chart.title, chart.x_axis.title, chart.y_axis.title)
    assert [series.val.numRef.f for series in chart.series] == ["'At a glance'!$B$5:$B$10", "'At a glance'!$C$5:$C$10"]


def test_the_counts_under_the_chart_point_at_the_levels_of_the_table() -> None:
    table = next(sheet for sheet in describe_gap_report(REPORT, "en").sheets if sheet.name == "Table")
    headings = [column.heading for column in table.columns]
    glance = reopened(REPORT)["At a glance"]
    assert glance["B5"].value == f"=COUNTIF({table.absolute(headings.index('Guaranteed') + 1)},$A5)"
    assert glance["C10"].value == f"=COUNTIF({table.absolute(headings.index('Possible') + 1)},$A10)"


def test_colours_come_from_the_legend_and_none_is_red() -> None:
    parts = parts_of(gap_report(REPORT, "en"))
    for level in load_legend().levels:
        colour = level.light.fill.lstrip("#")
        assert colour in parts["xl/styles.xml"]
        assert colour in parts["xl/charts/chart1.xml"]
    # Not the palette of numbered colours, which every workbook carries and this one does not use.
    used = r'(?:(?<!rgb)[cC]olor rgb|srgbClr val)="(?:00|FF)?([0-9A-Fa-f]{6})"'
    found = re.findall(used, parts["xl/styles.xml"] + parts["xl/charts/chart1.xml"])
    assert found
    assert not [colour for colour in found if is_red(*bytes.fromhex(colour))]


def is_red(red: int, green: int, blue: int) -> bool:
    return red > 150 and max(green, blue) < 0.6 * red


def test_the_file_holds_no_macro_no_outside_link_and_no_name_of_a_person() -> None:
    parts = parts_of(gap_report(REPORT, "en"))
    assert not [name for name in parts if "vba" in name.lower() or "externalLink" in name]
    assert 'TargetMode="External"' not in "".join(parts.values())
    properties = reopened(REPORT).properties
    assert (properties.creator, properties.lastModifiedBy) == ("curriculum-map", None)


def test_the_cover_leads_to_each_sheet() -> None:
    workbook = reopened(REPORT)
    leads = [cell.hyperlink.location for line in workbook["Cover"].iter_rows() for cell in line if cell.hyperlink]
    assert leads == [f"'{name}'!A1" for name in workbook.sheetnames[1:]]


def test_a_row_is_as_high_as_its_longest_text_and_never_higher_than_a_row_may_be() -> None:
    assert row_height(["short", None, 3], [10, 10, 10]) == 15
    # 18.5 of the 20 digits are for the text, of which each n takes 1.04 in bold.
    assert row_height(["n" * 100, "short"], [20, 20]) == 15 * 6
    assert row_height(["nnnnnnnnnn nnnnnnnnnn"], [20]) == 15 * 2, "a word that does not fit goes to the next line"
    assert row_height(["x" * 100_000], [20]) == 409


def test_a_sheet_too_wide_to_read_on_one_page_goes_on_beside_it_with_its_first_column() -> None:
    """40 + 24 x 30: over 340, so in three parts of eight columns, each of them 40 + 240 wide."""
    columns = (Column("Wie", 40, Kind.LABEL), *(Column(f"K{n}", 30) for n in range(24)))
    book = Book(
        "R & D",
        datetime(2026, 11, 22, tzinfo=UTC),
        (Sheet("A", "A", columns, (("x", *[None] * 24),), ("n " * 200,), frozen_columns=1),),
    )
    sheet = load_workbook(BytesIO(write_workbook(book, "nl")))["A"]
    assert [one.id for one in sheet.col_breaks.brk] == [9, 17]
    assert sheet.print_title_cols == "$A:$A"
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.left.text == "R && D"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A2:D2"], "the note stands over the first 130"


def test_a_page_ends_where_a_text_that_stands_over_several_rows_ends() -> None:
    """Rows of four lines, 60 points; 9 a text, from row 4 on: 540 of them, which is more than the half of a page."""
    tall = "\n".join("abcd")
    rows = tuple((Over("Focus", 9) if number % 9 == 0 else None, tall) for number in range(27))
    columns = (Column("Focus", 60, Kind.LABEL), Column("Tekst", 150))
    book = Book("A", datetime(2026, 11, 22, tzinfo=UTC), (Sheet("A", "A", columns, rows, filtered=False),))
    sheet = load_workbook(BytesIO(write_workbook(book, "nl")))["A"]
    assert [one.id for one in sheet.row_breaks.brk] == [12, 21]
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage


def test_each_row_of_a_list_is_high_enough_for_a_name_that_is_repeated_in_it() -> None:
    """28 signs in a column of 20 digits are two lines of 15 points, in the second row too."""
    rows = ((Over("Een doel met een lange naam", 2), 1), (None, 2))
    list_of_two = Sheet("A", "A", (Column("Doel", 20, Kind.LABEL), Column("Fase", 8)), rows)
    book = Book("A", datetime(2026, 11, 22, tzinfo=UTC), (list_of_two,))
    sheet = load_workbook(BytesIO(write_workbook(book, "nl")))["A"]
    assert [sheet.row_dimensions[number].height for number in (4, 5)] == [30, 30]


def test_a_spreadsheet_program_finds_nothing_to_repair() -> None:
    """No name twice, one for each filter, no format that is not there, no merged cells over each other or a filter."""
    data = gap_report(REPORT, "en")
    parts, workbook = parts_of(data), load_workbook(BytesIO(data))
    formats = parts["xl/styles.xml"].count("<dxf>")
    names = re.findall(r"<definedName ([^>]*)>", parts["xl/workbook.xml"])
    assert len(names) == len(set(names))
    filtered = [place for place, sheet in enumerate(workbook) if sheet.auto_filter.ref]
    assert parts["xl/workbook.xml"].count("_xlnm._FilterDatabase") == len(filtered)
    for place, sheet in enumerate(workbook, start=1):
        used = re.findall(r'dxfId="(\d+)"', parts[f"xl/worksheets/sheet{place}.xml"])
        assert all(int(one) < formats for one in used)
        areas = list(sheet.merged_cells.ranges)
        assert not [one for one in areas for other in areas if one is not other and not one.isdisjoint(other)]
        if sheet.auto_filter.ref:
            assert not [one for one in areas if not one.isdisjoint(CellRange(sheet.auto_filter.ref))]
