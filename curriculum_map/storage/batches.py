"""Many rows asked for at a time, but not too many: databases take a limited number of values in one statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")

_AT_ONCE = 5000


def batched(values: Iterable[Value], size: int = _AT_ONCE) -> Iterator[list[Value]]:
    """These values, so many at a time."""
    left = iter(values)
    while some := list(islice(left, size)):
        yield some
