"""What verifying the record finds: whatever somebody did to it behind our back is named, and nothing stops it."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from curriculum_map.domain.actors import LOCAL_ACTOR, Action
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.levels import Level
from curriculum_map.services.archive import Moved, delete_institution
from curriculum_map.services.database_care import verify_database
from curriculum_map.services.history import roll_back, roll_over
from curriculum_map.services.identity import MergeDone, Undone, merge_institutions, undo_merge
from curriculum_map.services.imports import about_grid
from curriculum_map.services.samples import load_samples, remove_samples
from curriculum_map.storage.ambitions import AmbitionSet, save_ambitions
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.checking import Fault, Unsound
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.grids import find_grid
from curriculum_map.storage.originals import Original, save_original
from curriculum_map.storage.versions import Making, save_version
from tests.databases import store, writing
from tests.grids import KEY, make_grid, row
from tests.services.record import NOW, A, B, grid, key

NAMED = "Example College | social-work | 2026-27 | A. Rater"
GRID = f"{NAMED} | coordinator"
HIGH = Ambition("inclusion", Weight.ESSENTIAL, Level.EXEMPLARY)


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
        Fault(Unsound.CHANGED, "grid 1 (a test)"),
    ]


@pytest.mark.parametrize(
    "meddled",
    [
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


def test_ambitions_that_somebody_changed_are_named(database: Database) -> None:
    with writing(database) as connection:
        save_ambitions(connection, KEY, AmbitionSet((HIGH,), NOW, "somebody"))
        save_ambitions(connection, KEY, AmbitionSet((replace(HIGH, level=Level.PRACTISED),), NOW, "somebody"))
    assert faults(database) == []
    about = "Example College | social-work | 2026-27"
    assert faults(database, "UPDATE ambition SET level = 1 WHERE set_id = 2") == [
        Fault(Unsound.AMBITIONS, f"{about} | 2")
    ]
    back = f"UPDATE ambition SET level = {int(Level.PRACTISED)} WHERE set_id = 2"
    assert faults(database, back) == []
    assert faults(database, "DELETE FROM ambition_set WHERE id = 1") == [
        Fault(Unsound.AMBITIONS, f"{about} | 2"),
        Fault(Unsound.LOGGED, "ambition_set 1 (a test)"),
    ]


def test_a_file_with_other_bytes_than_were_uploaded_is_named(database: Database) -> None:
    sha256 = hashlib.sha256(b"Code;Titel").hexdigest()
    with writing(database) as connection:
        save_original(connection, Original(sha256, "matrix.csv", b"Code;Titel", NOW))
    assert faults(database) == []
    assert faults(database, "UPDATE original SET data = x'00'") == [Fault(Unsound.ORIGINAL, f"matrix.csv | {sha256}")]


def test_an_institution_without_its_own_spelling_is_named(database: Database) -> None:
    assert faults(database, "UPDATE spelling SET spelling = 'Else'") == [
        Fault(Unsound.SPELLING, "Example College"),
        Fault(Unsound.CHANGED, "institution 1 (a test)"),
    ]


def test_an_institution_that_is_gone_takes_no_grid_out_of_sight(tmp_path: Path) -> None:
    """A program that does not know of foreign keys removes the one row; its grid stays, and is named."""
    database = Database(sqlite_url(tmp_path / "record.sqlite3"))
    store(database, make_grid([row("Ethics", 2)]))
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as connection:
        connection.execute("DELETE FROM institution")
        connection.execute("UPDATE course SET title = 'Law'")
        connection.commit()
    assert faults(database) == [
        Fault(Unsound.CHECKSUM, f"{GRID.removeprefix('Example College | ')} | 1"),
        Fault(Unsound.NO_INSTITUTION, "spelling → 1"),
        Fault(Unsound.NO_INSTITUTION, "grid → 1"),
        Fault(Unsound.LOGGED, "institution 1 (a test)"),
    ]
    database.close()


class TestLog:
    """What the log names and the record does not have."""

    @pytest.fixture
    def database(self) -> Database:
        """Two versions of social work at A, the second rolled back to the first; one of B."""
        database = Database("sqlite://")
        for made in (grid(1, key(A)), grid(2, key(A)), grid(3, key(B, rater="docenten"))):
            logged(database, made)
        assert roll_back(database, LOCAL_ACTOR, 1, 1, 2, NOW).info is not None
        assert faults(database) == []
        return database

    def test_a_version_that_is_gone_as_if_it_had_never_been(self, database: Database) -> None:
        lowered = (
            "DELETE FROM grid_version WHERE grid_id = 1 AND number = 3",
            "UPDATE grid SET version = 2 WHERE id = 1",
        )
        assert faults(database, *lowered) == [
            Fault(Unsound.CHANGED, f"grid 1 ({key(A)})"),
            Fault(Unsound.LOGGED, f"grid_version 4 ({key(A)})"),
        ]

    def test_a_grid_that_is_gone_whole_or_is_about_something_else(self, database: Database) -> None:
        gone = [Fault(Unsound.LOGGED, f"grid 1 ({key(A)})")]
        gone += [Fault(Unsound.LOGGED, f"grid_version {version} ({key(A)})") for version in (1, 2, 4)]
        assert faults(database, "DELETE FROM grid WHERE id = 1") == gone
        elsewhere = faults(database, "UPDATE institution SET name = 'Else' WHERE id = 2")
        assert Fault(Unsound.CHANGED, f"institution 2 ({key(B, rater='docenten')})") in elsewhere

    def test_a_grid_that_was_rolled_over(self, database: Database) -> None:
        assert roll_over(database, LOCAL_ACTOR, 1, None, NOW).info is not None
        assert faults(database) == []
        gone = faults(database, "DELETE FROM grid WHERE academic_year = '2027-28'")
        about = key(A, year="2027-28")
        assert gone == [
            Fault(Unsound.LOGGED, f"grid 3 ({about})"),
            Fault(Unsound.LOGGED, f"grid_version 5 ({about})"),
        ]

    def test_what_was_merged_parted_and_deleted_is_not_missed(self, database: Database) -> None:
        assert isinstance(merge_institutions(database, LOCAL_ACTOR, A, B, now=NOW), MergeDone)
        assert faults(database) == []
        assert undo_merge(database, LOCAL_ACTOR, A, now=NOW) == Undone(B, A)
        assert faults(database) == []
        assert isinstance(delete_institution(database, LOCAL_ACTOR, A, A, now=NOW), Moved)
        assert faults(database) == []

    def test_samples_that_were_removed_are_not_missed(self, database: Database) -> None:
        stored = load_samples(database, LOCAL_ACTOR, NOW)
        assert faults(database) == []
        assert remove_samples(database, LOCAL_ACTOR, NOW) == stored
        assert faults(database) == []

    def test_a_log_that_cannot_be_read_is_said(self, database: Database) -> None:
        meddled = ("DROP TRIGGER audit_no_update", "UPDATE audit SET details = '{'")
        found = faults(database, *meddled)
        assert [fault.about for fault in found if fault.kind is Unsound.LINE][:4] == ["1", "2", "3", "4"]
        assert {fault.kind for fault in found} == {Unsound.LINE}


def logged(database: Database, made: Grid) -> None:
    """Stores a grid as the service does, with its version in the log."""
    with database.write() as connection:
        before = find_grid(connection, made.key)
        info = save_version(connection, made, before.version if before else None, Making(NOW, "somebody"))
        record(connection, Act(NOW, "somebody", Action.IMPORT_GRID, about_grid(info), {"version": info.version}))
