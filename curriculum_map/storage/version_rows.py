"""A version of a grid as rows and arrays of bytes, and back."""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from curriculum_map.domain.canonical import (
    Document,
    checksum,
    course_document,
    course_from,
    grid_document,
    group_documents,
    groups_from,
    provenance_from,
    source_document,
)
from curriculum_map.domain.curriculum import BlankMeans, Grid, GridKey
from curriculum_map.domain.framework import Granularity
from curriculum_map.storage.addresses import packed, unpacked
from curriculum_map.storage.batches import batched
from curriculum_map.storage.bulk import insert_many, new_ids
from curriculum_map.storage.record_tables import courses, sources, versions

# Of a source and of a course: of which version, and the how manieth.
_KEY = ("version_id", "position")
_OF_VERSION = tuple(column.name for column in versions.c)
_OF_SOURCE = tuple(column.name for column in sources.c if column.name not in _KEY)
_OF_COURSE = tuple(column.name for column in courses.c if column.name not in _KEY)


def version_values(grid: Grid) -> dict[str, Any]:
    """What the row of a version says of the grid itself."""
    return {
        "edition": grid.edition,
        "granularity": grid.granularity.value,
        "blank_means": grid.blank_means.value,
        "targets": list(grid.targets),
        "levels": grid.levels,
        "written": shortened(grid.provenance.written),
        "elsewhere": packed(grid.provenance.elsewhere),
        "groups": group_documents(grid.groups),
        "tracks": list(grid.tracks),
        "course_count": len(grid.courses),
    }


def shortened(written: bytes) -> bytes:
    """The marks of a grid as they are stored: compressed where that makes them shorter, which it mostly does."""
    # The fastest level: the next ones make it a hundredth shorter.
    compressed = zlib.compress(written, 1)
    return compressed if len(compressed) < len(written) else written


def lengthened(stored: bytes, places: int) -> bytes:
    """The marks of so many places as they were; ValueError for what is no such thing."""
    if len(stored) == places:
        return stored
    try:
        return zlib.decompress(stored)
    except zlib.error as fault:
        raise ValueError(f"no marks of {places} places") from fault


def row_values(grid: Grid) -> dict[Table, list[dict[str, Any]]]:
    """What the rows of every table say of a grid."""
    return {
        versions: [version_values(grid)],
        sources: [source_document(source) for source in grid.provenance.sources],
        courses: [course_document(grid, place) for place in range(len(grid.courses))],
    }


def insert_versions(connection: Connection, new: Sequence[tuple[Grid, Mapping[str, Any]]]) -> list[int]:
    """Stores these grids as versions, with what else their rows say, their sources and their courses; the ids."""
    ids = new_ids(connection, versions, len(new))
    found, of_sources, of_courses = [], [], []
    for version_id, (grid, values) in zip(ids, new, strict=True):
        document = grid_document(grid)
        row = {"id": version_id, "checksum": checksum(document), **version_values(grid), **values}
        found.append([row[name] for name in _OF_VERSION])
        for position, source in enumerate(document["sources"]):
            of_sources.append((version_id, position, *(source[name] for name in _OF_SOURCE)))
        for position, course in enumerate(document["courses"]):
            of_courses.append((version_id, position, *map(course.get, _OF_COURSE)))
    insert_many(connection, versions, _OF_VERSION, found)
    insert_many(connection, sources, (*_KEY, *_OF_SOURCE), of_sources)
    insert_many(connection, courses, (*_KEY, *_OF_COURSE), of_courses)
    return list(ids)


def grids_of(connection: Connection, keys: Mapping[int, GridKey]) -> dict[int, Grid]:
    """The grids of these versions, by the id of the version."""
    found: dict[int, Grid] = {}
    for some in batched(keys):
        of_courses, of_sources = _by_version(connection, courses, some), _by_version(connection, sources, some)
        for row in connection.execute(select(versions).where(versions.c.id.in_(some))).mappings():
            version = row["id"]
            found[version] = _grid(keys[version], row, of_courses[version], of_sources[version])
    return found


def _by_version(connection: Connection, table: Table, version_ids: Sequence[int]) -> defaultdict[int, list[Document]]:
    rows: defaultdict[int, list[Document]] = defaultdict(list)
    statement = select(table).where(table.c.version_id.in_(version_ids)).order_by(table.c.version_id, table.c.position)
    for row in connection.execute(statement).mappings():
        rows[row["version_id"]].append({**row})
    return rows


def _grid(key: GridKey, row: RowMapping, of_courses: Sequence[Document], of_sources: Sequence[Document]) -> Grid:
    written = lengthened(row["written"], len(row["levels"]))
    provenance = provenance_from(of_courses, of_sources, written, unpacked(row["elsewhere"]))
    return Grid(
        key=key,
        edition=row["edition"],
        granularity=Granularity(row["granularity"]),
        blank_means=BlankMeans(row["blank_means"]),
        targets=tuple(row["targets"]),
        courses=tuple(course_from(course) for course in of_courses),
        levels=row["levels"],
        provenance=provenance,
        carried=frozenset(course["position"] for course in of_courses if course["carried"]),
        groups=groups_from(row["groups"]),
        tracks=tuple(row["tracks"]),
    )
