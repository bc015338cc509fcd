"""Courses with a line, or a sub-column, for each component: they are one course, rated for each of its cells."""

import io

import pytest
from openpyxl import load_workbook

from curriculum_map.importing.contract import as_json
from curriculum_map.importing.reading import Reading, read_file
from tests.workbooks import ABOUT, MATRIX, found, rows_of, upload, xlsx

# Ethics: knowledge of inclusion 1, of choosing 2; skills of inclusion 3. Law: knowledge of choosing 1, attitudes 2.
RATED = {
    ("Ethiek", "inclusion.knowledge"): (1, "C2"),
    ("Ethiek", "choosing.knowledge"): (2, "D2"),
    ("Ethiek", "inclusion.skills"): (3, "C3"),
    ("Recht", "choosing.knowledge"): (1, "D5"),
    ("Recht", "choosing.attitudes"): (2, "D7"),
}
REPEATED = """
    Vak    | Component    | inclusion | choosing
    Ethiek | kennis       | 1         | 2
    Ethiek | vaardigheden | 3         |
    Ethiek | attitudes    |           |
    Recht  | kennis       |           | 1
    Recht  | vaardigheden |           |
    Recht  | attitudes    |           | 2
"""
BELOW_TITLES = """
    Vak    | Component    | inclusion | choosing
    Ethiek | kennis       | 1         | 2
           | vaardigheden | 3         |
           | attitudes    |           |
    Recht  | kennis       |           | 1
           | vaardigheden |           |
           | attitudes    |           | 2
"""


def rated(reading: Reading) -> dict[tuple[str, str], tuple[int, str]]:
    """Level and address of each rated place, by course and target."""
    (grid,) = as_json(reading, lambda finding: finding.code)["grids"]
    return {
        (grid["courses"][one["course"]]["title"], one["target"]): (one["level"], one["ref"].removeprefix(f"{MATRIX}!"))
        for one in grid["ratings"]
    }


def levels(reading: Reading) -> dict[tuple[str, str], int]:
    return {name: level for name, (level, _) in rated(reading).items()}


@pytest.mark.parametrize("table", [REPEATED, BELOW_TITLES, BELOW_TITLES.replace("Component ", "          ")])
def test_the_lines_of_a_course_are_one_course_rated_per_cell(table: str) -> None:
    told = upload(table)
    assert rated(told) == RATED
    assert found(told) == [("A2", "status-missing")]


def test_titles_may_be_merged_over_their_lines() -> None:
    workbook = load_workbook(io.BytesIO(xlsx({"Opleiding": ABOUT, MATRIX: rows_of(BELOW_TITLES)})))
    for merged in ("A2:A4", "A5:A7"):
        workbook[MATRIX].merge_cells(merged)
    out = io.BytesIO()
    workbook.save(out)
    assert rated(read_file("kaart.xlsx", out.getvalue())) == RATED


def test_components_may_stand_below_the_title_in_its_own_column() -> None:
    told = upload("""
        Vak            | SP | inclusion | choosing
        Ethiek         | 6  |           |
        - kennis       |    | 1         | 2
        - vaardigheden |    | 3         |
        Recht          | 3  |           |
        - kennis       |    |           | 1
        - attitudes    |    |           | 2
    """)
    assert levels(told) == {name: level for name, (level, _) in RATED.items()}
    assert [course.ects for course in told.grids[0].courses] == [6, 3]


def test_courses_across_may_have_a_sub_column_for_each_component() -> None:
    told = upload("""
        Cluster   | Ethiek |   |   | Recht |   |
                  | K      | V | A | K     | V | A
        inclusion | 1      | 3 |   |       |   |
        choosing  | 2      |   |   | 1     |   | 2
    """)
    assert levels(told) == {name: level for name, (level, _) in RATED.items()}


def test_totals_per_component_are_of_no_course_and_sections_hold_for_the_courses_below() -> None:
    told = upload("""
        Vak                       | Component    | inclusion | choosing
        Fase 1                    |              |           |
        Ethiek                    | kennis       | 1         | 2
                                  | vaardigheden | 3         |
        Fase 2                    |              |           |
        Keuzevakken (kies 1 uit 2)|              |           |
        Drama                     | kennis       |           | 1
                                  | vaardigheden |           |
        Film                      | kennis       | 2         |
                                  | vaardigheden |           | 1
        Totaal                    | kennis       | 3         | 3
                                  | vaardigheden | 3         | 1
    """)
    (grid,) = told.grids
    assert [(one.title, one.phase, one.group) for one in grid.courses] == [
        ("Ethiek", 1, None),
        ("Drama", 2, "Keuzevakken"),
        ("Film", 2, "Keuzevakken"),
    ]
    assert levels(told)["Film", "choosing.skills"] == 1
    assert [str(one.why) for one in told.sheets[1].excluded].count("totals") == 2
    assert told.exit_status == 0


def test_a_letter_that_says_whether_a_course_is_elective_is_no_component() -> None:
    """K is "keuze" here, and each course has one line."""
    told = upload("""
        Vak    | Type | inclusion | choosing
        Ethiek | V    | 1         | 2
        Recht  | K    | 3         |
        Drama  | K    |           | 1
    """)
    assert [str(one.status) for one in told.grids[0].courses] == ["compulsory", "elective", "elective"]
    assert levels(told)["Drama", "choosing"] == 1


IN_TITLES = """
    Vak                   | inclusion | choosing
    Ethiek - kennis       | 1         | 2
    Ethiek - vaardigheden | 3         |
    Ethiek - attitudes    |           |
    Recht - kennis        |           | 1
    Recht - vaardigheden  |           |
    Recht - attitudes     |           | 2
"""
BY_COMPONENT = """
    Vak                   | inclusion | choosing
    Kennis Ethiek         | 1         | 2
    Kennis Recht          |           | 1
    Vaardigheden Ethiek   | 3         |
    Attitudes Recht       |           | 2
"""
ACROSS = """
    Cluster   | Ethiek - K | Ethiek - V | Recht - K | Recht - A
    inclusion | 1          | 3          |           |
    choosing  | 2          |            | 1         | 2
"""


@pytest.mark.parametrize("table", [IN_TITLES, IN_TITLES.replace(" - ", ": "), BY_COMPONENT, ACROSS])
def test_components_in_the_titles_are_lines_of_one_course(table: str) -> None:
    told = upload(table)
    assert levels(told) == {name: level for name, (level, _) in RATED.items()}
    assert told.exit_status == 0


def test_where_other_courses_have_one_line_it_is_asked_how_they_go_together() -> None:
    """Stage is rated for whole clusters: the lines of ethics stay two courses until somebody says so."""
    told = upload(IN_TITLES.replace("Recht - kennis", "Stage").replace("Recht - attitudes", "Recht"))
    (asked,) = (one for one in told.findings if one.code == "layout-unsure")
    assert (asked.facts["doubt"], len(told.grids[0].courses)) == ("components", 6)


def test_lines_with_codes_of_their_own_are_courses_of_their_own() -> None:
    told = upload("""
        Code | Vak                   | inclusion | choosing
        A1   | Ethiek - kennis       | 1         | 2
        A2   | Ethiek - vaardigheden | 3         |
        A3   | Recht - kennis        |           | 1
    """)
    assert (len(told.grids[0].courses), told.exit_status) == (3, 0)


@pytest.mark.parametrize("titles", [("Groep K", "Groep V"), ("Sociale vaardigheden", "Kennis van de regio")])
def test_titles_with_such_a_word_or_letter_are_titles(titles: tuple[str, str]) -> None:
    told = upload("Vak | inclusion | choosing\n" + "\n".join(f"{title} | 1 | 2" for title in (*titles, "Recht")))
    assert ([one.title for one in told.grids[0].courses], told.exit_status) == ([*titles, "Recht"], 0)
