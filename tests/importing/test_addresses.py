"""Every address is that of the user's own sheet, wherever the table begins and whatever the format."""

import pytest

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.opening import open_workbook
from curriculum_map.importing.reading import read_file
from curriculum_map.importing.snippet import snippet
from tests.workbooks import ABOUT, Rows, csv_text, found, ods, rows_of, xlsx

TABLE = rows_of(
    """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion
    A    | Ethiek              | 6            | verplicht | 3
    B    | Recht               | 99           | verplicht | sterk
    """
)
MOVED: Rows = [*[[None] * 8 for _ in range(4)], *[[None, None, *row] for row in TABLE]]


@pytest.mark.parametrize(
    ("file_name", "data"),
    [
        ("a.xlsx", xlsx({"Matrix": TABLE, "Over": ABOUT}, at=(5, 3))),
        ("a.xlsx", xlsx({"Matrix": MOVED, "Over": ABOUT})),
        ("a.ods", ods({"Matrix": MOVED, "Over": ABOUT})),
    ],
)
def test_a_table_that_begins_in_c5_has_its_faults_in_e7_and_g7(file_name: str, data: bytes) -> None:
    reading = read_file(file_name, data)
    assert found(reading) == [("E7", "bad-credits"), ("G7", "unknown-mark")]
    provenance = reading.grids[0].provenance
    assert (provenance.rows, provenance.uploaded.columns[0], str(provenance.ref(0, 0))) == ((5, 6), 6, "Matrix!G6")


@pytest.mark.parametrize(("above", "rows"), [("", 0), ("sep=;\r\n", 1), ("\r\n\r\n", 2)])
def test_lines_above_the_table_of_a_csv_count(above: str, rows: int) -> None:
    """Five lines of description and one of headings: the second course stands in line 8."""
    reading = read_file("a.csv", (above + csv_text([*ABOUT, *TABLE])).encode())
    assert found(reading) == [(f"csv!C{8 + rows}", "bad-credits"), (f"csv!E{8 + rows}", "unknown-mark")]


def test_the_snippet_shows_the_cells_around_and_marks_the_one_that_is_meant() -> None:
    workbook = open_workbook("a.xlsx", xlsx({"Matrix": TABLE})).workbook
    around = snippet(workbook, CellRef("Matrix", 2, 2))
    assert around is not None
    assert (around.columns, around.rows) == (("A", "B", "C", "D", "E"), (2, 3, 4))
    assert around.texts[1] == ("B", "Recht", "99", "verplicht", "sterk")
    assert around.texts[around.marked[0]][around.marked[1]] == "99"
    assert around.texts[2] == ("", "", "", "", "")


def test_a_snippet_in_the_corner_begins_at_a1() -> None:
    workbook = open_workbook("a.xlsx", xlsx({"Matrix": TABLE})).workbook
    around = snippet(workbook, CellRef("Matrix", 0, 0))
    assert around is not None
    assert (around.columns, around.rows, around.marked) == (("A", "B", "C"), (1, 2), (0, 0))
    assert snippet(workbook, CellRef("Elders", 0, 0)) is None


def test_a_grid_read_from_a_table_at_the_edge_of_what_is_allowed_has_an_address_too() -> None:
    reading = read_file("a.xlsx", xlsx({"Matrix": TABLE, "Over": ABOUT}, at=(50, 990)))
    assert found(reading) == [("ALD52", "bad-credits"), ("ALF52", "unknown-mark")]
