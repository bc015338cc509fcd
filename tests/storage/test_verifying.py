"""What verifying the record finds: whatever somebody did to it behind our back is named, and nothing stops it."""

import pytest
from sqlalchemy import text

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.database_care import verify_database
from curriculum_map.storage.checking import Fault, Unsound
from curriculum_map.storage.database import Database
from tests.databases import store, writing
from tests.grids import make_grid, row

NAMED = "Example College | social-work | 2026-27 | A. Rater"
GRID = f"{NAMED} | coordinator"


@pytest.fixture
def database() -> Database:
    """Two versions of one grid."""
    database = Database("sqlite://")
    store(database, make_grid([row("Ethics", 2), row("Law", 1)]))
    store(database, make_grid([row("Ethics", 3), row("Law", 1)]))
    return database


def faults(database: Database, *statements: str) -> list[Fault]:
    """What is found after these statements, none of which belongs to the program."""
    with writing(database) as connection:
        for statement in statements:
            connection.execute(text(statement))
    return list(verify_database(database, LOCAL_ACTOR).faults)


def test_a_grid_about_what_no_grid_can_be_about_is_named_as_the_database_has_it(database: Database) -> None:
    assert faults(database, "UPDATE grid SET perspective = 'hacked'") == [
        Fault(Unsound.CHECKSUM, f"{NAMED} | hacked | 1"),
        Fault(Unsound.CHECKSUM, f"{NAMED} | hacked | 2"),
    ]


@pytest.mark.parametrize(
    "meddled",
    [
        "UPDATE grid_version SET made = 'hacked' WHERE number = 1",
        "UPDATE grid_version SET targets = '{' WHERE number = 1",
        "UPDATE grid_version SET targets = '7' WHERE number = 1",
        "UPDATE grid_version SET elsewhere = '[[1,2,3,4,5]]' WHERE number = 1",
        "UPDATE grid_version SET granularity = 'hacked' WHERE number = 1",
        "UPDATE grid_version SET course_count = 7 WHERE number = 1",
        "UPDATE course SET status = 'hacked' WHERE version_id = 1",
        "UPDATE source SET columns = 'null' WHERE version_id = 1",
        "DELETE FROM course WHERE version_id = 1 AND position = 1",
    ],
)
def test_a_version_that_cannot_be_read_is_named_and_the_others_are_read(database: Database, meddled: str) -> None:
    assert faults(database, meddled) == [Fault(Unsound.CHECKSUM, f"{GRID} | 1")]
