"""Whether the record says what it said when it was stored: versions, snapshots, and what the log says of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from curriculum_map.domain.canonical import grid_checksum
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.history import Made
from curriculum_map.storage.checking import Fault, Unsound
from curriculum_map.storage.grids import key_of
from curriculum_map.storage.record_tables import grids, institutions, snapshots, versions
from curriculum_map.storage.snapshots import is_as_frozen
from curriculum_map.storage.version_rows import grids_of

_AT_ONCE = 100
# What reading rows that somebody meddled with can come to grief on.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Verified:
    """How many versions and snapshots were read, and what is wrong with them."""

    versions: int
    snapshots: int
    faults: tuple[Fault, ...]


def verify_record(connection: Connection) -> Verified:
    """Reads every version and every snapshot, and compares each with its checksum."""
    rows = connection.execute(_versions().order_by(versions.c.id)).mappings().all()
    frozen = connection.execute(select(snapshots.c.id).order_by(snapshots.c.id)).scalars().all()
    found = [
        *_numbers(connection),
        *(Fault(Unsound.CHECKSUM, f"{called(row)} | {row['number']}") for row in _changed_versions(connection, rows)),
        *(Fault(Unsound.SNAPSHOT, name) for name in _changed_snapshots(connection, frozen)),
    ]
    return Verified(len(rows), len(frozen), tuple(found))


def called(row: RowMapping) -> str:
    """What the audit log calls the grid of a row, also where the row says what no grid can be about."""
    names = ("institution", "programme", "campus", "academic_year", "rater", "perspective")
    return " | ".join(str(row[name]) for name in names if row[name])


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


def _changed_versions(connection: Connection, rows: Sequence[RowMapping]) -> Iterator[RowMapping]:
    """Each version that is not the grid that its checksum was made of, or that was made in no way there is."""
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        keys = {row["version_id"]: key for row in some if (key := _key(row)) is not None}
        now = dict(_checksums(connection, keys))
        yield from (
            row
            for row in some
            if row["made"] not in _WAYS or now.get(row["version_id"]) != (row["checksum"], row["course_count"])
        )


def _key(row: RowMapping) -> GridKey | None:
    try:
        return key_of(row)
    except ValueError:
        return None


def _checksums(connection: Connection, keys: dict[int, GridKey]) -> Iterator[tuple[int, tuple[str, int] | None]]:
    """The checksum and the number of courses of each version as it is now; None for one that is no grid any more."""
    try:
        loaded = grids_of(connection, keys)
        yield from [(version, (grid_checksum(loaded[version]), len(loaded[version].courses))) for version in keys]
    except _UNREADABLE:
        if len(keys) == 1:
            yield next(iter(keys)), None
            return
        # One of them cannot be read: which one shows when each is read alone.
        for version, key in keys.items():
            yield from _checksums(connection, {version: key})


def _changed_snapshots(connection: Connection, ids: Iterable[int]) -> Iterator[str]:
    """The name of each snapshot whose document or columns are not those that it was stored with."""
    for one in ids:
        institution, name = connection.execute(_NAMED_SNAPSHOT.where(snapshots.c.id == one)).one()
        try:
            is_same = is_as_frozen(connection, one)
        except _UNREADABLE:
            is_same = False
        if not is_same:
            yield f"{institution} | {name}"


def _grids() -> Select[Any]:
    named = select(grids, institutions.c.name.label("institution"))
    return named.outerjoin(institutions, institutions.c.id == grids.c.institution_id)


def _versions() -> Select[Any]:
    names = ("number", "made", "course_count", "checksum")
    columns = (versions.c.id.label("version_id"), *(versions.c[name] for name in names))
    return _grids().add_columns(*columns).join(versions, versions.c.grid_id == grids.c.id)


_WAYS = frozenset(Made)
_NAMED_SNAPSHOT = select(snapshots.c.institution, snapshots.c.name)
