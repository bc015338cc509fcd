"""Frameworks of one's own in the database: whole, replaced by id, and kept while a grid uses them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.own_framework import OwnFramework
from curriculum_map.frameworks.own import as_edition
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.frameworks import (
    delete_framework,
    list_frameworks,
    load_framework,
    save_framework,
    targets_in_use,
)
from tests.databases import store, writing
from tests.frameworks.own_frameworks import SMALL, any_framework
from tests.grids import make_grid, row

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
SHA256 = "ab" * 32


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "grids.sqlite3"))


def save(database: Database, framework: OwnFramework) -> None:
    with writing(database) as connection:
        save_framework(connection, framework, sha256=SHA256, at=NOW)


def test_a_framework_comes_back_with_its_fingerprint(database: Database) -> None:
    save(database, SMALL)
    with database.read() as connection:
        stored = load_framework(connection, SMALL.id)
        assert load_framework(connection, "other") is None
    assert stored is not None
    assert (stored.framework, stored.sha256, stored.imported_at) == (SMALL, SHA256, NOW)


@given(framework=any_framework)
def test_any_framework_comes_back_exactly(framework: OwnFramework) -> None:
    database = Database("sqlite://")
    save(database, framework)
    with database.read() as connection:
        assert [one.framework for one in list_frameworks(connection)] == [framework]


def test_one_with_the_same_id_takes_its_place_and_the_list_is_by_title(database: Database) -> None:
    save(database, replace(SMALL, title="Second"))
    save(database, replace(SMALL, title="Third"))
    save(database, replace(SMALL, id="other", title="First"))
    with database.read() as connection:
        assert [one.framework.title for one in list_frameworks(connection)] == ["First", "Third"]


def test_a_framework_is_kept_while_a_grid_uses_it(database: Database) -> None:
    save(database, SMALL)
    targets = as_edition(SMALL).targets(Granularity.ELEMENT)
    grid = replace(make_grid([row("Ethics", 3, 2, 1, 0)], targets), edition=SMALL.id)
    with writing(database) as connection:
        assert targets_in_use(connection, SMALL.id) is None
    store(database, grid)
    with writing(database) as connection:
        assert targets_in_use(connection, SMALL.id) == set(targets)
        assert not delete_framework(connection, SMALL.id)
        assert load_framework(connection, SMALL.id) is not None


def test_a_framework_that_nobody_uses_can_be_removed(database: Database) -> None:
    save(database, SMALL)
    with writing(database) as connection:
        assert delete_framework(connection, SMALL.id)
        assert list_frameworks(connection) == []
