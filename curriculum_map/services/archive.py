"""Everything of one institution in one file, brought in elsewhere, or deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.frozen import Frozen
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import Entry
from curriculum_map.frameworks.loader import load_editions, load_programmes
from curriculum_map.services.archive_format import (
    Archive,
    PackedGrid,
    PackedVersion,
    VersionPlace,
    archive_of,
    members_of,
    with_manifest,
)
from curriculum_map.services.archive_storing import check, store
from curriculum_map.services.archive_tables import README, Listed, courses_csv, ratings_csv
from curriculum_map.services.archive_zip import (
    DEFAULT_ARCHIVE_LIMITS,
    ArchiveError,
    ArchiveLimits,
    pack,
    sha256,
    unpack,
)
from curriculum_map.services.erasing import erase, names_of
from curriculum_map.services.identity import ids_of
from curriculum_map.services.lineage import brought_by
from curriculum_map.services.progress import Part, Told, untold
from curriculum_map.services.remembered import compared_institution
from curriculum_map.services.snapshots import is_intact, read_document
from curriculum_map.storage.archived import (
    ArchivedVersion,
    ambitions_of,
    files_of,
    originals_of,
    versions_of,
)
from curriculum_map.storage.audit import Act, list_acts, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.elsewhere import load_elsewhere
from curriculum_map.storage.frameworks import list_frameworks
from curriculum_map.storage.identity import Institution, institution_called
from curriculum_map.storage.register import entries_of, trusted
from curriculum_map.storage.remembered import load_remembered
from curriculum_map.storage.snapshots import list_snapshots, load_document
from curriculum_map.storage.troubles import NotIntactError

_LONGEST_NAME = 300
# The share of an import after which all of the archive is checked; what is left is the storing.
_CHECKED = 0.8


@dataclass(frozen=True, slots=True)
class Moved:
    """How much of an institution was brought in or deleted."""

    institution: str
    grids: int
    versions: int
    snapshots: int

    def facts(self) -> dict[str, object]:
        """What a sentence about it is given."""
        return {"name": self.institution, "grids": self.grids, "versions": self.versions, "snapshots": self.snapshots}


def export_institution(
    database: Database, actor: Actor, institution: str, *, now: datetime, told: Told = untold
) -> bytes | Refused:
    """A zip file of open formats with everything of an institution; the same record gives the same bytes.

    `told` hears how far it is.
    """
    require(actor, Action.EXPORT)
    with database.read() as connection:
        known = institution_called(connection, institution)
        if known is None:
            return Refused(Why.NO_INSTITUTION, {"institution": institution})
        if (refused := _not_intact(connection, known)) is not None:
            return refused
        try:
            grids = versions_of(connection, known.name)
            archive = _archive(connection, known, grids, now)
        except NotIntactError as fault:
            return Refused(Why.EXPORT_NOT_INTACT, {"about": list(fault.about)})
        current = [Listed(one[-1].stored, brought_by(connection, one[-1].stored)) for one in grids]
    # The shares of each step as they were measured: of many grids the lines of their ratings take longest.
    part = Part(told)
    members = members_of(archive, part.between(0, 0.06)) | {
        "README.txt": README.encode(),
        "ratings.csv": ratings_csv(part.between(0.06, 0.77).each(current)),
        "courses.csv": courses_csv(part.between(0.77, 0.81).each(current)),
    }
    data = pack(with_manifest(archive, members), part.between(0.81, 0.9))
    return _not_importable(data, part.between(0.9, 1)) or data


def preview_archive(
    actor: Actor, data: bytes, limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS, told: Told = untold
) -> Moved | Refused:
    """How much is in an archive, or what is wrong with it; nothing is stored. `told` hears how far it is."""
    require(actor, Action.READ_FILE)
    try:
        archive = _checked(data, limits, Part(told))
    except ArchiveError as error:
        return error.refused
    return _counted(archive)


def import_institution(
    database: Database,
    actor: Actor,
    data: bytes,
    *,
    now: datetime,
    limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS,
    told: Told = untold,
) -> Moved | Refused:
    """Stores everything of an archive, in one transaction, or says why not: every checksum in it is computed anew.

    The audit log of the other database is kept as the log of where the institution came from: what happened there did
    not happen here. `told` hears how far it is; whatever it raises ends the import, and nothing of it stays.
    """
    require(actor, Action.IMPORT_ARCHIVE)
    try:
        archive = _checked(data, limits, Part(told, 0, _CHECKED))
        with database.write() as connection:
            store(connection, archive, sha256(data), actor, now, Part(told, _CHECKED))
            moved = _counted(archive)
            details = {"sha256": sha256(data), "grids": moved.grids, "versions": moved.versions}
            record(connection, Act(now, actor.name, Action.IMPORT_ARCHIVE, archive.institution, details))
    except ArchiveError as error:
        return error.refused
    return moved


def _checked(data: bytes, limits: ArchiveLimits, part: Part) -> Archive:
    """What is in an archive, each part of it checked, told how far that is: about a third for each of three rounds."""
    members = unpack(data, limits, part.between(0, 1 / 3))
    archive = archive_of(members, part.between(1 / 3, 2 / 3))
    check(archive, part.between(2 / 3, 1))
    return archive


def delete_institution(
    database: Database, actor: Actor, institution: str, confirmed: str, *, now: datetime
) -> Moved | Refused:
    """Deletes everything of an institution whose name is said once more: grids, ambitions, snapshots, files, drafts.

    The audit log keeps that it was done, and what it said before.
    """
    require(actor, Action.DELETE_INSTITUTION)
    with database.write() as connection:
        known = institution_called(connection, institution)
        if known is None:
            return Refused(Why.NO_INSTITUTION, {"institution": institution})
        if confirmed != known.name:
            return Refused(Why.NOT_CONFIRMED, {"institution": known.name})
        erased = erase(connection, actor, known, now)
    return Moved(known.name, erased.grids, erased.versions, erased.snapshots)


def _not_intact(connection: Connection, known: Institution) -> Refused | None:
    infos = list_snapshots(connection, list(ids_of(connection, known.id)))
    broken = next((info.name for info in infos if not is_intact(connection, info.id)), None)
    return None if broken is None else Refused(Why.SNAPSHOT_NOT_INTACT, {"name": broken})


def _not_importable(data: bytes, part: Part) -> Refused | None:
    """Why no installation would take this archive; None where one would."""
    try:
        _checked(data, DEFAULT_ARCHIVE_LIMITS, part)
    except ArchiveError as error:
        facts = error.refused.facts
        return Refused(Why.EXPORT_UNSOUND if "member" in facts else Why.EXPORT_TOO_LARGE, facts)
    return None


def _archive(connection: Connection, known: Institution, grids: list[list[ArchivedVersion]], now: datetime) -> Archive:
    used = {version.stored.grid.edition for grid in grids for version in grid}
    six = {programme.id for programme in load_programmes()}
    ambitions = ambitions_of(connection, known.name, known.id)
    register = _register_of(connection, known)
    programmes = {grid[0].stored.info.key.programme for grid in grids} | {key.programme for key, _ in ambitions}
    programmes |= {entry.about.programme for entry in register}
    kept = originals_of(connection, files_of(connection, known.id))
    return Archive(
        institution=known.name,
        spellings=tuple(sorted(known.spellings)),
        grids=tuple(_packed(grids)),
        ambitions=tuple(ambitions),
        register=tuple(register),
        snapshots=tuple(_snapshots(connection, known)),
        frameworks={
            one.framework.id: (one.framework, one.sha256)
            for one in list_frameworks(connection)
            if one.framework.id in used - load_editions().keys()
        },
        programmes=tuple(sorted(programmes - six)),
        answers=load_remembered(connection, compared_institution(known.name)),
        originals=tuple(one for one in kept if one.kept_until > now),
        log=tuple(reversed(list_acts(connection, sorted(names_of(connection, known)), None))),
        elsewhere=tuple(load_elsewhere(connection, [known.id])),
    )


def _register_of(connection: Connection, known: Institution) -> list[Entry]:
    """All that was written down. NotIntactError where some of what stands was changed."""
    return trusted(entries_of(connection, known.id), known.name)


def _packed(grids: list[list[ArchivedVersion]]) -> Iterable[PackedGrid]:
    """The grids as they go into the archive: ids of this database become places in it."""
    places: dict[int, VersionPlace] = {
        version.stored.info.version_id: (place, number)
        for place, grid in enumerate(grids, start=1)
        for number, version in enumerate(grid, start=1)
    }
    for grid in grids:
        yield PackedGrid(grid[-1].stored.info.is_sample, tuple(_packed_version(one, places) for one in grid))


def _packed_version(version: ArchivedVersion, places: dict[int, VersionPlace]) -> PackedVersion:
    info = version.stored.info
    return PackedVersion(
        version.stored.grid,
        info.made,
        info.imported_at,
        info.imported_by,
        None if info.made_from is None else places.get(info.made_from),
        tuple(
            (link.position, places[link.before_version_id], link.before_position)
            for link in version.links
            if link.before_version_id in places
        ),
        version.answers,
    )


def _snapshots(connection: Connection, known: Institution) -> Iterable[tuple[str, Frozen]]:
    """The snapshots in the order in which they were made; of two with one name the absorbed one says whose it is."""
    infos = list_snapshots(connection, list(ids_of(connection, known.id)))
    taken: set[str] = set()
    for info in sorted(infos, key=lambda one: (one.institution_id != known.id, one.made_at, one.name)):
        frozen = read_document(load_document(connection, info.id) or b"")
        if frozen is not None:
            name = info.name if info.name not in taken else f"{info.name} ({info.institution})"[:_LONGEST_NAME]
            taken.add(name)
            yield name, frozen


def _counted(archive: Archive) -> Moved:
    versions = sum(len(one.versions) for one in archive.grids)
    return Moved(archive.institution, len(archive.grids), versions, len(archive.snapshots))
