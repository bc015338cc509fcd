"""Putting a backup back: read whole and compared with its checksums first, in one step, with what was there kept."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from curriculum_map.storage import postgresql_tools
from curriculum_map.storage.audit import Act, list_acts
from curriculum_map.storage.backups import (
    BackupError,
    Refusal,
    copied_beside,
    copy_file,
    free_beside,
    put_aside,
    put_into,
)
from curriculum_map.storage.checking import find_faults
from curriculum_map.storage.database import Database, DatabaseUnavailableError, opening
from curriculum_map.storage.engine import WRITERS, WRITES, database_file, engine_for
from curriculum_map.storage.record_tables import changes
from curriculum_map.storage.revisions import is_current, lock, revision
from curriculum_map.storage.tables import metadata
from curriculum_map.storage.troubles import Obstacle, ObstacleError
from curriculum_map.storage.upgrading import upgrade
from curriculum_map.storage.verifying import Verified, verify_record

_FORMER = "before-restore"
# Rows that are there without anybody having stored anything.
_NO_DATA = frozenset(("alembic_version", "audit", "changes"))
_SQLITE_BEGINS = b"SQLite format 3\0"
_TABLES = ", ".join(f'"{name}"' for name in (*metadata.tables, "alembic_version"))
# What is done in a backup before it counts, with the log of what gives way to it, the newest act first.
Settle = Callable[[Connection, Sequence[Act]], None]
_DROPS = (
    f"DROP TABLE IF EXISTS {_TABLES} CASCADE",
    *(f"DROP FUNCTION IF EXISTS keep_{name}()" for name in ("snapshot", "audit")),
)


@dataclass(frozen=True, slots=True)
class _State:
    """What a database holds before a backup takes its place."""

    has_tables: bool = False
    has_rows: bool = False
    count: int = 0
    log: tuple[Act, ...] = ()


_EMPTY = _State()


def back_up(url: str, file: Path, tools: Path | None = None) -> None:
    """Writes a copy of the database, as it is at this moment, to a new file. BackupError if that cannot be."""
    try:
        if not _is_sqlite(url):
            postgresql_tools.dump(url, file, tools)
        elif (source := database_file(url)) is None:
            raise BackupError(Refusal.IN_MEMORY)
        else:
            copy_file(source, file)
    except FileExistsError as fault:
        raise BackupError(Refusal.EXISTS, str(file)) from fault
    except (OSError, sqlite3.Error) as fault:
        raise BackupError(Refusal.CANNOT_WRITE, f"{file}: {fault}") from fault


def restore(
    url: str, file: Path, settle: Settle, *, replace: bool = False, tools: Path | None = None
) -> tuple[Verified, Path | None]:
    """Puts a backup in the place of what is in the database, settled, in one step.

    What the backup holds comes back, and where the former state is kept: beside the database, or for a server beside
    the backup. `settle` gets a transaction in the backup, in which it has to write down that this is done, and the log
    of what gives way to it. BackupError, and nothing is changed, for a file that is no backup or does not say what it
    said, and for a database with data unless that is to be replaced.
    """
    _of_this_kind(url, file)
    with _tried(url, file, tools) as (trial, verified):
        if _is_sqlite(url):
            return verified, _put_back_file(url, trial, settle, replace=replace)
        return verified, _put_back_on_server(url, trial, file, settle, tools, replace=replace)


def _put_back_file(url: str, trial: str, settle: Settle, *, replace: bool) -> Path | None:
    """Keeps the former state, settles the trial and puts that in its place: all under one lock."""
    target, stage = _file(url), _file(trial)
    was_there, former = target.exists(), list[Path]()
    # This also has SQLite keep its log beside the file, so that what is there can be read while it is locked.
    _state(url, replace=replace)

    def once_locked() -> None:
        state = _state(url, replace=replace) if was_there else _EMPTY
        if was_there:
            former.append(copied_beside(target, _FORMER))
        _settle(trial, settle, state)

    try:
        try:
            put_into(target, stage, once_locked)
        except sqlite3.DatabaseError as fault:
            if isinstance(fault, sqlite3.OperationalError) or not was_there or former:
                raise
            was_there, aside = False, put_aside(target, _FORMER)
            put_into(target, stage, once_locked)
            return aside
    except sqlite3.Error as fault:
        raise BackupError(Refusal.CANNOT_WRITE, f"{target}: {fault}") from fault
    return former[0] if former else None


def _put_back_on_server(
    url: str, trial: str, file: Path, settle: Settle, tools: Path | None, *, replace: bool
) -> Path | None:
    """Keeps the former state, settles the trial and puts that in its place, while no other writer may begin."""
    engine = engine_for(url)
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            with connection.begin():
                # Kept when this transaction is over; it goes with the connection.
                connection.execute(select(func.pg_advisory_lock(WRITERS)))
            state = _state(url, replace=replace)
            former = free_beside(file, _FORMER) if state.has_tables else None
            if former is not None:
                postgresql_tools.dump(url, former, tools)
            _settle(trial, settle, state)
            # What is settled comes with the rest, in one transaction: nothing that nobody wrote down can stay.
            postgresql_tools.put_over(url, trial, tools, ["SET lock_timeout = '30s'", *_DROPS])
    finally:
        engine.dispose()
    return former


def _settle(trial: str, settle: Settle, former: _State) -> None:
    """Nothing that was computed from the former state, which counted so many changes, may be shown for this one."""
    database = Database(trial)
    try:
        with database.write() as connection:
            connection.execute(update(changes).where(changes.c.count < former.count).values(count=former.count))
            settle(connection, former.log)
    finally:
        database.close()


def _state(url: str, *, replace: bool) -> _State:
    """What is in the database; BackupError for data that may not be replaced."""
    state = _found(url)
    if state.has_rows and not replace:
        raise BackupError(Refusal.HAS_DATA)
    return state


def _file(url: str) -> Path:
    file = database_file(url)
    if file is None:
        raise BackupError(Refusal.IN_MEMORY)
    return file


@contextmanager
def _tried(url: str, file: Path, tools: Path | None) -> Iterator[tuple[str, Verified]]:
    """The address of a backup that is put back on trial, upgraded and read whole, and what it holds."""
    if not _is_sqlite(url):
        with postgresql_tools.spare_database(url) as spare:
            postgresql_tools.restore_empty(spare, file, tools)
            yield spare, _read_whole(spare)
        return
    target = _file(url)
    stage = free_beside(target, "restoring")
    stage.parent.mkdir(parents=True, exist_ok=True)
    try:
        try:
            copy_file(file, stage)
        except sqlite3.DatabaseError as fault:
            of_disk = isinstance(fault, sqlite3.OperationalError)
            raise BackupError(Refusal.CANNOT_WRITE if of_disk else Refusal.UNSOUND, str(fault)) from fault
        trial = f"sqlite:///{stage}"
        yield trial, _read_whole(trial)
    finally:
        for ending in ("", "-wal", "-shm"):
            stage.with_name(stage.name + ending).unlink(missing_ok=True)


def _read_whole(url: str) -> Verified:
    try:
        with opening(url):
            _brought_up_to_date(url)
        database = Database(url)
    except DatabaseUnavailableError as fault:
        known = {Obstacle.NEWER: Refusal.LATER, Obstacle.FOREIGN: Refusal.NO_BACKUP}
        refusal = known.get(fault.kind, Refusal.UNSOUND) if isinstance(fault.kind, Obstacle) else Refusal.UNSOUND
        raise BackupError(refusal, fault.why) from fault
    try:
        with database.read() as connection:
            verified = verify_record(connection)
        faults = [*find_faults(url), *verified.faults]
    finally:
        database.close()
    if faults:
        raise BackupError(Refusal.UNSOUND, f"{faults[0].kind} {faults[0].about}".strip())
    return verified


def _brought_up_to_date(url: str) -> None:
    """Upgrades a database of an earlier version, which needs no copy: it is one. ObstacleError for an empty one."""
    engine = engine_for(url)
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            lock(connection)
            if revision(connection) is None:
                raise ObstacleError(Obstacle.FOREIGN)
            if not is_current(connection):
                upgrade(connection)
    finally:
        engine.dispose()


def _found(url: str) -> _State:
    """Whether the database has tables, whether anything was stored in them, how many changes it counts, and its log.

    One that cannot be read is taken to hold what somebody may still want.
    """
    file = database_file(url)
    if file is not None and not file.exists():
        return _EMPTY
    engine = engine_for(url)
    try:
        with engine.connect() as connection, connection.begin():
            tables = inspect(connection).get_table_names()
            rows = (text(f'SELECT 1 FROM "{table}" LIMIT 1') for table in tables if table not in _NO_DATA)
            has_rows = any(connection.execute(one).first() is not None for one in rows)
            count = connection.execute(text("SELECT count FROM changes")).scalar() if "changes" in tables else 0
            log = list_acts(connection, limit=None) if "audit" in tables else []
            return _State(bool(tables), has_rows, int(count or 0), tuple(log))
    except SQLAlchemyError:
        return _State(has_tables=True, has_rows=True)
    finally:
        engine.dispose()


def _of_this_kind(url: str, file: Path) -> None:
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(_SQLITE_BEGINS))
    except OSError as fault:
        raise BackupError(Refusal.NO_BACKUP, str(fault.strerror)) from fault
    of_sqlite, of_postgresql = begins == _SQLITE_BEGINS, begins.startswith(postgresql_tools.DUMP_BEGINS)
    if not (of_sqlite or of_postgresql):
        raise BackupError(Refusal.NO_BACKUP)
    if of_sqlite is not _is_sqlite(url):
        raise BackupError(Refusal.OTHER_KIND)


def _is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")
