"""What a programme set itself: a level per target and how much it weighs."""

from collections.abc import Mapping
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

    @property
    def is_complete(self) -> bool:
        """Whether it says all that it has to: which level is aimed for, or why the target is not for this programme."""
        return self.level is not None if self.weight is not Weight.NOT_FOR_US else bool(self.reason)

    @property
    def says_nothing(self) -> bool:
        """Whether nothing was set at all."""
        return self.weight is None and self.level is None and not self.reason and self.position is None


@dataclass(frozen=True, slots=True)
class AmbitionChange:
    """What a programme wants for a target before and after; None where it set nothing."""

    target: str
    before: Ambition | None
    after: Ambition | None


def ambition_changes(before: Mapping[str, Ambition], after: Mapping[str, Ambition]) -> tuple[AmbitionChange, ...]:
    """Each target for which two sets of ambitions differ, by its name."""
    targets = sorted(before.keys() | after.keys())
    pairs = ((target, before.get(target), after.get(target)) for target in targets)
    return tuple(AmbitionChange(target, old, new) for target, old, new in pairs if old != new)
