"""Drafts in the database: one per file and person, byte for byte, gone when their time is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from curriculum_map.storage.database import Database
from curriculum_map.storage.drafts import (
    Draft,
    DraftInfo,
    drop_draft,
    has_old_drafts,
    list_drafts,
    load_draft,
    purge_drafts,
    save_draft,
)
from curriculum_map.storage.engine import sqlite_url

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=10)
INFO = DraftInfo("ab" * 32, None, "matrix.xlsx", NOW, "somebody", NOW + timedelta(days=30))
DRAFT = Draft(INFO, bytes(range(256)), "marks:\n  gk: well-framed\n", {"going": ["A Ethiek"]})


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "drafts.sqlite3"))


def save(database: Database, *drafts: Draft) -> None:
    with database.note() as connection:
        for draft in drafts:
            save_draft(connection, draft)


def listed(database: Database, now: datetime = NOW) -> list[DraftInfo]:
    with database.read() as connection:
        return list_drafts(connection, "somebody", now)


def load(database: Database, sha256: str = INFO.sha256, by: str = "somebody") -> Draft | None:
    with database.read() as connection:
        return load_draft(connection, by, sha256)


def test_a_draft_comes_back_equal(database: Database) -> None:
    save(database, DRAFT)
    assert (load(database), listed(database), load(database, "cd" * 32)) == (DRAFT, [INFO], None)


def test_saving_again_puts_in_the_new_answers_and_it_stays_begun_when_it_was(database: Database) -> None:
    again = replace(INFO, institution="North", file_name="copy.xlsx", kept_until=LATER + timedelta(days=30))
    save(database, DRAFT, Draft(replace(again, created_at=LATER), DRAFT.data, "sheet: Blad1\n"))
    assert load(database) == Draft(again, DRAFT.data, "sheet: Blad1\n")


def test_two_people_who_begin_the_same_file_have_a_draft_each(database: Database) -> None:
    """What the one says, lists, loads or drops is nothing of the other's."""
    other = Draft(replace(INFO, created_by="another"), DRAFT.data, "sheet: Blad1\n")
    save(database, DRAFT, other)
    assert (load(database), load(database, by="another"), listed(database)) == (DRAFT, other, [INFO])
    with database.note() as connection:
        assert drop_draft(connection, "another", INFO.sha256)
    assert (load(database), load(database, by="another")) == (DRAFT, None)


def test_drafts_are_listed_from_the_last_one_on_and_one_is_dropped(database: Database) -> None:
    other = replace(INFO, sha256="cd" * 32, created_at=LATER)
    save(database, DRAFT, Draft(other, b"b", ""))
    assert listed(database) == [other, INFO]
    with database.note() as connection:
        assert [drop_draft(connection, "somebody", INFO.sha256) for _ in range(2)] == [True, False]
    assert listed(database) == [other]


def test_when_its_time_is_over_a_draft_is_no_longer_listed_and_is_purged(database: Database) -> None:
    """One draft is kept until 3 December at noon, the other until the 13th."""
    longer, moment = replace(INFO, sha256="cd" * 32, kept_until=INFO.kept_until + timedelta(days=10)), INFO.kept_until
    save(database, DRAFT, Draft(longer, b"b", ""))
    assert listed(database, moment) == [longer]
    with database.note() as connection:
        assert not has_old_drafts(connection, moment - timedelta(seconds=1))
        assert has_old_drafts(connection, moment)
        assert (purge_drafts(connection, moment), purge_drafts(connection, moment)) == (1, 0)
    assert listed(database) == [longer]
