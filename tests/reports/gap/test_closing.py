"""What would close a gap, in the report: the smallest change first, and the routes where choices matter."""

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.levels import Level
from tests.grids import grid_from_table
from tests.reports.reopened import report_of, rows_of

GRID = grid_from_table("""
    course | code | status     | ects | inclusion   | vision
    Intro  | A1   | compulsory | 6    | well framed | exemplary
    Lab    | B1   | elective   | 3    | practised   | not covered
    Law    | C1   | compulsory | 3    |             | not covered
""")
WANTED = [Ambition(target, Weight.ESSENTIAL, Level.PRACTISED) for target in ("inclusion", "vision")]


def test_each_gap_has_its_offers_the_fewest_steps_first() -> None:
    """
    inclusion, well framed: A1 goes up one step, or B1 becomes compulsory (one step); C1 from a blank: three steps.
    vision, exemplary: A1 goes up two steps, C1 three. B1 is free: its level is no offer.
    """
    offers = {name: [] for name in ("inclusion", "vision")}
    for line in rows_of(report_of(GRID, WANTED), "closing"):
        offers["inclusion" if line["Guaranteed"] == "well framed" else "vision"].append(
            (line["What would close it"], line["Steps"])
        )
    assert offers["inclusion"] == [
        ("A1 Intro: from “well framed” to “practised”", 1),
        ("make B1 Lab compulsory", 1),
        ("C1 Law: from “not rated yet” to “practised”", 3),
    ]
    assert offers["vision"] == [
        ("A1 Intro: from “exemplary” to “practised”", 2),
        ("C1 Law: from “not covered” to “practised”", 3),
    ]


def test_the_routes_stand_where_the_choices_of_students_matter() -> None:
    lines = rows_of(report_of(GRID, WANTED), "closing")
    routes = [(line["Where a student meets least"], line["Where a student meets most"]) for line in lines]
    assert [pair for pair in routes if any(pair)] == [
        ("well framed: only the compulsory courses", "practised: beside the compulsory courses: B1 Lab (practised)")
    ]


def test_without_a_gap_the_sheet_says_so() -> None:
    assert rows_of(report_of(GRID), "closing") == []
