"""Storing a version of a grid: compared with what the user saw, and set, in one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from curriculum_map.domain.canonical import grid_checksum
from curriculum_map.domain.curriculum import Grid, GridKey
from curriculum_map.domain.history import Made
from curriculum_map.storage.grids import GridInfo, find_grid
from curriculum_map.storage.identity import institution_of
from curriculum_map.storage.record_tables import course_links, grids, sources, versions
from curriculum_map.storage.troubles import ConcurrentChangeError
from curriculum_map.storage.version_rows import insert_rows, version_values

# Made once: to put a statement together takes longer than the database needs for it.
_NEW_GRID = insert(grids).returning(grids.c.id)
_NEW_VERSION = insert(versions).returning(versions.c.id)


@dataclass(frozen=True, slots=True)
class Making:
    """Who makes a version, when, and how; `made_from` is the id of the version that it was made of.

    `answers` are those about its file, as YAML.
    """

    at: datetime
    by: str
    made: Made = Made.UPLOADED
    made_from: int | None = None
    is_sample: bool = False
    answers: str = ""


@dataclass(frozen=True, slots=True)
class StoredLink:
    """Somebody said: this course of a version is that course of an earlier version, or it is not."""

    position: int
    before_version_id: int
    before_position: int
    is_one: bool = True


def save_version(connection: Connection, grid: Grid, seen: int | None, making: Making) -> GridInfo:
    """Stores a grid as the version after the one that was `seen`, None where no grid with its key was.

    ConcurrentChangeError if there is another one now: nothing is stored over what nobody has seen.
    """
    existing = find_grid(connection, grid.key)
    if (existing.version if existing else None) != seen:
        raise ConcurrentChangeError("the grid has another version now")
    if existing is None:
        grid_id, number = _insert_grid(connection, grid.key, is_sample=making.is_sample), 1
    else:
        grid_id, number = existing.id, existing.version + 1
        # Who comes second finds that the version is no longer the one that was seen.
        raised = update(grids).where(grids.c.id == grid_id, grids.c.version == seen)
        if connection.execute(raised.values(version=number, is_sample=making.is_sample)).rowcount == 0:
            raise ConcurrentChangeError("the grid has another version now")
    insert_version(connection, grid, grid_id, number, making)
    stored = find_grid(connection, grid.key)
    if stored is None:
        raise RuntimeError("a version that was stored just now is not there")
    return stored


def insert_version(connection: Connection, grid: Grid, grid_id: int, number: int, making: Making) -> int:
    """Stores a version of a grid under its number; the id of the version."""
    values = version_values(grid) | {
        "grid_id": grid_id,
        "number": number,
        "made": making.made.value,
        "made_from": making.made_from,
        "made_at": making.at,
        "made_by": making.by,
        "answers": making.answers,
        "checksum": grid_checksum(grid),
    }
    version_id = int(connection.execute(_NEW_VERSION, values).scalar_one())
    insert_rows(connection, grid, version_id)
    return version_id


def load_answers(connection: Connection, version_id: int) -> str:
    """What was answered about the file of a version, as YAML; empty without answers."""
    return str(connection.execute(select(versions.c.answers).where(versions.c.id == version_id)).scalar_one())


def answers_about(connection: Connection, sha256: str) -> tuple[str, datetime] | None:
    """What was answered about a file when it was last stored, and when that was; None if it never was.

    A version that was made of another one was not read from a file, though its levels once were.
    """
    statement = (
        select(versions.c.answers, versions.c.made_at)
        .join(sources, sources.c.version_id == versions.c.id)
        .where(sources.c.sha256 == sha256, sources.c.position == 0, versions.c.made == Made.UPLOADED.value)
        .order_by(versions.c.made_at.desc(), versions.c.id.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    return None if row is None else (row.answers, row.made_at)


def save_links(connection: Connection, version_id: int, links: Iterable[StoredLink]) -> None:
    """Keeps what somebody said about courses of this version and of an earlier one."""
    rows = [
        {
            "version_id": version_id,
            "position": link.position,
            "before_version_id": link.before_version_id,
            "before_position": link.before_position,
            "is_one": link.is_one,
        }
        for link in links
    ]
    if rows:
        connection.execute(insert(course_links), rows)


def load_links(connection: Connection, version_id: int) -> list[StoredLink]:
    """What somebody said about courses of this version."""
    statement = select(course_links).where(course_links.c.version_id == version_id)
    rows = connection.execute(statement.order_by(course_links.c.position, course_links.c.before_position)).mappings()
    return [
        StoredLink(row["position"], row["before_version_id"], row["before_position"], row["is_one"]) for row in rows
    ]


def _insert_grid(connection: Connection, key: GridKey, *, is_sample: bool) -> int:
    values = {
        "institution_id": institution_of(connection, key.institution),
        "programme": key.programme,
        "campus": key.campus or "",
        "academic_year": key.academic_year,
        "rater": key.rater or "",
        "perspective": key.perspective.value,
        "version": 1,
        "is_sample": is_sample,
    }
    return int(connection.execute(_NEW_GRID, values).scalar_one())
