"""Uploading: read a file, see what it would change, store it when nothing stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from curriculum_map.analytics.changes import Changes, find_changes
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.frameworks.loader import Editions, family
from curriculum_map.importing.limits import DEFAULT_LIMITS, Limits
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Before, Reading, read_file
from curriculum_map.services.remembered import compared_institution, to_remember
from curriculum_map.storage.ambitions import load_ambitions, replace_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.storage.drafts import drop_draft, purge_drafts
from curriculum_map.storage.grids import GridInfo, StoredGrid, find_stored, list_grids, save_grid
from curriculum_map.storage.remembered import Remembered, save_remembered


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
    actor: Actor,
    file_name: str,
    data: bytes,
    answers: Answers | None = None,
    editions: Editions | None = None,
    earlier: Remembered | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """What a file says, against these editions or else the packaged ones; nothing is stored.

    What the institution answered `earlier` is proposed.
    """
    require(actor, Action.READ_FILE)
    before = Before(earlier.marks, earlier.columns) if earlier is not None else None
    return read_file(file_name, data, answers, editions, before, limits)


def preview(database: Database, actor: Actor, reading: Reading) -> Preview | None:
    """What confirming this reading would store; None while it holds no single complete grid."""
    require(actor, Action.READ_FILE)
    grid = _single_grid(reading)
    if grid is None:
        return None
    with database.read() as connection:
        existing = find_stored(connection, grid.key)
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


def changes(database: Database, actor: Actor, reading: Reading) -> Changes | None:
    """What confirming this reading would change about the stored grid whose place it would take.

    None where there is no such grid, or the reading holds no single complete one.
    """
    require(actor, Action.READ_FILE)
    grid = _single_grid(reading)
    if grid is None:
        return None
    with database.read() as connection:
        existing = find_stored(connection, grid.key)
    if existing is None:
        return None
    return find_changes(existing.grid, grid, same_framework=family(existing.grid.edition) == family(grid.edition))


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
    that something changed since, it is asked again and nothing is lost. What was answered about marks and
    columns is remembered for the institution's next file. The draft of the file goes, and so does every
    one whose time is over.
    """
    require(actor, Action.IMPORT_GRID)
    grid = _single_grid(reading)
    if grid is None or reading.exit_status != 0:
        return Imported(Outcome.BLOCKED)
    with database.write() as connection:
        purge_drafts(connection, now)
        existing = find_stored(connection, grid.key)
        replaced = _replaced(existing, load_ambitions(connection, grid.key), reading)
        if existing is not None and _same(existing, grid):
            drop_draft(connection, grid.provenance.sha256)
            return Imported(Outcome.ALREADY_THERE, existing.info.id)
        if replaced and replaced != confirmed:
            return Imported(Outcome.NEEDS_CONFIRMATION, existing.info.id if existing else None)
        grid_id = save_grid(connection, grid, at=now, by=actor.name, is_sample=is_sample)
        if reading.ambitions:
            replace_ambitions(connection, grid.key, reading.ambitions)
        answered = to_remember(reading.answers.marks, reading.answers.columns, now)
        save_remembered(connection, compared_institution(grid.key.institution), answered, by=actor.name)
        drop_draft(connection, grid.provenance.sha256)
    return Imported(Outcome.REPLACED if existing else Outcome.STORED, grid_id)


def list_stored(database: Database, actor: Actor) -> list[GridInfo]:
    """Every grid the actor may see, by institution, programme and year."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return list_grids(connection)


def _single_grid(reading: Reading) -> Grid | None:
    return reading.grids[0].grid() if len(reading.grids) == 1 else None


def _replaced(existing: StoredGrid | None, ambitions: Mapping[str, Ambition], reading: Reading) -> Replaced:
    """What storing this reading takes the place of."""
    new = {ambition.target: ambition for ambition in reading.ambitions}
    # A file without ambitions leaves those that are there.
    old = ambitions.values() if new else ()
    info = None if existing is None else existing.info
    return Replaced(info, frozenset(one for one in old if new.get(one.target) != one))


def _same(existing: StoredGrid, grid: Grid) -> bool:
    """Whether the stored grid came from the same bytes, under whatever name, with the same answers."""
    if existing.info.sha256 != grid.provenance.sha256:
        return False
    renamed = replace(existing.grid.provenance, file_name=grid.provenance.file_name)
    return replace(existing.grid, provenance=renamed) == grid
