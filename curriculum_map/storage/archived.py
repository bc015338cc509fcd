"""Everything that is stored of one institution, as it goes into an archive, and what comes out of one again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, update

from curriculum_map.domain.curriculum import GridKey, Perspective, in_order
from curriculum_map.storage.ambitions import AmbitionSet, ambition_sets_of
from curriculum_map.storage.grids import StoredGrid, list_versions_of, load_versions
from curriculum_map.storage.originals import Original
from curriculum_map.storage.record_tables import ambition_sets, entries, grids, snapshots, sources, versions
from curriculum_map.storage.seals import touch
from curriculum_map.storage.tables import originals
from curriculum_map.storage.versions import StoredLink, load_answers, load_links


@dataclass(frozen=True, slots=True)
class ArchivedVersion:
    """A version of a grid with the courses that somebody said are one with those of earlier versions.

    `answers` are those about its file, as YAML.
    """

    stored: StoredGrid
    links: tuple[StoredLink, ...]
    answers: str


def versions_of(connection: Connection, institution: str) -> list[list[ArchivedVersion]]:
    """Every grid of an institution with all its versions, the first one first; in the same order on every database."""
    infos = list_versions_of(connection, institution)
    version_ids = [info.version_id for info in infos]
    links, answers = load_links(connection, version_ids), load_answers(connection, version_ids)
    found: dict[GridKey, list[ArchivedVersion]] = {}
    for one in load_versions(connection, infos):
        version_id = one.info.version_id
        version = ArchivedVersion(one, tuple(links[version_id]), answers[version_id])
        found.setdefault(one.info.key, []).append(version)
    return [found[key] for key in sorted(found, key=in_order)]


def ambitions_of(connection: Connection, institution: str, institution_id: int) -> list[tuple[GridKey, AmbitionSet]]:
    """Every set of ambitions of an institution, by programme and year, the first one first."""
    return [
        (GridKey(institution, programme, academic_year, None, Perspective.COORDINATOR, campus or None), one)
        for (programme, campus, academic_year), sets in ambition_sets_of(connection, institution_id).items()
        for one in sets
    ]


def originals_of(connection: Connection, sha256s: Iterable[str]) -> list[Original]:
    """Those of these files that are kept, by their SHA-256."""
    statement = select(originals).where(originals.c.sha256.in_(list(sha256s))).order_by(originals.c.sha256)
    return [
        Original(row["sha256"], row["file_name"], row["data"], row["kept_until"])
        for row in connection.execute(statement).mappings()
    ]


def files_of(connection: Connection, institution_id: int) -> list[str]:
    """The SHA-256 of every file that something of the institution was read from."""
    of_grids = (
        select(sources.c.sha256)
        .join(versions, versions.c.id == sources.c.version_id)
        .join(grids, grids.c.id == versions.c.grid_id)
        .where(grids.c.institution_id == institution_id)
    )
    of_ambitions = select(ambition_sets.c.sha256).where(ambition_sets.c.institution_id == institution_id)
    found = {*connection.execute(of_grids).scalars(), *connection.execute(of_ambitions).scalars()}
    return sorted(found - {""})


def has_anything(connection: Connection, institution_id: int) -> bool:
    """Whether anything is stored of the institution."""
    return any(
        connection.execute(select(table.c.id).where(table.c.institution_id == institution_id).limit(1)).first()
        for table in (grids, ambition_sets, entries, snapshots)
    )


def counts_of(connection: Connection, institution_id: int) -> tuple[int, int]:
    """How many grids of an institution there are, and how many versions of them."""
    of_grids = select(func.count()).select_from(grids).where(grids.c.institution_id == institution_id)
    of_versions = (
        select(func.count())
        .select_from(versions.join(grids, grids.c.id == versions.c.grid_id))
        .where(grids.c.institution_id == institution_id)
    )
    return int(connection.execute(of_grids).scalar_one()), int(connection.execute(of_versions).scalar_one())


def set_made_from(connection: Connection, made_from: Mapping[int, int]) -> None:
    """Says of versions that were stored just now which ones they were made of: these may have been stored later."""
    made = update(versions).where(versions.c.id == bindparam("version")).values(made_from=bindparam("before"))
    if made_from:
        connection.execute(made, [{"version": version, "before": before} for version, before in made_from.items()])
        touch(connection, versions, *made_from)
