"""What the audit log keeps of each object of the record: a seal, the SHA-256 over all that its rows say.

Whoever writes an object says so with `touch`; the line of the log that the act gets has the seal of each of them then,
or that it is gone (audit.py). Levels, sources and courses of a version, the rows of a set of ambitions and the document
of a snapshot are in it by the checksums that their own rows have.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, select

from curriculum_map.domain.canonical import canonical_bytes, checksum
from curriculum_map.storage.record_tables import (
    ambition_sets,
    course_links,
    elsewhere,
    entries,
    grids,
    institutions,
    merges,
    own_programmes,
    snapshots,
    spellings,
    versions,
)
from curriculum_map.storage.tables import frameworks, official_wording, remembered_answers

TOUCHED = "touched"
# What an object is known by: the values of its key; most have an id.
Key = tuple[Any, ...]
# None for an object that is gone.
Seal = str | None
_AT_ONCE = 5000
_KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of another table that belong to an object: by which column, and what of them is sealed, None for all."""

    table: Table
    belongs_by: str
    columns: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A table whose rows with one key are an object, what of them is not sealed, and what else belongs to it.

    A column is left out where something else is sealed that says the same.
    """

    table: Table
    key: tuple[str, ...] = ("id",)
    without: frozenset[str] = frozenset()
    parts: tuple[Part, ...] = ()


# The levels and all that comes from the file is in the checksum of a version, which is sealed. Its number and its grid,
# which a merge changes, are in the seal of the grid.
_IN_CHECKSUM = frozenset(
    ("edition", "granularity", "blank_means", "targets", "levels", "written", "elsewhere", "groups", "tracks")
)
KINDS: Mapping[str, Kind] = {
    kind.table.name: kind
    for kind in (
        Kind(institutions, parts=(Part(spellings, "institution_id"),)),
        Kind(merges),
        Kind(elsewhere, key=("institution_id",)),
        Kind(own_programmes),
        Kind(grids, parts=(Part(versions, "grid_id", ("number", "id")),)),
        Kind(versions, without=_IN_CHECKSUM | {"grid_id", "number"}, parts=(Part(course_links, "version_id"),)),
        Kind(ambition_sets),
        Kind(entries),
        Kind(snapshots, without=frozenset(("document",))),
        Kind(frameworks),
        Kind(official_wording, key=("edition", "language")),
        Kind(remembered_answers, key=("institution",)),
    )
}


def touch(connection: Connection, table: Table, *keys: Any) -> None:
    """Says that these objects were written or removed in this transaction: by their id, or by a tuple of their key."""
    touched: dict[tuple[str, Key], None] = connection.info.setdefault(TOUCHED, {})
    touched.update({(table.name, key if isinstance(key, tuple) else (key,)): None for key in keys})


def touch_everything(connection: Connection) -> None:
    """Says that every object was written: in a database that comes from a version that sealed none."""
    for kind in KINDS.values():
        touch(connection, kind.table, *seals_of(connection, kind))


def sealed(connection: Connection) -> list[list[Any]]:
    """The table, the key and the seal of each object that was touched; from here on none is."""
    touched = connection.info.pop(TOUCHED, {})
    by_table: defaultdict[str, list[Key]] = defaultdict(list)
    for table, key in touched:
        by_table[table].append(key)
    found: list[list[Any]] = []
    for table, keys in by_table.items():
        now = seals_of(connection, KINDS[table], keys)
        found += [[table, list(key), now.get(key)] for key in keys]
    return found


def seals_of(connection: Connection, kind: Kind, keys: Collection[Key] | None = None) -> dict[Key, str]:
    """The seal of each of these objects as it is now, or of every one; those that are not there are left out."""
    if keys is None:
        return _seals(connection, kind, None)
    listed, found = list(keys), dict[Key, str]()
    for first in range(0, len(listed), _AT_ONCE):
        found |= _seals(connection, kind, listed[first : first + _AT_ONCE])
    return found


def keys_of(connection: Connection, kind: Kind) -> list[Key]:
    """The key of every object."""
    columns = [kind.table.c[name] for name in kind.key]
    return [tuple(row) for row in connection.execute(select(*columns).distinct().order_by(*columns))]


def _seals(connection: Connection, kind: Kind, keys: Collection[Key] | None) -> dict[Key, str]:
    own = _rows(connection, kind.table, kind.key, kind.without, keys)
    parts = [
        (part, _rows(connection, part.table, (part.belongs_by,), _left_out(part), keys if own else ()))
        for part in kind.parts
    ]
    return {
        key: checksum([_in_order(rows), *(_in_order(of_part.get(key, ())) for _, of_part in parts)])
        for key, rows in own.items()
        if keys is None or key in keys
    }


def _left_out(part: Part) -> frozenset[str]:
    return frozenset() if part.columns is None else frozenset(part.table.c.keys()) - {*part.columns, part.belongs_by}


def _rows(
    connection: Connection, table: Table, key: tuple[str, ...], without: frozenset[str], keys: Collection[Key] | None
) -> dict[Key, list[dict[str, Any]]]:
    """The sealed columns of the rows of each object."""
    found: dict[Key, list[dict[str, Any]]] = {}
    if keys is not None and not keys:
        return found
    statement, one_of = _asked(table, key[0], without)
    rows = connection.execute(statement) if keys is None else connection.execute(one_of, {_KEYS: [k[0] for k in keys]})
    for row in rows.mappings():
        found.setdefault(tuple(row[name] for name in key), []).append({name: _plain(row[name]) for name in row})
    return found


@cache
def _asked(table: Table, key: str, without: frozenset[str]) -> tuple[Select[Any], Select[Any]]:
    """The statements for every row and for those of some keys: to put them together takes longer than to ask them."""
    statement = select(*(column for column in table.c if column.name not in without))
    return statement, statement.where(table.c[key].in_(bindparam(_KEYS, expanding=True)))


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=canonical_bytes)
