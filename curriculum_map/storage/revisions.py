"""Which version of the tables a database has."""

from collections import defaultdict

from sqlalchemy import Connection, inspect, text

# Known to the metadata with the other tables, so that an empty database gets them too.
from curriculum_map.storage import protection  # noqa: F401
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
