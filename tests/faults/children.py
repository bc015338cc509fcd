"""Work in a process of its own, which a test may kill."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable


def start(work: Callable[[], object]) -> int:
    """Does this work in a child process; its id. It ends with status 0, and with 1 on any exception."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        # Nothing of the test's own is closed or written on the way out.
        os._exit(status)


def ended(child: int) -> int:
    """Waits for a child; its status, below zero for the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_after(child: int, seconds: float) -> bool:
    """Kills a child after this time; whether it was still at work."""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return ended(child) == -signal.SIGKILL
