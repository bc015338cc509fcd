"""Gives up on work that takes too long, where the file can be read without."""

import signal
from collections.abc import Callable
from typing import NoReturn, TypeVar

Outcome = TypeVar("Outcome")


class _TooLongError(BaseException):
    """No Exception, so that nobody underway takes it for a fault of the file."""


def within(seconds: float, work: Callable[[], Outcome]) -> Outcome | None:
    """What the work comes to; None if it computed longer than this. Only where the system can tell it to stop."""
    if not hasattr(signal, "setitimer"):
        return work()
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        return work()
    except _TooLongError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(*_: object) -> NoReturn:
    raise _TooLongError
