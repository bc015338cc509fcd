"""Grids: what is stored, listed by what it is about, found by its key, loaded whole in its current version."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, bindparam, delete, func, select

from curriculum_map.domain.canonical import grid_checksum
from curriculum_map.domain.curriculum import BlankMeans, Grid, GridKey, Perspective
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.history import Made
from curriculum_map.storage.batches import batched
from curriculum_map.storage.record_tables import courses, grids, institutions, sources, spellings, versions
from curriculum_map.storage.seals import touch
from curriculum_map.storage.troubles import UNREADABLE, NotIntactError
from curriculum_map.storage.version_rows import grids_of

_OF_VERSION = frozenset(
    (
        "number",
        "made",
        "made_from",
        "made_at",
        "made_by",
        "edition",
        "granularity",
        "blank_means",
        "course_count",
        "checksum",
    )
)


@dataclass(frozen=True, slots=True)
class GridInfo:
    """What a version of a grid is about and where it came from, without its levels.

    `id` is that of the grid, the same for each of its versions, `version` counts them from 1.
    """

    id: int
    version: int
    version_id: int
    key: GridKey
    edition: str
    granularity: Granularity
    blank_means: BlankMeans
    courses: int
    file_name: str
    sha256: str
    made: Made
    made_from: int | None
    imported_at: datetime
    imported_by: str
    checksum: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class StoredGrid:
    """A grid with what is known about its storage."""

    info: GridInfo
    grid: Grid

    @property
    def is_intact(self) -> bool:
        """Whether it still is what its checksum was made of; computed each time, in a third of the time of loading."""
        return grid_checksum(self.grid) == self.info.checksum


def find_grid(connection: Connection, key: GridKey) -> GridInfo | None:
    """The current version of the grid with this key."""
    row = connection.execute(_WITH_KEY, _key_values(key)).mappings().first()
    return None if row is None else _info(row)


def find_stored(connection: Connection, key: GridKey) -> StoredGrid | None:
    """The current version of the grid with this key, whole."""
    info = find_grid(connection, key)
    return None if info is None else load_versions(connection, [info])[0]


def list_grids(connection: Connection) -> list[GridInfo]:
    """The current version of every grid, by institution, programme and year."""
    order = (
        institutions.c.name,
        grids.c.programme,
        grids.c.campus,
        grids.c.academic_year,
        grids.c.perspective,
        grids.c.rater,
    )
    return [_info(row) for row in connection.execute(_current().order_by(*order)).mappings()]


def list_versions(connection: Connection, grid_id: int) -> list[GridInfo]:
    """Every version of a grid, the newest first."""
    statement = _infos().where(grids.c.id == grid_id).order_by(versions.c.number.desc())
    return [_info(row) for row in connection.execute(statement).mappings()]


def list_versions_of(connection: Connection, institution: str) -> list[GridInfo]:
    """Every version of every grid of an institution, the first version of a grid before the next ones."""
    statement = _infos().where(institutions.c.name == institution).order_by(grids.c.id, versions.c.number)
    return [_info(row) for row in connection.execute(statement).mappings()]


def list_with_checksums(connection: Connection, institution_id: int, checksums: Iterable[str]) -> list[GridInfo]:
    """Every version of a grid of an institution that says one of these checksums; what cannot be read is left out."""
    found: list[GridInfo] = []
    for some in batched(set(checksums)):
        statement = _infos().where(grids.c.institution_id == institution_id, versions.c.checksum.in_(some))
        for row in connection.execute(statement).mappings():
            with suppress(NotIntactError):
                found.append(_info(row))
    return found


def current_numbers(connection: Connection, grid_ids: Iterable[int]) -> dict[int, int]:
    """The number of the current version of each of these grids, whatever else it says."""
    found: dict[int, int] = {}
    for some in batched(set(grid_ids)):
        rows = connection.execute(select(grids.c.id, grids.c.version).where(grids.c.id.in_(some)))
        found |= {row.id: row.version for row in rows}
    return found


def find_version(connection: Connection, version_id: int) -> GridInfo | None:
    """The version with this id."""
    return next(iter(find_versions(connection, [version_id])), None)


def find_versions(connection: Connection, version_ids: Collection[int]) -> list[GridInfo]:
    """The versions with these ids, in any order."""
    ids = {"version_ids": list(version_ids)}
    return [_info(row) for row in connection.execute(_WITH_VERSION_IDS, ids).mappings()]


def load_grids(connection: Connection, grid_ids: Iterable[int]) -> list[StoredGrid]:
    """The current versions of these grids, in the order asked for; ids that are not there are left out."""
    return load_versions(connection, current_infos(connection, grid_ids))


def current_infos(connection: Connection, grid_ids: Iterable[int]) -> list[GridInfo]:
    """The same without their levels."""
    wanted = list(grid_ids)
    infos = {row["id"]: _info(row) for row in connection.execute(_current().where(grids.c.id.in_(wanted))).mappings()}
    return [infos[grid_id] for grid_id in wanted if grid_id in infos]


def load_version(connection: Connection, grid_id: int, number: int) -> StoredGrid | None:
    """One version of a grid, whole."""
    statement = _infos().where(grids.c.id == grid_id, versions.c.number == number)
    row = connection.execute(statement).mappings().first()
    return None if row is None else load_versions(connection, [_info(row)])[0]


def load_versions(connection: Connection, infos: Iterable[GridInfo]) -> list[StoredGrid]:
    """These versions, whole, whether they are intact or not. NotIntactError for what cannot even be read."""
    listed = list(infos)
    try:
        loaded = grids_of(connection, {info.version_id: info.key for info in listed})
    except UNREADABLE as fault:
        raise _not_intact(info for info in listed if not _can_be_read(connection, info)) from fault
    return [StoredGrid(info, loaded[info.version_id]) for info in listed]


def require_intact(stored: Iterable[StoredGrid]) -> None:
    """NotIntactError with each of these that is not what its checksum was made of."""
    changed = [one.info for one in stored if not one.is_intact]
    if changed:
        raise _not_intact(changed)


def _not_intact(infos: Iterable[GridInfo]) -> NotIntactError:
    changed = list(infos)
    return NotIntactError((f"{info.key} | {info.version}" for info in changed), (info.id for info in changed))


def _can_be_read(connection: Connection, info: GridInfo) -> bool:
    try:
        return bool(grids_of(connection, {info.version_id: info.key}))
    except UNREADABLE:
        return False


def carried_counts(connection: Connection, version_ids: Collection[int]) -> dict[int, int]:
    """How many courses of each of these versions are carried; a version without any is left out."""
    statement = (
        select(courses.c.version_id, func.count().label("carried"))
        .where(courses.c.version_id.in_(version_ids), courses.c.carried)
        .group_by(courses.c.version_id)
    )
    return {row["version_id"]: row["carried"] for row in connection.execute(statement).mappings()}


def delete_grids(connection: Connection, grid_ids: Iterable[int]) -> None:
    """Removes these grids with all their versions."""
    ids = list(grid_ids)
    touch(connection, grids, *ids)
    touch(connection, versions, *connection.execute(select(versions.c.id).where(versions.c.grid_id.in_(ids))).scalars())
    connection.execute(delete(grids).where(grids.c.id.in_(ids)))


def _infos() -> Select[Any]:
    return (
        select(
            *(column for column in grids.c if column.name not in ("institution_id", "version")),
            institutions.c.name.label("institution"),
            versions.c.id.label("version_id"),
            *(column for column in versions.c if column.name in _OF_VERSION),
            sources.c.file_name,
            sources.c.sha256,
        )
        .join(institutions, institutions.c.id == grids.c.institution_id)
        .join(versions, versions.c.grid_id == grids.c.id)
        .join(sources, and_(sources.c.version_id == versions.c.id, sources.c.position == 0))
    )


def _current() -> Select[Any]:
    return _infos().where(versions.c.number == grids.c.version)


def _key_values(key: GridKey) -> dict[str, str]:
    return {
        "spelling": key.institution,
        "of_programme": key.programme,
        "of_campus": key.campus or "",
        "of_year": key.academic_year,
        "of_rater": key.rater or "",
        "of_perspective": key.perspective.value,
    }


_WITH_VERSION_IDS = _infos().where(versions.c.id.in_(bindparam("version_ids", expanding=True)))
# Made once: every import asks this twice, and to put it together takes longer than the database needs for it.
_SPELLED = select(spellings.c.institution_id).where(spellings.c.spelling == bindparam("spelling"))
_WITH_KEY = _current().where(
    grids.c.institution_id == _SPELLED.scalar_subquery(),
    grids.c.programme == bindparam("of_programme"),
    grids.c.campus == bindparam("of_campus"),
    grids.c.academic_year == bindparam("of_year"),
    grids.c.rater == bindparam("of_rater"),
    grids.c.perspective == bindparam("of_perspective"),
)


def key_of(row: RowMapping) -> GridKey:
    """The key in a row of a grid with the name of its institution."""
    return GridKey(
        row["institution"],
        row["programme"],
        row["academic_year"],
        row["rater"] or None,
        Perspective(row["perspective"]),
        row["campus"] or None,
    )


def called(row: RowMapping) -> str:
    """What the audit log calls the grid of a row, also where the row says what no grid can be about."""
    names = ("institution", "programme", "campus", "academic_year", "rater", "perspective")
    return " | ".join(str(row[name]) for name in names if row[name])


def _info(row: RowMapping) -> GridInfo:
    try:
        return _read(row)
    except ValueError as fault:
        raise NotIntactError([f"{called(row)} | {row['number']}"], [row["id"]]) from fault


def _read(row: RowMapping) -> GridInfo:
    return GridInfo(
        id=row["id"],
        version=row["number"],
        version_id=row["version_id"],
        key=key_of(row),
        edition=row["edition"],
        granularity=Granularity(row["granularity"]),
        blank_means=BlankMeans(row["blank_means"]),
        courses=row["course_count"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        made=Made(row["made"]),
        made_from=row["made_from"],
        imported_at=row["made_at"],
        imported_by=row["made_by"],
        checksum=row["checksum"],
        is_sample=row["is_sample"],
    )
