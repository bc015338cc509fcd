"""What a picture of gaps shows: a line per target, and the height at which each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from curriculum_map.charts.theme import folded


@dataclass(frozen=True, slots=True)
class GapLine:
    """One target: what every student reaches, what some can reach, what was wanted; None where there is no level.

    Lines with the same `group`, one after the other, stand together under that heading.
    """

    id: str
    text: str
    guaranteed: int | None
    possible: int | None
    ambition: int | None
    group: str = ""


@dataclass(frozen=True, slots=True)
class GapWords:
    """The words of the picture in the reader's language."""

    guaranteed: str
    possible: str
    ambition: str
    below: str


@dataclass(frozen=True, slots=True)
class Slots:
    """Which line and which group heading stands at which height, counted from the top."""

    lines: tuple[tuple[float, GapLine], ...]
    headings: tuple[tuple[str, float], ...]
    count: float

    @classmethod
    def of(cls, lines: Sequence[GapLine]) -> "Slots":
        """Lines in their order, each group under its heading; a heading of two lines takes more room."""
        placed: list[tuple[float, GapLine]] = []
        headings: list[tuple[str, float]] = []
        slot = 0.0
        for group, members in groupby(lines, key=lambda line: line.group):
            if group:
                heading = folded(group, 40)
                more = heading.count("<br>") * 0.6
                headings.append((heading, slot + more / 2))
                slot += 1 + more
            for line in members:
                placed.append((slot, line))
                slot += 1
        return cls(tuple(placed), tuple(headings), slot)
