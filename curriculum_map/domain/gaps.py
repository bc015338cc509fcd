"""How coverage stands against the ambition that a programme set itself."""

from dataclasses import dataclass
from enum import StrEnum

from curriculum_map.domain.ambitions import Position, Weight
from curriculum_map.domain.levels import Level


class GapKind(StrEnum):
    """How coverage stands against an ambition; of these, in this order, the first that fits."""

    NO_AMBITION = "no-ambition"
    UNKNOWN = "unknown"
    NONE = "none"
    ELECTIVE = "elective"
    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Gap:
    """One target of one grid: its coverage under a counting rule, its ambition and how the two stand.

    guaranteed, possible: 0 to 3, NOT_APPLICABLE or NOT_RATED. rule_dependent: another counting rule says otherwise.
    guaranteed_band, possible_band: the same if every blank were level 0, and if every blank were at the top level.
    courses_at, credits_at: courses and their ECTS credits at levels 0 to 3. courses: those to which the target applies;
    rated: those of them that hold a level.
    """

    target: str
    kind: GapKind
    guaranteed: int
    possible: int
    ambition: Level | None
    weight: Weight | None
    reason: str | None
    position: Position | None
    thin: bool
    uncertain: bool
    rule_dependent: bool
    guaranteed_band: tuple[int, int]
    possible_band: tuple[int, int]
    courses_at: tuple[int, ...]
    credits_at: tuple[float, ...]
    courses: int
    rated: int

    @property
    def is_below_ambition(self) -> bool:
        """Whether what every student gets stays below what the programme set itself."""
        return self.kind in (GapKind.ELECTIVE, GapKind.HARD, GapKind.SOFT)
