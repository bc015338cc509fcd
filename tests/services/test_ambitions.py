"""Ambitions that are set on the screen: on record, compared and set, taken over from elsewhere; on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.ambitions import Ambition, AmbitionChange, Position, Weight
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.services.ambitions import (
    AmbitionOutcome,
    AmbitionRecord,
    ambition_record,
    ambition_sources,
    ambitions_elsewhere,
    set_ambitions,
)
from curriculum_map.services.audit import list_audit
from curriculum_map.services.columns import load_columns
from curriculum_map.services.database_care import verify_database
from curriculum_map.services.history import roll_over
from curriculum_map.storage.ambitions import AmbitionSet, save_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.wording.record import act_sentence
from tests.databases import writing
from tests.services.record import FAMILY, NOW, A, B, grid, keep_ambition, keep_grid, key

LATER = NOW + timedelta(days=7)
KEY = key()
ESSENTIAL = Ambition("inclusion", Weight.ESSENTIAL, Level.PRACTISED)
NICE = Ambition("inclusion", Weight.NICE_TO_HAVE, Level.EXEMPLARY)
NOT_FOR_US = Ambition("future", Weight.NOT_FOR_US, None, "geen taak van ons")

pytestmark = pytest.mark.xdist_group("postgresql")


@pytest.fixture
def database(database: Database) -> Database:
    """One grid of social work in 2026-27: inclusion well framed."""
    keep_grid(database, grid(2, KEY))
    return database


def put(database: Database, *wanted: Ambition, seen: int, copied: GridKey | None = None) -> AmbitionOutcome:
    return set_ambitions(database, LOCAL_ACTOR, KEY, wanted, seen, now=LATER, copied=copied)


def found(database: Database, about: GridKey = KEY) -> AmbitionRecord:
    return ambition_record(database, LOCAL_ACTOR, about)


def kind(database: Database) -> GapKind:
    (column,) = load_columns(database, LOCAL_ACTOR, [1])
    return column.gaps["inclusion"].kind


def acts(database: Database) -> list[str]:
    return [act.action for act in list_audit(database, LOCAL_ACTOR)]


def test_what_is_set_counts_and_what_was_set_earlier_stays_with_who_and_when(database: Database) -> None:
    """A file wanted inclusion well framed, which it is. Then it is wanted practised, and the future is not for us."""
    first = Ambition("inclusion", Weight.ESSENTIAL, Level.WELL_FRAMED)
    with writing(database) as connection:
        save_ambitions(connection, KEY, AmbitionSet((first,), NOW, "somebody", "map.xlsx", "a" * 64))
    assert (found(database).number, kind(database)) == (1, GapKind.NONE)
    assert put(database, ESSENTIAL, NOT_FOR_US, seen=1) is AmbitionOutcome.SET
    assert kind(database) is GapKind.SOFT
    record = found(database)
    assert (record.number, record.current) == (2, {"inclusion": ESSENTIAL, "future": NOT_FOR_US})
    assert [(one.made_by, one.made_at, one.file_name) for one in record.sets] == [
        (LOCAL_ACTOR.name, LATER, None),
        ("somebody", NOW, "map.xlsx"),
    ]
    assert record.changes(0) == (
        AmbitionChange("future", None, NOT_FOR_US),
        AmbitionChange("inclusion", first, ESSENTIAL),
    )
    assert record.changes(1) == (AmbitionChange("inclusion", None, first),)
    act = list_audit(database, LOCAL_ACTOR, A)[0]
    assert (act.action, act.about, act.details) == (
        "set-ambitions",
        f"{A} | social-work | 2026-27",
        {"number": 2, "changed": 2},
    )
    assert act_sentence(act.at, act.by, act.action, act.about, act.details, "en").endswith(
        f"somebody on this computer: {A} | Social Work | 2026-27: set ambitions (changed: 2)"
    )
    assert verify_database(database, LOCAL_ACTOR).faults == ()


def test_who_saw_another_set_is_told_and_nothing_is_stored(database: Database) -> None:
    assert put(database, ESSENTIAL, seen=0) is AmbitionOutcome.SET
    before = acts(database)
    assert put(database, NICE, seen=0) is AmbitionOutcome.CONFLICT
    assert found(database).current == {"inclusion": ESSENTIAL}
    assert acts(database) == before
    assert put(database, NICE, seen=1) is AmbitionOutcome.SET


def test_of_four_at_once_one_sets_them_and_the_others_are_told(database: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        tried = [pool.submit(put, database, replace(ESSENTIAL, reason=str(one)), seen=0) for one in range(4)]
    assert Counter(one.result() for one in tried) == {"set": 1, "conflict": 3}
    assert (found(database).number, len(found(database).sets)) == (1, 1)
    assert Counter(acts(database))["set-ambitions"] == 1


def test_the_same_once_more_is_no_new_set_and_all_can_be_taken_back(database: Database) -> None:
    put(database, ESSENTIAL, seen=0)
    before = acts(database)
    assert put(database, ESSENTIAL, Ambition("future", None, None), seen=1) is AmbitionOutcome.NOTHING_NEW
    assert acts(database) == before
    assert put(database, seen=1) is AmbitionOutcome.SET
    assert (found(database).number, found(database).current, kind(database)) == (2, {}, GapKind.NO_AMBITION)


@pytest.mark.parametrize(
    "half",
    [
        Ambition("future", Weight.NOT_FOR_US, None),
        Ambition("future", Weight.NOT_FOR_US, None, "  "),
        Ambition("future", Weight.ESSENTIAL, None),
        Ambition("future", None, None, "een reden alleen"),
    ],
)
def test_what_is_new_says_its_level_or_why_it_is_not_for_the_programme(database: Database, half: Ambition) -> None:
    assert put(database, ESSENTIAL, half, seen=0) is AmbitionOutcome.INCOMPLETE
    assert found(database).number == 0


def test_what_came_from_a_file_and_is_not_touched_stays_as_it_came(database: Database) -> None:
    """The file says that two targets are not for the programme, one without a reason and one with a level."""
    came = (Ambition("future", Weight.NOT_FOR_US, None), Ambition("blended", Weight.NOT_FOR_US, Level.EXEMPLARY, " x "))
    with writing(database) as connection:
        save_ambitions(connection, KEY, AmbitionSet(came, NOW, "somebody", "map.xlsx", "a" * 64))
    spacious = replace(ESSENTIAL, reason="  beroepsprofiel ", position=Position.BEGINNER)
    assert put(database, *came, spacious, seen=1) is AmbitionOutcome.SET
    assert found(database).current == {
        "blended": came[1],
        "future": came[0],
        "inclusion": replace(spacious, reason="beroepsprofiel"),
    }


def test_a_target_that_is_not_for_the_programme_has_no_level(database: Database) -> None:
    put(database, replace(NOT_FOR_US, level=Level.PRACTISED), seen=0)
    assert found(database).current == {"future": NOT_FOR_US}


def test_ambitions_come_from_another_year_or_from_another_institution_by_name(database: Database) -> None:
    """Own years first, the newest first; then others by name; another programme never."""
    about = [key(B, year="2025-26"), key(year="2024-25"), key(year="2025-26"), key("AP"), key(programme=FAMILY)]
    for one in (*about, KEY):
        keep_ambition(database, one, Level.WELL_FRAMED)
    sources = ambition_sources(database, LOCAL_ACTOR, KEY)
    assert [(one.institution, one.academic_year) for one in sources] == [
        (A, "2025-26"),
        (A, "2024-25"),
        ("AP", "2026-27"),
        (B, "2025-26"),
    ]
    copied = ambitions_elsewhere(database, LOCAL_ACTOR, sources[3])
    assert copied["inclusion"].level is Level.WELL_FRAMED
    wanted = replace(copied["inclusion"], level=Level.PRACTISED)
    assert put(database, wanted, seen=1, copied=sources[3]) is AmbitionOutcome.SET
    act = list_audit(database, LOCAL_ACTOR, A)[0]
    assert act.details["copied"] == f"{B} | social-work | 2025-26"
    assert found(database, sources[3]).current == copied, "what it was taken from stays as it is"


def test_what_is_set_goes_along_into_the_next_year(database: Database) -> None:
    put(database, ESSENTIAL, seen=0)
    over = roll_over(database, LOCAL_ACTOR, 1, None, LATER).info
    assert over is not None
    assert found(database, over.key).current == {"inclusion": ESSENTIAL}
    assert found(database, over.key).sets[0].file_name is None


def test_nothing_is_set_for_an_institution_that_is_gone(database: Database) -> None:
    gone = replace(KEY, institution="Hogeschool Nergens")
    assert set_ambitions(database, LOCAL_ACTOR, gone, [ESSENTIAL], 0, now=LATER) is AmbitionOutcome.NOT_THERE
    assert ambition_record(database, LOCAL_ACTOR, gone) == AmbitionRecord(0, ())
