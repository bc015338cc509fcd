"""Connections: SQLite in a file or PostgreSQL on a server, with the same promises."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from curriculum_map.storage.mounts import network_kind
from curriculum_map.storage.troubles import Obstacle, ObstacleError

_BUSY_TIMEOUT_MS = 5000
WRITES = "writes"
# The lock of PostgreSQL that every writer takes; any number will do that nobody else uses.
WRITERS = 7_060_306


def sqlite_url(path: Path) -> str:
    """The address of an embedded database in a file; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"


def database_file(url: str | URL) -> Path | None:
    """The file of an embedded database; None for one in memory or on a server."""
    parsed = make_url(url)
    name = parsed.database or ":memory:"
    in_file = parsed.get_backend_name() == "sqlite" and name != ":memory:" and not name.startswith("file:")
    return Path(name) if in_file else None


def engine_for(url: str) -> Engine:
    """Connections to the database at this address. Whether one still works is tried before it is used again.

    ObstacleError for a file on a network drive: who writes in it from two machines damages it.
    """
    file = database_file(url)
    if file is not None and (kind := network_kind(file)) is not None:
        raise ObstacleError(Obstacle.NETWORK, kind)
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_engine(url, pool_pre_ping=True)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    engine = create_engine(url, pool_pre_ping=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions begin too late for migrations and for writers that wait for each other.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}")
    # What was said to be stored is on the disk, also after a power cut.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    # A reader sees one state from its first to its last question. One writes at a time, as in SQLite: what a writer
    # read before it decides is still so when it writes.
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_BUSY_TIMEOUT_MS}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
