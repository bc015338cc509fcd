"""A database of each kind, for what has to hold on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database in a file, then an empty one on PostgreSQL."""
    is_sqlite = request.param == "sqlite"
    opened = Database(sqlite_url(tmp_path / "a.sqlite3") if is_sqlite else request.getfixturevalue("postgresql"))
    yield opened
    opened.close()
