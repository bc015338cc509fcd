"""Whether a database is sound, and whether the record in it says what it said when it was stored."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, inspect, select, text
from sqlalchemy.exc import DBAPIError

from curriculum_map.domain.canonical import grid_checksum
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.storage.engine import database_file, engine_for
from curriculum_map.storage.grids import key_of
from curriculum_map.storage.protection import protecting
from curriculum_map.storage.record_tables import audit, grids, institutions, snapshots, versions
from curriculum_map.storage.revisions import is_current
from curriculum_map.storage.troubles import DatabaseTroubleError, ObstacleError, Trouble, as_trouble
from curriculum_map.storage.version_rows import grids_of

_MOST = 20
_AT_ONCE = 100


class Unsound(StrEnum):
    """What can be wrong with a database or with the record in it."""

    DAMAGED = "damaged"
    LINK = "link"
    JOURNAL = "journal"
    OLDER = "older"
    UNPROTECTED = "unprotected"
    CHECKSUM = "checksum"
    VERSION_MISSING = "version-missing"
    NO_CURRENT = "no-current"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be, and what it is about, in words."""

    kind: Unsound
    about: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """How many versions and snapshots were read, and what is wrong with them."""

    versions: int
    snapshots: int
    faults: tuple[Fault, ...]


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


def verify_record(connection: Connection) -> Verified:
    """Reads every version and every snapshot, and compares each with its checksum."""
    found = list(_numbers(connection))
    rows = connection.execute(_versions().order_by(versions.c.id)).mappings().all()
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        keys = {row["version_id"]: key_of(row) for row in some}
        said = {row["version_id"]: (row["number"], row["checksum"]) for row in some}
        found += [
            Fault(Unsound.CHECKSUM, f"{keys[version]} | {said[version][0]}")
            for version, checksum in _checksums(connection, keys)
            if checksum != said[version][1]
        ]
    frozen = connection.execute(select(snapshots.c.id).order_by(snapshots.c.id)).scalars().all()
    found += [Fault(Unsound.SNAPSHOT, name) for name in _changed_snapshots(connection, frozen)]
    return Verified(len(rows), len(frozen), tuple(found))


def _faults(connection: Connection, *, in_file: bool) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        yield from _of_sqlite(connection, in_file=in_file)
    if is_current(connection):
        yield from (Fault(Unsound.UNPROTECTED, table) for table in _unprotected(connection))
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
    """Each table that has lost a trigger that keeps it."""
    kind = connection.dialect.name
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if kind == "postgresql":
        names = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    there = set(connection.execute(text(names)).scalars())
    for table in (snapshots.name, audit.name):
        wanted = {statement.split()[2] for statement in protecting(table)[kind] if " TRIGGER " in statement[:20]}
        if not wanted <= there:
            yield table


def _numbers(connection: Connection) -> Iterator[Fault]:
    """Versions that are missing: they count from 1 without a gap, and the current one is the last."""
    rows = connection.execute(_versions().order_by(grids.c.id, versions.c.number)).mappings().all()
    numbers: dict[int, list[int]] = {}
    for row in rows:
        numbers.setdefault(row["id"], []).append(row["number"])
    statement = select(grids, institutions.c.name.label("institution")).join(institutions)
    for grid in connection.execute(statement.order_by(grids.c.id)).mappings():
        there, current = numbers.get(grid["id"], []), grid["version"]
        if current not in there or current != max(there):
            yield Fault(Unsound.NO_CURRENT, f"{key_of(grid)} | {current}")
        for missing in sorted(set(range(1, current)) - set(there)):
            yield Fault(Unsound.VERSION_MISSING, f"{key_of(grid)} | {missing}")


def _checksums(connection: Connection, keys: dict[int, GridKey]) -> Iterator[tuple[int, str | None]]:
    """The checksum of each version as it is now; None for one that is no grid any more."""
    try:
        loaded = grids_of(connection, keys)
        yield from [(version, grid_checksum(loaded[version])) for version in keys]
    except (ValueError, LookupError, TypeError):
        if len(keys) == 1:
            yield next(iter(keys)), None
            return
        # One of them cannot be read: which one shows when each is read alone.
        for version, key in keys.items():
            yield from _checksums(connection, {version: key})


def _changed_snapshots(connection: Connection, ids: Iterable[int]) -> Iterator[str]:
    """The name of each snapshot whose document is not the one that its hash was made of."""
    for one in ids:
        row = connection.execute(select(snapshots).where(snapshots.c.id == one)).mappings().one()
        try:
            is_same = hashlib.sha256(zlib.decompress(row["document"])).hexdigest() == row["sha256"]
        except zlib.error:
            is_same = False
        if not is_same:
            yield f"{row['institution']} | {row['name']}"


def _versions() -> Select[Any]:
    columns = (versions.c.id.label("version_id"), versions.c.number, versions.c.checksum)
    named = select(grids, institutions.c.name.label("institution"), *columns)
    return named.join(institutions, institutions.c.id == grids.c.institution_id).join(versions)
