"""The versions of a grid: listed, compared, gone back to, carried into another year, confirmed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from curriculum_map.analytics.changes import Changes, find_changes
from curriculum_map.analytics.coverage_changes import CoverageChange, coverage_changes
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import Grid, GridKey
from curriculum_map.domain.history import Made, confirmed, next_year, rolled_over
from curriculum_map.frameworks.loader import family
from curriculum_map.importing.description import academic_year as as_academic_year
from curriculum_map.services.imports import about_grid
from curriculum_map.services.lineage import said_between
from curriculum_map.storage.ambitions import AmbitionSet, list_ambition_sets, load_intact_ambitions, save_ambitions
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.grids import (
    GridInfo,
    StoredGrid,
    carried_counts,
    find_grid,
    list_versions,
    load_grids,
    load_version,
    require_intact,
)
from curriculum_map.storage.troubles import ConcurrentChangeError
from curriculum_map.storage.versions import Making, save_version

# A grid and the number of one of its versions.
Version = tuple[int, int]


class HistoryOutcome(StrEnum):
    """What became of a change of a grid's history."""

    ROLLED_BACK = "rolled-back"
    ROLLED_OVER = "rolled-over"
    CONFIRMED = "confirmed"
    NOT_THERE = "not-there"
    # Somebody else stored a version after the user had looked.
    CONFLICT = "conflict"
    IS_CURRENT = "is-current"
    YEAR_EXISTS = "year-exists"
    NOTHING_CARRIED = "nothing-carried"


MADE = frozenset((HistoryOutcome.ROLLED_BACK, HistoryOutcome.ROLLED_OVER, HistoryOutcome.CONFIRMED))


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of it, and the version that is current now; None where there is no such grid."""

    outcome: HistoryOutcome
    info: GridInfo | None = None


def versions(database: Database, actor: Actor, grid_id: int) -> list[GridInfo]:
    """Every version of a grid, the newest first; none where there is no such grid."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return list_versions(connection, grid_id)


def count_carried(database: Database, actor: Actor, version_ids: Collection[int]) -> dict[int, int]:
    """How many courses of each of these versions stand as carried over; a version without any is left out."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return carried_counts(connection, version_ids)


def compare(database: Database, actor: Actor, before: Version, after: Version) -> Changes | None:
    """What changed from one version to another, of one grid or of two of the same institution and programme.

    NotIntactError where one of them is not what was stored. None where one of them is not there, or they are of two
    programmes. Courses that somebody said are one on the way from the one version to the other are one here too.
    """
    require(actor, Action.VIEW)
    with database.read() as connection:
        then, now = load_version(connection, *before), load_version(connection, *after)
        if then is None or now is None or programme_of(then.info.key) != programme_of(now.info.key):
            return None
        require_intact([then, now])
        said = said_between(connection, then.info, now.info)
    same_framework = family(then.grid.edition) == family(now.grid.edition)
    return find_changes(then.grid, now.grid, said, same_framework=same_framework)


def effect(changes: Changes) -> list[CoverageChange]:
    """What these changes do to the coverage of each target."""
    before, after = changes.before, changes.after
    return coverage_changes(before, after, same_framework=family(before.edition) == family(after.edition))


def roll_back(database: Database, actor: Actor, grid_id: int, number: int, seen: int, now: datetime) -> Changed:
    """Stores what a version says as the newest one, if `seen` is still the number of the current version.

    NotIntactError, here and in what follows, where the version that another one would be made of was changed.
    """
    require(actor, Action.ROLL_BACK)
    try:
        with database.write() as connection:
            # The current version may be the one that somebody changed: this is the way out.
            current, wanted = _newest(connection, grid_id), load_version(connection, grid_id, number)
            if current is None or wanted is None:
                return Changed(HistoryOutcome.NOT_THERE)
            if number == current.version == seen:
                return Changed(HistoryOutcome.IS_CURRENT, current)
            require_intact([wanted])
            making = Making(now, actor.name, Made.ROLLED_BACK, wanted.info.version_id)
            stored = save_version(connection, wanted.grid, seen, making)
            details = {"version": stored.version, "content_of": number}
            record(connection, Act(now, actor.name, Action.ROLL_BACK, about_grid(stored), details))
            return Changed(HistoryOutcome.ROLLED_BACK, stored)
    except ConcurrentChangeError:
        return Changed(HistoryOutcome.CONFLICT, _current_info(database, grid_id))


def roll_over(database: Database, actor: Actor, grid_id: int, academic_year: str | None, now: datetime) -> Changed:
    """Stores the courses and levels of a grid in the next academic year, or in this one, as carried over.

    The ambitions come along, unless that year has some. Nothing where the year has a grid already, which is the one
    that comes back. ValueError if `academic_year` is none.
    """
    require(actor, Action.ROLL_OVER)
    if academic_year is not None and as_academic_year(academic_year) != academic_year:
        raise ValueError(f"{academic_year} is no academic year")
    try:
        with database.write() as connection:
            current = _current(connection, grid_id)
            if current is None:
                return Changed(HistoryOutcome.NOT_THERE)
            require_intact([current])
            load_intact_ambitions(connection, current.info.key, grid_id)
            grid = rolled_over(current.grid, academic_year or next_year(current.grid.key.academic_year))
            if (existing := find_grid(connection, grid.key)) is not None:
                return Changed(HistoryOutcome.YEAR_EXISTS, existing)
            making = Making(now, actor.name, Made.ROLLED_OVER, current.info.version_id)
            stored = save_version(connection, grid, None, making)
            ambitions = _carry_ambitions(connection, current.grid, grid, Making(now, actor.name))
            details = {"from": current.info.key.academic_year, "version": current.info.version, "ambitions": ambitions}
            record(connection, Act(now, actor.name, Action.ROLL_OVER, about_grid(stored), details))
            return Changed(HistoryOutcome.ROLLED_OVER, stored)
    except ConcurrentChangeError:
        # Two at once: the other one's grid is that of the year.
        return Changed(HistoryOutcome.YEAR_EXISTS, _of_year(database, grid_id, academic_year))


def confirm_carried(
    database: Database, actor: Actor, grid_id: int, courses: Iterable[int] | None, seen: int, now: datetime
) -> Changed:
    """Stores a version in which these carried courses, or all of them, are confirmed, if `seen` is still current."""
    require(actor, Action.CONFIRM_CARRIED)
    chosen = None if courses is None else frozenset(courses)
    try:
        with database.write() as connection:
            current = _current(connection, grid_id)
            if current is None:
                return Changed(HistoryOutcome.NOT_THERE)
            if current.info.version != seen:
                return Changed(HistoryOutcome.CONFLICT, current.info)
            require_intact([current])
            grid = confirmed(current.grid, chosen)
            if grid == current.grid:
                return Changed(HistoryOutcome.NOTHING_CARRIED, current.info)
            stored = save_version(
                connection, grid, seen, Making(now, actor.name, Made.CONFIRMED, current.info.version_id)
            )
            confirmed_now = sorted(current.grid.carried - grid.carried)
            titles = [current.grid.courses[course].title for course in confirmed_now]
            details = {"version": stored.version, "courses": len(confirmed_now), "titles": titles}
            record(connection, Act(now, actor.name, Action.CONFIRM_CARRIED, about_grid(stored), details))
            return Changed(HistoryOutcome.CONFIRMED, stored)
    except ConcurrentChangeError:
        return Changed(HistoryOutcome.CONFLICT, _current_info(database, grid_id))


def _carry_ambitions(connection: Connection, old: Grid, new: Grid, making: Making) -> int:
    """Sets last year's ambitions again for the new year, if it has none; how many."""
    sets = list_ambition_sets(connection, old.key, newest_only=True)
    if not sets or list_ambition_sets(connection, new.key, newest_only=True):
        return 0
    last = sets[0]
    save_ambitions(connection, new.key, AmbitionSet(last.ambitions, making.at, making.by, last.file_name, last.sha256))
    return len(last.ambitions)


def _current(connection: Connection, grid_id: int) -> StoredGrid | None:
    return next(iter(load_grids(connection, [grid_id])), None)


def _newest(connection: Connection, grid_id: int) -> GridInfo | None:
    return next(iter(list_versions(connection, grid_id)), None)


def _current_info(database: Database, grid_id: int) -> GridInfo | None:
    with database.read() as connection:
        return _newest(connection, grid_id)


def _of_year(database: Database, grid_id: int, academic_year: str | None) -> GridInfo | None:
    with database.read() as connection:
        current = _current(connection, grid_id)
        if current is None:
            return None
        year = academic_year or next_year(current.grid.key.academic_year)
        return find_grid(connection, rolled_over(current.grid, year).key)


def programme_of(key: GridKey) -> tuple[str, str]:
    """The institution and the programme: versions of one of these can be compared."""
    return key.institution, key.programme
