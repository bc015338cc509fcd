"""Snapshots for accreditation: made once, never changed, and checked by anybody who has the hash."""

import hashlib
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.canonical import canonical_bytes, grid_checksum
from curriculum_map.domain.curriculum import GridKey, in_order
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.frozen import Frozen, FrozenAmbitions, FrozenGrid, VerifiedSnapshot, frozen_from_document
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import Entry
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.frameworks.formats.plain import as_plain, from_plain
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.frameworks.own import as_edition
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.identity import ids_of
from curriculum_map.services.lineage import brought_by
from curriculum_map.services.progress import UNTOLD, Part, Told, untold
from curriculum_map.storage import snapshots
from curriculum_map.storage.ambitions import ambition_sets_of
from curriculum_map.storage.audit import PART, Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.frameworks import list_frameworks
from curriculum_map.storage.grids import (
    GridInfo,
    StoredGrid,
    current_numbers,
    list_grids,
    list_with_checksums,
    load_grids,
    require_intact,
)
from curriculum_map.storage.identity import Institution, institution_called
from curriculum_map.storage.register import entries_of, trusted
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.storage.troubles import NotIntactError
from curriculum_map.storage.verifying import checksums_now

_LONGEST_NAME, _LONGEST_NOTE = 300, 4_000
# So many grids are read before it is said again how far a check is.
_AT_ONCE = 100
_HASH = re.compile(r"[0-9a-fA-F]{8,64}")
# What a document that was meddled with can come to grief on.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a snapshot is made of: these programmes, or all; one academic year, or all; and how its reports count."""

    programmes: Collection[str] | None = None
    academic_year: str | None = None
    counting_rule: str = HIGHEST.name


EVERYTHING = Scope()


def make_snapshot(
    database: Database,
    actor: Actor,
    institution: str,
    name: str,
    *,
    now: datetime,
    scope: Scope = EVERYTHING,
    note: str = "",
    told: Told = untold,
) -> SnapshotInfo | Refused:
    """Freezes every current grid of an institution, of all raters, and its ambitions under a name of its own.

    Nothing where one of them is not what was stored: what was changed in the database is never frozen. `told` hears how
    far it is; whatever it raises ends it, and nothing of it stays.
    """
    require(actor, Action.MAKE_SNAPSHOT)
    name, note = " ".join(name.split()), note.strip()[:_LONGEST_NOTE]
    if not 0 < len(name) <= _LONGEST_NAME:
        return Refused(Why.NAME_NEEDED, {"most": _LONGEST_NAME})
    titles = {one.id: {"nl": one.title.nl, "en": one.title.en} for one in shown_editions(database, actor).values()}
    with database.write() as connection:
        known = institution_called(connection, institution)
        if known is None:
            return Refused(Why.NO_INSTITUTION, {"institution": institution})
        if any(one.name == name for one in snapshots.list_snapshots(connection, ids_of(connection, known.id))):
            return Refused(Why.NAME_TAKEN, {"name": name, "institution": known.name})
        try:
            grids = _grids_of(connection, known.name, scope)
            ambitions = _ambitions_of(connection, known, grids)
            register = _register_of(connection, known, grids)
        except NotIntactError as fault:
            return Refused(Why.NOT_INTACT, {"about": list(fault.about)})
        if not grids:
            return Refused(Why.NOTHING_TO_FREEZE, {"institution": known.name})
        used = {one.grid.edition for one in grids}
        frozen = Frozen(
            institution=known.name,
            name=name,
            note=note,
            programmes=None if scope.programmes is None else tuple(sorted(scope.programmes)),
            academic_year=scope.academic_year,
            counting_rule=scope.counting_rule,
            made_at=now,
            made_by=actor.name,
            grids=tuple(_frozen_grid(connection, one) for one in Part(told, 0.2, 0.6).each(grids)),
            ambitions=ambitions,
            register=register,
            editions={edition: titles[edition] for edition in sorted(used) if edition in titles},
            frameworks={
                one.framework.id: as_plain(one.framework)
                for one in list_frameworks(connection)
                if one.framework.id in used
            },
        )
        info = keep(connection, frozen, known.id, name)
        details = {"sha256": info.sha256, "grids": len(grids)}
        record(connection, Act(now, actor.name, Action.MAKE_SNAPSHOT, f"{known.name}{PART}{name}", details))
    return info


def keep(connection: Connection, frozen: Frozen, institution_id: int, name: str) -> SnapshotInfo:
    """Stores what was frozen under this name; what is stored."""
    document = canonical_bytes(frozen.document())
    about, sha256 = frozen.about(), hashlib.sha256(document).hexdigest()
    info = SnapshotInfo(0, institution_id, frozen.institution, name, about, frozen.made_at, frozen.made_by, sha256)
    return snapshots.save_snapshot(connection, info, document)


def list_snapshots(database: Database, actor: Actor, institution: str | None = None) -> list[SnapshotInfo]:
    """The snapshots of an institution, with those of the spellings it absorbed; or all. The newest first."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        if institution is None:
            return snapshots.list_snapshots(connection)
        known = institution_called(connection, institution)
        return [] if known is None else snapshots.list_snapshots(connection, ids_of(connection, known.id))


def find_snapshot(database: Database, actor: Actor, institution: str, called: str) -> SnapshotInfo | None:
    """The snapshot of an institution by its name, or by the first eight or more signs of its hash."""
    found = list_snapshots(database, actor, institution)
    by_hash = [one for one in found if _HASH.fullmatch(called) and one.sha256.startswith(called.lower())]
    return next((one for one in [*found, *by_hash] if one.name == called or one in by_hash), None)


def load_snapshot(database: Database, actor: Actor, snapshot_id: int) -> Frozen | None:
    """What a snapshot says, with its grids; None where there is none, or it cannot be read any more."""
    document = export_snapshot(database, actor, snapshot_id)
    return None if document is None else read_document(document)


def export_snapshot(database: Database, actor: Actor, snapshot_id: int) -> bytes | None:
    """The document itself: its bytes have the hash of the snapshot."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        try:
            return snapshots.load_document(connection, snapshot_id)
        except ValueError:
            return None


def is_intact(connection: Connection, snapshot_id: int) -> bool:
    """Whether the document of a snapshot has the hash that was written down, and the database says no other of it."""
    try:
        return snapshots.is_as_frozen(connection, snapshot_id)
    except UNREADABLE:
        return False


def still_intact(database: Database, actor: Actor, snapshot_id: int) -> bool:
    """The same, asked by somebody."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return is_intact(connection, snapshot_id)


def verify_snapshot(database: Database, actor: Actor, info: SnapshotInfo, *, told: Told = untold) -> VerifiedSnapshot:
    """Computes the hash anew, and looks whether the database still has each grid as it is in the snapshot.

    `told` hears how far it is.
    """
    document = export_snapshot(database, actor, info.id) or b""
    # The shares of each step as they were measured, reading the document first.
    part = Part(told)
    frozen = read_document(document)
    verified = _verified(document, frozen, info.sha256, part.between(0.3, 0.4))
    if frozen is None:
        return replace(verified, name=info.name)
    with database.read() as connection:
        stored = _stored(connection, frozen, part.between(0.4, 1))
        is_as_frozen = is_intact(connection, info.id)
        current = current_numbers(connection, {info.id for info in stored.values()})
    not_stored: list[GridKey] = []
    moved_on: list[tuple[GridKey, int, int]] = []
    for one in frozen.grids:
        found = stored.get((one.grid.key, one.checksum))
        if found is None:
            not_stored.append(one.grid.key)
        elif found.version != current[found.id]:
            moved_on.append((one.grid.key, found.version, current[found.id]))
    return VerifiedSnapshot(
        info.name, verified.sha256, info.sha256, verified.altered, tuple(not_stored), is_as_frozen, tuple(moved_on)
    )


def verify_exported(actor: Actor, document: bytes, expected: str | None = None) -> VerifiedSnapshot:
    """The same of a document in a file, without any database; `expected` is the hash as it was printed somewhere.

    A document that cannot be read is not intact, whatever its hash.
    """
    require(actor, Action.READ_FILE)
    return _verified(document, read_document(document), expected)


def _verified(document: bytes, frozen: Frozen | None, expected: str | None, part: Part = UNTOLD) -> VerifiedSnapshot:
    sha256 = hashlib.sha256(document).hexdigest()
    if frozen is None:
        return VerifiedSnapshot("", sha256, expected or "")
    altered = tuple(one.grid.key for one in part.each(frozen.grids) if not one.is_intact)
    return VerifiedSnapshot(frozen.name, sha256, expected and expected.strip().lower(), altered)


def read_document(document: bytes) -> Frozen | None:
    """What a document says; None for what is none."""
    try:
        plain: Any = json.loads(document)
        frozen = frozen_from_document(plain)
        return frozen if canonical_bytes(frozen.document()) == document else None
    except UNREADABLE:
        return None


def edition_then(frozen: Frozen, edition_id: str) -> Edition:
    """An edition as a snapshot knows it: a framework of one's own is in it, the packaged ones never change."""
    if edition_id not in frozen.frameworks:
        return load_edition(edition_id)
    framework, _ = from_plain(frozen.frameworks[edition_id], edition_id)
    if framework is None:
        raise ValueError(f"the framework {edition_id} in a snapshot cannot be read")
    return as_edition(framework)


def _grids_of(connection: Connection, institution: str, scope: Scope) -> list[StoredGrid]:
    """The grids to freeze. NotIntactError where one of them is not what was stored."""
    chosen = [
        info.id
        for info in list_grids(connection)
        if info.key.institution == institution
        and scope.academic_year in (None, info.key.academic_year)
        and (scope.programmes is None or info.key.programme in scope.programmes)
    ]
    found = load_grids(connection, chosen)
    require_intact(found)
    return sorted(found, key=lambda one: in_order(one.info.key))


def _frozen_grid(connection: Connection, stored: StoredGrid) -> FrozenGrid:
    info, checksum, brought = stored.info, grid_checksum(stored.grid), brought_by(connection, stored)
    return FrozenGrid(stored.grid, info.version, info.imported_at, info.imported_by, info.is_sample, checksum, brought)


def _ambitions_of(
    connection: Connection, institution: Institution, grids: Sequence[StoredGrid]
) -> tuple[FrozenAmbitions, ...]:
    """The ambitions that count for these grids, each programme and year once. NotIntactError for changed ones."""
    rated = {(one.info.key.programme, one.info.key.campus or "", one.info.key.academic_year) for one in grids}
    sets = ambition_sets_of(connection, institution.id).items()
    last = {of_year: each[-1] for of_year, each in sets if of_year in rated}
    changed = [of_year for of_year, one in last.items() if not one.is_intact]
    if changed:
        raise NotIntactError(" | ".join(filter(None, (institution.name, *of_year))) for of_year in changed)
    return tuple(
        FrozenAmbitions(programme, campus or None, year, one.ambitions, one.made_at, one.made_by)
        for (programme, campus, year), one in last.items()
    )


def _register_of(connection: Connection, known: Institution, grids: Sequence[StoredGrid]) -> tuple[Entry, ...]:
    """What was written down about these grids, and about their programmes whatever the year.

    NotIntactError for what stands and was changed.
    """
    programmes = {(one.info.key.programme, one.info.key.campus) for one in grids}
    years = {one.info.key.academic_year for one in grids}
    found = [
        entry
        for entry in entries_of(connection, known.id)
        if (entry.about.programme, entry.about.campus) in programmes and entry.about.academic_year in (None, *years)
    ]
    return tuple(trusted(found, known.name))


def _stored(connection: Connection, frozen: Frozen, part: Part) -> dict[tuple[GridKey, str], GridInfo]:
    """By key and checksum of grids in a snapshot the last version in the database that has it, if its data have it.

    Any version: the number changes when spellings are merged. The institution is as the snapshot spells it.
    """
    known = institution_called(connection, frozen.institution)
    if known is None:
        return {}
    infos = list_with_checksums(connection, known.id, [one.checksum for one in frozen.grids])
    lots = [infos[at : at + _AT_ONCE] for at in range(0, len(infos), _AT_ONCE)]
    now = {
        version: checksum
        for lot in part.each(lots)
        for version, checksum in checksums_now(connection, {info.version_id: info.key for info in lot})
    }
    return {
        (replace(info.key, institution=frozen.institution), info.checksum): info
        for info in sorted(infos, key=lambda one: one.version)
        if now[info.version_id] == (info.checksum, info.courses)
    }
