"""The process in which files are parsed: limited, replaced when it is gone, and never heard of by the visitor."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from curriculum_map.importing import waiting
from curriculum_map.importing.cells import Look
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.opening import Opened, open_workbook
from curriculum_map.importing.process import child
from tests.faults import evil
from tests.workbooks import xlsx

GOOD = xlsx({"Blad": [["Vak", 1]]})
PATIENT = Limits(seconds=60)
SHORT = Limits(rows=10**6, block=10**7, seconds=1)
SLOW = evil.with_rows(b"".join(b"<row><c x='%d'><v>1</v></c></row>" % row for row in range(1, 500_000)))
forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="here a process is started for each file")


@pytest.fixture(autouse=True)
def no_warm_process() -> Iterator[None]:
    """Each test starts without one and leaves none behind."""
    child.end_warm_process()
    yield
    child.end_warm_process()


def opens() -> bool:
    return cells(open_workbook("a.xlsx", GOOD, PATIENT)) == [["Vak", 1.0]]


def cells(opened: Opened) -> list[list[object]]:
    assert opened.refusal is None, opened.refusal
    return opened.workbook.sheets[0].rows


def warm_process() -> int:
    pid = child.warm_process()
    assert pid is not None
    return pid


@forking
def test_one_process_serves_all_files_and_leaves_no_children_behind() -> None:
    assert opens()
    pid = warm_process()
    assert all(opens() for _ in range(5))
    assert warm_process() == pid
    assert _waits_until(lambda: _children(pid) == [])


@forking
@pytest.mark.parametrize(("how", "seconds"), [(signal.SIGKILL, 60), (signal.SIGSTOP, 3)])
def test_a_process_that_was_killed_or_hangs_is_replaced(how: signal.Signals, seconds: int) -> None:
    """Of one that hangs nothing is heard, so that its time has to pass; in as much time the next one has to start."""
    assert opens()
    pid = warm_process()
    os.kill(pid, how)
    assert cells(open_workbook("a.xlsx", GOOD, Limits(seconds=seconds))) == [["Vak", 1.0]]
    assert warm_process() != pid
    assert not Path(f"/proc/{pid}").exists()


@forking
def test_many_threads_at_once_each_get_their_own_file() -> None:
    found: dict[int, list[list[object]]] = {}

    def read(number: int) -> None:
        found[number] = cells(open_workbook("a.xlsx", xlsx({"Blad": [["Vak", number]]}), PATIENT))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [["Vak", number]] for number in range(12)}


@forking
def test_the_process_ends_with_the_program_that_started_it() -> None:
    program = (
        "import sys, time; from curriculum_map.importing.opening import *;"
        "from curriculum_map.importing.process import child;"
        "open_workbook('a.csv', b'a;b'); print(child.warm_process(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        pid = int(started.stdout.readline())
        started.kill()
    assert _waits_until(lambda: not _runs(pid))


@forking
def test_a_child_that_dies_is_a_finding_and_the_next_file_opens() -> None:
    """Within 24 MB the parser cannot even start on a sheet of a hundred thousand cells."""
    many = evil.with_rows(b"".join(b'<row r="%d"><c><v>1</v></c></row>' % row for row in range(1, 20_001)))
    refusal = open_workbook("a.xlsx", many, Limits(memory_bytes=24 * 2**20)).refusal
    assert refusal is not None
    assert refusal.code == "too-hard-to-read"
    assert opens()


@forking
def test_a_child_that_takes_too_long_is_ended() -> None:
    assert opens()
    began = time.monotonic()
    refusal = open_workbook("a.xlsx", SLOW, SHORT).refusal
    assert refusal is not None
    assert refusal.code == "too-hard-to-read"
    assert time.monotonic() - began < 5
    assert _waits_until(lambda: _children(warm_process()) == [])


@pytest.mark.parametrize("can_fork", [pytest.param(True, marks=forking), False])
def test_who_does_not_want_to_wait_any_longer_ends_the_reading(monkeypatch: pytest.MonkeyPatch, can_fork: bool) -> None:
    monkeypatch.setattr(child, "_CAN_FORK", can_fork)
    monkeypatch.setattr(child, "ASKED_EACH", 0.01)
    monkeypatch.setattr(waiting, "ASKED_EACH", 0.01)
    asked, before = [], set(_children(os.getpid()))

    def stop_at_the_third() -> None:
        asked.append(True)
        if len(asked) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), waiting.while_waiting(stop_at_the_third):
        open_workbook("a.xlsx", SLOW, PATIENT)
    left = warm_process() if can_fork else os.getpid()
    assert _waits_until(lambda: not set(_children(left)) - before), "nothing goes on reading for nobody"
    assert opens(), "and nobody asks about the next file"


@forking
def test_a_file_so_large_that_its_look_takes_too_long_is_read_without_and_says_so() -> None:
    styled = evil.with_rows(b"".join(b'<row r="%d" hidden="1"><c><v>1</v></c></row>' % row for row in range(1, 20_001)))
    opened = open_workbook("a.xlsx", styled, Limits(seconds=60, look_seconds=0.001))
    assert len(cells(opened)) == 20_000
    assert [finding.code for finding in opened.findings] == ["look-not-read"]
    assert opened.workbook.sheets[0].look == Look()
    assert len(open_workbook("a.xlsx", styled, PATIENT).workbook.sheets[0].look.hidden_rows) == 20_000


@forking
def test_no_file_is_written_and_none_of_the_server_stays_open(tmp_path: Path) -> None:
    """What the child may do is tried in a child of its own: this process must stay free."""
    written = tmp_path / "written"
    program = (
        "import os, resource, socket, sys; from curriculum_map.importing.limits import Limits;"
        "from curriculum_map.importing.process import nursery; nursery.be_limited(Limits());"
        "found = resource.getrlimit(resource.RLIMIT_FSIZE)[0], resource.getrlimit(resource.RLIMIT_CORE)[0];"
        "print(*found);"
        f"open({str(written)!r}, 'wb', 0).write(b'x')"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.stdout.split(), ran.returncode) == (["0", "0"], 1)
    assert "File too large" in ran.stderr
    assert written.read_bytes() == b""


def test_where_there_is_no_fork_a_process_is_started_for_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_CAN_FORK", False)
    assert opens()
    assert child.warm_process() is None
    refusal = open_workbook("a.xlsx", GOOD[:-10], PATIENT).refusal
    assert refusal is not None
    assert refusal.code == "damaged-file"
    slow = open_workbook("a.xlsx", SLOW, SHORT).refusal
    assert slow is not None
    assert slow.code == "too-hard-to-read"


@pytest.mark.parametrize("can_fork", [True, False])
def test_where_no_process_can_be_started_a_finding_says_so(monkeypatch: pytest.MonkeyPatch, can_fork: bool) -> None:
    monkeypatch.setattr(child, "_CAN_FORK", can_fork and child._CAN_FORK)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    refusal = open_workbook("a.xlsx", GOOD, PATIENT).refusal
    assert refusal is not None
    assert refusal.code == "reader-not-available"


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


def _runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


def _waits_until(holds: object, seconds: float = 5) -> bool:
    """Whether it holds within some seconds."""
    assert callable(holds)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.02)
    return False
