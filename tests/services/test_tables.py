"""A table of a screen as CSV and as a workbook."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
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


@pytest.mark.parametrize(
    ("written", "values", "shown_as"),
    [
        (("12", "", "7"), [12, None, 7], "0"),
        (("85%", "9%", "100%"), [0.85, 0.09, 1], "0%"),
        (("0,81", "−0,05", "1,00"), [0.81, -0.05, 1], "0.00"),
        (("4,5", "3", "12,25"), [4.5, 3, 12.25], "General"),
        # Where nothing can be said, nothing is counted.
        (("85%", "–", "9%"), [0.85, "–", 0.09], "0%"),
        # A code that begins with a nought, a number shown otherwise than it would be, and what says more than a number.
        (("001", "120", "7"), ["001", "120", "7"], "General"),
        (("1,10", "1,5", "3"), ["1,10", "1,5", "3"], "General"),
        (("1.10", "1.20", "2.05"), ["1.10", "1.20", "2.05"], "General"),
        (("74% tot 96%", "80%", "9%"), ["74% tot 96%", "80%", "9%"], "General"),
        (("0,81 (0,70 tot 0,90)", "0,70", "–"), ["0,81 (0,70 tot 0,90)", "0,70", "–"], "General"),
        (("–", "–", "–"), ["–", "–", "–"], "General"),
    ],
)
def test_a_column_of_numbers_holds_numbers_in_the_workbook_that_look_as_on_the_screen(
    written: tuple[str, ...], values: list[object], shown_as: str
) -> None:
    """In Dutch a comma is before the decimals."""
    table = FlatTable("Cijfers", (Heading("Wat"),), tuple((text,) for text in written))
    (sheet,) = load_workbook(BytesIO(table_workbook(table, "nl", NOW))).worksheets
    cells = [line[0] for line in list(sheet.iter_rows())[-3:]]
    assert [cell.value for cell in cells] == values
    assert {cell.number_format for cell in cells} == {shown_as}


def test_in_english_a_full_stop_is_before_the_decimals() -> None:
    table = FlatTable("Figures", (Heading("alpha"), Heading("phases")), (("0.81", "1,2"), ("−0.05", "2,3")))
    (sheet,) = load_workbook(BytesIO(table_workbook(table, "en", NOW))).worksheets
    assert [[cell.value for cell in line] for line in list(sheet.iter_rows())[-2:]] == [[0.81, "1,2"], [-0.05, "2,3"]]


def test_a_table_without_rows_and_a_title_of_signs_alone_is_a_workbook_too() -> None:
    empty = FlatTable("[]", (Heading("A"),), ())
    assert load_workbook(BytesIO(table_workbook(empty, "nl", NOW))).sheetnames == ["-"]
