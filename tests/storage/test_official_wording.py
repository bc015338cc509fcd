"""The official wording in the database: replaced per edition and language, and never more than that."""

from pathlib import Path

import pytest

from curriculum_map.domain.official_wording import LONGEST_WORDING, Wording, wording_by_element
from curriculum_map.domain.text import Text
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.official_wording import delete_wording, load_wording, replace_wording
from curriculum_map.storage.tables import official_wording
from tests.databases import writing

DUTCH = [Wording("kjg-nl", f"kjg-nl:vision.skills.{place}", "nl", f"zin {place}") for place in (1, 2)]
ENGLISH = [Wording("kjg-nl", "kjg-nl:vision.skills.1", "en", "a sentence")]
OTHER = [Wording("sw-2025-en", "sw-2025-en:vision.skills.1", "en", "another sentence")]


@pytest.fixture(params=["memory", "file"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database that holds texts of two editions and in two languages."""
    database = Database("sqlite://" if request.param == "memory" else sqlite_url(tmp_path / "a.sqlite3"))
    with writing(database) as connection:
        replace_wording(connection, "sw-2025-en", "en", OTHER)
        replace_wording(connection, "kjg-nl", "nl", reversed(DUTCH))
        replace_wording(connection, "kjg-nl", "en", ENGLISH)
    return database


def stored(database: Database, edition: str | None = None) -> list[Wording]:
    with database.read() as connection:
        return load_wording(connection, edition)


def test_texts_come_back_equal_by_edition_language_and_element(database: Database) -> None:
    assert stored(database) == [*ENGLISH, *DUTCH, *OTHER]
    assert stored(database, "kjg-nl") == [*ENGLISH, *DUTCH]
    assert stored(database, "sap-2024-nl") == []


def test_new_texts_take_the_place_of_those_of_their_edition_and_language_only(database: Database) -> None:
    new = [Wording("kjg-nl", "kjg-nl:vision.skills.3", "nl", "'=x")]
    with writing(database) as connection:
        replace_wording(connection, "kjg-nl", "nl", new)
    assert stored(database) == [*ENGLISH, *new, *OTHER]


def test_texts_are_removed_in_one_language_or_in_all(database: Database) -> None:
    with writing(database) as connection:
        assert delete_wording(connection, "kjg-nl", "nl") == 2
        assert delete_wording(connection, "kjg-nl") == 1
        assert delete_wording(connection, "kjg-nl") == 0
    assert stored(database) == OTHER


def test_a_column_holds_the_longest_text() -> None:
    assert official_wording.c.text.type.length == LONGEST_WORDING


def test_a_language_without_a_text_is_empty() -> None:
    assert wording_by_element([*DUTCH, *ENGLISH]) == {
        "kjg-nl:vision.skills.1": Text("zin 1", "a sentence"),
        "kjg-nl:vision.skills.2": Text("zin 2", ""),
    }
