"""Uploading: read a file and see what it would change; listing what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from curriculum_map.analytics.course_links import UNDECIDED as NOTHING_SAID
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import Programme
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.limits import DEFAULT_LIMITS, Limits
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Before, Reading, read_file
from curriculum_map.services.imports import single_grid
from curriculum_map.services.lineage import said_earlier
from curriculum_map.services.merging import UNDECIDED, Decisions, Merged, Replaced, is_same, merge, replaced
from curriculum_map.services.remembered import remembered
from curriculum_map.storage.ambitions import last_set, load_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, find_stored, list_grids
from curriculum_map.storage.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be stored, counted, the stored version it comes after, and what it changes against that.

    Courses that stay though the file does not have them are counted, and so are the stored ambitions where the file has
    none: then they stay.
    """

    courses: int
    credits: float
    places_per_level: dict[Level, int]
    not_applicable: int
    blank: int
    ambitions: int
    ambitions_stay: bool
    replaces: Replaced
    same_as_existing: bool
    merged: Merged


def read_upload(
    actor: Actor,
    file_name: str,
    data: bytes,
    answers: Answers | None = None,
    editions: Editions | None = None,
    earlier: Remembered | None = None,
    limits: Limits = DEFAULT_LIMITS,
    programmes: Sequence[Programme] = (),
) -> Reading:
    """What a file says, against these editions or else the packaged ones, likewise programmes; nothing is stored.

    What the institution answered `earlier` is proposed.
    """
    require(actor, Action.READ_FILE)
    before = Before(earlier.marks, earlier.columns) if earlier is not None else None
    return read_file(file_name, data, answers, editions, before, limits, programmes)


def read_with_earlier(
    database: Database,
    actor: Actor,
    file_name: str,
    data: bytes,
    answers: Answers | None = None,
    editions: Editions | None = None,
    limits: Limits = DEFAULT_LIMITS,
    programmes: Sequence[Programme] = (),
) -> tuple[Reading, datetime | None]:
    """The same, with what the institution of the file answered about earlier files as proposals.

    With it comes the moment of the last of those answers; None where nothing was remembered.
    """
    reading = read_upload(actor, file_name, data, answers, editions, None, limits, programmes)
    institution = _institution(reading)
    earlier = remembered(database, actor, institution) if institution else None
    if earlier is None or earlier.at is None:
        return reading, None
    return read_upload(actor, file_name, data, answers, editions, earlier, limits, programmes), earlier.at


def _institution(reading: Reading) -> str | None:
    """The institution as far as it is known, or as it is proposed."""
    said = next((grid.description.institution for grid in reading.grids), None)
    asked = next((one for one in reading.findings if one.code == "missing-institution"), None)
    proposed = None if asked is None else str(asked.facts.get("proposal") or "")
    return said or reading.answers.description.institution or proposed or None


def preview(database: Database, actor: Actor, reading: Reading, decisions: Decisions = UNDECIDED) -> Preview | None:
    """What confirming this reading would store; None while it holds no single complete grid."""
    require(actor, Action.READ_FILE)
    grid = single_grid(reading)
    if grid is None:
        return None
    with database.read() as connection:
        existing = find_stored(connection, grid.key)
        ambitions, number = load_ambitions(connection, grid.key), last_set(connection, grid.key)
        in_place_of = replaced(existing, ambitions, reading, number)
        earlier = NOTHING_SAID if existing is None else said_earlier(connection, existing, grid)
    merged = merge(existing, reading, grid, decisions, earlier)
    counted = merged.grid.counted_levels()
    return Preview(
        courses=len(merged.grid.courses),
        credits=sum(course.ects or 0 for course in merged.grid.courses),
        places_per_level={level: counted.count(level) for level in Level},
        not_applicable=counted.count(NOT_APPLICABLE),
        blank=counted.count(NOT_RATED),
        ambitions=len(reading.ambitions or ambitions),
        ambitions_stay=bool(ambitions) and not reading.ambitions,
        replaces=in_place_of,
        same_as_existing=existing is not None and merged.is_intact and is_same(existing.grid, merged.grid),
        merged=merged,
    )


def list_stored(database: Database, actor: Actor) -> list[GridInfo]:
    """Every grid the actor may see, by institution, programme and year."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return list_grids(connection)
