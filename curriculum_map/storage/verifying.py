"""Whether the record says what it said when it was stored: versions, snapshots, and what the log says of them."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, func, or_, select

from curriculum_map.domain.canonical import grid_checksum
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.storage.ambitions import set_checksum
from curriculum_map.storage.checking import Fault, Unsound
from curriculum_map.storage.grids import key_of
from curriculum_map.storage.logged import UNREADABLE, read_log, unlike_log
from curriculum_map.storage.record_tables import (
    ambition_sets,
    ambitions,
    audit,
    courses,
    entries,
    grids,
    institutions,
    merges,
    snapshots,
    sources,
    spellings,
    versions,
)
from curriculum_map.storage.seals import Key
from curriculum_map.storage.snapshots import is_as_frozen
from curriculum_map.storage.tables import originals
from curriculum_map.storage.version_rows import grids_of

_AT_ONCE = 100
# A fault in an object, its table and its key.
Named = tuple[Fault, str, Key]


@dataclass(frozen=True, slots=True)
class Verified:
    """How many versions and snapshots were read, and what is wrong with them."""

    versions: int
    snapshots: int
    faults: tuple[Fault, ...]


def verify_record(connection: Connection) -> Verified:
    """Reads every version and every snapshot, and compares each with its checksum, and every object with the log."""
    rows = connection.execute(_versions().order_by(versions.c.id)).mappings().all()
    frozen = connection.execute(select(snapshots.c.id).order_by(snapshots.c.id)).scalars().all()
    inside = [*_changed_versions(connection, rows), *_changed_snapshots(connection, frozen)]
    found = [
        *_readable(grids, _numbers(connection)),
        *(fault for fault, _, _ in inside),
        *_readable(ambition_sets, _in_ambitions(connection, inside)),
        *(Fault(Unsound.ORIGINAL, file) for file in _changed_originals(connection)),
        *_readable(merges, _institutions(connection)),
        *_readable(audit, _as_logged(connection, inside)),
    ]
    return Verified(len(rows), len(frozen), tuple(found))


def called(row: RowMapping) -> str:
    """What the audit log calls the grid of a row, also where the row says what no grid can be about."""
    names = ("institution", "programme", "campus", "academic_year", "rater", "perspective")
    return " | ".join(str(row[name]) for name in names if row[name])


def _readable(table: Table, faults: Iterable[Fault]) -> Iterator[Fault]:
    """These faults; where rows of the table that they are looked for in cannot be read, that."""
    try:
        yield from faults
    except UNREADABLE:
        yield Fault(Unsound.UNREADABLE, table.name)


def _numbers(connection: Connection) -> Iterator[Fault]:
    """Versions that are missing: they count from 1 without a gap, and the current one is the last."""
    rows = connection.execute(select(versions.c.grid_id, versions.c.number)).all()
    numbers: dict[int, set[int]] = {}
    for grid_id, number in rows:
        numbers.setdefault(grid_id, set()).add(number)
    for grid in connection.execute(_grids().order_by(grids.c.id)).mappings():
        there, current = numbers.get(grid["id"], set()), grid["version"]
        if current not in there or current != max(there):
            yield Fault(Unsound.NO_CURRENT, f"{called(grid)} | {current}")
        for missing in sorted(set(range(1, current)) - there):
            yield Fault(Unsound.VERSION_MISSING, f"{called(grid)} | {missing}")


def _changed_versions(connection: Connection, rows: Sequence[RowMapping]) -> Iterator[Named]:
    """Each version that is not the grid that its checksum was made of."""
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        keys = {row["version_id"]: key for row in some if (key := _key(row)) is not None}
        now = dict(checksums_now(connection, keys))
        for row in some:
            if now.get(row["version_id"]) != (row["checksum"], row["course_count"]):
                about = f"{called(row)} | {row['number']}"
                yield Fault(Unsound.CHECKSUM, about), versions.name, (row["version_id"],)


def _key(row: RowMapping) -> GridKey | None:
    try:
        return key_of(row)
    except ValueError:
        return None


def checksums_now(connection: Connection, keys: dict[int, GridKey]) -> Iterator[tuple[int, tuple[str, int] | None]]:
    """The checksum and the number of courses of each version as it is now; None for one that is no grid any more."""
    try:
        loaded, gaps = grids_of(connection, keys), _gaps(connection, keys)
        yield from [
            (version, None if version in gaps else (grid_checksum(loaded[version]), len(loaded[version].courses)))
            for version in keys
        ]
    except UNREADABLE:
        if len(keys) == 1:
            yield next(iter(keys)), None
            return
        # One of them cannot be read: which one shows when each is read alone.
        for version, key in keys.items():
            yield from checksums_now(connection, {version: key})


def _gaps(connection: Connection, version_ids: Collection[int]) -> set[int]:
    """Those of these versions whose sources or courses do not count from 0 without a gap."""
    found: set[int] = set()
    for table in (sources, courses):
        at = table.c.position
        counts = or_(func.min(at) != 0, func.max(at) != func.count() - 1)
        of_them = select(table.c.version_id).where(table.c.version_id.in_(version_ids))
        found.update(connection.execute(of_them.group_by(table.c.version_id).having(counts)).scalars())
    return found


def _changed_snapshots(connection: Connection, ids: Iterable[int]) -> Iterator[Named]:
    """Each snapshot whose document or columns are not those that it was stored with."""
    for one in ids:
        institution, name = connection.execute(_NAMED_SNAPSHOT.where(snapshots.c.id == one)).one()
        try:
            is_same = is_as_frozen(connection, one)
        except UNREADABLE:
            is_same = False
        if not is_same:
            yield Fault(Unsound.SNAPSHOT, f"{institution} | {name}"), snapshots.name, (one,)


def _as_logged(connection: Connection, named: Sequence[Named]) -> Iterator[Fault]:
    """What is wrong with the log, and what is not as it says; but for objects that were named for what is in them."""
    log, faults = read_log(connection)
    yield from faults
    if log is not None:
        known = {(table, key) for _, table, key in named}
        yield from (fault for fault, table, key in unlike_log(connection, log) if (table, key) not in known)


def _in_ambitions(connection: Connection, named: list[Named]) -> Iterator[Fault]:
    for one in _changed_ambitions(connection):
        named.append(one)
        yield one[0]


def _changed_ambitions(connection: Connection) -> Iterator[Named]:
    """Each set of ambitions that is not what was set, or before which one is missing."""
    rows: dict[int, list[RowMapping]] = {}
    for row in connection.execute(select(ambitions)).mappings():
        rows.setdefault(row["set_id"], []).append(row)
    numbers: dict[tuple[str, ...], int] = {}
    named = select(ambition_sets, institutions.c.name.label("institution"))
    named = named.outerjoin(institutions, institutions.c.id == ambition_sets.c.institution_id)
    for one in connection.execute(named.order_by(ambition_sets.c.number)).mappings():
        of = tuple(str(one[name]) for name in ("institution_id", "programme", "campus", "academic_year"))
        numbers[of] = numbers.get(of, 0) + 1
        if (
            one["checksum"] != set_checksum(dict(one), map(dict, rows.get(one["id"], ())))
            or one["number"] != numbers[of]
        ):
            names = ("institution", "programme", "campus", "academic_year")
            about = " | ".join(str(part) for part in (*(one[name] for name in names), one["number"]) if part)
            yield Fault(Unsound.AMBITIONS, about), ambition_sets.name, (one["id"],)


def _changed_originals(connection: Connection) -> Iterator[str]:
    """The name of each file whose bytes do not have the SHA-256 under which it is kept."""
    for sha256 in connection.execute(select(originals.c.sha256).order_by(originals.c.sha256)).scalars().all():
        # One at a time: each can be as large as an upload.
        file = select(originals.c.file_name, originals.c.data).where(originals.c.sha256 == sha256)
        name, data = connection.execute(file).one()
        if hashlib.sha256(data).hexdigest() != sha256:
            yield f"{name} | {sha256}"


def _institutions(connection: Connection) -> Iterator[Fault]:
    """Institutions without their own spelling, and what belongs to one that is not there."""
    known = {row.id: row.name for row in connection.execute(select(institutions).order_by(institutions.c.id))}
    spelled = {(row.institution_id, row.spelling) for row in connection.execute(select(spellings))}
    yield from (Fault(Unsound.SPELLING, name) for one, name in known.items() if (one, name) not in spelled)
    absorbed = {moved["id"] for moved in connection.execute(select(merges.c.moved)).scalars()}
    for table, there in (
        (spellings, known.keys()),
        (grids, known.keys()),
        (ambition_sets, known.keys()),
        (entries, known.keys()),
        (snapshots, known.keys() | absorbed),
    ):
        used = connection.execute(select(table.c.institution_id).distinct().order_by(table.c.institution_id)).scalars()
        yield from (Fault(Unsound.NO_INSTITUTION, f"{table.name} → {one}") for one in used.all() if one not in there)


def _grids() -> Select[Any]:
    named = select(grids, institutions.c.name.label("institution"))
    return named.outerjoin(institutions, institutions.c.id == grids.c.institution_id)


def _versions() -> Select[Any]:
    names = ("number", "course_count", "checksum")
    columns = (versions.c.id.label("version_id"), *(versions.c[name] for name in names))
    return _grids().add_columns(*columns).join(versions, versions.c.grid_id == grids.c.id)


_NAMED_SNAPSHOT = select(snapshots.c.institution, snapshots.c.name)
