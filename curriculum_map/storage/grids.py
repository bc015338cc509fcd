"""Grids in the database: saved and loaded whole, listed by what they are about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from curriculum_map.domain.curriculum import BlankMeans, Course, Grid, GridKey, Perspective, Provenance, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.storage.addresses import packed, unpacked
from curriculum_map.storage.tables import courses, grids


@dataclass(frozen=True, slots=True)
class GridInfo:
    """What a stored grid is about and where it came from, without its levels."""

    id: int
    key: GridKey
    edition: str
    granularity: Granularity
    blank_means: BlankMeans
    file_name: str
    sha256: str
    imported_at: datetime
    imported_by: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class StoredGrid:
    """A grid with what is known about its storage."""

    info: GridInfo
    grid: Grid


def save_grid(connection: Connection, grid: Grid, *, at: datetime, by: str, is_sample: bool) -> int:
    """Stores a grid in the place of the one with the same key, if there is one; its new id."""
    old = find_grid(connection, grid.key)
    if old is not None:
        connection.execute(delete(grids).where(grids.c.id == old.id))
    values = _grid_values(grid) | {"imported_at": at, "imported_by": by, "is_sample": is_sample}
    grid_id = int(connection.execute(insert(grids).values(values).returning(grids.c.id)).scalar_one())
    if grid.courses:
        connection.execute(
            insert(courses), [_course_values(grid, grid_id, place) for place in range(len(grid.courses))]
        )
    return grid_id


def find_grid(connection: Connection, key: GridKey) -> GridInfo | None:
    """The stored grid with this key."""
    statement = select(*_INFO_COLUMNS).where(
        grids.c.institution == key.institution,
        grids.c.programme == key.programme,
        grids.c.academic_year == key.academic_year,
        grids.c.rater == (key.rater or ""),
        grids.c.perspective == key.perspective.value,
    )
    row = connection.execute(statement).mappings().first()
    return None if row is None else _info(row)


def find_stored(connection: Connection, key: GridKey) -> StoredGrid | None:
    """The stored grid with this key, whole."""
    info = find_grid(connection, key)
    return None if info is None else load_grids(connection, [info.id])[0]


def list_grids(connection: Connection) -> list[GridInfo]:
    """Every stored grid, by institution, programme and year."""
    order = (grids.c.institution, grids.c.programme, grids.c.academic_year, grids.c.perspective, grids.c.rater)
    return [_info(row) for row in connection.execute(select(*_INFO_COLUMNS).order_by(*order)).mappings()]


def load_grids(connection: Connection, grid_ids: Sequence[int]) -> list[StoredGrid]:
    """These grids with their courses and levels, in the order asked for; ids that are not there are left out."""
    rows = {row["id"]: row for row in connection.execute(select(grids).where(grids.c.id.in_(grid_ids))).mappings()}
    statement = select(courses).where(courses.c.grid_id.in_(grid_ids)).order_by(courses.c.grid_id, courses.c.position)
    course_rows: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(statement).mappings():
        course_rows[row["grid_id"]].append(row)
    return [
        StoredGrid(_info(rows[grid_id]), _grid(rows[grid_id], course_rows[grid_id]))
        for grid_id in grid_ids
        if grid_id in rows
    ]


def delete_grids(connection: Connection, grid_ids: Iterable[int]) -> None:
    """Removes these grids with their courses."""
    connection.execute(delete(grids).where(grids.c.id.in_(list(grid_ids))))


_INFO_COLUMNS = tuple(
    grids.c[name]
    for name in (
        "id",
        "institution",
        "programme",
        "academic_year",
        "rater",
        "perspective",
        "edition",
        "granularity",
        "blank_means",
        "file_name",
        "sha256",
        "imported_at",
        "imported_by",
        "is_sample",
    )
)


def _grid_values(grid: Grid) -> dict[str, Any]:
    return {
        "institution": grid.key.institution,
        "programme": grid.key.programme,
        "academic_year": grid.key.academic_year,
        "rater": grid.key.rater or "",
        "perspective": grid.key.perspective.value,
        "edition": grid.edition,
        "granularity": grid.granularity.value,
        "blank_means": grid.blank_means.value,
        "targets": list(grid.targets),
        "levels": grid.levels,
        "file_name": grid.provenance.file_name,
        "sha256": grid.provenance.sha256,
        "format": grid.provenance.format,
        "sheet": grid.provenance.sheet,
        "columns": list(grid.provenance.columns),
        "marks": list(grid.provenance.marks),
        "written": grid.provenance.written,
        "turned": grid.provenance.turned,
        "elsewhere": packed(grid.provenance.elsewhere),
    }


def _course_values(grid: Grid, grid_id: int, position: int) -> dict[str, Any]:
    course = grid.courses[position]
    return {
        "grid_id": grid_id,
        "position": position,
        "code": course.code,
        "title": course.title,
        "ects": course.ects,
        "phase": course.phase,
        "semester": course.semester,
        "status": None if course.status is None else course.status.value,
        "track": course.track,
        "row": grid.provenance.rows[position],
        "named_in": grid.provenance.named_in[position] if grid.provenance.named_in else None,
    }


def _key(row: RowMapping) -> GridKey:
    perspective = Perspective(row["perspective"])
    return GridKey(row["institution"], row["programme"], row["academic_year"], row["rater"] or None, perspective)


def _info(row: RowMapping) -> GridInfo:
    return GridInfo(
        id=row["id"],
        key=_key(row),
        edition=row["edition"],
        granularity=Granularity(row["granularity"]),
        blank_means=BlankMeans(row["blank_means"]),
        file_name=row["file_name"],
        sha256=row["sha256"],
        imported_at=row["imported_at"],
        imported_by=row["imported_by"],
        is_sample=row["is_sample"],
    )


def _grid(row: RowMapping, course_rows: Sequence[RowMapping]) -> Grid:
    provenance = Provenance(
        file_name=row["file_name"],
        sha256=row["sha256"],
        format=row["format"],
        sheet=row["sheet"],
        rows=tuple(course["row"] for course in course_rows),
        columns=tuple(row["columns"]),
        marks=tuple(row["marks"]),
        written=row["written"],
        turned=row["turned"],
        elsewhere=unpacked(row["elsewhere"]),
        named_in=tuple(course["named_in"] for course in course_rows if course["named_in"] is not None),
    )
    return Grid(
        key=_key(row),
        edition=row["edition"],
        granularity=Granularity(row["granularity"]),
        blank_means=BlankMeans(row["blank_means"]),
        targets=tuple(row["targets"]),
        courses=tuple(_course(course) for course in course_rows),
        levels=row["levels"],
        provenance=provenance,
    )


def _course(row: RowMapping) -> Course:
    status = None if row["status"] is None else Status(row["status"])
    return Course(row["code"], row["title"], row["ects"], row["phase"], row["semester"], status, row["track"])
