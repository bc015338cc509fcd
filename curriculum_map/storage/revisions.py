"""Which version of the tables a database has, and what is done about another one when it is opened."""

from collections import defaultdict
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, text

# Known to the metadata with the other tables, so that an empty database gets them too.
from curriculum_map.storage import protection  # noqa: F401
from curriculum_map.storage.engine import WRITES
from curriculum_map.storage.record_tables import changes
from curriculum_map.storage.tables import metadata
from curriculum_map.storage.troubles import Obstacle, ObstacleError

# Every migration, the newest last.
REVISIONS = ("0001", "0002")
HEAD = REVISIONS[-1]
# The first release kept no revision, but the number of its tables.
_SCHEMA_OF_THE_FIRST = 2
_LOCK = 7_060_305
# Every column in one question: asked whenever a database is opened.
_COLUMNS = {
    "sqlite": "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
    "postgresql": (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
    ),
}


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


def is_current(connection: Connection) -> bool:
    """Whether the tables are those of this version; False for earlier ones and for no tables at all.

    ObstacleError for those of a later version, of something else, and for others than they are said to be.
    """
    found = revision(connection)
    if found is None and inspect(connection).get_table_names():
        raise ObstacleError(Obstacle.FOREIGN)
    if found is not None and found not in REVISIONS:
        raise ObstacleError(Obstacle.NEWER)
    if found == HEAD and (differing := _differing(connection)):
        raise ObstacleError(Obstacle.UNLIKE, ", ".join(differing))
    return found == HEAD


def revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there is none, as in a database of something else."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if "changes" in tables and "schema" in {column["name"] for column in inspect(connection).get_columns("changes")}:
        schema = connection.execute(text("SELECT schema FROM changes")).scalar()
        return REVISIONS[0] if schema == _SCHEMA_OF_THE_FIRST else None
    return None


def _differing(connection: Connection) -> list[str]:
    """The tables of this version that are missing or have other columns."""
    columns: defaultdict[str, set[str]] = defaultdict(set)
    for table, column in connection.execute(text(_COLUMNS[connection.dialect.name])):
        columns[table].add(column)
    return [table.name for table in metadata.sorted_tables if columns[table.name] != {one.name for one in table.c}]


def stamp(connection: Connection, found: str) -> None:
    """Writes down the revision of the tables, as Alembic does it."""
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:found)"), {"found": found})


def lock(connection: Connection) -> None:
    """Waits until nobody else changes the tables; SQLite has one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(insert(changes).values(id=1, count=0, chain=""))
    stamp(connection, HEAD)
