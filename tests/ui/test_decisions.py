"""Decisions from the visitor's side: a gap is decided about, later grids check it, and comments stand beside it."""

from datetime import timedelta
from typing import Any

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.decisions import Decision, DecisionKind, NamedCourse, Registered
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.register import Subject
from curriculum_map.services.comments import comments_of, write_comment
from curriculum_map.services.decisions import decide, decisions_of
from curriculum_map.services.register import said_of
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.services.record import NOW, A, grid, keep_ambition, keep_grid, key
from tests.ui.screen import Screen, column_of, open_screen

KEY = key(A)
# Later than any moment at which a test runs.
LATER = 600_000_000
NAME = "Paying attention to and promoting digital inclusion"


@pytest.fixture
def database() -> Database:
    """One course, Ethiek, at level 1 for inclusion, of which level 2 is wanted."""
    database = Database(Settings().database())
    keep_grid(database, grid(1, KEY))
    keep_ambition(database, KEY, Level.WELL_FRAMED)
    return database


def open_part(part: str, **choices: str) -> Screen:
    screen = open_screen("en")
    for name, slug in {"part": part, **choices}.items():
        screen.test.query_params[name] = slug
    return screen.go("gaps")


def fill(screen: Screen, label: str, value: object) -> Screen:
    """Puts a value into the field with this label."""
    (field,) = [
        one
        for kind in ("selectbox", "text_area", "text_input")
        for one in getattr(screen.test, kind)
        if one.label == label
    ]
    field.set_value(value)
    return screen.run()


def decide_for(screen: Screen, kind: DecisionKind) -> Screen:
    (buttons,) = [one for one in screen.test.button_group if one.label == "What you decide"]
    buttons.set_value(kind)
    return screen.run()


def registered(database: Database) -> list[Registered]:
    return decisions_of(database, LOCAL_ACTOR, KEY)


def row_of(screen: Screen) -> dict[str, Any]:
    """What the register says of its only decision, by column."""
    table = screen.table_called("Decisions about gaps")
    return {column["id"]: next(iter(column_of(table, column["id"])))[1] for column in table["columns"]}


def test_a_gap_leads_to_the_form_and_the_next_grids_say_what_became_of_it(database: Database) -> None:
    """Level 2 is planned by 2027-28: in the next version there is 2, in the one after it 1 again."""
    screen = open_part("gaps")
    assert dict(column_of(screen.table_called("Gaps"), "decision"))["inclusion"]["text"] == "Decide about this"  # type: ignore[index]
    screen.choose("gaps-1", "inclusion", "decision")
    assert (screen.test.query_params["part"], screen.test.query_params["target"]) == ("decisions", "inclusion")
    fill(screen, "What is done", "An exercise about thresholds")
    fill(
        fill(screen, "In which course, if you know", NamedCourse(None, "Ethiek")), "Who sees to it", "head of programme"
    )
    screen.press("Write the decision down")
    assert f"✓ Decision 1 was written down: {NAME}." in screen.texts()
    (one,) = registered(database)
    assert one.decision == Decision(
        "inclusion",
        DecisionKind.REPAIR,
        "An exercise about thresholds",
        "2026-27",
        GapKind.SOFT,
        Level.WELL_FRAMED,
        Level.WELL_FRAMED,
        "2027-28",
        NamedCourse(None, "Ethiek"),
        "head of programme",
    )
    found = row_of(screen)
    assert (found["state"]["text"], found["by"]) == ("open", {"text": "2027-28", "sub": "head of programme"})
    keep_grid(database, grid(2, KEY), LATER)
    assert row_of(screen.run())["state"]["text"] == "done"
    keep_grid(database, grid(1, KEY), LATER + 1)
    state = row_of(screen.run())["state"]
    assert state["text"] == "reopened"
    assert [said.partition(": ")[2] for said in state["sub"].split(" · ")] == [
        "decided, in 2026-27",
        "done, by version 2 of 2026-27",
        "reopened, by version 3 of 2026-27",
    ]
    screen.test.button_group(key="part").set_value("gaps")
    gaps = dict(column_of(screen.run().table_called("Gaps"), "decision"))
    assert gaps["inclusion"]["text"] == "repair, reopened"  # type: ignore[index]


def test_what_is_missing_is_said_and_what_was_typed_stays(database: Database) -> None:
    screen = open_part("decisions", target="inclusion").press("Write the decision down")
    assert "Nothing was written down: give a text of 1 to 4000 characters." in screen.texts()
    decide_for(screen, DecisionKind.ELSEWHERE)
    fill(screen, "Where students learn it, for example on placement or in a project", "On placement")
    screen.press("Write the decision down")
    (one,) = registered(database)
    assert (one.decision.kind, one.decision.text, one.decision.due) == (DecisionKind.ELSEWHERE, "On placement", None)


def test_a_decision_is_said_anew_unless_somebody_else_did_and_is_taken_back(database: Database) -> None:
    choice = Decision("inclusion", DecisionKind.CHOICE, "Not ours", "2026-27", GapKind.SOFT, Level.WELL_FRAMED)
    decide(database, LOCAL_ACTOR, KEY, choice, now=NOW)
    screen = open_part("decisions", decision="1")
    fill(screen, "The reason for it", "Not the core of our work")
    theirs = Decision("inclusion", DecisionKind.CHOICE, "Theirs", "2026-27", GapKind.SOFT, Level.WELL_FRAMED)
    decide(database, LOCAL_ACTOR, KEY, theirs, now=NOW + timedelta(minutes=1), number=1, seen=1)
    screen.press("Say it anew")
    assert any("somebody else changed this" in text for text in screen.texts())
    assert registered(database)[0].decision.text == "Theirs"
    screen.press("Say it anew")
    assert registered(database)[0].decision.text == "Not the core of our work"
    (sure,) = screen.test.checkbox
    sure.check()
    screen.run().press("Take it back")
    assert registered(database) == []
    assert "✓ Decision 1 was taken back." in screen.texts()
    said = said_of(database, LOCAL_ACTOR, A, KEY.programme, None, Subject.DECISION)
    assert [entry.body is None for entry in said] == [False, False, False, True]


def test_a_place_says_what_was_decided_and_keeps_a_comment(database: Database) -> None:
    choice = Decision("inclusion", DecisionKind.CHOICE, "Not ours", "2026-27", GapKind.SOFT, Level.WELL_FRAMED)
    decide(database, LOCAL_ACTOR, KEY, choice, now=NOW)
    screen = open_part("gaps").choose("gaps-1", "inclusion", "kind")
    assert any("1 · deliberate choice, stands" in text and "Not ours" in text for text in screen.texts())
    fill(screen, "Comment, for everybody who looks at this place in 2026-27", "Ask the field").choose(
        "gaps-1", "inclusion", "kind"
    )
    screen.press("Keep the comment")
    assert comments_of(database, LOCAL_ACTOR, KEY)["inclusion"].text == "Ask the field"


def test_a_comment_is_changed_by_who_saw_the_last_one(database: Database) -> None:
    write_comment(database, LOCAL_ACTOR, KEY, "inclusion", "Ask the field", seen=0, now=NOW)
    screen = open_part("gaps").choose("gaps-1", "inclusion", "kind")
    write_comment(database, LOCAL_ACTOR, KEY, "inclusion", "The field said yes", seen=1, now=NOW)
    screen.press("Keep the comment")
    assert comments_of(database, LOCAL_ACTOR, KEY)["inclusion"].text == "The field said yes"
    screen.choose("gaps-1", "inclusion", "kind").press("Take the comment back")
    assert comments_of(database, LOCAL_ACTOR, KEY)["inclusion"].text == ""
