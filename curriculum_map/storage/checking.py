"""Whether a database is sound: its pages, its rows, its journal, its version, and what it should refuse."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError

from curriculum_map.storage.engine import database_file, engine_for
from curriculum_map.storage.protection import protection_of, wanted_protection
from curriculum_map.storage.record_tables import audit, erasures, snapshots
from curriculum_map.storage.revisions import is_current
from curriculum_map.storage.troubles import DatabaseTroubleError, ObstacleError, Trouble, as_trouble

_MOST = 20


class Unsound(StrEnum):
    """What can be wrong with a database or with the record in it."""

    DAMAGED = "damaged"
    LINK = "link"
    JOURNAL = "journal"
    OLDER = "older"
    UNPROTECTED = "unprotected"
    ERASURE = "erasure"
    CHECKSUM = "checksum"
    VERSION_MISSING = "version-missing"
    NO_CURRENT = "no-current"
    SNAPSHOT = "snapshot"
    LOGGED = "logged"
    UNLOGGED = "unlogged"
    CHANGED = "changed"
    LINE = "line"
    LOG_END = "log-end"
    AMBITIONS = "ambitions"
    UNREADABLE = "unreadable"
    ORIGINAL = "original"
    SPELLING = "spelling"
    NO_INSTITUTION = "no-institution"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be, and what it is about, in words."""

    kind: Unsound
    about: str = ""


def find_faults(url: str) -> list[Fault]:
    """What is wrong with a database: pages, links between rows, its journal, its version, what it should refuse.

    ObstacleError for one that may not be opened, sqlalchemy's errors for one that cannot. Nothing is changed.
    """
    file = database_file(url)
    if file is not None and not file.exists():
        raise ObstacleError(Trouble.LOST, str(file))
    engine = engine_for(url)
    try:
        with engine.connect() as connection, connection.begin():
            return list(_faults(connection, in_file=file is not None))
    except DBAPIError as fault:
        trouble = as_trouble(fault)
        if isinstance(trouble, DatabaseTroubleError) and trouble.trouble is Trouble.DAMAGED:
            # So damaged that not even all that is wrong with it can be listed.
            return [Fault(Unsound.DAMAGED, trouble.why)]
        raise
    finally:
        engine.dispose()


def _faults(connection: Connection, *, in_file: bool) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        yield from _of_sqlite(connection, in_file=in_file)
    if is_current(connection):
        yield from (Fault(Unsound.UNPROTECTED, table) for table in _unprotected(connection))
        left = connection.execute(select(erasures.c.institution_id).order_by(erasures.c.institution_id)).scalars()
        yield from (Fault(Unsound.ERASURE, str(institution)) for institution in left)
    elif inspect(connection).get_table_names():
        yield Fault(Unsound.OLDER)


def _of_sqlite(connection: Connection, *, in_file: bool) -> Iterator[Fault]:
    for (said,) in connection.execute(text(f"PRAGMA integrity_check({_MOST})")):
        if said != "ok":
            yield Fault(Unsound.DAMAGED, said)
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")).all()[:_MOST]:
        yield Fault(Unsound.LINK, f"{table} {row} → {parent}")
    if in_file and connection.execute(text("PRAGMA journal_mode")).scalar() != "wal":
        yield Fault(Unsound.JOURNAL)


def _unprotected(connection: Connection) -> Iterator[str]:
    """Each table that has lost a trigger that keeps it, or has one of that name that does something else."""
    for table in (snapshots.name, audit.name):
        if not protection_of(connection, table) >= wanted_protection(connection, table):
            yield table
