"""Uploading: read a file, see what it would change, store it when nothing stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.description import Description
from curriculum_map.importing.reading import Reading, read_file
from curriculum_map.storage.ambitions import load_ambitions, replace_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, find_grid, list_grids, save_grid


class Outcome(StrEnum):
    """What became of an import."""

    STORED = "stored"
    REPLACED = "replaced"
    ALREADY_THERE = "already-there"
    BLOCKED = "blocked"
    NEEDS_CONFIRMATION = "needs-confirmation"


@dataclass(frozen=True, slots=True)
class Replaced:
    """What an import takes the place of: another grid, and ambitions that it changes or drops.

    Handed back as the confirmation, it says what the person who confirmed had seen.
    """

    grid: GridInfo | None = None
    ambitions: frozenset[Ambition] = frozenset()

    def __bool__(self) -> bool:
        return self.grid is not None or bool(self.ambitions)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a grid holds, counted, and the stored grid whose place it would take."""

    courses: int
    credits: float
    places_per_level: dict[Level, int]
    not_applicable: int
    blank: int
    ambitions: int
    replaces: Replaced
    same_as_existing: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome of an import and the stored grid it is about."""

    outcome: Outcome
    grid_id: int | None = None


def read_upload(
    actor: Actor, file_name: str, data: bytes, answers: Description | None = None, editions: Editions | None = None
) -> Reading:
    """What a file says, against these editions or else the packaged ones; nothing is stored."""
    require(actor, Action.READ_FILE)
    return read_file(file_name, data, answers, editions)


def preview(database: Database, actor: Actor, reading: Reading) -> Preview | None:
    """What confirming this reading would store; None while it holds no single complete grid."""
    require(actor, Action.READ_FILE)
    grid = _single_grid(reading)
    if grid is None:
        return None
    with database.read() as connection:
        existing = find_grid(connection, grid.key)
        replaced = _replaced(existing, load_ambitions(connection, grid.key), reading)
    return Preview(
        courses=len(grid.courses),
        credits=sum(course.ects or 0 for course in grid.courses),
        places_per_level={level: grid.levels.count(level) for level in Level},
        not_applicable=grid.levels.count(NOT_APPLICABLE),
        blank=grid.levels.count(NOT_RATED),
        ambitions=len(reading.ambitions),
        replaces=replaced,
        same_as_existing=existing is not None and _same(existing, grid),
    )


def import_reading(
    database: Database,
    actor: Actor,
    reading: Reading,
    *,
    now: datetime,
    confirmed: Replaced | None = None,
    is_sample: bool = False,
) -> Imported:
    """Stores the grid and its ambitions in one transaction, or says why not.

    The same bytes with the same answers are one grid. What takes the place of something needs to be confirmed; where
    that something changed since, it is asked again and nothing is lost.
    """
    require(actor, Action.IMPORT_GRID)
    grid = _single_grid(reading)
    if grid is None or reading.exit_status != 0:
        return Imported(Outcome.BLOCKED)
    with database.write() as connection:
        existing = find_grid(connection, grid.key)
        replaced = _replaced(existing, load_ambitions(connection, grid.key), reading)
        if existing is not None and _same(existing, grid):
            return Imported(Outcome.ALREADY_THERE, existing.id)
        if replaced and replaced != confirmed:
            return Imported(Outcome.NEEDS_CONFIRMATION, existing.id if existing else None)
        grid_id = save_grid(connection, grid, at=now, by=actor.name, is_sample=is_sample)
        if reading.ambitions:
            replace_ambitions(connection, grid.key, reading.ambitions)
    return Imported(Outcome.REPLACED if existing else Outcome.STORED, grid_id)


def list_stored(database: Database, actor: Actor) -> list[GridInfo]:
    """Every grid the actor may see, by institution, programme and year."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return list_grids(connection)


def _single_grid(reading: Reading) -> Grid | None:
    return reading.grids[0].grid() if len(reading.grids) == 1 else None


def _replaced(existing: GridInfo | None, ambitions: Mapping[str, Ambition], reading: Reading) -> Replaced:
    """What storing this reading takes the place of."""
    new = {ambition.target: ambition for ambition in reading.ambitions}
    # A file without ambitions leaves those that are there.
    old = ambitions.values() if new else ()
    return Replaced(existing, frozenset(one for one in old if new.get(one.target) != one))


def _same(existing: GridInfo, grid: Grid) -> bool:
    """Whether the stored grid came from the same bytes with the same answers."""
    answers = (existing.edition, existing.granularity, existing.blank_means)
    return existing.sha256 == grid.provenance.sha256 and answers == (grid.edition, grid.granularity, grid.blank_means)
