"""What is asked of the database does not grow with the number of grids."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.levels import Level
from curriculum_map.services.archive import Moved, export_institution, import_institution
from curriculum_map.services.identity import list_institutions
from curriculum_map.services.snapshots import find_snapshot, make_snapshot, verify_snapshot
from curriculum_map.storage.database import Database
from curriculum_map.storage.snapshots import SnapshotInfo
from tests.services.record import NOW, A, grid, keep_ambition, keep_grid, key


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of this block."""
    said: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def filled(count: int) -> Database:
    """So many grids and sets of ambitions of one institution, each in a year of its own, in two versions."""
    database = Database("sqlite://")
    for number in range(count):
        about = key(year=f"{2000 + number}-{(number + 1) % 100:02d}")
        for title in ("Ethiek", "Recht"):
            keep_grid(database, grid(1, about, title))
        keep_ambition(database, about, Level.PRACTISED)
    return database


def freeze(database: Database, name: str = "Second panel") -> None:
    assert isinstance(make_snapshot(database, LOCAL_ACTOR, A, name, now=NOW), SnapshotInfo)


def verify(database: Database) -> None:
    info = find_snapshot(database, LOCAL_ACTOR, A, "Panel")
    assert info is not None
    verified = verify_snapshot(database, LOCAL_ACTOR, info)
    assert (verified.is_intact, verified.not_stored) == (True, ())


def export(database: Database) -> None:
    assert isinstance(export_institution(database, LOCAL_ACTOR, A, now=NOW), bytes)


@pytest.mark.parametrize("ask", [freeze, verify, export])
def test_thirty_grids_take_as_many_statements_as_three(ask: Callable[[Database], None]) -> None:
    few, many = filled(3), filled(30)
    for database in (few, many):
        freeze(database, "Panel")
    with counted() as of_few:
        ask(few)
    with counted() as of_many:
        ask(many)
    assert len(of_many) == len(of_few) > 2


def test_an_archive_of_thirty_grids_takes_as_many_statements_as_one_of_three() -> None:
    """Of two versions each, and with ambitions; up to a hundred grids are stored at a time."""
    said = []
    for count in (3, 30):
        archive = export_institution(filled(count), LOCAL_ACTOR, A, now=NOW)
        assert isinstance(archive, bytes)
        database = Database("sqlite://")
        with counted() as statements:
            moved = import_institution(database, LOCAL_ACTOR, archive, now=NOW)
        assert moved == Moved(A, count, 2 * count, 0)
        said.append(len(statements))
    assert said[0] == said[1]


def test_thirty_institutions_take_as_many_statements_as_three() -> None:
    said = []
    for count in (3, 30):
        database = Database("sqlite://")
        for number in range(count):
            keep_grid(database, grid(1, key(f"Hogeschool {number}")))
        with counted() as statements:
            known = list_institutions(database, LOCAL_ACTOR)
        assert [one.grids for one in known] == [1] * count
        said.append(statements)
    assert said[0] == said[1]
