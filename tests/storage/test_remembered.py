"""What an institution answered: the last answer counts, another institution's does not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from curriculum_map.domain.levels import NOT_APPLICABLE
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.remembered import Remembered, load_remembered, save_remembered
from tests.databases import writing

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
FIRST = Remembered({"gk": 2, "nvt.": NOT_APPLICABLE}, {"kennis": "inclusion.knowledge", "totaal": None}, NOW)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "answers.sqlite3"))


def save(database: Database, institution: str, said: Remembered) -> None:
    with writing(database) as connection:
        save_remembered(connection, institution, said, by="somebody")


def load(database: Database, institution: str) -> Remembered:
    with database.read() as connection:
        return load_remembered(connection, institution)


def test_answers_come_back_equal_and_only_to_who_gave_them(database: Database) -> None:
    save(database, "north", FIRST)
    assert load(database, "north") == FIRST
    assert load(database, "south") == Remembered()


def test_a_later_answer_takes_the_place_of_the_earlier_one_and_leaves_the_others(database: Database) -> None:
    """A mark and a heading may be written the same: they are two different questions."""
    later = NOW + timedelta(days=365)
    save(database, "north", FIRST)
    save(database, "north", Remembered({"gk": 1, "kennis": 3}, {"totaal": "ethics"}, later))
    assert load(database, "north") == Remembered(
        {"gk": 1, "nvt.": NOT_APPLICABLE, "kennis": 3}, {"kennis": "inclusion.knowledge", "totaal": "ethics"}, later
    )


def test_no_answers_are_nothing_to_remember(database: Database) -> None:
    save(database, "north", Remembered({}, {}, NOW))
    assert load(database, "north") == Remembered()
