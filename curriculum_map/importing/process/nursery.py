"""The process in which files are parsed: it waits, warm, and forks one limited child per file.

It runs no thread and knows nothing but the parser, so that a fork is quick and safe. Where there is no fork it reads
one file from standard input and ends.
"""

import contextlib
import gc
import os
import signal
import socket
import sys

from curriculum_map.importing.limits import Limits
from curriculum_map.importing.parsing import parse
from curriculum_map.importing.process.wire import BORN, OUT_OF_MEMORY, TOO_MUCH, packed, read_request

_OPEN_FILES = 16


def serve() -> None:
    """Forks a child for each socket that comes in over standard input, until that is closed."""
    # Nobody waits for the children: the system clears them away.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    # A child inherits the first three files; none of them may lead back to here.
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    gc.freeze()
    while True:
        _, sockets, _, _ = socket.recv_fds(control, 1, 1)
        if not sockets:
            return
        if os.fork() == 0:
            control.close()
            _be_a_child(sockets[0])
        os.close(sockets[0])


def read_one() -> None:
    """Reads one file from standard input and writes what it holds to standard output, without a fork."""
    sys.stdout.buffer.write(_answer(*read_request(sys.stdin.buffer.read)))


def _be_a_child(descriptor: int) -> None:
    """Answers over this socket and ends, whatever happens."""
    try:
        with socket.socket(fileno=descriptor) as line, line.makefile("rb") as incoming:
            line.sendall(BORN)
            asked = read_request(incoming.read)
            _end_when_left(line, yes=True)
            outcome = _answer(*asked)
            _end_when_left(line, yes=False)
            line.sendall(outcome)
    finally:
        os._exit(0)


def _end_when_left(line: socket.socket, *, yes: bool) -> None:
    """Has the system end this process as soon as nobody listens any more; or not, while it speaks itself."""
    import fcntl

    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(line, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(line, fcntl.F_GETFL)
    fcntl.fcntl(line, fcntl.F_SETFL, flags | fcntl.FASYNC if yes else flags & ~fcntl.FASYNC)
    # Who left before that is not heard of any more.
    with contextlib.suppress(BlockingIOError):
        if not line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT):
            os._exit(0)


def _answer(kind: str, data: bytes, limits: Limits) -> bytes:
    try:
        be_limited(limits)
        outcome = packed(parse(kind, data, limits))
    except MemoryError:
        return OUT_OF_MEMORY
    return outcome if len(outcome) <= limits.result_bytes else TOO_MUCH


def be_limited(limits: Limits) -> None:
    """From here on: so much memory and time, no file written, no process begun, no memory dumped."""
    if sys.platform == "win32":
        return
    import resource

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.seconds)
    for which, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # Some systems know fewer limits, or have set a lower one already.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))
