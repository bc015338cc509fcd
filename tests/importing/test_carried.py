"""What stands once for several courses: merged cells, and a phase above the first course of each group."""

import io

from openpyxl import load_workbook

from curriculum_map.importing.reading import Reading, read_file
from tests.workbooks import ABOUT, MATRIX, found, rows_of, upload, xlsx

TABLE = """
    Code | Vak    | Fase | Semester | Studiepunten | Status    | inclusion    | choosing
    A    | Ethiek | 1    | 1        | 6            | verplicht | geoefend     | exemplarisch
    B    | Recht  |      | 1        | 3            |           |              | geoefend
    C    | Stage  | 2    | 2        | 9            | keuze     | exemplarisch |
    D    | Zorg   |      | 2        | 3            |           | geoefend     | exemplarisch
"""


def merged(*areas: str) -> Reading:
    """What is read of the table after somebody merged these cells."""
    workbook = load_workbook(io.BytesIO(xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE)})))
    for area in areas:
        workbook[MATRIX].merge_cells(area)
    out = io.BytesIO()
    workbook.save(out)
    return read_file("matrix.xlsx", out.getvalue())


def levels(reading: Reading, course: int) -> list[int]:
    grid = reading.grids[0]
    return [grid.levels[course * len(grid.targets) + grid.targets.index(one)] for one in ("inclusion", "choosing")]


def test_a_merged_phase_and_status_hold_for_every_course_beside_them() -> None:
    reading = merged("C2:C3", "C4:C5", "F2:F3", "F4:F5")
    assert [one.phase for one in reading.grids[0].courses] == [1, 1, 2, 2]
    assert [one.status for one in reading.grids[0].courses] == ["compulsory", "compulsory", "elective", "elective"]
    assert found(reading) == []


def test_merged_credits_are_those_of_the_first_course_only() -> None:
    """Two courses that share a cell of 6 credits have not 12 together."""
    reading = merged("C2:C3", "C4:C5", "F2:F3", "F4:F5", "E2:E3")
    assert [one.ects for one in reading.grids[0].courses] == [6, None, 9, 3]
    assert found(reading) == [("E3", "credits-missing")]


def test_a_merged_level_counts_for_each_of_its_places_and_a_warning_names_them() -> None:
    """Down over two courses, and across over two targets."""
    reading = merged("C2:C3", "C4:C5", "F2:F3", "F4:F5", "G2:G3", "G4:H4")
    assert [levels(reading, course) for course in range(4)] == [[3, 1], [3, 3], [1, 1], [3, 1]]
    assert set(found(reading)) == {("G2:G3", "merged-levels"), ("G4:H4", "merged-levels")}
    assert reading.exit_status == 0
    assert str(reading.grids[0].provenance.ref(1, reading.grids[0].targets.index("inclusion"))) == "Matrix!G3"


def test_a_phase_at_the_top_of_each_group_holds_for_the_courses_below_it_and_a_note_says_so() -> None:
    in_words = TABLE.replace("| 1    |", "| Fase 1 |").replace("| 2    |", "| Fase 2 |")
    reading = upload(in_words)
    assert [one.phase for one in reading.grids[0].courses] == [1, 1, 2, 2]
    (note,) = [one for one in reading.findings if one.code == "carried-down"]
    assert (str(note.ref), note.facts) == ("Matrix!C1", {"written": "Fase", "count": 2})


def test_a_bare_digit_is_not_carried_down_since_a_phase_can_be_left_out() -> None:
    assert [one.phase for one in upload(TABLE).grids[0].courses] == [1, None, 2, None]


def test_a_few_empty_cells_are_no_groups() -> None:
    """Four of five courses have a phase: nobody filled in the fifth."""
    reading = upload("""
        Code | Vak    | Fase | Status    | inclusion
        A    | Ethiek | 1    | verplicht | 3
        B    | Recht  | 1    | verplicht | 2
        C    | Stage  |      | verplicht | 1
        D    | Zorg   | 2    | verplicht | 1
        E    | Taal   | 2    | verplicht | 1
    """)
    assert [one.phase for one in reading.grids[0].courses] == [1, 1, None, 2, 2]
    assert found(reading) == []


SECTIONS = """
    Fase 1 | |
    Vak | inclusion | choosing
    Ethiek | geoefend |
    Recht | | geoefend
    Fase 2 | |
    Vak | inclusion | choosing
    Stage | exemplarisch |
"""


def test_a_line_with_the_phase_above_each_group_of_courses_is_their_phase() -> None:
    reading = upload(SECTIONS)
    assert [(one.title, one.phase) for one in reading.grids[0].courses] == [("Ethiek", 1), ("Recht", 1), ("Stage", 2)]
    (note,) = [one for one in reading.findings if one.code == "phase-of-section"]
    assert (str(note.ref), note.facts["written"]) == (f"{MATRIX}!A1", "Fase 1")


def test_a_phase_above_some_of_the_courses_only_is_nobodys() -> None:
    reading = upload(SECTIONS.replace("Fase 1", "Sociaal werk"))
    assert [one.phase for one in reading.grids[0].courses] == [None, None, None]


def test_courses_without_a_single_level_are_remarked_upon() -> None:
    empty = upload(SECTIONS.replace("geoefend", "").replace("exemplarisch", ""))
    assert [one.facts["count"] for one in empty.findings if one.code == "no-levels"] == [3]
    assert "no-levels" not in {one.code for one in upload(SECTIONS).findings}
