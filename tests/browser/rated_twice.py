"""The demo app with one programme that two people rated: only then the page about agreement has anything on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Perspective
from curriculum_map.services.columns import load_columns
from curriculum_map.services.grids import list_stored
from curriculum_map.services.samples import load_samples
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.browser.server import AppServer
from tests.databases import NOW, store


@contextmanager
def app_rated_twice(folder: Path) -> Iterator[AppServer]:
    """The app with its data in this folder: the samples, and one of them as lecturers would have rated it."""
    data = folder / "data"
    data.mkdir(parents=True)
    database = Database(Settings(data_dir=data, demo=True).database())
    load_samples(database, LOCAL_ACTOR, NOW)
    first = list_stored(database, LOCAL_ACTOR)[0]
    (column,) = load_columns(database, LOCAL_ACTOR, (first.id,))
    key = replace(first.key, perspective=Perspective.LECTURER, rater="docenten")
    levels = column.grid.levels
    # The same courses, each with the levels of the one before it.
    width = len(column.grid.targets)
    store(database, replace(column.grid, key=key, levels=levels[-width:] + levels[:-width]), is_sample=True)
    database.close()
    with AppServer(data, folder / "server.log") as server:
        yield server
