"""A data folder of its own for each test, and one that holds the samples."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.samples import load_samples
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty installation; the app keeps its database for the process, so that is forgotten around each test."""
    monkeypatch.setenv("CURRICULUM_MAP_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CURRICULUM_MAP_DATABASE_URL", raising=False)
    monkeypatch.delenv("CURRICULUM_MAP_DEMO", raising=False)
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every sample, loaded once per run."""
    path = tmp_path_factory.mktemp("samples") / "samples.sqlite3"
    load_samples(Database(sqlite_url(path)), LOCAL_ACTOR, datetime(2026, 9, 1, tzinfo=UTC))
    return path


@pytest.fixture
def samples(data_folder: Path, loaded_once: Path) -> None:
    """The installation with every sample in it."""
    to = Settings().database().removeprefix("sqlite:///")
    with sqlite3.connect(loaded_once) as source, sqlite3.connect(to) as copy:
        source.backup(copy)
