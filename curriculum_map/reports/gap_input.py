"""What a gap report is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.rules import HIGHEST, CountingRule

GAP_KINDS = (GapKind.UNKNOWN, GapKind.ELECTIVE, GapKind.HARD, GapKind.SOFT)


@dataclass(frozen=True, slots=True)
class GapReport:
    """One grid with its numbers: `gaps` by target under the `rule`, `rated_share` (0-1) as analytics.rated gives it.

    `version`: the number of the version of the grid; `snapshot`: name and hash of the one it is made from.

    Of a grid rated per element also the cells: `rolled_up`, and how many of their elements are `reached`, of how many.
    """

    grid: Grid
    edition: Edition
    gaps: Mapping[str, Gap]
    rated_share: float | None
    imported_at: datetime
    imported_by: str
    is_sample: bool
    made_at: datetime
    version: int = 1
    rolled_up: Mapping[str, Gap] = field(default_factory=dict)
    reached: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    snapshot: tuple[str, str] | None = None
    rule: CountingRule = HIGHEST

    def in_sections(self) -> tuple[Gap, ...]:
        """Every target of the grid with its numbers, in the order of the edition's sections."""
        targets = self.edition.targets(self.grid.granularity)
        return tuple(self.gaps[target] for target in targets if target in self.gaps)
