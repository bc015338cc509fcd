"""Snapshots: frozen documents, compressed, with the hash over each. The database refuses to change one."""

import hashlib
import json
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, exists, insert, select

from curriculum_map.domain.actors import Action
from curriculum_map.storage.record_tables import audit, erasures, snapshots
from curriculum_map.storage.seals import KINDS, seals_of, touch

# What a document can hold at most: one of 600 programme-years is a tenth of this.
LARGEST = 512 * 2**20


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """What a snapshot is about; `about` is its document without the grids, the ambitions and who made it.

    The institution is as it was called then.
    """

    id: int
    institution_id: int
    institution: str
    name: str
    about: Mapping[str, Any]
    made_at: datetime
    made_by: str
    sha256: str


def save_snapshot(connection: Connection, info: SnapshotInfo, document: bytes) -> SnapshotInfo:
    """Stores a snapshot; what is stored, with the id that the database gave it."""
    new = insert(snapshots).values(_values(info, document))
    stored = replace(info, id=int(connection.execute(new.returning(snapshots.c.id)).scalar_one()))
    touch(connection, snapshots, stored.id)
    return stored


def list_snapshots(connection: Connection, institution_ids: Collection[int] | None = None) -> list[SnapshotInfo]:
    """The snapshots of these institutions, or all of them, the newest first."""
    statement = select(*_INFO_COLUMNS).order_by(snapshots.c.made_at.desc(), snapshots.c.id.desc())
    if institution_ids is not None:
        statement = statement.where(snapshots.c.institution_id.in_(institution_ids))
    return [_info(row) for row in connection.execute(statement).mappings()]


def load_document(connection: Connection, snapshot_id: int) -> bytes | None:
    """The document of a snapshot; None where there is no such snapshot. ValueError for one that cannot be read."""
    found = connection.execute(select(snapshots.c.document).where(snapshots.c.id == snapshot_id)).scalar()
    if found is None:
        return None
    try:
        unpacking = zlib.decompressobj()
        document = unpacking.decompress(found, LARGEST)
    except zlib.error as fault:
        raise ValueError("the document cannot be unpacked") from fault
    if not unpacking.eof:
        raise ValueError("the document cannot be unpacked whole")
    return document


def is_as_frozen(connection: Connection, snapshot_id: int) -> bool:
    """Whether the document is the one that the hash was made of, and every other column says what the document says.

    One that came in an archive may be called otherwise than in its document. ValueError, KeyError, TypeError or
    AttributeError for one that cannot be read.
    """
    row = connection.execute(select(*_INFO_COLUMNS).where(snapshots.c.id == snapshot_id)).mappings().one()
    document = load_document(connection, snapshot_id) or b""
    if hashlib.sha256(document).hexdigest() != row["sha256"]:
        return False
    said = {name: value for name, value in json.loads(document).items() if name not in _NOT_ABOUT}
    columns = (row["institution"], row["made_at"], row["made_by"])
    if columns != (said["institution"], datetime.fromisoformat(said["made_at"]), said["made_by"]):
        return False
    return row["about"] == said and (row["name"] == said["name"] or _has_archives(connection))


def erase_snapshots(connection: Connection, institution_ids: Collection[int], at: datetime) -> int:
    """Removes the snapshots of these institutions, and says in the database that it was asked; how many there were."""
    of_them = snapshots.c.institution_id.in_(institution_ids)
    touch(connection, snapshots, *connection.execute(select(snapshots.c.id).where(of_them)).scalars())
    return _delete(connection, of_them, institution_ids, at)


def put_back(connection: Connection, info: SnapshotInfo, document: bytes, at: datetime) -> str | None:
    """Puts what is said to have been frozen in the place of what a snapshot says; the seal that it has then.

    Whether it is what was frozen is for the caller to say, by the seal in the log; else the transaction has to end
    without a line in it.
    """
    _delete(connection, snapshots.c.id == info.id, [info.institution_id], at)
    connection.execute(insert(snapshots).values(id=info.id, **_values(info, document)))
    touch(connection, snapshots, info.id)
    return seals_of(connection, KINDS[snapshots.name], [(info.id,)]).get((info.id,))


def _values(info: SnapshotInfo, document: bytes) -> dict[str, Any]:
    return {
        "institution_id": info.institution_id,
        "institution": info.institution,
        "name": info.name,
        "about": dict(info.about),
        "made_at": info.made_at,
        "made_by": info.made_by,
        "document": zlib.compress(document, 9),
        "sha256": info.sha256,
    }


def _delete(connection: Connection, which: ColumnElement[bool], institution_ids: Collection[int], at: datetime) -> int:
    """Removes these snapshots of these institutions, which the database refuses unless it is told; how many."""
    there = connection.execute(select(erasures.c.institution_id)).scalars().all()
    new = [{"institution_id": one, "asked_at": at} for one in institution_ids if one not in there]
    if new:
        connection.execute(insert(erasures), new)
    gone = connection.execute(delete(snapshots).where(which)).rowcount
    # One that stayed would let later snapshots of the institution go too, without anybody being asked.
    connection.execute(delete(erasures).where(erasures.c.institution_id.in_(institution_ids)))
    return gone


# Of a document: what `about` does not repeat.
_NOT_ABOUT = frozenset(("frameworks", "grids", "ambitions", "register"))
_INFO_COLUMNS = tuple(column for column in snapshots.c if column.name != "document")


def _has_archives(connection: Connection) -> bool:
    return bool(connection.execute(select(exists().where(audit.c.action == Action.IMPORT_ARCHIVE))).scalar())


def _info(row: RowMapping) -> SnapshotInfo:
    return SnapshotInfo(
        row["id"],
        row["institution_id"],
        row["institution"],
        row["name"],
        row["about"],
        row["made_at"],
        row["made_by"],
        row["sha256"],
    )
