"""Two imports at the same moment: one grid of one file, and of two files one version and one clear conflict."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.imports import Outcome, import_reading
from curriculum_map.services.merging import Decisions
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from tests.databases import KINDS
from tests.faults.uploads import NOW, Keeping, import_new, reading_of, seen, stored, whole_versions
from tests.full import FULL

TIMES = 20 if FULL else 3
FIRST, SECOND, THIRD = reading_of("1"), reading_of("2"), reading_of("3")
Work = Callable[[Any], str]


def in_processes(one: Work, other: Work) -> list[str]:
    """What two processes come to that do this at the same moment; each gets a barrier for two."""
    context = get_context("fork")
    barrier, results = context.Barrier(2, timeout=20), context.SimpleQueue()
    children = [context.Process(target=lambda work=work: results.put(work(barrier))) for work in (one, other)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0, 0]
    return sorted(results.get() for _ in children)


def in_threads(one: Work, other: Work) -> list[str]:
    """The same with two threads of this process."""
    barrier = Barrier(2, timeout=20)
    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(lambda work: work(barrier), (one, other)))


@pytest.mark.parametrize("at_once", [in_processes, in_threads])
@pytest.mark.parametrize("kind", KINDS)
class TestAtOnce:
    """On both databases, by two processes and by two threads that share a Database."""

    @pytest.fixture
    def url(self, kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
        return request.getfixturevalue("postgresql") if kind == "postgresql" else sqlite_url(tmp_path / "a.sqlite3")

    @pytest.fixture
    def opened(self, url: str, at_once: object) -> Iterator[Callable[[], Database]]:
        """A Database for each process, one for all threads."""
        shared = Database(url)
        yield lambda: shared if at_once is in_threads else Database(url)
        shared.close()

    def test_the_same_file_twice_is_one_grid(self, opened: Callable[[], Database], at_once: Any) -> None:
        def work(barrier: Any) -> str:
            database = opened()
            barrier.wait()
            return str(import_new(database, FIRST).outcome)

        assert at_once(work, work) == [Outcome.ALREADY_THERE, Outcome.STORED]
        assert whole_versions(opened()) == 1

    def test_two_files_of_one_programme_are_one_grid_and_a_question(
        self, opened: Callable[[], Database], at_once: Any
    ) -> None:
        def work(reading: Any) -> Work:
            def run(barrier: Any) -> str:
                database = opened()
                barrier.wait()
                return str(import_new(database, reading).outcome)

            return run

        assert at_once(work(FIRST), work(SECOND)) == [Outcome.NEEDS_CONFIRMATION, Outcome.STORED]
        assert whole_versions(opened()) == 1

    def test_of_two_that_saw_the_same_version_one_is_next_and_the_other_a_conflict(
        self, opened: Callable[[], Database], at_once: Any
    ) -> None:
        import_new(opened(), FIRST)
        for number in range(1, TIMES + 1):
            (there,) = stored(opened())
            others = [reading for reading in (FIRST, SECOND, THIRD) if reading.workbook.sha256 != there.sha256]
            work = [confirmed(opened, reading, seen(opened(), reading)) for reading in others]
            assert at_once(*work) == [Outcome.CONFLICT, Outcome.REPLACED]
            assert [info.version for info in stored(opened())] == [number + 1]
            assert whole_versions(opened()) == number + 1


def confirmed(opened: Callable[[], Database], reading: Any, decisions: Decisions) -> Work:
    def run(barrier: Any) -> str:
        database = opened()
        barrier.wait()
        keeping = Keeping(b"the file", 30)
        return str(
            import_reading(database, LOCAL_ACTOR, reading, now=NOW, decisions=decisions, keeping=keeping).outcome
        )

    return run


@pytest.mark.xdist_group("postgresql")
def test_who_begins_while_another_is_about_to_write_sees_what_that_one_wrote(postgresql: str) -> None:
    """The moment at which "version = version + 1" loses an update: the one has read, and takes its time to write."""
    import_new(Database(postgresql), FIRST)
    saw = [seen(Database(postgresql), reading) for reading in (SECOND, THIRD)]

    def inside(reading: Any, decisions: Decisions) -> Work:
        def run(barrier: Any) -> str:
            def wait(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
                if statement.startswith("UPDATE grid SET version"):
                    sleep(0.5)

            event.listen(Engine, "before_cursor_execute", wait)
            return confirmed(lambda: Database(postgresql), reading, decisions)(barrier)

        return run

    outcomes = in_processes(inside(SECOND, saw[0]), inside(THIRD, saw[1]))
    assert outcomes == [Outcome.CONFLICT, Outcome.REPLACED]
    assert whole_versions(Database(postgresql)) == 2
