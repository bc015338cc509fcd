"""How far long work is, told while it goes on; whatever the one who is told raises ends the work there."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TypeVar

Value = TypeVar("Value")

Told = Callable[[float], None]
"""Hears the share that is done, from 0 to 1."""


def untold(share: float) -> None:
    """Nobody asks how far it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of long work: who hears how far all of it is, and between which two shares this part lies."""

    told: Told = untold
    begins: float = 0.0
    ends: float = 1.0

    def between(self, begins: float, ends: float) -> "Part":
        """The part of this part between two shares of it."""
        length = self.ends - self.begins
        return Part(self.told, self.begins + length * begins, self.begins + length * ends)

    def each(self, values: Collection[Value]) -> Iterator[Value]:
        """These values, told before each of them how far it is, once for each percent."""
        last = -1
        for done, value in enumerate(values):
            share = self.begins + (self.ends - self.begins) * done / len(values)
            if int(share * 100) != last:
                last = int(share * 100)
                self.told(share)
            yield value


UNTOLD = Part()
