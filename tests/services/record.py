"""A small record to tell stories about: two spellings of one college, stored as people did it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import Grid, GridKey, Perspective
from curriculum_map.domain.levels import Level
from curriculum_map.domain.register import About, Subject
from curriculum_map.storage.ambitions import AmbitionSet, save_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo
from curriculum_map.storage.identity import institution_of
from curriculum_map.storage.originals import Original, save_original
from curriculum_map.storage.register import add_entry, entries_of
from curriculum_map.storage.remembered import Remembered, save_remembered
from tests.databases import store, writing
from tests.grids import make_grid, row

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
A, B = "Hogeschool Gent", "HoGent"
SOCIAL_WORK, FAMILY = "social-work", "family-science"


def key(
    institution: str = A, programme: str = SOCIAL_WORK, year: str = "2026-27", rater: str | None = "team"
) -> GridKey:
    return GridKey(institution, programme, year, rater, Perspective.COORDINATOR)


def grid(level: int, about: GridKey, title: str = "Ethiek", sha256: str = "a" * 64) -> Grid:
    """One course with one level."""
    made = make_grid([row(title, level)], key=about)
    source = replace(made.provenance.uploaded, sha256=sha256, file_name=f"{title}.xlsx")
    return replace(made, provenance=replace(made.provenance, sources=(source,)))


def keep_grid(database: Database, made: Grid, minutes: int = 0) -> GridInfo:
    return store(database, made, NOW + timedelta(minutes=minutes))


def keep_ambition(database: Database, about: GridKey, level: Level, minutes: int = 0) -> None:
    one = Ambition("inclusion", Weight.ESSENTIAL, level, "beroepsprofiel")
    with writing(database) as connection:
        save_ambitions(connection, about, AmbitionSet((one,), NOW + timedelta(minutes=minutes), "somebody"))


def keep_comment(database: Database, institution: str, said: str, minutes: int = 0) -> None:
    about = About(SOCIAL_WORK, None, "2026-27", Subject.COMMENT, "inclusion")
    with writing(database) as connection:
        institution_id = institution_of(connection, institution)
        seen = sum(one.about == about for one in entries_of(connection, institution_id))
        body = {"text": said}
        add_entry(connection, institution_id, about, body, seen, NOW + timedelta(minutes=minutes), "somebody")


def keep_answer(database: Database, institution: str, mark: str, state: int, minutes: int = 0) -> None:
    with writing(database) as connection:
        said = Remembered({mark: state}, at=NOW + timedelta(minutes=minutes))
        save_remembered(connection, institution.casefold(), said, by="somebody")


def keep_original(database: Database, sha256: str, data: bytes, days: int = 30) -> None:
    with writing(database) as connection:
        save_original(connection, Original(sha256, "map.xlsx", data, NOW + timedelta(days=days)))
