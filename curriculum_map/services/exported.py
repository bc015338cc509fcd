"""A file that came back: whether it is what was exported of a snapshot here, and where it is not."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.findings import CellRef
from curriculum_map.domain.frozen import Frozen, FrozenGrid, frozen_from_document
from curriculum_map.domain.text import LANGUAGES
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.importing.cells import Workbook
from curriculum_map.importing.opening import open_workbook
from curriculum_map.services.reports import snapshot_report
from curriculum_map.services.snapshots import UNREADABLE, list_snapshots, load_snapshot, still_intact
from curriculum_map.storage.database import Database
from curriculum_map.storage.snapshots import SnapshotInfo

_HASH = re.compile(r"[0-9a-f]{64}")
# Two moments at which a report could have been made: what differs between them says when it was, not what it says.
_MOMENTS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2001, 2, 3, 4, 5, tzinfo=UTC))

# Of the parts of a snapshot other than its grids it is said whether they differ, not where.
_PARTS = ("ambitions", "register", "frameworks")

Cells = dict[CellRef, str]
"""The text of each cell that is not empty."""


class FileIs(StrEnum):
    """What a file turned out to be."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    # It is of a snapshot here that is not intact itself: nothing can be said of the file.
    SNAPSHOT_NOT_INTACT = "snapshot-not-intact"
    # It names a hash, and no snapshot here has it.
    OF_NONE_HERE = "of-none-here"
    # Neither a snapshot nor a workbook with the hash of one.
    NO_EXPORT = "no-export"


@dataclass(frozen=True, slots=True)
class Difference:
    """A place that is not as it was exported: where, what stood there, and what stands there now."""

    where: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class FileChecked:
    """What a file is, the snapshot here that it is of, the hash that it has or names, and where it differs."""

    outcome: FileIs
    sha256: str = ""
    snapshot: SnapshotInfo | None = None
    differences: tuple[Difference, ...] = ()


def check_exported(database: Database, actor: Actor, file_name: str, data: bytes) -> FileChecked:
    """Whether a file is a snapshot that was exported here, or a workbook that bears the hash of one, unchanged."""
    require(actor, Action.VIEW)
    known = list_snapshots(database, actor)
    sha256 = hashlib.sha256(data).hexdigest()
    same = next((one for one in known if one.sha256 == sha256), None)
    if same is not None:
        return FileChecked(FileIs.UNCHANGED, sha256, same)
    if data.lstrip()[:1] == b"{":
        return _check_document(database, actor, known, data, sha256)
    found = _cells(open_workbook(file_name, data).workbook)
    hashes = [named for text in found.values() for named in _HASH.findall(text)]
    info = next((one for one in known if one.sha256 in hashes), None)
    if info is None:
        # The hash of the file that was uploaded stands on the cover too, so any hash alone says little.
        return FileChecked(FileIs.OF_NONE_HERE if hashes else FileIs.NO_EXPORT, hashes[-1] if hashes else "")
    if not still_intact(database, actor, info.id):
        return FileChecked(FileIs.SNAPSHOT_NOT_INTACT, info.sha256, info)
    nearest = min(_reports(database, actor, info, found), key=len, default=None)
    if nearest is None:
        return FileChecked(FileIs.CHANGED, info.sha256, info)
    return FileChecked(FileIs.CHANGED if nearest else FileIs.UNCHANGED, info.sha256, info, tuple(nearest))


def _check_document(
    database: Database, actor: Actor, known: list[SnapshotInfo], data: bytes, sha256: str
) -> FileChecked:
    try:
        plain: Any = json.loads(data)
        frozen = frozen_from_document(plain)
    except UNREADABLE:
        return FileChecked(FileIs.NO_EXPORT, sha256)
    named = (frozen.institution, frozen.name)
    info = next((one for one in known if (one.institution, one.about["name"]) == named), None)
    if info is None:
        return FileChecked(FileIs.OF_NONE_HERE, sha256)
    stored = load_snapshot(database, actor, info.id) if still_intact(database, actor, info.id) else None
    if stored is None:
        return FileChecked(FileIs.SNAPSHOT_NOT_INTACT, sha256, info)
    return FileChecked(FileIs.CHANGED, sha256, info, tuple(_between(stored, frozen)))


def _between(stored: Frozen, frozen: Frozen) -> Iterator[Difference]:
    """Where two snapshots differ: each level, and by name whatever else."""
    was, now = stored.document(), frozen.document()
    yield from (
        Difference(name, str(was[name]), str(now[name]))
        for name in was
        if name not in ("grids", *_PARTS) and was[name] != now[name]
    )
    yield from (Difference(name, "", "") for name in _PARTS if was[name] != now[name])
    there = {one.grid.key: one for one in frozen.grids}
    for one in stored.grids:
        other = there.pop(one.grid.key, None)
        if other is None:
            yield Difference(str(one.grid.key), "1", "0")
        elif one != other:
            yield from _between_grids(one, other)
    yield from (Difference(str(key), "0", "1") for key in there)


def _between_grids(one: FrozenGrid, other: FrozenGrid) -> Iterator[Difference]:
    levels, now = one.grid.levels, other.grid.levels
    if one.grid.targets != other.grid.targets or len(levels) != len(now):
        yield Difference(str(one.grid.key), f"{len(one.grid.courses)}", f"{len(other.grid.courses)}")
        return
    width, found = len(one.grid.targets), False
    for at, (before, after) in enumerate(zip(levels, now, strict=True)):
        if before != after:
            found = True
            course, target = divmod(at, width)
            title, ref = one.grid.courses[course].title, one.grid.provenance.ref(course, target)
            where = (str(one.grid.key), title, one.grid.targets[target], str(ref or ""))
            yield Difference(" | ".join(filter(None, where)), str(before), str(after))
    if not found:
        yield Difference(str(one.grid.key), "", "")


def _reports(database: Database, actor: Actor, info: SnapshotInfo, found: Cells) -> Iterator[list[Difference]]:
    """How the file differs from each report of the snapshot that it can be, in the language that it can be in."""
    frozen, texts = load_snapshot(database, actor, info.id), " ".join(found.values())
    keys = {(one.grid.key.programme, one.grid.key.academic_year) for one in (frozen.grids if frozen else ())}
    for programme, year in sorted(keys):
        for language in LANGUAGES:
            if programme_name(programme)[language] not in texts or year not in texts:
                continue
            made = [
                snapshot_report(database, actor, info.id, programme, language, now=moment, academic_year=year)
                for moment in _MOMENTS
            ]
            one, other = (_cells(open_workbook(*each).workbook) if each else {} for each in made)
            yield [
                Difference(str(cell), one.get(cell, ""), found.get(cell, ""))
                for cell in sorted(one.keys() | found.keys(), key=lambda ref: (ref.sheet, ref.row, ref.column))
                if one.get(cell) == other.get(cell) and one.get(cell) != found.get(cell)
            ]


def _cells(workbook: Workbook) -> Cells:
    return {
        CellRef(sheet.name, row, column): text
        for sheet in workbook.sheets
        for row, texts in enumerate(sheet.texts)
        for column, text in enumerate(texts)
        if text
    }
