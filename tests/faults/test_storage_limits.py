"""No room left, and somebody else at work: a sentence, nothing stored, and a retry that works."""

import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.faults import fault_sentence
from curriculum_map.services.imports import Imported, Keeping, import_reading
from curriculum_map.storage import engine as engines
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.troubles import DatabaseTroubleError, Trouble
from tests.faults.children import ended, start
from tests.faults.uploads import NOW, import_new, import_next, is_stored, reading_of, stored, whole_versions

READINGS = (reading_of("1"), reading_of("2"))


def import_until_full(database: Database) -> None:
    """Imports again and again until there is no room left; AssertionError for any other end."""
    trouble = None
    for number in range(500):
        try:
            import_next(database, READINGS[number % 2])
        except DatabaseTroubleError as fault:
            trouble = fault
            break
    assert trouble is not None
    assert trouble.trouble is Trouble.FULL
    said = fault_sentence(trouble, "en") or ""
    assert "disk is full" in said
    assert "Nothing was stored." in said


def works_again(url: str) -> bool:
    """Whether another import goes on from what was stored, which is whole; AssertionError if that is not."""
    database = Database(url)
    there = whole_versions(database)
    assert there >= 1
    went_on = is_stored(import_next(database, READINGS[there % 2])) and whole_versions(database) == there + 1
    database.close()
    return went_on


def test_a_limit_on_the_size_of_files_stops_an_import_and_nothing_else(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "record.sqlite3")
    Database(url).close()

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        import_until_full(Database(url))

    assert ended(start(limited)) == 0
    assert works_again(url)


def test_a_database_that_may_not_grow_stops_an_import_and_nothing_else(tmp_path: Path) -> None:
    """The limit of SQLite itself: 100 pages of 4,096 bytes."""

    def limit(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=100")

    url = sqlite_url(tmp_path / "record.sqlite3")
    event.listen(Engine, "connect", limit)
    try:
        database = Database(url)
        import_until_full(database)
        there = whole_versions(database)
        # What is there can still be read, by the same process.
        assert len(stored(database)) == 1
        with pytest.raises(DatabaseTroubleError):
            import_next(database, READINGS[there % 2])
        assert whole_versions(database) == there
        database.close()
    finally:
        event.remove(Engine, "connect", limit)
    assert works_again(url)


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of a megabyte on this folder; the test is skipped where that may not be mounted."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_stops_an_import_and_nothing_else(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk"):
        url = sqlite_url(tmp_path / "disk" / "record.sqlite3")
        database = Database(url)
        import_until_full(database)
        database.close()
        subprocess.run(["mount", "-o", "remount,size=8m", str(tmp_path / "disk")], check=True)
        assert works_again(url)


@pytest.fixture
def thousand_bytes_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every disk has a thousand bytes left."""
    monkeypatch.setattr("curriculum_map.storage.database.disk_usage", lambda _folder: _Disk(10**9, 10**9 - 1000, 1000))


class _Disk(NamedTuple):
    total: int
    used: int
    free: int


def keep(database: Database, size: int) -> Imported:
    """Imports a file of so many bytes."""
    return import_reading(database, LOCAL_ACTOR, READINGS[0], now=NOW, keeping=Keeping(bytes(size), 30))


@pytest.mark.usefixtures("thousand_bytes_free")
def test_a_file_is_stored_only_where_five_times_its_size_is_free(tmp_path: Path) -> None:
    """Five times 200 bytes is a thousand."""
    database = Database(sqlite_url(tmp_path / "record.sqlite3"))
    with pytest.raises(DatabaseTroubleError) as fault:
        keep(database, 201)
    assert fault.value.trouble is Trouble.FULL
    assert "its disk is full, or nearly so" in (fault_sentence(fault.value, "en") or "")
    assert whole_versions(database) == 0
    assert is_stored(keep(database, 200))
    database.close()


@pytest.mark.xdist_group("postgresql")
@pytest.mark.usefixtures("thousand_bytes_free")
def test_what_is_free_here_says_nothing_about_the_disk_of_a_server(postgresql: str) -> None:
    database = Database(postgresql)
    assert is_stored(keep(database, 201))
    database.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for a lock waits for a fifth of a second, not for five."""
    monkeypatch.setattr(engines, "_BUSY_TIMEOUT_MS", 200)


def says_busy(database: Database) -> None:
    with pytest.raises(DatabaseTroubleError) as fault:
        import_new(database, READINGS[0])
    assert fault.value.trouble is Trouble.BUSY
    assert (fault_sentence(fault.value, "nl") or "").startswith("De databank is bezig")
    # Reading goes on.
    assert stored(database) == []


@pytest.mark.usefixtures("impatient")
def test_a_database_that_somebody_else_writes_in_for_too_long_is_called_busy(tmp_path: Path) -> None:
    file = tmp_path / "record.sqlite3"
    database = Database(sqlite_url(file))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        says_busy(database)
    assert is_stored(import_new(database, READINGS[0]))
    assert whole_versions(database) == 1
    database.close()


@pytest.mark.xdist_group("postgresql")
@pytest.mark.usefixtures("impatient")
def test_a_server_on_which_somebody_else_holds_a_table_for_too_long_is_called_busy(postgresql: str) -> None:
    database, others = Database(postgresql), create_engine(postgresql)
    with others.begin() as other:
        other.execute(text("LOCK TABLE grid IN SHARE ROW EXCLUSIVE MODE"))
        says_busy(database)
    assert is_stored(import_new(database, READINGS[0]))
    assert whole_versions(database) == 1
    others.dispose()
    database.close()


def test_a_database_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "record.sqlite3")
    database = Database(url)
    import_new(database, READINGS[0])

    def only_reading(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA query_only=ON")

    database.close()
    event.listen(Engine, "connect", only_reading)
    try:
        opened = Database(url)
        assert len(stored(opened)) == 1
        with pytest.raises(DatabaseTroubleError) as fault:
            import_next(opened, READINGS[1])
        assert fault.value.trouble is Trouble.READ_ONLY
        opened.close()
    finally:
        event.remove(Engine, "connect", only_reading)
    assert works_again(url)
