"""Snapshots and the audit log: the database itself refuses to change them, also to whoever writes SQL of their own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, insert, text
from sqlalchemy.exc import DatabaseError

from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.record_tables import audit, erasures, snapshots
from curriculum_map.storage.troubles import ConcurrentChangeError
from tests.databases import KINDS, ON_SERVER, store, writing
from tests.grids import make_grid, row

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SNAPSHOT = {
    "institution_id": 1,
    "institution": "Example College",
    "name": "Panel of 2026",
    "about": {},
    "made_at": NOW,
    "made_by": "somebody",
    "document": b"frozen",
    "sha256": "0" * 64,
}
ON_BOTH = (
    "UPDATE snapshot SET document = 'thawed'",
    "UPDATE snapshot SET name = 'Panel of 2027' WHERE id = 1",
    "DELETE FROM snapshot",
    "UPDATE audit SET by = 'nobody'".replace("by", '"by"'),
    "DELETE FROM audit WHERE id = 1",
)
COLUMNS = "(id, institution_id, institution, name, about, made_at, made_by, document, sha256)"
VALUES = "(1, 1, 'Example College', 'Panel of 2026', '{}', '2026-11-22', 'nobody', 'thawed', 'x')"
OTHER_ID = VALUES.replace("(1, 1", "(7, 1")
AUDIT = (
    '(id, at, "by", action, about, details, sealed, chain) '
    "VALUES (1, '2026-11-22', 'nobody', 'view', '', '{}', '[]', '')"
)
ON_ONE = {
    "sqlite": (
        f"INSERT OR REPLACE INTO snapshot {COLUMNS} VALUES {VALUES}",
        f"REPLACE INTO snapshot {COLUMNS} VALUES {OTHER_ID}",
        f"INSERT OR REPLACE INTO audit {AUDIT}",
    ),
    "postgresql": (
        f"INSERT INTO snapshot {COLUMNS} VALUES {VALUES} ON CONFLICT (id) DO UPDATE SET document = 'thawed'",
        f"INSERT INTO audit {AUDIT} ON CONFLICT (id) DO UPDATE SET about = 'else'",
        "TRUNCATE snapshot",
        "TRUNCATE audit CASCADE",
    ),
}
CASES = [
    pytest.param(kind, statement, marks=[ON_SERVER] if kind == "postgresql" else [])
    for kind in ON_ONE
    for statement in (*ON_BOTH, *ON_ONE[kind])
]


def rows(url: str) -> list[Any]:
    """All that is kept, read past our own code."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [
            list(connection.execute(text(f"SELECT * FROM {table} ORDER BY id"))) for table in ("snapshot", "audit")
        ]
    engine.dispose()
    assert all(found)
    return found


def address(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return request.getfixturevalue("postgresql") if kind == "postgresql" else sqlite_url(tmp_path / "record.sqlite3")


def filled(url: str) -> Database:
    database = Database(url)
    store(database, make_grid([row("Ethics", 1)]))
    with writing(database) as connection:
        connection.execute(insert(snapshots).values(SNAPSHOT))
    return database


def erase(database: Database, *, asked_for: int) -> None:
    """Removes the snapshots of institution 1 in the transaction in which the erasure of one is asked for."""
    with writing(database) as connection:
        connection.execute(insert(erasures).values(institution_id=asked_for, asked_at=NOW))
        connection.execute(text("DELETE FROM snapshot WHERE institution_id = 1"))


@pytest.mark.parametrize(("kind", "statement"), CASES)
def test_sql_of_ones_own_does_not_change_them(
    kind: str, statement: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = address(kind, request, tmp_path)
    filled(url).close()
    before = rows(url)
    engine = create_engine(url)
    with pytest.raises(DatabaseError, match=r"never changed|only added to"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
    assert rows(url) == before


@pytest.mark.parametrize("kind", KINDS)
class TestKept:
    """Through our own code, on both databases."""

    @pytest.fixture
    def database(self, kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
        opened = filled(address(kind, request, tmp_path))
        yield opened
        opened.close()

    def test_a_second_snapshot_of_the_same_name_is_a_conflict(self, database: Database) -> None:
        with pytest.raises(ConcurrentChangeError), writing(database) as connection:
            connection.execute(insert(snapshots).values(SNAPSHOT))
        with writing(database) as connection:
            connection.execute(insert(snapshots).values(SNAPSHOT | {"name": "Panel of 2027"}))

    def test_a_snapshot_goes_only_with_the_erasure_of_its_own_institution(self, database: Database) -> None:
        with pytest.raises(DatabaseError):
            erase(database, asked_for=2)
        erase(database, asked_for=1)

    def test_a_transaction_that_loses_its_entry_in_the_log_is_not_kept(self, database: Database) -> None:
        before = database.change_count()
        with pytest.raises(DatabaseError), writing(database) as connection:
            connection.execute(audit.delete())
        assert database.change_count() == before
