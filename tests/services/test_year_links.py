"""Two years that were each uploaded of themselves: somebody says which course became which, and it is used."""

import pytest

from curriculum_map.analytics.changes import Changes
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.importing.description import Description
from curriculum_map.services.audit import list_audit
from curriculum_map.services.database_care import verify_database
from curriculum_map.services.history import Version, compare, roll_over
from curriculum_map.services.imports import import_reading
from curriculum_map.services.lineage import Known
from curriculum_map.services.year_links import LinkOutcome, courses_known_by, link_years
from curriculum_map.storage.database import Database
from tests.services.record import NOW
from tests.workbooks import upload

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion | choosing
    A    | Ethiek              | 6            | verplicht | 3         |
    B    | Recht               | 3            | keuze     | 1         | nvt
"""
LATER = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion | choosing
    X    | Beroepshouding      | 3            | verplicht | 1         |
    Y    | Morele vraagstukken | 3            | verplicht | 2         |
    B    | Recht               | 3            | keuze     | 1         | nvt
"""
BEFORE, AFTER = (1, 1), (2, 1)


@pytest.fixture
def database() -> Database:
    """Ethiek was split, and both halves have another name and another code."""
    database = Database("sqlite://")
    for table, year in ((TABLE, "2026-27"), (LATER, "2027-28")):
        import_reading(database, LOCAL_ACTOR, upload(table, answers=Description(academic_year=year)), now=NOW)
    return database


def changes(database: Database, before: Version = BEFORE, after: Version = AFTER) -> Changes:
    found = compare(database, LOCAL_ACTOR, before, after)
    assert found is not None
    return found


def moves(found: Changes) -> list[tuple[str, str | None, str | None]]:
    return [(one.move, one.before and one.before.title, one.after and one.after.title) for one in found.courses]


def link(database: Database, after: Version = AFTER, **said: list[str]) -> tuple[LinkOutcome, tuple[str, ...]]:
    done = link_years(database, LOCAL_ACTOR, BEFORE, after, said, now=NOW)
    return done.outcome, done.unknown


def test_it_is_said_and_used_which_course_is_which_in_both_directions(database: Database) -> None:
    assert courses_known_by(database, LOCAL_ACTOR, BEFORE, AFTER) is Known.NAMES
    assert moves(changes(database)) == [
        ("perhaps-split", "Ethiek", "Beroepshouding"),
        ("perhaps-split", "Ethiek", "Morele vraagstukken"),
    ], "their credits add up to those of Ethiek"
    assert link(database, Ethiek=["Beroepshouding", "Morele vraagstukken"]) == (LinkOutcome.LINKED, ())
    assert courses_known_by(database, LOCAL_ACTOR, BEFORE, AFTER) is Known.SAID
    assert moves(changes(database)) == [
        ("split", "Ethiek", "Beroepshouding"),
        ("split", "Ethiek", "Morele vraagstukken"),
    ]
    assert moves(changes(database, AFTER, BEFORE)) == [
        ("joined", "Beroepshouding", "Ethiek"),
        ("joined", "Morele vraagstukken", "Ethiek"),
    ]
    assert verify_database(database, LOCAL_ACTOR).faults == ()


def test_what_is_said_anew_takes_the_place_of_what_was_said(database: Database) -> None:
    link(database, Ethiek=["Beroepshouding", "Morele vraagstukken"])
    assert link(database, Ethiek=["Y"]) == (LinkOutcome.LINKED, ())
    assert moves(changes(database)) == [("new", None, "Beroepshouding"), ("renamed", "Ethiek", "Morele vraagstukken")]
    assert list_audit(database, LOCAL_ACTOR)[0].details == {"linked": 1, "with": "2026-27", "version": 1}


def test_it_holds_for_a_year_that_was_begun_from_one_of_the_two(database: Database) -> None:
    link(database, Ethiek=["Beroepshouding"])
    assert roll_over(database, LOCAL_ACTOR, 2, "2028-29", NOW).info is not None
    assert ("renamed", "Ethiek", "Beroepshouding") in moves(changes(database, BEFORE, (3, 1)))


def test_what_cannot_be_said_is_told_and_what_is_carried_is_counted(database: Database) -> None:
    assert link(database, Ethiek=["Muziek"]) == (LinkOutcome.UNKNOWN_COURSE, ("Muziek",))
    assert link(database, (99, 1)) == (LinkOutcome.NOT_THERE, ())
    assert roll_over(database, LOCAL_ACTOR, 1, "2028-29", NOW).info is not None
    assert link(database, (3, 1)) == (LinkOutcome.IS_HISTORY, ())
    assert courses_known_by(database, LOCAL_ACTOR, BEFORE, (3, 1)) is Known.HISTORY
    found = changes(database, BEFORE, (3, 1))
    assert not found, "no course and no rating changes"
    assert [[course.title for course in courses] for courses in found.carried] == [[], ["Ethiek", "Recht"]]
