"""A table of a screen as CSV and as a workbook."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import load_workbook

from curriculum_map.services.tables import FlatTable, Heading, table_csv, table_workbook

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TABLE = FlatTable(
    "Coverage: 2026/27",
    (Heading("Cluster"), Heading("Social work", "2026-27"), Heading("Law", "2026-27")),
    (("Inclusion", "practised", "=1+1"), ("Literacy; own", "not covered", "@x")),
)


def test_csv_has_the_separator_of_the_language_and_no_formula() -> None:
    assert table_csv(TABLE, "nl").decode("utf-8-sig").splitlines() == [
        "Cluster;2026-27 – Social work;2026-27 – Law",
        "Inclusion;practised;'=1+1",
        '"Literacy; own";not covered;\'@x',
    ]
    assert table_csv(TABLE, "en").decode("utf-8-sig").splitlines()[1] == "Inclusion,practised,'=1+1"


def test_the_workbook_has_the_same_rows_as_text_under_its_headings() -> None:
    book = load_workbook(BytesIO(table_workbook(TABLE, "en", NOW)))
    (sheet,) = book.worksheets
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert lines[0][0] == "Coverage: 2026/27"
    assert lines[-3:] == [["Cluster", "Social work", "Law"], *map(list, TABLE.rows)]
    assert {cell.data_type for line in list(sheet.iter_rows())[-2:] for cell in line} == {"s"}


def test_what_the_figures_rest_on_stands_above_them_in_the_workbook_and_not_in_the_csv() -> None:
    noted = replace(TABLE, notes=("Counting rule “highest”.", "Taken on 22 November 2026."))
    (sheet,) = load_workbook(BytesIO(table_workbook(noted, "en", NOW))).worksheets
    assert [cell.value for cell in sheet["A"][:3]] == ["Coverage: 2026/27", *noted.notes]
    assert table_csv(noted, "en") == table_csv(TABLE, "en")


def test_counts_are_numbers_in_the_workbook_and_codes_stay_text() -> None:
    """A column is one of counts where nothing else stands in it: a code that begins with a nought is none."""
    headings = (Heading("Code"), Heading("Course"), Heading("Places"), Heading("Share"))
    table = FlatTable("Courses", headings, (("001", "Ethics", "12", "85%"), ("120", "7", "", "9%")))
    (sheet,) = load_workbook(BytesIO(table_workbook(table, "en", NOW))).worksheets
    assert [[cell.value for cell in line] for line in list(sheet.iter_rows())[-2:]] == [
        ["001", "Ethics", 12, "85%"],
        ["120", "7", None, "9%"],
    ]


def test_a_table_without_rows_and_a_title_of_signs_alone_is_a_workbook_too() -> None:
    empty = FlatTable("[]", (Heading("A"),), ())
    assert load_workbook(BytesIO(table_workbook(empty, "nl", NOW))).sheetnames == ["-"]
