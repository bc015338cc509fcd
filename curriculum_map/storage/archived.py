"""Everything that is stored of one institution, as it goes into an archive, and what comes out of one again."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from curriculum_map.domain.curriculum import GridKey, Perspective, in_order
from curriculum_map.storage.ambitions import AmbitionSet, list_ambition_sets
from curriculum_map.storage.grids import StoredGrid, list_grids, list_versions, load_versions
from curriculum_map.storage.originals import Original
from curriculum_map.storage.record_tables import ambition_sets, grids, snapshots, sources, versions
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
    found = []
    for info in sorted(list_grids(connection), key=lambda one: in_order(one.key)):
        if info.key.institution == institution:
            numbered = load_versions(connection, reversed(list_versions(connection, info.id)))
            found.append([_version(connection, one) for one in numbered])
    return found


def _version(connection: Connection, stored: StoredGrid) -> ArchivedVersion:
    version_id = stored.info.version_id
    return ArchivedVersion(stored, tuple(load_links(connection, version_id)), load_answers(connection, version_id))


def ambitions_of(connection: Connection, institution: str, institution_id: int) -> list[tuple[GridKey, AmbitionSet]]:
    """Every set of ambitions of an institution, by programme and year, the first one first."""
    key = (ambition_sets.c.programme, ambition_sets.c.campus, ambition_sets.c.academic_year)
    statement = select(*key).where(ambition_sets.c.institution_id == institution_id).distinct()
    found = []
    # Sorted here: databases differ in what comes after what.
    for programme, campus, academic_year in sorted(tuple(row) for row in connection.execute(statement)):
        about = GridKey(institution, programme, academic_year, None, Perspective.COORDINATOR, campus or None)
        found += [(about, one) for one in reversed(list_ambition_sets(connection, about))]
    return found


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
        for table in (grids, ambition_sets, snapshots)
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


def set_made_from(connection: Connection, version_id: int, made_from: int) -> None:
    """Says of a version that was stored just now which one it was made of: that may have been stored after it."""
    connection.execute(update(versions).where(versions.c.id == version_id).values(made_from=made_from))
