"""Which version of the tables a database has."""

from sqlalchemy import Connection, Engine, insert, inspect, text

# Known to the metadata with the other tables, so that an empty database gets them too.
from curriculum_map.storage import protection  # noqa: F401
from curriculum_map.storage.engine import WRITES
from curriculum_map.storage.record_tables import changes
from curriculum_map.storage.tables import metadata

# The newest migration; goes up with each of them.
HEAD = "0002"
_LOCK = 7_060_305


class OtherRevisionError(Exception):
    """The tables are not those of this version."""


def prepare(engine: Engine) -> None:
    """Makes the tables in an empty database; OtherRevisionError for one whose tables are of another version."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            # Two processes that start at once: the second finds the tables of the first.
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if not inspect(connection).get_table_names():
            _create(connection)
            return
        found = revision(connection)
    if found != HEAD:
        raise OtherRevisionError(f"it was made by another version (schema {found}, this is {HEAD})")


def revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there is none, as in a database of something else."""
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(insert(changes).values(id=1, count=0))
    # As Alembic does it; importing it takes a second.
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
