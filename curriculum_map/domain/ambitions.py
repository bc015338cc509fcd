"""What a programme set itself: a level per target and how much it weighs."""

from dataclasses import dataclass
from enum import StrEnum

from curriculum_map.domain.levels import Level


class Weight(StrEnum):
    """How a programme sees a target; shown beside a gap, never mixed into it."""

    ESSENTIAL = "essential"
    NICE_TO_HAVE = "nice-to-have"
    NOT_FOR_US = "not-for-us"


class Position(StrEnum):
    """For which position in the profession a programme educates an element."""

    BEGINNER = "beginner"
    EXPERIENCED = "experienced"
    PIONEER = "pioneer"
    DRIVER = "driver"


@dataclass(frozen=True, slots=True)
class Ambition:
    """The level a programme wants for a target; without a level where the target is not for this programme."""

    target: str
    weight: Weight | None
    level: Level | None
    reason: str | None = None
    position: Position | None = None

    @property
    def aim(self) -> Level | None:
        """The level that gaps are measured against; None where no gap can be."""
        return None if self.weight is Weight.NOT_FOR_US else self.level
