"""What a picture of gaps shows: a line per target, and the height at which each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from curriculum_map.charts.theme import folded
from curriculum_map.domain.framework import Edition, split_target
from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import NOT_APPLICABLE
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say


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

    @classmethod
    def of(cls, gap: Gap, edition: Edition, language: Language) -> "GapLine":
        """The line of a gap, under the heading of its cluster."""
        return cls(
            id=gap.target,
            text=edition.component_name(gap.target, language) or edition.name(gap.target, language),
            guaranteed=_level(gap.guaranteed),
            possible=_level(gap.possible),
            ambition=gap.ambition,
            group=edition.cluster(split_target(gap.target)[0]).name[language],
        )


def _level(state: int) -> int | None:
    return state if state < NOT_APPLICABLE else None


@dataclass(frozen=True, slots=True)
class GapWords:
    """The words of the picture in the reader's language."""

    guaranteed: str
    possible: str
    ambition: str
    below: str

    @classmethod
    def spoken(cls, language: Language) -> "GapWords":
        """The words in this language."""
        said = (mark("guaranteed"), mark("possible"), mark("ambition"), mark("below the ambition"))
        return cls(*(say(word, language) for word in said))


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
