"""The record: institutions with their spellings, versions of each grid, ambitions each time they were set, a log.

Each grid of 0001 becomes the first version of the one that it was, under the same id, with the same address of every
level. Its ambitions are the first that were set for its programme and year.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from curriculum_map.domain.canonical import grid_checksum
from curriculum_map.domain.curriculum import BlankMeans, Course, Grid, GridKey, Perspective, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.frozen import ambitions_checksum
from curriculum_map.domain.provenance import Provenance, Source
from curriculum_map.storage.addresses import unpacked
from curriculum_map.storage.migrations.record_0002 import TRIGGERS, metadata

revision = "0002"
down_revision = "0001"

_GOING = ("course", "grid", "ambition", "draft", "changes")
_OF_COURSE = ("position", "code", "title", "ects", "phase", "semester", "status", "track", "row", "named_in")
_OF_SOURCE = ("file_name", "sha256", "format", "sheet", "columns", "marks", "turned")
_OF_VERSION = ("edition", "granularity", "blank_means", "targets", "levels", "written", "elsewhere")
_OF_AMBITION = ("target", "weight", "level", "reason", "position")

Row = dict[str, Any]


def upgrade() -> None:
    """Reads the old tables, puts the new ones in their place, and what was read in those."""
    connection = op.get_bind()
    old = sa.MetaData()
    old.reflect(connection, only=_GOING)
    rows = {name: [dict(row) for row in connection.execute(_ordered(old.tables[name])).mappings()] for name in _GOING}
    for name in _GOING:
        op.drop_table(name)
    metadata.create_all(connection, checkfirst=False)
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    institutions = _institutions(rows)
    _insert("institution", [{"id": known, "name": name} for name, known in institutions.items()])
    _insert("spelling", [{"spelling": name, "institution_id": known} for name, known in institutions.items()])
    courses: defaultdict[int, list[Row]] = defaultdict(list)
    for course in rows["course"]:
        courses[course["grid_id"]].append(course)
    for number, grid in enumerate(rows["grid"], start=1):
        _bring_grid(grid, courses[grid["id"]], number, institutions)
    _bring_ambitions(rows, institutions)
    _insert("draft", [row | {"choices": {}} for row in rows["draft"]])
    _insert("changes", [{"id": 1, "count": row["count"] + 1, "chain": ""} for row in rows["changes"]])
    if connection.dialect.name == "postgresql":
        for table in ("institution", "grid", "grid_version", "ambition_set"):
            _count_on(connection, table)


def _ordered(table: sa.Table) -> sa.Select[Any]:
    return sa.select(table).order_by(*table.primary_key.columns)


def _institutions(rows: dict[str, list[Row]]) -> dict[str, int]:
    """The id of each institution by its name as it was written."""
    names = {row["institution"] for table in ("grid", "ambition") for row in rows[table]}
    return {name: known for known, name in enumerate(sorted(names), start=1)}


def _bring_grid(grid: Row, courses: list[Row], version_id: int, institutions: dict[str, int]) -> None:
    key = {name: grid[name] for name in ("programme", "academic_year", "rater", "perspective", "is_sample")}
    about = {"id": grid["id"], "institution_id": institutions[grid["institution"]], "campus": "", "version": 1}
    _insert("grid", [about | key])
    made = {"number": 1, "made": "uploaded", "made_at": grid["imported_at"], "made_by": grid["imported_by"]}
    made |= {"answers": ""}
    counted = {"course_count": len(courses), "checksum": grid_checksum(_as_grid(grid, courses))}
    said = {name: grid[name] for name in _OF_VERSION} | {"groups": [], "tracks": []}
    _insert("grid_version", [{"id": version_id, "grid_id": grid["id"]} | made | counted | said])
    of_version = {"version_id": version_id}
    _insert("source", [of_version | {"position": 0} | {name: grid[name] for name in _OF_SOURCE}])
    added = of_version | {"source": 0, "carried": False}
    _insert("course", [added | {name: course[name] for name in _OF_COURSE} for course in courses])


def _bring_ambitions(rows: dict[str, list[Row]], institutions: dict[str, int]) -> None:
    """They were set with a file of their programme and year: the last one of those says when, and by whom."""
    together: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows["ambition"]:
        together.setdefault(_programme_year(row), []).append(row)
    for number, (about, ambitions) in enumerate(together.items(), start=1):
        grids = [grid for grid in rows["grid"] if _programme_year(grid) == about]
        last = max(grids, key=lambda grid: grid["imported_at"], default=None)
        values = {
            "id": number,
            "institution_id": institutions[about[0]],
            "programme": about[1],
            "campus": "",
            "academic_year": about[2],
            "number": 1,
            "made_at": last["imported_at"] if last else datetime.now(UTC),
            "made_by": last["imported_by"] if last else "",
            "file_name": "",
            "sha256": "",
        }
        said = [{name: row[name] for name in _OF_AMBITION} for row in ambitions]
        _insert("ambition_set", [values | {"checksum": ambitions_checksum(about[1], "", about[2], said)}])
        _insert("ambition", [{"set_id": number} | one for one in said])


def _programme_year(row: Row) -> tuple[str, str, str]:
    return row["institution"], row["programme"], row["academic_year"]


def _insert(table: str, rows: Iterable[Row]) -> None:
    op.bulk_insert(metadata.tables[table], list(rows))


def _count_on(connection: sa.Connection, table: str) -> None:
    """The next row gets the id after the last one that was brought over."""
    last = sa.select(sa.func.max(metadata.tables[table].c.id)).scalar_subquery()
    sequence = sa.func.pg_get_serial_sequence(table, "id")
    connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(last, 1), last.is_not(None))))


def _as_grid(grid: Row, courses: list[Row]) -> Grid:
    perspective = Perspective(grid["perspective"])
    named_in = tuple(course["named_in"] for course in courses)
    return Grid(
        key=GridKey(grid["institution"], grid["programme"], grid["academic_year"], grid["rater"] or None, perspective),
        edition=grid["edition"],
        granularity=Granularity(grid["granularity"]),
        blank_means=BlankMeans(grid["blank_means"]),
        targets=tuple(grid["targets"]),
        courses=tuple(_as_course(course) for course in courses),
        levels=grid["levels"],
        provenance=Provenance(
            sources=(_as_source(grid),),
            rows=tuple(course["row"] for course in courses),
            written=grid["written"],
            elsewhere=unpacked(grid["elsewhere"]),
            named_in=named_in if any(place is not None for place in named_in) else (),
        ),
    )


def _as_source(grid: Row) -> Source:
    columns, marks = tuple(grid["columns"]), tuple(grid["marks"])
    return Source(grid["file_name"], grid["sha256"], grid["format"], grid["sheet"], columns, marks, grid["turned"])


def _as_course(course: Row) -> Course:
    status = None if course["status"] is None else Status(course["status"])
    about = {name: course[name] for name in ("code", "title", "ects", "phase", "semester", "track")}
    return Course(status=status, **about)
