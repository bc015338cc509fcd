"""Backups, rehearsed: made while the database is in use, put back with equal checksums; and what verifying finds."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.frozen import Frozen
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.services.database_care import (
    back_up_database,
    check_database,
    restore_database,
    verify_database,
)
from curriculum_map.services.snapshots import keep
from curriculum_map.storage import postgresql_tools, restoring
from curriculum_map.storage.audit import list_acts
from curriculum_map.storage.backups import BackupError, Refusal
from curriculum_map.storage.checking import Fault, Unsound
from curriculum_map.storage.database import Database, DatabaseUnavailableError
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.grids import list_grids, list_versions, load_grids
from curriculum_map.storage.troubles import DatabaseTroubleError, Trouble
from tests.databases import KINDS, store, writing
from tests.grids import KEY, make_grid, row
from tests.storage.releasing import load_release

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ETHICS = make_grid([row("Ethics", 2), row("Law", 1)])
CHANGED = make_grid([row("Ethics", 3), row("Law", 1)])
OTHER = make_grid([row("Statistics", 0)], key=replace(KEY, institution="Other College"))
FROZEN = Frozen("Example College", "2026", "", None, None, HIGHEST.name, NOW, "somebody")
NAMED = "Example College | social-work | 2026-27 | A. Rater | coordinator"


@dataclass(frozen=True)
class Place:
    """Where a database is, and where the programs for it are."""

    url: str
    tools: Path | None
    folder: Path

    def back_up(self, name: str = "backup") -> Path:
        file = self.folder / name
        back_up_database(LOCAL_ACTOR, self.url, file, self.tools)
        return file

    def restore(self, file: Path, *, replace: bool = False) -> Path | None:
        done = restore_database(LOCAL_ACTOR, self.url, file, now=NOW, replace=replace, tools=self.tools)
        return done.former

    def run(self, *statements: str) -> None:
        engine = create_engine(self.url)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    @property
    def is_server(self) -> bool:
        return self.tools is not None


def fill(url: str) -> Database:
    """Two versions of one grid and one of another, and a snapshot."""
    database = Database(url)
    store(database, ETHICS)
    store(database, CHANGED)
    store(database, OTHER)
    with writing(database) as connection:
        keep(connection, FROZEN, 1, "2026")
    return database


def checksums(database: Database) -> list[tuple[str, int, str]]:
    """Every version of every grid, and the snapshots, by their checksums as they are on record."""
    with database.read() as connection:
        infos = [one for info in list_grids(connection) for one in list_versions(connection, info.id)]
        frozen = connection.execute(text("SELECT name, id, sha256 FROM snapshot ORDER BY id")).all()
    return [(info.key.institution, info.version, info.checksum) for info in infos] + [tuple(one) for one in frozen]


@pytest.mark.parametrize("place", KINDS, indirect=True)
class TestBackup:
    """On both databases."""

    @pytest.fixture
    def place(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
        if request.param == "sqlite":
            return Place(sqlite_url(tmp_path / "live" / "record.sqlite3"), None, tmp_path)
        url, server = request.getfixturevalue("postgresql"), request.getfixturevalue("postgresql_server")
        return Place(url, server.bin_path, tmp_path)

    def test_a_backup_made_in_use_is_put_back_with_equal_checksums(self, place: Place) -> None:
        database = fill(place.url)
        before = checksums(database)
        assert len(before) == 4
        file = place.back_up()
        assert file.stat().st_mode & 0o777 == 0o600
        store(database, ETHICS)
        assert len(checksums(database)) == 5
        changes = database.change_count()
        former = place.restore(file, replace=True)
        # Also the connections that were open all the time see it, and count it as a change.
        assert checksums(database) == before
        assert database.change_count() > changes
        with database.read() as connection:
            assert [one.grid for one in load_grids(connection, [1, 2])] == [CHANGED, OTHER]
            act = list_acts(connection)[0]
        assert (act.at, act.action, act.details) == (NOW, "care-for-database", {"restored": "backup"})
        assert check_database(LOCAL_ACTOR, place.url) == []
        # What was there before is a backup like any other.
        assert former is not None
        place.restore(former, replace=True)
        assert len(checksums(database)) == 5
        # The next version gets an id that none had.
        assert store(database, CHANGED).version == 4
        database.close()

    def test_a_backup_is_put_back_in_an_empty_database(self, place: Place) -> None:
        database = fill(place.url)
        before = checksums(database)
        file = place.back_up()
        database.close()
        if place.is_server:
            place.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        else:
            shutil.rmtree(place.folder / "live")
        assert place.restore(file) is None
        database = Database(place.url)
        assert checksums(database) == before
        database.close()
        assert {path.name for path in place.folder.iterdir()} <= {"backup", "live"}

    def test_a_backup_of_the_first_release_is_upgraded_as_it_is_put_back(self, place: Place) -> None:
        engine = create_engine(place.url)
        if not place.is_server:
            (place.folder / "live").mkdir(exist_ok=True)
        with engine.begin() as connection:
            load_release("0001", connection)
        engine.dispose()
        file = place.back_up()
        place.restore(file, replace=True)
        database = Database(place.url)
        with database.read() as connection:
            assert [info.file_name for info in list_grids(connection)] == ["matrix.xlsx", "across.ods"]
        assert verify_database(database, LOCAL_ACTOR).faults == ()
        database.close()

    def test_no_file_is_written_over(self, place: Place) -> None:
        fill(place.url).close()
        (place.folder / "backup").write_text("mine")
        with pytest.raises(BackupError) as fault:
            place.back_up()
        assert fault.value.refusal is Refusal.EXISTS
        assert (place.folder / "backup").read_text() == "mine"

    def test_data_are_only_replaced_when_that_is_said(self, place: Place) -> None:
        database = fill(place.url)
        file, before = place.back_up(), checksums(database)
        with pytest.raises(BackupError) as fault:
            place.restore(file)
        assert fault.value.refusal is Refusal.HAS_DATA
        assert checksums(database) == before
        database.close()

    def test_a_damaged_backup_is_refused_and_nothing_is_changed(self, place: Place) -> None:
        database = fill(place.url)
        file, before = place.back_up(), checksums(database)
        whole = file.read_bytes()
        for damaged in (whole[: len(whole) // 2], b"Code;Titel\n", b""):
            file.write_bytes(damaged)
            with pytest.raises(BackupError) as fault:
                place.restore(file, replace=True)
            assert fault.value.refusal in (Refusal.UNSOUND, Refusal.NO_BACKUP, Refusal.TOOL_FAILED)
            assert checksums(database) == before
        database.close()

    def test_a_backup_of_a_record_that_was_changed_behind_our_back_is_refused(self, place: Place) -> None:
        database = fill(place.url)
        place.run("UPDATE course SET ects = 6 WHERE version_id = 2 AND position = 1")
        file = place.back_up()
        with pytest.raises(BackupError) as fault:
            place.restore(file, replace=True)
        assert (fault.value.refusal, fault.value.why) == (Refusal.UNSOUND, f"checksum {NAMED} | 2")
        database.close()

    def test_verifying_names_each_version_and_snapshot_that_is_not_what_was_stored(self, place: Place) -> None:
        database = fill(place.url)
        verified = verify_database(database, LOCAL_ACTOR)
        assert (verified.versions, verified.snapshots, verified.faults) == (3, 1, ())
        zero_levels = "x'0000'" if not place.is_server else r"'\x0000'"
        place.run(
            f"UPDATE grid_version SET levels = {zero_levels} WHERE id = 2",
            "UPDATE grid SET version = 3 WHERE id = 2",
            "DELETE FROM source WHERE version_id = 3",
            *unguarded(place, "UPDATE snapshot SET sha256 = 'something else'"),
        )
        assert verify_database(database, LOCAL_ACTOR).faults == (
            Fault(Unsound.NO_CURRENT, f"{NAMED.replace('Example', 'Other')} | 3"),
            Fault(Unsound.VERSION_MISSING, f"{NAMED.replace('Example', 'Other')} | 2"),
            Fault(Unsound.CHECKSUM, f"{NAMED} | 2"),
            Fault(Unsound.CHECKSUM, f"{NAMED.replace('Example', 'Other')} | 1"),
            Fault(Unsound.SNAPSHOT, "Example College | 2026"),
        )
        # Whoever took the triggers away is seen too.
        assert check_database(LOCAL_ACTOR, place.url) == [Fault(Unsound.UNPROTECTED, "snapshot")]
        database.close()

    def test_a_database_of_the_first_release_is_sound_but_of_an_earlier_version(self, place: Place) -> None:
        if not place.is_server:
            (place.folder / "live").mkdir(exist_ok=True)
        engine = create_engine(place.url)
        with engine.begin() as connection:
            load_release("0001", connection)
        engine.dispose()
        assert check_database(LOCAL_ACTOR, place.url) == [Fault(Unsound.OLDER)]

    def test_a_trigger_that_does_nothing_under_the_name_of_one_that_keeps_is_found(self, place: Place) -> None:
        fill(place.url).close()
        assert check_database(LOCAL_ACTOR, place.url) == []
        if place.is_server:
            nothing = "CREATE OR REPLACE FUNCTION keep_audit() RETURNS trigger AS $$ BEGIN RETURN OLD; END $$"
            place.run(f"{nothing} LANGUAGE plpgsql")
        else:
            nothing = "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT 1; END"
            place.run("DROP TRIGGER audit_no_delete", nothing)
        assert check_database(LOCAL_ACTOR, place.url) == [Fault(Unsound.UNPROTECTED, "audit")]
        place.run("DELETE FROM audit")

    def test_nobody_stores_anything_between_the_copy_of_what_was_there_and_the_backup(
        self, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Who tries is told that the database is busy, and can store it once the backup is in its place."""
        monkeypatch.setattr("curriculum_map.storage.engine._BUSY_TIMEOUT_MS", 50)
        database = fill(place.url)
        before, file, told = checksums(database), place.back_up(), list[Trouble]()
        kept = postgresql_tools.dump if place.is_server else restoring.copied_beside

        def kept_and_another_stores(*of: Any) -> Any:
            copy = kept(*of)
            with pytest.raises(DatabaseTroubleError) as fault:
                store(database, ETHICS)
            told.append(fault.value.trouble)
            return copy

        where = (postgresql_tools, "dump") if place.is_server else (restoring, "copied_beside")
        monkeypatch.setattr(*where, kept_and_another_stores)
        place.restore(file, replace=True)
        assert told == [Trouble.BUSY]
        assert checksums(database) == before
        assert store(database, ETHICS).version == 3
        assert verify_database(database, LOCAL_ACTOR).faults == ()
        database.close()

    def test_a_row_that_would_let_snapshots_go_is_found(self, place: Place) -> None:
        fill(place.url).close()
        place.run("INSERT INTO erasure VALUES (1, '2026-01-01')")
        assert check_database(LOCAL_ACTOR, place.url) == [Fault(Unsound.ERASURE, "1")]


def unguarded(place: Place, statement: str) -> list[str]:
    """A statement with the triggers of snapshots taken away."""
    if place.is_server:
        return ["DROP TRIGGER snapshot_kept ON snapshot", statement]
    return ["DROP TRIGGER snapshot_no_update", statement]


@pytest.mark.xdist_group("postgresql")
def test_a_backup_goes_back_in_the_kind_of_database_that_it_is_of(tmp_path: Path, postgresql: str) -> None:
    place = Place(sqlite_url(tmp_path / "record.sqlite3"), None, tmp_path)
    fill(place.url).close()
    file = place.back_up()
    with pytest.raises(BackupError) as fault:
        restore_database(LOCAL_ACTOR, postgresql, file, now=NOW)
    assert fault.value.refusal is Refusal.OTHER_KIND


@pytest.mark.xdist_group("postgresql")
def test_without_the_programs_of_postgresql_it_is_said_what_to_install(tmp_path: Path, postgresql: str) -> None:
    with pytest.raises(BackupError) as fault:
        back_up_database(LOCAL_ACTOR, postgresql, tmp_path / "backup", tmp_path)
    assert (fault.value.refusal, fault.value.why) == (Refusal.NO_TOOL, "pg_dump")
    assert not (tmp_path / "backup").exists()


def test_a_copy_of_the_file_of_a_database_in_use_is_no_backup(tmp_path: Path) -> None:
    """All that was stored since it was opened stands in the write-ahead log beside it, which the copy does not have."""
    file = tmp_path / "record.sqlite3"
    place = Place(sqlite_url(file), None, tmp_path)
    database = fill(place.url)
    shutil.copy(file, tmp_path / "copied")
    no_table = pytest.raises(sqlite3.OperationalError, match="no such table")
    with closing(sqlite3.connect(tmp_path / "copied")) as copied, no_table:
        copied.execute("SELECT * FROM grid")
    with closing(sqlite3.connect(place.back_up())) as backup:
        assert backup.execute("SELECT count(*) FROM grid").fetchone() == (2,)
    with pytest.raises(BackupError):
        place.restore(tmp_path / "copied", replace=True)
    assert len(checksums(database)) == 4
    database.close()


def test_a_damaged_database_is_found_and_gives_way_to_a_backup_but_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "record.sqlite3"
    place = Place(sqlite_url(file), None, tmp_path)
    database = fill(place.url)
    before = checksums(database)
    backup = place.back_up()
    database.close()
    whole = bytearray(file.read_bytes())
    whole[4096 * 3 : 4096 * 12] = bytes(4096 * 9)
    file.write_bytes(whole)
    assert {fault.kind for fault in check_database(LOCAL_ACTOR, place.url)} >= {Unsound.DAMAGED}
    former = place.restore(backup, replace=True)
    assert former == tmp_path / "record.before-restore.sqlite3"
    opened = Database(place.url)
    assert checksums(opened) == before
    opened.close()
    # So is one of which nothing can be read.
    file.write_bytes(b"nothing of a database" * 1000)
    assert check_database(LOCAL_ACTOR, place.url) == [Fault(Unsound.DAMAGED, "file is not a database")]
    former = place.restore(backup, replace=True)
    assert former is not None
    assert former.read_bytes().startswith(b"nothing")
    assert check_database(LOCAL_ACTOR, place.url) == []


def test_checking_makes_no_database_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailableError) as fault:
        check_database(LOCAL_ACTOR, sqlite_url(tmp_path / "record.sqlite3"))
    assert fault.value.kind is Trouble.LOST
    with pytest.raises(BackupError):
        back_up_database(LOCAL_ACTOR, sqlite_url(tmp_path / "record.sqlite3"), tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_belongs_to_none_is_found(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "record.sqlite3")
    fill(url).close()
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as connection:
        connection.execute("UPDATE course SET version_id = 99 WHERE version_id = 1 AND position = 0")
        connection.commit()
    (fault,) = check_database(LOCAL_ACTOR, url)
    assert fault.kind is Unsound.LINK
    assert fault.about.startswith("course ")
