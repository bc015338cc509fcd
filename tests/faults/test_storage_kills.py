"""A process that is killed in the middle of an import: nothing of it is stored, or all of it, and a retry gives one.

The whole of it, `make test-all`, kills sixty times.
"""

import random
import time
from pathlib import Path

from curriculum_map.services.imports import Outcome
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from tests.faults.children import ended, killed_after, start
from tests.faults.uploads import import_next, reading_of, stored, whole_versions
from tests.full import FULL

KILLS = 60 if FULL else 10
READINGS = (reading_of("1"), reading_of("2"))


def import_as_a_process(url: str, number: int) -> None:
    import_next(Database(url), READINGS[number % 2])


def test_an_import_that_is_killed_at_a_random_moment_is_stored_whole_or_not_at_all(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "record.sqlite3")
    Database(url).close()
    began = time.monotonic()
    assert ended(start(lambda: import_as_a_process(url, 1))) == 0
    seconds = time.monotonic() - began
    chance, killed, number, came_through = random.Random(2026), 0, 0, 0
    # One that was done before it could be killed does not count, and the next ones are killed sooner: how long one
    # takes differs on a busy machine, and the first one is the slowest.
    while killed < KILLS and number < 10 * KILLS:
        child = start(lambda number=number: import_as_a_process(url, number))
        was_killed = killed_after(child, chance.uniform(0.02, 1) * seconds)
        killed, seconds = killed + was_killed, seconds if was_killed else 0.7 * seconds
        # Opened after each kill, as it is when the app starts again.
        database = Database(url)
        there = whole_versions(database)
        assert there in (number + 1, number + 2)
        came_through += there == number + 2
        retried = import_next(database, READINGS[number % 2]).outcome
        assert retried is (Outcome.ALREADY_THERE if there == number + 2 else Outcome.REPLACED)
        assert whole_versions(database) == number + 2
        assert [info.version for info in stored(database)] == [number + 2]
        database.close()
        number += 1
    assert killed == KILLS
    assert came_through < number
