"""How hard hypothesis searches: quickly by default, thoroughly when CURRICULUM_MAP_FULL=1 (`make test-all`)."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: on a busy machine a slow example says nothing about the code.
settings.register_profile("quick", max_examples=50, deadline=None)
settings.register_profile("full", max_examples=2_000, deadline=None)
settings.load_profile("full" if os.environ.get("CURRICULUM_MAP_FULL") == "1" else "quick")


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to work in and a data folder of its own, so that no command touches the user's."""
    monkeypatch.setenv("CURRICULUM_MAP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("CURRICULUM_MAP_DEMO", raising=False)
    monkeypatch.delenv("CURRICULUM_MAP_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
