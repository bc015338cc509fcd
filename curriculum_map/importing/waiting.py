"""Whoever waits for a file is asked now and then whether it is still wanted: while it is read, and understood."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf
from time import monotonic

ASKED_EACH = 0.1
"""So often, in seconds."""


@dataclass(slots=True)
class _Waiting:
    do: Callable[[], None]
    asked_at: float = -inf


_waiting: ContextVar[_Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def while_waiting(do: Callable[[], None]) -> Iterator[None]:
    """In here this is done ten times a second while a file is read; whatever it raises ends that work too."""
    before = _waiting.set(_Waiting(do))
    try:
        yield
    finally:
        _waiting.reset(before)


def still_wanted() -> None:
    """Asks whoever waits, unless that was done a moment ago: it costs little to say so at each line of a sheet."""
    waiting = _waiting.get()
    if waiting is not None and monotonic() - waiting.asked_at >= ASKED_EACH:
        waiting.asked_at = monotonic()
        waiting.do()
