"""Storing a version of a grid: compared with what the user saw, and set, in one step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, select, tuple_, update

from curriculum_map.domain.curriculum import Grid, GridKey
from curriculum_map.domain.history import Made
from curriculum_map.storage.batches import batched
from curriculum_map.storage.bulk import insert_many, new_ids
from curriculum_map.storage.grids import GridInfo, find_versions
from curriculum_map.storage.identity import institutions_of
from curriculum_map.storage.moments import when_stored
from curriculum_map.storage.record_tables import course_links, grids, sources, versions
from curriculum_map.storage.seals import touch
from curriculum_map.storage.troubles import ConcurrentChangeError
from curriculum_map.storage.version_rows import insert_versions

# So many grids at a time: what their rows say stands in memory once more.
_AT_ONCE = 100
# The columns of a grid that are its key, and their values.
_KEY = ("institution_id", "programme", "campus", "academic_year", "rater", "perspective")
Key = tuple[Any, ...]
_RAISED = (
    update(grids)
    .where(grids.c.id == bindparam("grid_id"), grids.c.version == bindparam("seen"))
    .values(version=bindparam("next"), is_sample=bindparam("sample"))
)


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


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A grid to store as the version after the one that was `seen`, None where no grid with its key was."""

    grid: Grid
    seen: int | None
    making: Making


def save_version(connection: Connection, grid: Grid, seen: int | None, making: Making) -> GridInfo:
    """Stores a grid as the version after the one that was `seen`, None where no grid with its key was.

    ConcurrentChangeError if there is another one now: nothing is stored over what nobody has seen.
    """
    making = replace(making, at=when_stored(connection, grid.key, making.at))
    return save_versions(connection, [NewVersion(grid, seen, making)])[0]


def save_versions(connection: Connection, new: Iterable[NewVersion]) -> list[GridInfo]:
    """The same for grids of different keys, in a few statements for some hundreds of them."""
    return [info for some in batched(new, _AT_ONCE) for info in _save(connection, some)]


def _save(connection: Connection, new: Sequence[NewVersion]) -> list[GridInfo]:
    known = institutions_of(connection, [one.grid.key.institution for one in new])
    keyed = {_key_values(one.grid.key, known[one.grid.key.institution]): one for one in new}
    there = _current(connection, keyed)
    # Two that are called alike are one grid: the second one has not seen the first.
    if len(keyed) < len(new) or any(there.get(key, (None, None))[1] != one.seen for key, one in keyed.items()):
        raise ConcurrentChangeError("the grid has another version now")
    grid_ids = {key: grid_id for key, (grid_id, _) in there.items()}
    _raise_versions(connection, [(grid_id, keyed[key]) for key, grid_id in grid_ids.items()])
    unknown = [key for key in keyed if key not in there]
    grid_ids |= zip(unknown, new_ids(connection, grids, len(unknown)), strict=True)
    rows = [(grid_ids[key], *key, 1, keyed[key].making.is_sample) for key in unknown]
    insert_many(connection, grids, ("id", *_KEY, "version", "is_sample"), rows)
    made = [(one.grid, _version_values(one, grid_ids[key])) for key, one in keyed.items()]
    version_ids = insert_versions(connection, made)
    touch(connection, versions, *version_ids)
    touch(connection, grids, *grid_ids.values())
    infos = {info.version_id: info for info in find_versions(connection, version_ids)}
    return [infos[version_id] for version_id in version_ids]


def load_answers(connection: Connection, version_ids: Iterable[int]) -> dict[int, str]:
    """What was answered about the file of each of these versions, as YAML; empty without answers."""
    answers: dict[int, str] = {}
    for some in batched(version_ids):
        rows = connection.execute(select(versions.c.id, versions.c.answers).where(versions.c.id.in_(some)))
        answers |= {row.id: row.answers for row in rows}
    return answers


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


def save_links(connection: Connection, links: Mapping[int, Iterable[StoredLink]]) -> None:
    """Keeps what somebody said about courses of these versions and of earlier ones."""
    rows = [
        (version_id, link.position, link.before_version_id, link.before_position, link.is_one)
        for version_id, of_version in links.items()
        for link in of_version
    ]
    names = ("version_id", "position", "before_version_id", "before_position", "is_one")
    insert_many(connection, course_links, names, rows)
    touch(connection, versions, *links)


def replace_links(connection: Connection, version_id: int, before_version_id: int, links: Iterable[StoredLink]) -> None:
    """Keeps these in the place of all that was said about courses of these two versions."""
    of_both = and_(course_links.c.version_id == version_id, course_links.c.before_version_id == before_version_id)
    connection.execute(delete(course_links).where(of_both))
    save_links(connection, {version_id: links})


def load_links(connection: Connection, version_ids: Iterable[int]) -> dict[int, list[StoredLink]]:
    """What somebody said about courses of each of these versions."""
    links: dict[int, list[StoredLink]] = {version_id: [] for version_id in version_ids}
    for some in batched(links):
        statement = select(course_links).where(course_links.c.version_id.in_(some))
        ordered = statement.order_by(course_links.c.position, course_links.c.before_position)
        for row in connection.execute(ordered).mappings():
            link = StoredLink(row["position"], row["before_version_id"], row["before_position"], row["is_one"])
            links[row["version_id"]].append(link)
    return links


def _current(connection: Connection, rows: Iterable[Key]) -> dict[Key, tuple[int, int]]:
    """The id and the number of the current version of those grids that are there."""
    key = [grids.c[name] for name in _KEY]
    statement = select(*key, grids.c.id, grids.c.version).where(tuple_(*key).in_(list(rows)))
    return {tuple(row[:-2]): (row[-2], row[-1]) for row in connection.execute(statement)}


def _raise_versions(connection: Connection, raised: Iterable[tuple[int, NewVersion]]) -> None:
    """Has each of these grids have a next version. Who comes second finds that it is not the one that was seen."""
    values = [
        {"grid_id": grid_id, "seen": one.seen, "next": _number(one), "sample": one.making.is_sample}
        for grid_id, one in raised
    ]
    if values and connection.execute(_RAISED, values).rowcount != len(values):
        raise ConcurrentChangeError("the grid has another version now")


def _number(one: NewVersion) -> int:
    return (one.seen or 0) + 1


def _version_values(one: NewVersion, grid_id: int) -> dict[str, Any]:
    return {
        "grid_id": grid_id,
        "number": _number(one),
        "made": one.making.made.value,
        "made_from": one.making.made_from,
        "made_at": one.making.at,
        "made_by": one.making.by,
        "answers": one.making.answers,
    }


def _key_values(key: GridKey, institution_id: int) -> Key:
    return institution_id, key.programme, key.campus or "", key.academic_year, key.rater or "", key.perspective.value
