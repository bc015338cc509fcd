"""One map over several sheets: what is read together, what stays apart, and where each level stood."""

import io
from collections.abc import Mapping
from datetime import date

import pytest
from openpyxl import load_workbook

from curriculum_map.domain.canonical import grid_document, grid_from_document
from curriculum_map.domain.curriculum import BlankMeans, Grid
from curriculum_map.domain.findings import Finding
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.importing.description import Description
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.answers_file import dump_answers, load_answers
from curriculum_map.importing.reading import Reading, read_file
from curriculum_map.wording.findings import sentence
from tests.importing.annotating import colours, saved, sent_back
from tests.workbooks import ABOUT, Rows, rows_of, xlsx

FIRST = """
    Code | Vak    | Studiepunten | Status    | inclusion | choosing | vision
    A    | Ethiek | 6            | verplicht | 3         | 2        |
    B    | Recht  | 3            | verplicht |           | 3        | 1
"""
SECOND = """
    Code | Vak    | Studiepunten | Status    | inclusion | choosing | vision
    C    | Stage  | 9            | verplicht | 1         |          | 3
    D    | Zorg   | 3            | keuze     | 2         | 1        | 0
"""
YEARS = {"1e jaar": FIRST, "2e jaar": SECOND}
FOCUS_1 = """
    Vak    | Studiepunten | Status    | inclusion | choosing
    Ethiek | 6            | verplicht | 3         | 2
    Recht  | 3            | verplicht |           | 3
    Stage  | 9            | verplicht | 1         |
"""
FOCUS_2 = """
    Matrix van de tweede focus
    Vak    | Studiepunten | Status    | vision | future
    Stage  | 9            | verplicht | 2      | 3
    Ethiek | 6            | verplicht |        | 1
"""
FOCUSES = {"Focus 1": FOCUS_1, "Focus 2": FOCUS_2}


def workbook(sheets: Mapping[str, str | Rows], answers: Answers | None = None) -> Reading:
    """What is read of these sheets beside one that says what the file is about."""
    rows = {name: rows_of(one) if isinstance(one, str) else one for name, one in sheets.items()}
    return read_file("matrix.xlsx", xlsx({"Opleiding": ABOUT, **rows}), answers)


def grid_of(reading: Reading) -> Grid:
    grid = reading.grids[0].grid()
    assert grid is not None
    return grid


def levels(reading: Reading) -> dict[tuple[str, str], tuple[int, str]]:
    """The level of each rated pair, with the address where it stood."""
    return {
        (grid_of(reading).courses[one.course].title, one.target): (int(one.level), str(one.ref))
        for one in grid_of(reading).ratings()
    }


def the(reading: Reading, code: str) -> Finding:
    (finding,) = (one for one in reading.findings if one.code == code)
    return finding


def codes(reading: Reading) -> list[str]:
    """The code of each finding; left out that targets are missing, since the tables here are small."""
    return [finding.code for finding in reading.findings if finding.code != "target-missing"]


OF_YEARS = {
    ("Ethiek", "inclusion"): (3, "1e jaar!E2"),
    ("Ethiek", "choosing"): (2, "1e jaar!F2"),
    ("Recht", "choosing"): (3, "1e jaar!F3"),
    ("Recht", "vision"): (1, "1e jaar!G3"),
    ("Stage", "inclusion"): (1, "2e jaar!E2"),
    ("Stage", "vision"): (3, "2e jaar!G2"),
    ("Zorg", "inclusion"): (2, "2e jaar!E3"),
    ("Zorg", "choosing"): (1, "2e jaar!F3"),
    ("Zorg", "vision"): (0, "2e jaar!G3"),
}
OF_FOCUSES = {
    ("Ethiek", "inclusion"): (3, "Focus 1!D2"),
    ("Ethiek", "choosing"): (2, "Focus 1!E2"),
    ("Ethiek", "future"): (1, "Focus 2!E4"),
    ("Recht", "choosing"): (3, "Focus 1!E3"),
    ("Stage", "inclusion"): (1, "Focus 1!D4"),
    ("Stage", "vision"): (2, "Focus 2!D3"),
    ("Stage", "future"): (3, "Focus 2!E3"),
}


def test_a_sheet_per_year_is_one_map_with_the_phase_of_its_name() -> None:
    """Two courses in each sheet: four in all, of phase 1, 1, 2 and 2; it is asked whether that is right."""
    reading = workbook(YEARS)
    assert codes(reading) == ["sheets-together", "field-from-sheet"]
    asked = the(reading, "sheets-together")
    assert asked.facts["proposal"] == list(YEARS)
    assert asked.facts["choices"] == list(YEARS)
    assert (levels(reading), reading.exit_status) == (OF_YEARS, 1)
    assert [course.phase for course in grid_of(reading).courses] == [1, 1, 2, 2]
    assert sentence(the(reading, "field-from-sheet"), "en").startswith("No column holds the phase")


def test_who_says_that_the_sheets_are_one_map_is_asked_no_more() -> None:
    answers, wrong = load_answers("together: [1e jaar, 2e jaar]")
    assert (answers.together, wrong, dump_answers(answers)) == (tuple(YEARS), [], "together:\n- 1e jaar\n- 2e jaar\n")
    reading = workbook(YEARS, answers)
    assert (codes(reading), reading.exit_status) == (["sheets-read-together", "field-from-sheet"], 0)
    assert levels(reading) == OF_YEARS


def test_who_names_one_sheet_gets_that_one_alone() -> None:
    reading = workbook(YEARS, Answers(sheet="2e jaar"))
    assert (codes(reading), reading.exit_status) == ([], 0)
    assert levels(reading) == {pair: found for pair, found in OF_YEARS.items() if pair[0] in ("Stage", "Zorg")}
    assert [course.phase for course in grid_of(reading).courses] == [None, None]
    assert reading.joinable == (("1e jaar", "2e jaar"),)


def test_a_sheet_per_focus_is_one_map_whatever_the_order_of_its_courses() -> None:
    """Stage is in row 4 of one sheet and in row 3 of the other; each level has the cell where it stands."""
    reading = workbook(FOCUSES)
    assert (codes(reading), levels(reading)) == (["sheets-together"], OF_FOCUSES)
    written = grid_of(reading).provenance
    assert [str(written.course_ref(course)) for course in range(3)] == ["Focus 1!A2", "Focus 1!A3", "Focus 1!A4"]
    assert [str(ref) for ref in written.levels_refs(0)] == ["Focus 1!D2:E2", "Focus 2!D4:E4"]
    assert [str(ref) for ref in written.levels_refs(1)] == ["Focus 1!D3:E3"]


def test_what_a_sheet_does_not_have_of_a_course_stays_not_rated() -> None:
    """Recht is not in the second sheet. Blank means not covered: 0 for Recht and inclusion, Stage and choosing, Ethiek
    and vision, whose cells are empty; nothing for Recht and the two targets of the second sheet."""
    reading = workbook(FOCUSES, Answers(Description(blank_means=BlankMeans.NOT_COVERED), together=tuple(FOCUSES)))
    nought = {
        ("Recht", "inclusion"): "Focus 1!D3",
        ("Stage", "choosing"): "Focus 1!E4",
        ("Ethiek", "vision"): "Focus 2!D4",
    }
    assert levels(reading) == {**OF_FOCUSES, **{pair: (0, ref) for pair, ref in nought.items()}}
    grid, counted = grid_of(reading), grid_of(reading).counted_levels()
    recht = {grid.targets[at]: counted[9 + at] for at in range(9)}
    assert (recht["vision"], recht["future"]) == (NOT_RATED, NOT_RATED)
    assert grid.provenance.ref(1, grid.targets.index("vision")) is None
    assert reading.grids[0].blanks == 3


@pytest.mark.parametrize("sheets", [YEARS, FOCUSES])
def test_a_grid_of_several_sheets_is_written_down_and_comes_back_as_it_was(sheets: Mapping[str, str]) -> None:
    grid = grid_of(workbook(sheets, Answers(together=tuple(sheets))))
    assert grid_from_document(grid_document(grid), grid.key.institution) == grid
    assert grid.provenance.uploaded_sheets == tuple(sheets)


def test_a_sheet_per_cluster_has_the_components_below_its_name() -> None:
    table = """
        Vak    | Kennis | Vaardigheden
        Ethiek | {0}    | 1
        Recht  | 3      |
    """
    reading = workbook({"inclusion": table.format(2), "vision": table.format(1)})
    assert levels(reading) == {
        ("Ethiek", "inclusion.knowledge"): (2, "inclusion!B2"),
        ("Ethiek", "inclusion.skills"): (1, "inclusion!C2"),
        ("Recht", "inclusion.knowledge"): (3, "inclusion!B3"),
        ("Ethiek", "vision.knowledge"): (1, "vision!B2"),
        ("Ethiek", "vision.skills"): (1, "vision!C2"),
        ("Recht", "vision.knowledge"): (3, "vision!B3"),
    }
    assert codes(reading) == ["sheets-together", "status-missing", "heading-from-sheet"]


def test_a_sheet_per_component_has_cells_below_its_name() -> None:
    """The same two clusters on each sheet: the sheet's name says which cell it is."""
    table = """
        Vak    | inclusion | choosing
        Ethiek | {0}       |
        Recht  |           | {0}
    """
    reading = workbook({"Kennis": table.format(3), "Vaardigheden": table.format(2)})
    assert levels(reading) == {
        ("Ethiek", "inclusion.knowledge"): (3, "Kennis!B2"),
        ("Recht", "choosing.knowledge"): (3, "Kennis!C3"),
        ("Ethiek", "inclusion.skills"): (2, "Vaardigheden!B2"),
        ("Recht", "choosing.skills"): (2, "Vaardigheden!C3"),
    }
    assert the(reading, "heading-from-sheet").facts["sheets"] == "Kennis, Vaardigheden"


def test_years_and_focuses_together_are_one_map() -> None:
    """Four sheets: each course is on two of them, each target on two others."""
    table = """
        Vak | {2} | {3}
        {0} | 1   |
        {1} |     | 2
    """
    targets, courses = (("inclusion", "choosing"), ("vision", "future")), (("Ethiek", "Recht"), ("Stage", "Zorg"))
    sheets = {
        f"Fase {phase} focus {focus}": table.format(*courses[phase - 1], *targets[focus - 1])
        for phase in (1, 2)
        for focus in (1, 2)
    }
    reading = workbook(sheets, Answers(together=tuple(sheets)))
    assert levels(reading) == {
        (courses[phase][at], targets[focus][at]): (at + 1, f"Fase {phase + 1} focus {focus + 1}!{'BC'[at]}{at + 2}")
        for phase in (0, 1)
        for focus in (0, 1)
        for at in (0, 1)
    }


LIST = "Vak | Cluster | Niveau\n{0} | inclusion | 1\n{0} | choosing | 2\n{1} | inclusion | 3\n{1} | vision | 1"
ACROSS = "Vak | {0} | {1}\ninclusion | 1 | 3\nchoosing | 2 | \nvision | | 1"
TWO_ROWS = """
     | Alert zijn voor de digitale kloof en voor mediawijsheid | Blended hulp bieden aan cliënten en hun netwerk |
    Vak | inclusion | choosing | vision
    {0} | 1         | 2        |
    {1} | 3         |          | 1
"""
BANDED = """
    Vak        | inclusion | choosing | vision
    Semester 1 |           |          |
    {0}        | 1         | 2        |
    Semester 2 |           |          |
    {1}        | 3         |          | 1
"""


@pytest.mark.parametrize(
    ("layout", "places"),
    [
        (LIST, ["C2", "C3", "C4", "C5"]),
        (ACROSS, ["B2", "B3", "C2", "C4"]),
        (TWO_ROWS, ["B3", "C3", "B4", "D4"]),
        (BANDED, ["B3", "C3", "B5", "D5"]),
    ],
    ids=["list", "across", "two rows of headings", "banded"],
)
def test_sheets_in_any_layout_are_read_together(layout: str, places: list[str]) -> None:
    """On each sheet the first course has inclusion 1 and choosing 2, the second inclusion 3 and vision 1."""
    courses = {"Fase 1": ("Ethiek", "Recht"), "Fase 2": ("Stage", "Zorg")}
    reading = workbook({name: layout.format(*titles) for name, titles in courses.items()})
    pairs = ((0, "inclusion", 1), (0, "choosing", 2), (1, "inclusion", 3), (1, "vision", 1))
    assert levels(reading) == {
        (titles[course], target): (level, f"{name}!{place}")
        for name, titles in courses.items()
        for (course, target, level), place in zip(pairs, places, strict=True)
    }
    assert [course.phase for course in grid_of(reading).courses] == [1, 1, 2, 2]


def test_two_raters_of_the_same_courses_stay_apart() -> None:
    other = FIRST.replace("| 2 ", "| 3 ")
    reading = workbook({"An": FIRST, "Bert": other})
    assert (codes(reading), reading.joinable) == (["several-grids"], ())
    assert {ref.partition("!")[0] for _, ref in levels(reading).values()} == {"An"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Beoordelaar", "An"), ("Beoordelaar", "Bert")),
        (("Beoordelaar", "An"), ("Opmerking", "geen")),
        (("Academiejaar", "2025-26"), ("Academiejaar", "2026-27")),
        (("Opleiding", "Sociaal werk"), ("Opleiding", "Gezinswetenschappen")),
    ],
)
def test_sheets_about_other_things_stay_apart(first: tuple[str, str], second: tuple[str, str]) -> None:
    """Two raters who took a year each, one rater who is named on one sheet only, two years, two programmes."""
    sheets = {
        name: [about, *rows_of(table)] for (name, table), about in zip(YEARS.items(), (first, second), strict=True)
    }
    reading = workbook(sheets)
    assert "several-grids" in codes(reading)
    assert reading.joinable == ()
    told = workbook(sheets, Answers(together=tuple(YEARS)))
    assert the(told, "sheets-apart").facts["apart"] == "described"


def test_sheets_that_say_the_same_of_what_they_are_about_are_read_together() -> None:
    sheets = {name: [*ABOUT, *rows_of(table)] for name, table in YEARS.items()}
    reading = read_file("matrix.xlsx", xlsx(sheets))
    assert codes(reading) == ["sheets-together", "field-from-sheet"]
    assert reading.grids[0].description.programme == "social-work"


def test_sheets_whose_names_say_nothing_are_not_taken_for_one_map_but_can_be() -> None:
    """They might be two programmes: nothing is proposed."""
    sheets = {"SW": FIRST, "GZW": SECOND}
    reading = workbook(sheets)
    assert (the(reading, "several-grids").facts["proposal"], reading.joinable) == ("SW", ())
    named = {"Groep": FIRST, "Rest": SECOND}
    reading = workbook(named)
    assert (the(reading, "several-grids").facts["proposal"], reading.joinable) == ("Groep", (("Groep", "Rest"),))
    assert len(levels(workbook(named, Answers(together=tuple(named))))) == 9


def test_a_course_that_two_years_rate_otherwise_is_named_with_both_cells_and_keeps_them_apart() -> None:
    """Recht has choosing 3 in the first year and 1 in the second."""
    both = {"1e jaar": FIRST, "2e jaar": SECOND + "    B | Recht | 3 | verplicht | | 1 |\n"}
    reading = workbook(both)
    assert (codes(reading), reading.joinable) == (["several-grids", "sheets-apart"], ())
    apart = the(reading, "sheets-apart")
    facts = {name: apart.facts[name] for name in ("apart", "written", "first", "other")}
    assert (str(apart.ref), facts) == (
        "2e jaar!F4",
        {"apart": "levels-differ", "written": "1", "first": "3", "other": "1e jaar!F3"},
    )
    assert "1e jaar!F3" in sentence(apart, "nl")


def test_sheets_that_cannot_be_one_map_are_not_made_one_by_an_answer() -> None:
    """Of one phase, so Recht is the same course in both."""
    both = {"Deel 1": FIRST, "Deel 2": SECOND + "    B | Recht | 3 | verplicht | | 1 |\n"}
    reading = workbook(both, Answers(together=tuple(both)))
    assert (the(reading, "sheets-apart").severity, reading.exit_status) == ("error", 1)
    unknown = workbook(both, Answers(together=("Deel 1", "Deel 3")))
    assert the(unknown, "sheet-without-map").facts["written"] == "Deel 3"


def test_a_course_of_two_years_counts_twice_where_somebody_says_that_the_sheets_are_one_map() -> None:
    both = {"1e jaar": FIRST.replace("B    ", "     "), "2e jaar": SECOND + "     | Recht | 3 | verplicht | | 1 |\n"}
    reading = workbook(both, Answers(together=tuple(both)))
    recht = [(course.title, course.phase) for course in grid_of(reading).courses if course.title == "Recht"]
    assert recht == [("Recht", 1), ("Recht", 2)]
    assert str(the(reading, "duplicate-title").ref) == "2e jaar!A4"


def test_credits_that_differ_from_sheet_to_sheet_keep_them_apart() -> None:
    reading = workbook({"Focus 1": FOCUS_1, "Focus 2": FOCUS_2.replace("| 9 ", "| 12 ")})
    apart = the(reading, "sheets-apart")
    assert (str(apart.ref), apart.facts["apart"]) == ("Focus 2!B3", "fields-differ")


def test_sheets_that_explain_a_mark_otherwise_stay_apart() -> None:
    drawn = """
        Vak     | inclusion | choosing | vision
        {0}     | a         | b        |
        {1}     |           | a        | b
                |           |          |
        Legende |           |          |
        a       | {2}       |          |
        b       | {3}       |          |
    """
    sheets = {
        "Fase 1": drawn.format("Ethiek", "Recht", "exemplarisch", "geoefend"),
        "Fase 2": drawn.format("Stage", "Zorg", "geoefend", "exemplarisch"),
    }
    reading = workbook(sheets)
    assert (the(reading, "sheets-apart").facts["apart"], reading.joinable) == ("legend", ())


def test_what_is_found_is_marked_on_the_sheet_where_it_stands() -> None:
    """'soms' on both sheets is one question with a cell on each; credits that are none are on the second sheet.

    That targets are missing is said at the first heading of the first sheet.
    """
    sheets = {
        "1e jaar": FIRST.replace("| 2 ", "| soms "),
        "2e jaar": SECOND.replace("| 9 ", "| 99 ").replace("| 0", "| soms"),
    }
    data = xlsx({"Opleiding": ABOUT, **{name: rows_of(table) for name, table in sheets.items()}})
    reading = read_file("matrix.xlsx", data, Answers(together=tuple(sheets)))
    assert the(reading, "unknown-mark").facts["refs"] == ["1e jaar!F2", "2e jaar!G3"]
    assert str(the(reading, "bad-credits").ref) == "2e jaar!C2"
    back = sent_back(data, reading.findings, workbook=reading.workbook)
    assert [sorted(colours(back, name)) for name in sheets] == [["E1", "F2"], ["C2", "G3"]]


def test_a_code_that_became_a_date_is_asked_about_with_the_look_of_its_own_sheet() -> None:
    """Both sheets have a date in A2; only the second one shows it as a day and a month."""
    book = load_workbook(io.BytesIO(xlsx({name: rows_of(table) for name, table in YEARS.items()})))
    for name, look in zip(YEARS, ("yyyy-mm-dd", "d-m"), strict=True):
        book[name]["A2"].value, book[name]["A2"].number_format = date(2026, 4, 3), look
    reading = read_file("matrix.xlsx", saved(book), Answers(together=tuple(YEARS)))
    asked = [(str(one.ref), one.facts["proposal"]) for one in reading.findings if one.code == "code-is-date"]
    assert asked == [("1e jaar!A2", None), ("2e jaar!A2", "3-4")]
