"""The database: one engine, short transactions for reading and for writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from curriculum_map.storage.tables import SCHEMA, changes, metadata

_BUSY_TIMEOUT_MS = 5000


class DatabaseUnavailableError(Exception):
    """A database cannot be opened, or its tables are those of another version."""

    def __init__(self, url: str, why: str) -> None:
        self.url, self.why = _without_password(url), why
        super().__init__(f"{self.url}: {why}")


class Database:
    """Where grids are kept; the tables are created when they are not there yet. DatabaseUnavailableError if not."""

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            self._engine = _engine(url)
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                _prepare(connection)
        except (SQLAlchemyError, OSError, ImportError) as fault:
            raise DatabaseUnavailableError(url, str(getattr(fault, "orig", None) or fault)) from fault
        except _OtherVersionError as fault:
            raise DatabaseUnavailableError(url, str(fault)) from fault

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads: all it reads belongs together."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or, on any exception, nothing. Counts as a change."""
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection
            connection.execute(update(changes).values(count=changes.c.count + 1))

    def change_count(self) -> int:
        """How many writes there were: a key for what is computed from the database."""
        with self.read() as connection:
            return int(connection.execute(select(changes.c.count)).scalar_one())


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "…"


class _OtherVersionError(Exception):
    """The tables are not those of this version."""


def _prepare(connection: Connection) -> None:
    """Makes the tables in an empty database; _OtherVersionError for one whose tables are of another version."""
    tables = inspect(connection).get_table_names()
    if not tables:
        metadata.create_all(connection)
        connection.execute(insert(changes).values(id=1, count=0, schema=SCHEMA))
        return
    found = {column["name"] for column in inspect(connection).get_columns("changes")} if "changes" in tables else set()
    version = connection.execute(select(changes.c.schema)).scalar() if "schema" in found else None
    if version != SCHEMA:
        raise _OtherVersionError(f"it was made by another version (schema {version}, this is {SCHEMA})")


def sqlite_url(path: Path) -> str:
    """The address of an embedded database in a file; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"


def _engine(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)
    if make_url(url).get_backend_name() == "sqlite":
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
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
