"""What is done when a database is opened: tables for an empty one, and an earlier one brought up to date."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect

from curriculum_map.storage.engine import WRITES, engine_for
from curriculum_map.storage.record_tables import changes
from curriculum_map.storage.revisions import HEAD, is_current, lock, revision, stamp
from curriculum_map.storage.tables import metadata
from curriculum_map.storage.troubles import Obstacle, ObstacleError


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which revision, None for a database that was empty, to which; and the copy of a file as it was before."""

    before: str | None
    now: str
    copy: Path | None


def upgrade_database(url: str) -> Upgraded:
    """Brings the database at this address up to date, also one that others share."""
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            before = revision(connection)
        return Upgraded(before, HEAD, prepare(engine, also_shared=True))
    finally:
        engine.dispose()


def prepare(engine: Engine, *, also_shared: bool = False) -> Path | None:
    """Makes the tables in an empty database, and brings an embedded one of an earlier version up to date.

    Gives the copy that was put beside it then. ObstacleError for one of something else, and, unless `also_shared`, for
    one on a server in an earlier version: others may be using it.
    """
    with engine.connect() as connection, connection.begin():
        if is_current(connection):
            return None
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        # Two processes that start at once: the second finds the tables of the first.
        lock(connection)
        if is_current(connection):
            return None
        if not inspect(connection).get_table_names():
            _create(connection)
            return None
        if engine.dialect.name != "sqlite" and not also_shared:
            raise ObstacleError(Obstacle.OLDER)
        # Takes Alembic, which takes a second to import.
        from curriculum_map.storage.upgrading import upgrade_with_copy

        return upgrade_with_copy(connection)


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(insert(changes).values(id=1, count=0, chain=""))
    stamp(connection, HEAD)
