"""An archive that was read is checked as a whole, and stored."""

from datetime import datetime
from itertools import islice

from curriculum_map.domain.actors import Actor
from curriculum_map.domain.frozen import ambition_document
from curriculum_map.domain.refused import Why
from curriculum_map.frameworks.loader import load_editions, load_programmes
from curriculum_map.services.archive_format import Archive, PackedGrid, VersionPlace
from curriculum_map.services.archive_zip import ArchiveError
from curriculum_map.services.progress import UNTOLD, Part
from curriculum_map.services.remembered import compared_institution
from curriculum_map.services.snapshots import keep
from curriculum_map.storage.ambitions import save_ambition_sets
from curriculum_map.storage.archived import has_anything, set_made_from
from curriculum_map.storage.database import Connection
from curriculum_map.storage.elsewhere import ActElsewhere, save_elsewhere
from curriculum_map.storage.fitting import (
    check_acts,
    check_ambitions,
    check_answers,
    check_entries,
    check_grid,
    check_names,
)
from curriculum_map.storage.frameworks import list_frameworks, save_framework
from curriculum_map.storage.identity import add_spellings, find_institution, institution_of
from curriculum_map.storage.originals import save_original
from curriculum_map.storage.programmes import list_programmes, save_programme
from curriculum_map.storage.register import add_entries
from curriculum_map.storage.remembered import save_remembered
from curriculum_map.storage.versions import Making, NewVersion, StoredLink, save_links, save_versions


def check(archive: Archive, part: Part = UNTOLD) -> None:
    """ArchiveError for an archive that says what no database could hold, or speaks of what is not in it.

    It is told how far that is, version by version.
    """
    try:
        check_names(institution=[archive.institution], spelling=archive.spellings)
        check_names(own_programme=archive.programmes, snapshot=[name for name, _ in archive.snapshots])
        check_names(original=[one.file_name for one in archive.originals])
        check_answers(archive.answers.marks, archive.answers.columns)
        check_acts([*archive.elsewhere, *(ActElsewhere(act, "") for act in archive.log)])
        _check_versions(archive, part)
        check_entries(archive.register)
        for _, frozen in archive.snapshots:
            check_names(institution=[frozen.institution], making=[frozen.made_by])
            if frozen.made_at.tzinfo is None:
                raise ValueError("a moment without a time zone")
        for key, one in archive.ambitions:
            about = {
                "programme": key.programme,
                "campus": key.campus or "",
                "academic_year": key.academic_year,
                "made_by": one.made_by,
                "file_name": one.file_name or "",
                "sha256": one.sha256 or "",
            }
            check_ambitions(about, [ambition_document(each) for each in one.ambitions])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as fault:
        raise ArchiveError(Why.UNREADABLE_MEMBER, member=archive.institution[:100]) from fault


def _check_versions(archive: Archive, part: Part) -> None:
    places = {
        (place, number): version
        for place, grid in enumerate(archive.grids, start=1)
        for number, version in enumerate(grid.versions, start=1)
    }
    for version in part.each(places.values()):
        check_grid(version.grid)
        check_names(making=[version.made_by])
        for course, of, before in version.links:
            if course >= len(version.grid.courses) or before >= len(places[of].grid.courses):
                raise ValueError("a course that is not there")
        if version.made_from is not None and version.made_from not in places:
            raise ValueError("a version that is not there")
    if len({grid.versions[0].grid.key for grid in archive.grids}) != len(archive.grids):
        raise ValueError("one grid twice")


def store(
    connection: Connection,
    archive: Archive,
    sha256: str,
    actor: Actor,
    now: datetime,
    part: Part = UNTOLD,
) -> None:
    """Stores everything of the archive with this SHA-256; it is told how far that is, version by version.

    ArchiveError where it meets something here, or needs something that is not.
    """
    institution_id = _institution(connection, archive)
    _frameworks(connection, archive, now)
    known = {programme.id for programme in load_programmes()} | set(list_programmes(connection))
    for programme in archive.programmes:
        if programme not in known:
            save_programme(connection, programme)
    _grids(connection, archive, part)
    save_ambition_sets(connection, archive.ambitions)
    add_entries(connection, institution_id, archive.register)
    for name, frozen in archive.snapshots:
        keep(connection, frozen, institution_id, name)
    acts = [*archive.elsewhere, *(ActElsewhere(act, sha256) for act in archive.log)]
    save_elsewhere(connection, institution_id, acts)
    for original in archive.originals:
        if original.kept_until > now:
            save_original(connection, original)
    if archive.answers.at is not None:
        save_remembered(connection, compared_institution(archive.institution), archive.answers, by=actor.name)


def _institution(connection: Connection, archive: Archive) -> int:
    """The id of the institution here, with its spellings."""
    here = find_institution(connection, archive.institution)
    if here is not None and has_anything(connection, here):
        raise ArchiveError(Why.ALREADY_HERE, institution=archive.institution)
    institution_id = institution_of(connection, archive.institution)
    new = []
    for spelling in archive.spellings:
        other = find_institution(connection, spelling)
        if other is None:
            new.append(spelling)
        elif other != institution_id:
            raise ArchiveError(Why.SPELLING_ELSEWHERE, institution=archive.institution, spelling=spelling)
    add_spellings(connection, institution_id, dict.fromkeys(new))
    return institution_id


def _frameworks(connection: Connection, archive: Archive, now: datetime) -> None:
    """Stores the frameworks that are not here yet; a grid of a framework that is nowhere is not taken."""
    here = {one.framework.id: one.framework for one in list_frameworks(connection)}
    for name, (framework, sha256) in archive.frameworks.items():
        if here.setdefault(name, framework) != framework or name in load_editions():
            raise ArchiveError(Why.OTHER_FRAMEWORK, name=name)
        save_framework(connection, framework, sha256=sha256, at=now)
    for grid in archive.grids:
        for version in grid.versions:
            if version.grid.edition not in {*here, *load_editions()}:
                raise ArchiveError(Why.NO_FRAMEWORK, name=version.grid.edition)


def _grids(connection: Connection, archive: Archive, part: Part) -> None:
    placed = dict(enumerate(archive.grids, start=1))
    ids: dict[VersionPlace, int] = {}
    # All first versions, then all second ones: of a grid the next one is stored over the one before it.
    most = max((len(grid.versions) for grid in archive.grids), default=0)
    rounds = [
        [(place, number) for place, grid in placed.items() if len(grid.versions) >= number]
        for number in range(1, most + 1)
    ]
    each = part.each([one for places in rounds for one in places])
    for places in rounds:
        new = (_new(placed[place], number) for place, number in islice(each, len(places)))
        infos = save_versions(connection, new)
        ids |= {place: info.version_id for place, info in zip(places, infos, strict=True)}
    versions = {ids[place, number]: placed[place].versions[number - 1] for place, number in ids}
    links = {
        version_id: [StoredLink(course, ids[of], before) for course, of, before in version.links]
        for version_id, version in versions.items()
    }
    save_links(connection, links)
    set_made_from(
        connection, {one: ids[made.made_from] for one, made in versions.items() if made.made_from is not None}
    )


def _new(grid: PackedGrid, number: int) -> NewVersion:
    version = grid.versions[number - 1]
    making = Making(version.made_at, version.made_by, version.made, None, grid.is_sample, version.answers)
    return NewVersion(version.grid, number - 1 or None, making)
