"""The history of a grid: versions compared through what was said of their courses, gone back to, carried on, confirmed.

On both databases, since all of it is compared and set.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from curriculum_map.analytics.changes import Changes
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.levels import Level
from curriculum_map.importing.description import Description
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading
from curriculum_map.services.grids import list_stored, preview
from curriculum_map.services.history import (
    HistoryOutcome,
    Version,
    compare,
    confirm_carried,
    roll_back,
    roll_over,
    versions,
)
from curriculum_map.services.imports import Outcome, import_reading
from curriculum_map.services.merging import Decisions
from curriculum_map.storage.ambitions import list_ambition_sets, load_ambitions
from curriculum_map.storage.audit import Act, list_acts
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import load_version
from curriculum_map.storage.versions import StoredLink, load_links
from tests.workbooks import upload

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=300)
HEAD = "Code | Opleidingsonderdeel | Studiepunten | Status | inclusion | choosing\n"
FIRST = HEAD + "A | Ethiek | 6 | verplicht | 3 |\n B | Recht | 3 | keuze | 1 | nvt"
# Ethiek was split in two, Recht is called otherwise and has another code.
SPLIT = (
    HEAD + "C | Zorg | 3 | verplicht | 2 |\n D | Waarden | 3 | verplicht | 1 |\n E | Jeugdrecht | 3 | keuze | 1 | nvt"
)
BECAME = {"Ethiek": ("Zorg", "Waarden"), "B": ("E Jeugdrecht",)}
AMBITIONS = "Cluster | Ambitieniveau | Belang\n inclusion | 2 | essentieel"


pytestmark = pytest.mark.xdist_group("postgresql")


def store(database: Database, reading: Reading) -> int:
    """Stores it, agreeing with all that is asked; the id of the grid."""
    seen = preview(database, LOCAL_ACTOR, reading)
    assert seen is not None
    decisions = Decisions(seen.replaces.seen, removed=len(seen.merged.gone) or None, sure=True, renamed=True)
    imported = import_reading(database, LOCAL_ACTOR, reading, now=NOW, decisions=decisions)
    assert imported.outcome in (Outcome.STORED, Outcome.REPLACED)
    assert imported.grid_id is not None
    return imported.grid_id


def grid(database: Database, grid_id: int, number: int) -> Grid:
    with database.read() as connection:
        found = load_version(connection, grid_id, number)
    assert found is not None
    return found.grid


def changes(database: Database, before: Version, after: Version) -> Changes:
    found = compare(database, LOCAL_ACTOR, before, after)
    assert found is not None
    return found


def moves(found: Changes) -> list[tuple[str, str | None, str | None]]:
    return [(one.move, one.before and one.before.title, one.after and one.after.title) for one in found.courses]


def acts(database: Database) -> list[Act]:
    with database.read() as connection:
        return list_acts(connection)


def test_what_was_said_of_courses_holds_between_any_two_versions(database: Database) -> None:
    """
    1: Ethiek 3, Recht 1. 2: Ethiek is Zorg 2 and Waarden 1, Recht is Jeugdrecht. 3: Zorg goes up to 3, and is called
    Zorgethiek, which somebody says. From 1 to 3: Ethiek was 3 and Zorgethiek is, so only Waarden differs: 3 became 1.
    """
    grid_id = store(database, upload(FIRST))
    store(database, upload(SPLIT, answers=Answers(courses=BECAME)))
    third = SPLIT.replace("C | Zorg | 3 | verplicht | 2", "F | Zorgethiek | 3 | verplicht | 3")
    store(database, upload(third, answers=Answers(courses={"Zorg": ("Zorgethiek",)})))
    assert [(info.version, info.made) for info in versions(database, LOCAL_ACTOR, grid_id)] == [
        (3, "uploaded"),
        (2, "uploaded"),
        (1, "uploaded"),
    ]
    found = changes(database, (grid_id, 1), (grid_id, 3))
    assert moves(found) == [
        ("split", "Ethiek", "Zorgethiek"),
        ("split", "Ethiek", "Waarden"),
        ("renamed", "Recht", "Jeugdrecht"),
    ]
    assert [(one.move, one.course.title, one.before, one.after) for one in found.ratings()] == [
        ("down", "Waarden", 3, 1)
    ]
    back = changes(database, (grid_id, 3), (grid_id, 1))
    assert [(one.move, one.course_before.title, one.course.title) for one in back.ratings()] == [
        ("up", "Waarden", "Ethiek")
    ]


def test_two_courses_that_somebody_kept_apart_stay_apart(database: Database) -> None:
    """Both are called Recht by their title and would be one by it; but the new one is another, the old one gone."""
    grid_id = store(database, upload(FIRST))
    other = HEAD + "A | Ethiek | 6 | verplicht | 3 |\n Z | Recht | 6 | verplicht | 3 |"
    assert moves(preview_changes(database, upload(other))) == [("renamed", "Recht", "Recht")]
    store(database, upload(other, answers=Answers(courses={"B": ()})))
    assert moves(changes(database, (grid_id, 1), (grid_id, 2))) == [("new", None, "Recht"), ("gone", "Recht", None)]
    with database.read() as connection:
        before, after = reversed(versions(database, LOCAL_ACTOR, grid_id))
        links = load_links(connection, [after.version_id])
        assert links == {after.version_id: [StoredLink(1, before.version_id, 1, is_one=False)]}


def preview_changes(database: Database, reading: Reading) -> Changes:
    shown = preview(database, LOCAL_ACTOR, reading)
    assert shown is not None
    assert shown.merged.changes is not None
    return shown.merged.changes


def test_going_back_stores_the_old_content_as_a_new_version_and_loses_nothing(database: Database) -> None:
    """After 3 = 1, Ethiek of 3 is still what Zorg and Waarden of 2 were; and between 1 and 3 nothing differs."""
    grid_id = store(database, upload(FIRST))
    store(database, upload(SPLIT, answers=Answers(courses=BECAME)))
    changed = roll_back(database, LOCAL_ACTOR, grid_id, 1, 2, LATER)
    assert changed.outcome is HistoryOutcome.ROLLED_BACK
    assert changed.info is not None
    newest, second, first = versions(database, LOCAL_ACTOR, grid_id)
    assert (newest, newest.version, newest.made, newest.made_from) == (changed.info, 3, "rolled-back", first.version_id)
    assert (newest.checksum, newest.imported_at, second.version) == (first.checksum, LATER, 2)
    assert grid(database, grid_id, 3) == grid(database, grid_id, 1)
    assert not changes(database, (grid_id, 1), (grid_id, 3))
    assert moves(changes(database, (grid_id, 2), (grid_id, 3))) == [
        ("joined", "Zorg", "Ethiek"),
        ("joined", "Waarden", "Ethiek"),
        ("renamed", "Jeugdrecht", "Recht"),
    ]
    act = acts(database)[0]
    assert (act.action, act.at, act.details) == ("roll-back", LATER, {"version": 3, "content_of": 1})


def test_who_did_not_see_the_current_version_changes_nothing(database: Database) -> None:
    grid_id = store(database, upload(FIRST))
    store(database, upload(FIRST.replace("| 3 |", "| 2 |")))
    before = acts(database)
    outcomes = [
        roll_back(database, LOCAL_ACTOR, grid_id, 1, 1, LATER),
        roll_back(database, LOCAL_ACTOR, grid_id, 2, 2, LATER),
        roll_back(database, LOCAL_ACTOR, grid_id, 7, 2, LATER),
        confirm_carried(database, LOCAL_ACTOR, grid_id, None, 1, LATER),
        confirm_carried(database, LOCAL_ACTOR, grid_id, None, 2, LATER),
        confirm_carried(database, LOCAL_ACTOR, grid_id + 1, None, 2, LATER),
        roll_over(database, LOCAL_ACTOR, grid_id + 1, None, LATER),
    ]
    assert [(one.outcome, one.info and one.info.version) for one in outcomes] == [
        ("conflict", 2),
        ("is-current", 2),
        ("not-there", None),
        ("conflict", 2),
        ("nothing-carried", 2),
        ("not-there", None),
        ("not-there", None),
    ]
    assert acts(database) == before


def test_a_year_begins_with_last_years_courses_until_they_are_confirmed(database: Database) -> None:
    """Two courses and one ambition are carried into 2027-28; one course is confirmed, then the other."""
    grid_id = store(database, upload(FIRST, Ambities=AMBITIONS))
    changed = roll_over(database, LOCAL_ACTOR, grid_id, None, LATER)
    assert changed.outcome is HistoryOutcome.ROLLED_OVER
    next_year = changed.info
    assert next_year is not None
    assert (next_year.key.academic_year, next_year.version, next_year.made) == ("2027-28", 1, "rolled-over")
    carried = grid(database, next_year.id, 1)
    assert (carried.carried, carried.levels) == ({0, 1}, grid(database, grid_id, 1).levels)
    with database.read() as connection:
        assert load_ambitions(connection, next_year.key)["inclusion"].level is Level.WELL_FRAMED
        (one_set,) = list_ambition_sets(connection, next_year.key)
    assert (one_set.made_at, one_set.file_name) == (LATER, "matrix.xlsx")
    again = roll_over(database, LOCAL_ACTOR, grid_id, "2027-28", LATER)
    assert (again.outcome, again.info) == (HistoryOutcome.YEAR_EXISTS, next_year)
    assert not changes(database, (grid_id, 1), (next_year.id, 1))

    assert confirm_carried(database, LOCAL_ACTOR, next_year.id, [1], 1, LATER).outcome is HistoryOutcome.CONFIRMED
    assert grid(database, next_year.id, 2).carried == {0}
    assert confirm_carried(database, LOCAL_ACTOR, next_year.id, None, 2, LATER).outcome is HistoryOutcome.CONFIRMED
    assert grid(database, next_year.id, 3).carried == frozenset()
    assert [(act.action, act.details.get("courses")) for act in acts(database)[:3]] == [
        ("confirm-carried", 1),
        ("confirm-carried", 1),
        ("roll-over", None),
    ]
    assert len(list_stored(database, LOCAL_ACTOR)) == 2


def test_of_two_at_once_one_makes_the_version_and_the_other_is_told(database: Database) -> None:
    """Four go back to version 1 at the same moment, four roll over: one of each does it, and the others do nothing."""
    grid_id = store(database, upload(FIRST))
    store(database, upload(FIRST.replace("| 3 |", "| 2 |")))
    with ThreadPoolExecutor(8) as pool:
        backs = [pool.submit(roll_back, database, LOCAL_ACTOR, grid_id, 1, 2, LATER) for _ in range(4)]
        overs = [pool.submit(roll_over, database, LOCAL_ACTOR, grid_id, None, LATER) for _ in range(4)]
    assert Counter(one.result().outcome for one in backs) == {"rolled-back": 1, "conflict": 3}
    assert Counter(one.result().outcome for one in overs) == {"rolled-over": 1, "year-exists": 3}
    assert [(info.key.academic_year, info.version) for info in list_stored(database, LOCAL_ACTOR)] == [
        ("2026-27", 3),
        ("2027-28", 1),
    ]
    assert Counter(act.action for act in acts(database)) == {"import-grid": 2, "roll-back": 1, "roll-over": 1}


def test_an_upload_over_a_carried_year_is_compared_with_the_year_before_by_what_was_said(database: Database) -> None:
    grid_id = store(database, upload(FIRST))
    next_year = roll_over(database, LOCAL_ACTOR, grid_id, None, LATER).info
    assert next_year is not None
    told = Answers(Description(academic_year="2027-28"), courses=BECAME)
    assert store(database, upload(SPLIT, answers=told)) == next_year.id
    assert [one[:2] for one in moves(changes(database, (grid_id, 1), (next_year.id, 2)))] == [
        ("split", "Ethiek"),
        ("split", "Ethiek"),
        ("renamed", "Recht"),
    ]


def test_another_programme_is_not_compared_and_another_year_must_be_one(database: Database) -> None:
    grid_id = store(database, upload(FIRST))
    said = Description("Hogeschool Voorbeeld", "family-science", "2026-27", "sap-2024-nl")
    other = store(database, upload(FIRST, about=[("Een lege cel betekent", "niet beoordeeld")], answers=said))
    assert compare(database, LOCAL_ACTOR, (grid_id, 1), (other, 1)) is None
    assert compare(database, LOCAL_ACTOR, (grid_id, 1), (grid_id, 2)) is None
    rater = store(database, upload(FIRST.replace("| 3 |", "| 2 |"), answers=Description(rater="Team")))
    assert changes(database, (grid_id, 1), (rater, 1)).rating_counts()["down"] == 1
    with pytest.raises(ValueError, match="2027"):
        roll_over(database, LOCAL_ACTOR, grid_id, "2027", LATER)
