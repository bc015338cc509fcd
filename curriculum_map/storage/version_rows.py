"""A version of a grid as rows and arrays of bytes, and back."""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, insert, select

from curriculum_map.domain.canonical import Document, course_document, course_from, provenance_from, source_document
from curriculum_map.domain.curriculum import BlankMeans, Grid, GridKey
from curriculum_map.domain.framework import Granularity
from curriculum_map.storage.addresses import packed, unpacked
from curriculum_map.storage.batches import batched
from curriculum_map.storage.record_tables import courses, sources, versions

# Made once: to put a statement together takes longer than the database needs for it.
_NEW_SOURCES = insert(sources)
_NEW_COURSES = insert(courses)


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
        courses: [_course_values(grid, 0, place) for place in range(len(grid.courses))],
    }


def insert_rows(connection: Connection, grid: Grid, version_id: int) -> None:
    """Stores the sources and courses of a version."""
    found = [
        {"version_id": version_id, "position": position} | source_document(source)
        for position, source in enumerate(grid.provenance.sources)
    ]
    connection.execute(_NEW_SOURCES, found)
    if grid.courses:
        rows = [_course_values(grid, version_id, place) for place in range(len(grid.courses))]
        connection.execute(_NEW_COURSES, rows)


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


def _course_values(grid: Grid, version_id: int, position: int) -> dict[str, Any]:
    return {"version_id": version_id, "position": position} | course_document(grid, position)


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
    )
