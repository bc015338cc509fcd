"""What keeps a database from being opened or used: told apart, and said as what happened and what to do."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from curriculum_map.services.faults import fault_sentence
from curriculum_map.storage.database import Database, DatabaseUnavailableError
from curriculum_map.storage.engine import database_file, sqlite_url
from curriculum_map.storage.mounts import network_kind
from curriculum_map.storage.troubles import (
    ConcurrentChangeError,
    DatabaseTroubleError,
    Obstacle,
    Trouble,
    as_trouble,
)

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
files:/home /srv nfs4 rw 0 0
/dev/sdb1 /srv/local xfs rw 0 0
//office/docs /mnt/our\\040docs cifs rw 0 0
me@host:/ /mnt/far fuse.sshfs rw 0 0
"""


class OfPostgresqlError(Exception):
    """A fault as the driver of PostgreSQL raises it."""

    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate
        super().__init__("as the server says")


def of_sqlite(code: int) -> DBAPIError:
    fault = sqlite3.OperationalError("as SQLite says")
    fault.sqlite_errorcode = code
    return OperationalError("INSERT", {}, fault)


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (of_sqlite(sqlite3.SQLITE_BUSY), Trouble.BUSY),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), Trouble.BUSY),
        (of_sqlite(sqlite3.SQLITE_FULL), Trouble.FULL),
        (of_sqlite(sqlite3.SQLITE_IOERR_WRITE), Trouble.FULL),
        (of_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), Trouble.READ_ONLY),
        (of_sqlite(sqlite3.SQLITE_CORRUPT), Trouble.DAMAGED),
        (of_sqlite(sqlite3.SQLITE_NOTADB), Trouble.DAMAGED),
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), Trouble.LOST),
        (OperationalError("INSERT", {}, OfPostgresqlError("53100")), Trouble.FULL),
        (OperationalError("INSERT", {}, OfPostgresqlError("55P03")), Trouble.BUSY),
        (OperationalError("INSERT", {}, OfPostgresqlError("57P01")), Trouble.LOST),
        (OperationalError("INSERT", {}, OfPostgresqlError("08006")), Trouble.LOST),
        (OperationalError("INSERT", {}, OfPostgresqlError("25006")), Trouble.READ_ONLY),
        (OperationalError("INSERT", {}, OfPostgresqlError("XX001")), Trouble.DAMAGED),
        (OperationalError("connect", {}, OfPostgresqlError(None)), Trouble.LOST),
        (NoConnectionError("QueuePool limit"), Trouble.BUSY),
    ],
)
def test_a_fault_of_the_database_is_one_of_a_few_kinds(fault: DBAPIError, trouble: Trouble) -> None:
    found = as_trouble(fault)
    assert isinstance(found, DatabaseTroubleError)
    assert found.trouble is trouble


def test_two_of_the_same_are_a_conflict_and_a_mistake_of_ours_stays_one() -> None:
    twice = IntegrityError("INSERT", {}, OfPostgresqlError("23505"))
    without = IntegrityError("INSERT", {}, OfPostgresqlError("23502"))
    assert isinstance(as_trouble(twice), ConcurrentChangeError)
    assert as_trouble(without) is None


def test_each_kind_is_said_in_both_languages() -> None:
    faults: list[BaseException] = [
        *(DatabaseTroubleError(trouble, "") for trouble in Trouble),
        *(DatabaseUnavailableError("sqlite:///a.sqlite3", kind, "why") for kind in (*Obstacle, *Trouble)),
        ConcurrentChangeError(),
    ]
    english = [fault_sentence(fault, "en") for fault in faults]
    dutch = [fault_sentence(fault, "nl") for fault in faults]
    assert len(set(english)) == len(set(dutch)) == len(faults)
    assert not set(english) & set(dutch)
    assert fault_sentence(ValueError(), "en") is None


def test_a_sentence_says_what_happened_that_nothing_was_stored_and_what_to_do() -> None:
    busy = DatabaseTroubleError(Trouble.BUSY, "database is locked")
    assert fault_sentence(busy, "en") == (
        "The database is busy with what somebody else does. Nothing was stored. Try again in a moment."
    )
    older = DatabaseUnavailableError("postgresql://me:secret@host/record", Obstacle.OLDER)
    said = fault_sentence(older, "en") or ""
    assert said.startswith("The database postgresql://me:***@host/record cannot be used. An earlier version")
    assert "curriculum-map db upgrade" in said


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/record.sqlite3", None),
        ("/srv/anna/record.sqlite3", "nfs4"),
        ("/srv/local/record.sqlite3", None),
        ("/mnt/our docs/record.sqlite3", "cifs"),
        ("/mnt/far/record.sqlite3", "fuse.sshfs"),
        ("/mnt/farther/record.sqlite3", None),
    ],
)
def test_a_network_drive_is_told_by_the_closest_mount(tmp_path: Path, path: str, kind: str | None) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert network_kind(Path(path), mounts) == kind


def test_where_the_system_does_not_say_what_is_mounted_every_path_will_do(tmp_path: Path) -> None:
    assert network_kind(tmp_path, tmp_path / "no such file") is None


def test_a_database_on_a_network_drive_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curriculum_map.storage.engine.network_kind", lambda _: "nfs4")
    with pytest.raises(DatabaseUnavailableError) as fault:
        Database(sqlite_url(tmp_path / "record.sqlite3"))
    assert (fault.value.kind, fault.value.why) == (Obstacle.NETWORK, "nfs4")
    assert list(tmp_path.iterdir()) == []
    Database("sqlite://").close()


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("sqlite:///file:shared?mode=memory&uri=true", None),
        ("sqlite:////data/a b.sqlite3", Path("/data/a b.sqlite3")),
        ("postgresql://host/record", None),
    ],
)
def test_the_file_of_an_address(url: str, file: Path | None) -> None:
    assert database_file(url) == file


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    file = tmp_path / "record.sqlite3"
    file.write_bytes(b"Code;Titel\n" * 100)
    with pytest.raises(DatabaseUnavailableError) as fault:
        Database(sqlite_url(file))
    assert fault.value.kind is Trouble.DAMAGED


def test_a_server_that_is_not_there_is_out_of_reach() -> None:
    with pytest.raises(DatabaseUnavailableError) as fault:
        Database("postgresql+psycopg://nobody@127.0.0.1:1/record?connect_timeout=2")
    assert fault.value.kind is Trouble.LOST


def test_an_address_that_is_none_is_said_as_it_is() -> None:
    with pytest.raises(DatabaseUnavailableError) as fault:
        Database("record.sqlite3")
    assert fault.value.kind is Obstacle.UNKNOWN
