"""Bringing the tables of an earlier version up to date: in one transaction, on both databases."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, select

from curriculum_map.domain.actors import LOCAL_ACTOR, Action
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.backups import copied_beside
from curriculum_map.storage.engine import database_file
from curriculum_map.storage.record_tables import audit
from curriculum_map.storage.revisions import HEAD, revision, stamp
from curriculum_map.storage.seals import touch_everything
from curriculum_map.storage.troubles import ObstacleError, Trouble


def upgrade_with_copy(connection: Connection) -> Path | None:
    """Upgrades the tables; a file gets a copy beside it first, as it was, and the copy's path comes back.

    ObstacleError, and nothing is changed, if it cannot be copied.
    """
    file, found = database_file(str(connection.engine.url)), revision(connection)
    if file is None:
        upgrade(connection)
        return None
    try:
        copy = copied_beside(file, f"schema-{found}")
    except (OSError, sqlite3.Error) as fault:
        raise ObstacleError(Trouble.FULL, str(fault)) from fault
    try:
        upgrade(connection)
    except BaseException:
        # Nothing was changed, so there is nothing to keep.
        copy.unlink()
        raise
    return copy


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Upgrades the tables in the transaction of this connection."""
    found = revision(connection)
    if found is not None and "alembic_version" not in inspect(connection).get_table_names():
        stamp(connection, found)
    command.upgrade(configuration(connection), to)
    if to == HEAD and connection.execute(select(audit.c.id).limit(1)).first() is None:
        # What comes from a version that sealed nothing is sealed as it came.
        touch_everything(connection)
        details = {"upgraded": HEAD, "from": found or ""}
        record(connection, Act(datetime.now(UTC), LOCAL_ACTOR.name, Action.CARE_FOR_DATABASE, "database", details))


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic needs to know: where the migrations are, and the connection to run them on."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
