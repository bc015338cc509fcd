"""The parts of the page of one programme: its phases, its questions, the courses it hangs on, a link to its raters."""

from dataclasses import replace

import pytest

from curriculum_map.domain.curriculum import Grid, Perspective, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.databases import store
from tests.grids import KEY, State, make_grid, row
from tests.ui.screen import Screen, column_of, open_screen, stored

TARGETS = load_edition("sap-2024-nl").targets(Granularity.CLUSTER)


def states(inclusion: State, vision: State) -> list[State]:
    """A state for two clusters; nobody rated the others."""
    return [{"inclusion": inclusion, "vision": vision}.get(target) for target in TARGETS]


GRID = make_grid(
    [
        row("Intro", *states("practised", "exemplary"), phase=1, code="A1"),
        row("Lab", *states("well framed", "not covered"), phase=2, code="A2"),
        row("Stage", *states("exemplary", "exemplary"), phase=3, code="A3"),
    ],
    TARGETS,
)
# The lecturer sees less practice in Intro, and agrees about the rest: 5 of 6 places are the same, all within one level.
LECTURER = replace(
    GRID,
    key=replace(KEY, rater="B. Rater", perspective=Perspective.LECTURER),
    levels=bytes(2 if place == TARGETS.index("inclusion") else state for place, state in enumerate(GRID.levels)),
)


def open_part(part: str, *grids: Grid) -> Screen:
    for grid in grids:
        store(Database(Settings().database()), grid)
    screen = open_screen("en")
    screen.test.query_params["part"] = part
    return screen.go("programme")


def test_the_line_through_the_phases_is_a_table_with_a_column_per_phase() -> None:
    table = open_part("phases", GRID).table()
    assert [(column["text"], column["sub"]) for column in table["columns"]] == [
        *((f"phase {phase}", "1 course") for phase in (1, 2, 3)),
        ("line", "guaranteed, per phase"),
    ]
    assert dict(column_of(table, "line"))["inclusion"] == {"text": "3 → 2 → 1", "line": [3, 2, 1]}
    assert dict(column_of(table, "line"))["future"] == {"text": "· → · → ·", "line": [255, 255, 255]}
    line = [dict(column_of(table, f"phase-{phase}"))["inclusion"] for phase in (1, 2, 3)]
    assert [place and place["state"] for place in line] == [3, 2, 1]


def test_the_coverage_says_what_the_blanks_could_make_of_it() -> None:
    """
    target    | Intro     | Lab           | Film, elective | guaranteed, blanks as 0 and as 3 | possible
    inclusion | exemplary |               | practised      | exemplary to practised           | practised, both
    vision    |           | not covered   |                | not covered to practised         | the same
    future    | exemplary | not covered   | exemplary      | exemplary, both                  | exemplary, both
    """
    ratings = {"inclusion": ("exemplary", None, "practised"), "vision": (None, "not covered", None)}
    ratings["future"] = ("exemplary", "not covered", "exemplary")
    marks = [ratings.get(target, ("n/a", "n/a", "n/a")) for target in TARGETS]
    status = (Status.COMPULSORY, Status.COMPULSORY, Status.ELECTIVE)
    courses = [
        row(title, *(of_target[at] for of_target in marks), status=status[at])
        for at, title in enumerate(("Intro", "Lab", "Film"))
    ]
    table, *_ = open_part("coverage", make_grid(courses, TARGETS)).tables()
    band = dict(column_of(table, "blanks"))
    said = {target: (band[target]["text"], band[target].get("sub", "")) for target in ratings}  # type: ignore[index]
    assert said == {
        "inclusion": ("1 – 3", ""),
        "vision": ("0 – 3", "possible: 0 – 3"),
        "future": ("–", ""),
    }


@pytest.mark.parametrize("part", ["coverage", "courses", "phases"])
def test_all_elements_can_be_unfolded_at_once_and_those_of_one_cluster(part: str) -> None:
    elements = load_edition("sap-2024-nl").targets(Granularity.ELEMENT)
    screen = open_part(part, make_grid([row("Intro", *(3 for _ in elements), phase=1)], elements))
    for detail, count in (("cluster", 9), ("cell", 27), ("element", 120), ("vision", None)):
        screen.test.selectbox(key="detail").set_value(detail)
        table = screen.run().tables()[0]
        shown = [one["id"] for one in table["columns" if part == "courses" else "rows"]]
        of_cluster = [one for one in elements if ":vision." in one]
        assert shown == of_cluster if count is None else len(shown) == count
        assert detail in screen.test.query_params["detail"]


def test_the_questions_name_their_cells_and_the_single_points_their_course() -> None:
    """Practised in phase 1 and framed in phase 2; without Intro inclusion falls from practised to well framed."""
    questions, *_, single = open_part("questions", GRID).tables()
    first = dict(column_of(questions, "question"))["0"]
    assert first is not None
    assert first["text"].endswith(
        "Practised in phase 1 (Intro), framed only from phase 2 on. Is that the order you want?"
    )
    column = "GHIJKLMNO"[TARGETS.index("inclusion")]
    assert dict(column_of(questions, "cells"))["0"]["text"] == f"Grid!{column}6"  # type: ignore[index]
    assert [place and place.get("text") for _, place in column_of(single, "course")] == ["A1 Intro"]
    assert [place and place["state"] for _, place in column_of(single, "without")] == [2]


def test_only_where_others_rated_too_a_link_leads_to_how_far_they_agree() -> None:
    assert [one.proto.page for one in open_part("coverage", GRID).test.get("page_link")] == ["accessibility"]
    *_, link = [one for one in open_part("coverage", LECTURER).test.get("page_link") if one.proto.page == "agreement"]
    assert (link.proto.label, link.proto.page) == ("How far the raters agree (2 raters)", "agreement")
    assert "lang=en" in link.proto.query_string, "in a window of its own it opens in the language of now"


@pytest.mark.parametrize(
    ("part", "line", "column"), [("phases", "inclusion", "phase-1"), ("questions", "0", "guaranteed")]
)
def test_a_chosen_place_opens_the_courses_behind_it(part: str, line: str, column: str) -> None:
    screen = open_part(part, GRID)
    (info,) = stored()
    screen.choose(f"{part}-{info.id}", line, column)
    assert screen.metrics()["guaranteed"] == "practised"


def test_a_question_about_a_phase_counts_its_courses_and_folds_their_names() -> None:
    """Vision: exemplary in phases 1 and 3, and in phase 2 two courses are rated and claim nothing."""
    rows = [
        row("Intro", *states(None, "exemplary"), phase=1, code="A1"),
        row("Lab", *states(None, "not covered"), phase=2, code="A2"),
        row("Law", *states(None, "not covered"), phase=2, code="A3"),
        row("Stage", *states(None, "exemplary"), phase=3, code="A4"),
    ]
    screen = open_part("questions", make_grid(rows, TARGETS))
    questions = screen.tables()[0]
    said = dict(column_of(questions, "question"))["0"]
    assert said is not None
    assert said["text"] == "Nothing in phase 2 (courses rated there: 2). Is that meant?"
    column = "GHIJKLMNO"[TARGETS.index("vision")]
    assert dict(column_of(questions, "cells"))["0"]["text"] == f"Grid!{column}7:{column}8"  # type: ignore[index]
    assert any(text.endswith("phase 2:** A2 Lab, A3 Law") for text in screen.texts())


def test_routes_say_what_a_student_takes_who_meets_least_and_most() -> None:
    """Inclusion is practised in Youth and well framed in Care; who takes Care practises vision, in an elective."""
    rows = [
        row("Youth work", *states("practised", "not covered"), track="Youth", code="A1"),
        row("Care work", *states("well framed", "not covered"), track="Care", code="A2"),
        row("Debate", *states("not covered", "practised"), status=Status.ELECTIVE, code="A3"),
    ]
    screen = open_part("routes", make_grid(rows, TARGETS))
    table = screen.table()
    assert [line["id"] for line in table["rows"]] == ["inclusion", "vision"]
    assert [place and place["state"] for _, place in column_of(table, "least")] == [2, 0]
    assert [place and place["state"] for _, place in column_of(table, "most")] == [3, 3]
    least, most = (dict(column_of(table, f"{side}-by"))["inclusion"] for side in ("least", "most"))
    assert least == {"text": "track “Care”", "sub": "A2 Care work (well framed)"}
    assert most == {"text": "track “Youth”", "sub": "A1 Youth work (practised)"}
    assert screen.say("This programme has set no ambitions yet.") in screen.texts()


def test_where_everybody_takes_the_same_there_is_one_route() -> None:
    screen = open_part("routes", GRID)
    assert screen.tables() == []
    assert any("there is one route" in text for text in screen.texts())


def test_credits_count_in_full_for_each_focus_and_say_what_they_are_a_share_of() -> None:
    """Three courses of 3 ECTS: inclusion is claimed in all (9 of 9), practised in one; vision in two (6 of 9)."""
    screen = open_part("coverage", GRID)
    credits = screen.tables()[1]
    assert any("Share of the 9 ECTS that all 3 courses offer" in text for text in screen.texts())
    shares = [dict(column_of(credits, f"level-{level}"))["inclusion"] for level in (1, 2, 3)]
    assert shares == [
        {"text": "100%", "sub": "3 courses, 9 ECTS"},
        {"text": "67%", "sub": "2 courses, 6 ECTS"},
        {"text": "33%", "sub": "1 course, 3 ECTS"},
    ]
    assert dict(column_of(credits, "level-1"))["vision"] == {"text": "67%", "sub": "2 courses, 6 ECTS"}
