"""Has a file parsed in a child process, and says what became of it; whatever the child does, this process goes on."""

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from curriculum_map.importing.limits import Limits
from curriculum_map.importing.process.wire import BORN, OUT_OF_MEMORY, TOO_MUCH, Parsed, request, unpacked
from curriculum_map.importing.refusal import RefusalError
from curriculum_map.importing.waiting import ASKED_EACH, still_wanted

AT_ONCE = 2
"""So many files are parsed at the same time; the next ones wait."""

_CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
_TRIES = 3
_MARGIN = 0.5
_CHUNK = 2**18
_PROGRAM = """
import sys
sys.path[:] = sys.argv[2:]
from curriculum_map.importing.process import nursery
getattr(nursery, sys.argv[1])()
"""


class _StillbornError(Exception):
    """The process that forks the children is gone; a new one can be tried."""


@dataclass(slots=True)
class _Warm:
    """The process that forks the children, started when the first file comes in and again when it is gone."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    places: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))
    process: subprocess.Popen[bytes] | None = None
    control: socket.socket | None = None

    def connect(self) -> tuple[socket.socket, socket.socket]:
        """A line to a child of its own, and the one it was asked over; _StillbornError where none can be had."""
        ours, theirs = socket.socketpair()
        with theirs, self.lock:
            try:
                control = self._control()
                socket.send_fds(control, [b"."], [theirs.fileno()])
            except OSError as fault:
                ours.close()
                self._end()
                raise _StillbornError from fault
        return ours, control

    def end(self, control: socket.socket | None = None) -> None:
        """Stops the process, or only the one that was asked over this line; the next file starts another."""
        with self.lock:
            if control in (None, self.control):
                self._end()

    def _end(self) -> None:
        process, control, self.process, self.control = self.process, self.control, None, None
        if control is not None:
            control.close()
        if process is not None:
            process.kill()
            process.wait()

    def _control(self) -> socket.socket:
        if self.control is None:
            self.control, theirs = socket.socketpair()
            with theirs:
                self.process = subprocess.Popen(
                    _command("serve"), stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
        return self.control


_warm = _Warm()


def warm_process() -> int | None:
    """The process that forks the children, by its number; None while there is none."""
    return None if _warm.process is None else _warm.process.pid


@atexit.register
def end_warm_process() -> None:
    """Stops it; the next file starts another."""
    _warm.end()


def parse_in_child(kind: str, data: bytes, limits: Limits) -> Parsed:
    """The sheets of a file, or its refusal, also where its reading takes too much or ends the child."""
    asked = request(kind, data, limits)
    with _warm.places:
        answer = _ask_forked(asked, limits) if _CAN_FORK else _ask_spawned(asked, limits)
    if answer == TOO_MUCH:
        raise RefusalError("too-much-text", megabytes=limits.result_bytes // 2**20)
    if answer in (b"", OUT_OF_MEMORY):
        raise RefusalError("too-hard-to-read")
    try:
        return unpacked(answer)
    except Exception as fault:
        # What a child wrote that a file led astray can be wrong in any way.
        raise RefusalError("damaged-file") from fault


def _ask_forked(asked: bytes, limits: Limits) -> bytes:
    """The answer of a child forked by the warm process; nothing if it died or took too long."""
    for _ in range(_TRIES):
        with contextlib.suppress(_StillbornError):
            line, control = _warm.connect()
            with line:
                heard = _converse(line, asked, limits)
            if heard:
                return heard.removeprefix(BORN)
            _warm.end(control)
    raise RefusalError("reader-not-available")


def _converse(line: socket.socket, asked: bytes, limits: Limits) -> bytes:
    """All that a child says; only that it was born if it did not finish in time."""
    ends = time.monotonic() + limits.seconds + _MARGIN
    heard = bytearray()
    with contextlib.suppress(OSError):  # a timeout is one, a child that went away another
        line.settimeout(ends - time.monotonic())
        line.sendall(asked)
        while len(heard) <= limits.result_bytes + len(BORN):
            more = _heard_in_time(line, ends)
            if not more:
                return bytes(heard)
            heard += more
    return bytes(heard[: len(BORN)])


def _heard_in_time(line: socket.socket, ends: float) -> bytes:
    """What a child says next; TimeoutError where it says nothing until then."""
    while True:
        line.settimeout(max(min(ends - time.monotonic(), ASKED_EACH), 0.001))
        try:
            return line.recv(_CHUNK)
        except TimeoutError:
            if time.monotonic() >= ends:
                raise
            still_wanted()


def _ask_spawned(asked: bytes, limits: Limits) -> bytes:
    """The answer of a process started for this file; nothing if it died or took too long."""
    ends = time.monotonic() + limits.seconds + _MARGIN
    try:
        process = subprocess.Popen(
            _command("read_one"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as fault:
        raise RefusalError("reader-not-available") from fault
    with process:
        given: bytes | None = asked
        try:
            while time.monotonic() < ends:
                try:
                    said, _ = process.communicate(given, timeout=ASKED_EACH)
                    return said if process.returncode == 0 else b""
                except subprocess.TimeoutExpired:
                    given = None
                    still_wanted()
            return b""
        finally:
            process.kill()


def _command(function: str) -> list[str]:
    """Runs this function of the nursery, which finds every module where this process finds it."""
    return [sys.executable, "-c", _PROGRAM, function, *sys.path]
