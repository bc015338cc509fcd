"""Reading a file and opening the record, as a notebook does."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from curriculum_map import api as cm
from curriculum_map.api.grids import NotCompleteError
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.asking import agree_to_be_asked
from curriculum_map.services.samples import load_samples, sample_files
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url

TABLE = """course,ects,inclusion.knowledge,inclusion.skills,vision.knowledge
Intro,6,exemplary,not covered,
Lab,4,practised,not covered,exemplary
"""
ANSWERS = {
    "institution": "Example College",
    "programme": "social-work",
    "academic_year": "2026-27",
    "edition": "sap-2024-nl",
    "perspective": "student",
    "blank_means": "not-rated",
}

NOW = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE)
    return path


def test_what_a_file_leaves_open_is_asked_and_there_is_no_grid_yet(file: Path) -> None:
    found = cm.read(file)
    assert "missing-institution" in set(found.findings["finding_code"])
    with pytest.raises(NotCompleteError, match="institution"):
        _ = found.grid


def test_with_answers_there_is_a_grid(file: Path) -> None:
    grid = cm.read(file, ANSWERS).grid
    assert grid.about["institution"] == "Example College"
    assert grid.about["perspective"] == "student"
    assert list(cm.ratings(grid)["rating_level"]) == [1, 0, 3, 0, 1]


def test_answers_may_stand_in_a_yaml_file_and_what_is_wrong_there_is_found(file: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("institution: Example College\nprogramme: astrology\n")
    assert "not-a-choice" in " ".join(cm.read(file, answers).findings["finding_code"])


def test_words_come_in_the_language_that_was_asked_for() -> None:
    grid = cm.read(sample_files()[0], language="nl").grid
    assert set(cm.coverage(grid)["rule"]) == {"hoogste"}


def test_the_record_lists_what_is_stored_and_loads_any_of_it(tmp_path: Path) -> None:
    file = tmp_path / "record.sqlite3"
    database = Database(sqlite_url(file))
    load_samples(database, LOCAL_ACTOR, NOW)
    agree_to_be_asked(database, LOCAL_ACTOR, "Hogeschool Noordzee", "social-work", agreed=True, now=NOW)
    database.close()
    with cm.open_record(file) as record:
        stored = record.grids()
        assert len(stored) == 25
        assert stored["in_tables"].sum() == 18, "six programmes at three institutions, the latest year of each"
        one = stored[stored["file"] == "social-work-hogeschool-noordzee.xlsx"].iloc[0]
        grid = record.load(one["grid"])
        with pytest.raises(KeyError):
            record.load(99)
        same = record.read(next(path for path in sample_files() if path.name == one["file"])).grid
    assert (grid.may_be_asked, same.may_be_asked) == (True, False)
    assert grid.ambitions == same.ambitions
    assert cm.gaps(grid).equals(cm.gaps(same))


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        cm.open_record(tmp_path / "none.sqlite3")
    assert not (tmp_path / "none.sqlite3").exists()
