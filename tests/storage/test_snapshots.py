"""The database itself keeps snapshots and the log as they are, whoever asks, until an institution is erased."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from curriculum_map.storage.database import Database
from curriculum_map.storage.snapshots import (
    SnapshotInfo,
    erase_snapshots,
    list_snapshots,
    load_document,
    save_snapshot,
)
from tests.databases import NOW, writing

DOCUMENT = b'{"grids":[]}' * 10_000


@pytest.mark.xdist_group("postgresql")
@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
class TestSnapshots:
    """On both databases."""

    @pytest.fixture
    def database(self, request: pytest.FixtureRequest) -> Iterator[Database]:
        opened = Database("sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql"))
        yield opened
        opened.close()

    def save(self, database: Database, institution_id: int = 1, name: str = "Visitatie") -> SnapshotInfo:
        info = SnapshotInfo(0, institution_id, "A", name, {"note": "é"}, NOW, "local", "0" * 64)
        with writing(database) as connection:
            return save_snapshot(connection, info, DOCUMENT)

    def test_it_comes_back_as_it_was_stored(self, database: Database) -> None:
        info = self.save(database)
        with database.read() as connection:
            assert list_snapshots(connection, [1]) == [info]
            assert load_document(connection, info.id) == DOCUMENT
            assert (list_snapshots(connection, [2]), load_document(connection, 99)) == ([], None)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE snapshot SET name = 'x'",
            "DELETE FROM snapshot",
            "UPDATE audit SET about = 'x'",
            "DELETE FROM audit",
        ],
    )
    def test_nobody_changes_one_or_removes_a_line_of_the_log(self, database: Database, statement: str) -> None:
        info = self.save(database)
        with pytest.raises(DBAPIError, match=r"never changed|only added to"), writing(database) as connection:
            connection.execute(text(statement))
        with database.read() as connection:
            assert list_snapshots(connection) == [info]

    def test_those_of_an_institution_that_is_erased_go_and_no_others(self, database: Database) -> None:
        self.save(database)
        self.save(database, name="Later")
        other = self.save(database, institution_id=2)
        for gone in (2, 0):
            with writing(database) as connection:
                assert erase_snapshots(connection, [1], NOW) == gone
        with database.read() as connection:
            assert list_snapshots(connection) == [other]
            # Nothing is left that would let a later one go.
            assert connection.execute(text("SELECT count(*) FROM erasure")).scalar() == 0
