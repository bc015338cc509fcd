"""The picture of the user's own sheet: which cell plays which role, in the rows and columns of the file."""

from curriculum_map.frameworks.loader import load_edition, load_editions
from curriculum_map.importing.cells import Look, Sheet
from curriculum_map.importing.drawing import Drawing, Role, draw_sheet, heading_row
from curriculum_map.importing.layout import shape_of
from curriculum_map.importing.names import names_of
from tests.workbooks import rows_of

CLUSTERS = [cluster.name.nl for cluster in load_edition("sap-2024-nl").clusters]
H, F, L, X, N = Role.HEADING, Role.FIELD, Role.LEVEL, Role.LEFT_OUT, Role.NOT_READ


def sheet(table: str, look: Look | None = None) -> Sheet:
    """A sheet of this table; a number stands for the cluster of that place in the edition."""
    rows = [
        [CLUSTERS[int(str(cell)[1:])] if str(cell).startswith("#") else cell for cell in row] for row in rows_of(table)
    ]
    return Sheet("Matrix", [["" if cell is None else cell for cell in row] for row in rows], look=look or Look())


def drawn(of: Sheet) -> Drawing:
    """The drawing of a sheet as its layout is recognised."""
    shape = shape_of(of, names_of(load_editions()))
    return draw_sheet(of, shape.tables, [*shape.excluded, *(one for table in shape.tables for one in table.excluded)])


def roles(drawing: Drawing) -> list[list[Role | None]]:
    """The role of each cell, row by row."""
    return [[cell.role for cell in row] for row in drawing.cells]


DOWN = sheet(
    """
    Leerlijn digitaal |        |    |    |
    Vak               | SP     | #0 | #1 | #2
    Ethiek            | 3      | x  | xx |
    Atelier           | 6      |    | xx | x
    Stage             | 20     | xx | x  | xx
    Totaal            | 29     | 2  | 3  | 2
    """
)
ACROSS = sheet(
    """
    Vak | Ethiek | Atelier | Stage
    SP  | 3      | 6       | 20
    #0  | x      |         | xx
    #1  | xx     | xx      | x
    #2  |        | x       | xx
    """
)


def test_courses_down() -> None:
    drawing = drawn(DOWN)
    assert roles(drawing) == [
        [None, None, None, None, None],
        [H, H, H, H, H],
        [F, F, L, L, L],
        [F, F, L, L, L],
        [F, F, L, L, L],
        [X, X, X, X, X],
    ]
    assert [(line.name, line.detail) for line in drawing.columns][:3] == [("A", "title"), ("B", "ects"), ("C", "")]
    assert [line.role for line in drawing.rows] == [None, H, Role.COURSE, Role.COURSE, Role.COURSE, X]
    assert drawing.rows[-1].detail == "totals"


def test_courses_across_are_drawn_as_they_stand_in_the_file() -> None:
    drawing = drawn(ACROSS)
    assert roles(drawing) == [[H, F, F, F], [H, F, F, F], [H, L, L, L], [H, L, L, L], [H, L, L, L]]
    assert [line.detail for line in drawing.rows] == ["title", "ects", "", "", ""]
    assert [line.role for line in drawing.columns] == [H, Role.COURSE, Role.COURSE, Role.COURSE]


def test_tables_beside_each_other_are_all_drawn() -> None:
    """Two tables of two courses with a column between them: both have their headings, their titles and their levels."""
    beside = sheet(
        """
        Vak     | #0 | #1 | #2 | | Vak   | #0 | #1 | #2
        Ethiek  | x  | xx |    | | Recht | x  |    | xx
        Atelier |    | xx | x  | | Stage | xx | xx | x
        """
    )
    drawing = drawn(beside)
    assert [line.name for line in drawing.columns] == ["A", "B", "C", "D", "F", "G", "H", "I"]
    assert roles(drawing) == [[H] * 8, [F, L, L, L] * 2, [F, L, L, L] * 2]


def test_the_row_with_the_lowest_headings_is_one_of_the_file() -> None:
    names = names_of(load_editions())
    assert heading_row(shape_of(DOWN, names).tables[0]) == 1
    assert heading_row(shape_of(ACROSS, names).tables[0]) == 1


def test_what_is_hidden_is_drawn_as_hidden() -> None:
    look = Look(hidden_rows=frozenset({3}))
    drawing = drawn(Sheet(DOWN.name, DOWN.rows, look=look))
    assert [line.role for line in drawing.rows][3] is Role.HIDDEN
    assert set(roles(drawing)[3]) == {Role.HIDDEN}


def test_a_long_sheet_is_drawn_in_a_few_lines_with_the_gaps_between_them() -> None:
    """Forty courses, of which the first four are drawn, and the totals below them."""
    courses = [[f"Vak {number}", 3, "x", "xx", "x"] for number in range(40)]
    drawing = drawn(Sheet("Matrix", [*DOWN.rows[:2], *courses, DOWN.rows[-1]]))
    assert [line.name for line in drawing.rows] == ["1", "2", "3", "4", "5", "6", "43"]
    assert [line.after_gap for line in drawing.rows] == [False] * 6 + [True]


def test_a_sheet_without_a_map_shows_its_first_lines() -> None:
    drawing = draw_sheet(sheet("Code | Vak\nA1 | Ethiek"), (), ())
    assert roles(drawing) == [[None, None], [None, None]]


def test_a_text_without_end_is_cut() -> None:
    (cell,) = draw_sheet(Sheet("Matrix", [["a" * 1000]]), (), ()).cells[0]
    assert len(cell.text) == 60
