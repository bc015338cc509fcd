"""Imports for the fault tests: two files of the same programme and year, and a look at what became of them."""

from datetime import UTC, datetime
from functools import cache

from sqlalchemy import func, select

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.importing.reading import Reading
from curriculum_map.services.database_care import check_database, verify_database
from curriculum_map.services.grids import preview
from curriculum_map.services.imports import Imported, Keeping, Outcome, import_reading
from curriculum_map.services.merging import Decisions
from curriculum_map.storage.checking import Unsound
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, list_grids
from curriculum_map.storage.record_tables import audit, courses, versions
from curriculum_map.storage.tables import originals
from tests.workbooks import upload

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
COURSES = 60
WORDS = {"1": "exemplarisch", "2": "goed gekaderd", "3": "geoefend"}


@cache
def reading_of(level: str) -> Reading:
    """A file with sixty courses, each with this level for one target."""
    lines = [f"C{number} | Course {number} | 6 | verplicht | {WORDS[level]}" for number in range(COURSES)]
    return upload("\n".join(["Code | Opleidingsonderdeel | Studiepunten | Status | inclusion", *lines]))


def import_new(database: Database, reading: Reading) -> Imported:
    """As somebody imports who saw nothing of the kind stored."""
    return import_reading(database, LOCAL_ACTOR, reading, now=NOW, keeping=Keeping(b"the file", 30))


def import_next(database: Database, reading: Reading) -> Imported:
    """As somebody imports who saw what is stored now, and confirmed."""
    return import_reading(
        database, LOCAL_ACTOR, reading, now=NOW, decisions=seen(database, reading), keeping=Keeping(b"the file", 30)
    )


def seen(database: Database, reading: Reading) -> Decisions:
    """The confirmation of who saw what is stored now."""
    shown = preview(database, LOCAL_ACTOR, reading)
    assert shown is not None
    return Decisions(shown.replaces.seen)


def stored(database: Database) -> list[GridInfo]:
    with database.read() as connection:
        return list_grids(connection)


def whole_versions(database: Database) -> int:
    """How many versions there are, each with all its courses, its checksum and its entry in the log."""
    with database.read() as connection:
        count = connection.execute(select(func.count()).select_from(versions)).scalar_one()
        assert connection.execute(select(func.count()).select_from(courses)).scalar_one() == count * COURSES
        assert connection.execute(select(func.count()).select_from(audit)).scalar_one() == count
        kept = connection.execute(select(func.count()).select_from(originals)).scalar_one()
    assert (kept > 0) == (count > 0)
    # What is kept in these stories are not the bytes that were read.
    faults = verify_database(database, LOCAL_ACTOR).faults
    assert [fault for fault in faults if fault.kind is not Unsound.ORIGINAL] == []
    assert check_database(LOCAL_ACTOR, database.url) == []
    return int(count)


def is_stored(imported: Imported) -> bool:
    return imported.outcome in (Outcome.STORED, Outcome.REPLACED)
