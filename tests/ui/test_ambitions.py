"""Ambitions from the visitor's side: changed cluster by cluster, shown before they are stored, and on record."""

from datetime import timedelta

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.ambitions import AmbitionRecord, ambition_record, set_ambitions
from curriculum_map.services.audit import list_audit
from curriculum_map.services.settings import Settings
from curriculum_map.storage.ambitions import AmbitionSet, save_ambitions
from curriculum_map.storage.database import Database
from tests.databases import NOW, store, writing
from tests.grids import KEY, make_grid, row
from tests.ui.screen import Screen, column_of, open_screen

TARGETS = load_edition("sap-2024-nl").targets(Granularity.CELL)
KNOWLEDGE, SKILLS, ATTITUDES = (f"inclusion.{part}" for part in ("knowledge", "skills", "attitudes"))
# Every course frames knowledge of inclusion well; nobody rated anything else.
GRID = make_grid([row("Ethics", *(2 if target == KNOWLEDGE else None for target in TARGETS))], TARGETS)
OTHER = GridKey("Andere Hogeschool", KEY.programme, KEY.academic_year, "B. Rater", KEY.perspective)
FRAMED = Ambition(KNOWLEDGE, Weight.ESSENTIAL, Level.WELL_FRAMED)


@pytest.fixture
def database() -> Database:
    """A grid whose file wanted one thing, well framed and essential."""
    database = Database(Settings().database())
    store(database, GRID)
    keep(database, FRAMED)
    return database


def keep(database: Database, *wanted: Ambition, about: GridKey = KEY) -> None:
    with writing(database) as connection:
        save_ambitions(connection, about, AmbitionSet(wanted, NOW, "somebody", "map.xlsx", "a" * 64))


def open_ambitions() -> Screen:
    screen = open_screen("en")
    screen.test.query_params["part"] = "ambitions"
    screen.test.query_params["cluster"] = "inclusion"
    return screen.go("gaps")


def change(screen: Screen, label: str, value: object) -> Screen:
    """Puts a value into the field with this label."""
    (field,) = [one for one in (*screen.test.selectbox, *screen.test.text_input) if one.label == label]
    field.set_value(value)
    return screen.run()


def record(database: Database) -> AmbitionRecord:
    return ambition_record(database, LOCAL_ACTOR, KEY)


def changes(screen: Screen) -> list[str]:
    """The changes that are listed as not saved."""
    listed = [text for text in screen.texts() if text.startswith("- ")]
    return listed[0].replace("- ", "").splitlines() if listed else []


def is_disabled(screen: Screen, label: str) -> bool:
    (button,) = [one for one in screen.test.button if one.label == label]
    return bool(button.disabled)


def test_a_change_is_shown_first_and_stored_once_it_is_saved(database: Database) -> None:
    """Knowledge is wanted practised instead of well framed: what was reached is below the ambition from then on."""
    screen = change(open_ambitions(), "Knowledge: level", Level.PRACTISED)
    name = "Paying attention to and promoting digital inclusion – Knowledge"
    assert changes(screen) == [f"{name}: from “well framed, essential” to “practised, essential”"]
    assert dict(column_of(screen.table_called("Ambitions"), "level"))[KNOWLEDGE] == {"state": 3, "sub": "not saved yet"}
    assert record(database).number == 1, "nothing is stored before it is saved"
    screen.press("Save the ambitions")
    assert record(database).current == {KNOWLEDGE: Ambition(KNOWLEDGE, Weight.ESSENTIAL, Level.PRACTISED)}
    assert "✓ The ambitions are set; what was set earlier stays in their history." in screen.texts()
    assert (changes(screen), "Nothing differs from what is set." in screen.texts()) == ([], True)
    history = screen.table_called("Each time the ambitions were set")
    assert [[place["text"] for place in one["places"]][:2] for one in history["rows"]] == [
        ["somebody on this computer", "set on the screen"],
        ["somebody", "map.xlsx"],
    ]
    assert [one["heads"][0]["sub"] for one in history["rows"]] == ["counts now", ""]
    screen.test.button_group(key="part").set_value("gaps")
    assert dict(column_of(screen.run().table(), "kind"))[KNOWLEDGE]["text"] == "covered, below the ambition"  # type: ignore[index]


def test_what_is_not_for_the_programme_needs_its_reason(database: Database) -> None:
    screen = change(open_ambitions(), "Knowledge: weight", Weight.NOT_FOR_US)
    (level,) = [one for one in screen.test.selectbox if one.label == "Knowledge: level"]
    assert (level.disabled, is_disabled(screen, "Save the ambitions")) == (True, True)
    assert any(text.endswith("Knowledge: say why it is not for you.") for text in screen.texts())
    change(screen, "Knowledge: reason", " de partner doet dit ").press("Save the ambitions")
    assert record(database).current[KNOWLEDGE] == Ambition(KNOWLEDGE, Weight.NOT_FOR_US, None, "de partner doet dit")


@pytest.mark.usefixtures("database")
def test_an_ambition_without_a_level_cannot_be_saved_and_changes_can_be_let_go() -> None:
    screen = change(open_ambitions(), "Skills: weight", Weight.ESSENTIAL)
    assert is_disabled(screen, "Save the ambitions")
    assert any(text.endswith("Skills: choose a level to aim for.") for text in screen.texts())
    screen.press("Let the changes go")
    assert "Nothing differs from what is set." in screen.texts()
    (weight,) = [one for one in screen.test.selectbox if one.label == "Skills: weight"]
    assert weight.value is None


def test_changes_wait_while_other_clusters_and_pages_are_looked_at(database: Database) -> None:
    screen = change(open_ambitions(), "Skills: level", Level.EXEMPLARY)
    screen.press("Next cluster")
    assert [one.label for one in screen.test.selectbox if one.label.startswith("Skills")] != []
    change(screen, "Attitudes: level", Level.PRACTISED).go("overview").go("gaps")
    assert len(changes(screen)) == 2
    change(screen, "Cluster", "inclusion")
    (level,) = [one for one in screen.test.selectbox if one.label == "Skills: level"]
    assert level.value is Level.EXEMPLARY
    screen.press("Save the ambitions")
    second = load_edition("sap-2024-nl").targets(Granularity.CLUSTER)[1]
    assert set(record(database).current) == {KNOWLEDGE, SKILLS, f"{second}.attitudes"}


def test_ambitions_come_from_a_colleague_programme_and_the_log_says_so(database: Database) -> None:
    """The other institution wants knowledge practised and skills exemplary; and one whole cluster."""
    wanted = (Ambition(KNOWLEDGE, None, Level.PRACTISED), Ambition(SKILLS, None, Level.EXEMPLARY))
    keep(database, *wanted, Ambition("future", None, Level.PRACTISED), about=OTHER)
    screen = open_ambitions()
    (source,) = [one for one in screen.test.selectbox if one.label == "From"]
    assert source.options == ["Andere Hogeschool · 2026-27"]
    assert {"It sets 2 ambitions that fit.", "1 more is for what is not rated here."} <= set(screen.texts())
    screen.press("Take these over")
    assert len(changes(screen)) == 2
    assert record(database).number == 1
    change(screen, "Attitudes: level", Level.WELL_FRAMED).press("Save the ambitions")
    levels = {target: one.level for target, one in record(database).current.items()}
    assert levels == {KNOWLEDGE: 3, SKILLS: 1, ATTITUDES: 2}
    act = list_audit(database, LOCAL_ACTOR)[0]
    assert act.details == {"number": 2, "changed": 3, "copied": "Andere Hogeschool | social-work | 2026-27"}


def test_what_somebody_else_set_meanwhile_is_seen_before_it_can_be_changed(database: Database) -> None:
    """
    Mine: skills exemplary. Theirs, stored while mine is on the screen: knowledge not practised but exemplary. Saving
    tells me; then mine stands against theirs, and both count once it is saved again.
    """
    screen = change(open_ambitions(), "Skills: level", Level.EXEMPLARY)
    theirs = Ambition(KNOWLEDGE, Weight.ESSENTIAL, Level.EXEMPLARY)
    set_ambitions(database, LOCAL_ACTOR, KEY, [theirs], 1, now=NOW + timedelta(minutes=1))
    screen.press("Save the ambitions")
    assert record(database).current == {KNOWLEDGE: theirs}
    assert any("somebody else set ambitions in the meantime" in text for text in screen.texts())
    assert [text.partition(": ")[2] for text in changes(screen)] == ["from “no ambition” to “exemplary”"]
    (level,) = [one for one in screen.test.selectbox if one.label == "Knowledge: level"]
    assert level.value is Level.EXEMPLARY
    screen.press("Save the ambitions")
    assert {target: one.level for target, one in record(database).current.items()} == {KNOWLEDGE: 1, SKILLS: 1}


def test_all_that_a_set_changed_stands_behind_its_row(database: Database) -> None:
    wanted = [Ambition(target, None, Level.PRACTISED) for target in TARGETS[:5]]
    set_ambitions(database, LOCAL_ACTOR, KEY, wanted, 1, now=NOW + timedelta(minutes=1))
    screen = open_ambitions()
    history = screen.table_called("Each time the ambitions were set")
    assert history["rows"][0]["places"][2]["sub"] == "and 2 changes more"
    screen.choose("ambition-history-1", "2", "changes")
    (listed,) = [text for text in screen.texts() if text.startswith("- ")]
    assert len(listed.splitlines()) == 5


def test_a_programme_without_ambitions_is_told_where_to_set_them() -> None:
    store(Database(Settings().database()), GRID)
    screen = open_screen("en").go("gaps")
    assert any("Set them here under “Ambitions”" in text for text in screen.texts())
    screen.test.button_group(key="part").set_value("ambitions")
    assert "This programme has set no ambitions for 2026-27 yet." in screen.run().texts()
