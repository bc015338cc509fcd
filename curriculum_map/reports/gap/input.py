"""What a gap report is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from curriculum_map.domain.agreed import OnRecord
from curriculum_map.domain.comments import Comment
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.decisions import Registered
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.provenance import Brought
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.samples import SampleOnRecord

GAP_KINDS = (GapKind.UNKNOWN, GapKind.ELECTIVE, GapKind.HARD, GapKind.SOFT)


@dataclass(frozen=True, slots=True)
class OfSnapshot:
    """The snapshot that is reported: its name, the hash of what it says, the one written down when it was made."""

    name: str
    sha256: str
    expected: str
    is_intact: bool = True


@dataclass(frozen=True, slots=True)
class GapReport:
    """One grid with its numbers: `gaps` by target under the `rule`, `rated_share` (0-1) as analytics.rated gives it.

    `version`: the number of the version of the grid, stored then and by whom; `brought`: the version that each of its
    files was uploaded as, by SHA-256; `snapshot`: the one it is made from.

    `raters`: where several rated the same programme-year the grid of each as they rated it, this one's first; `before`:
    the one of the year before; `comments`: by target. Levels that the raters `agreed` on count in the grid, but for
    those that were `left`.
    `samples` are the audit samples of the programme-year.

    Of a grid rated per element also the cells: `rolled_up`, and how many of their elements are `reached`, of how many.
    """

    grid: Grid
    edition: Edition
    gaps: Mapping[str, Gap]
    rated_share: float | None
    stored_at: datetime
    stored_by: str
    brought: Mapping[str, Brought]
    is_sample: bool
    made_at: datetime
    version: int = 1
    rolled_up: Mapping[str, Gap] = field(default_factory=dict)
    reached: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    snapshot: OfSnapshot | None = None
    rule: CountingRule = HIGHEST
    raters: tuple[Grid, ...] = ()
    before: Grid | None = None
    decisions: tuple[Registered, ...] = ()
    comments: Mapping[str, Comment] = field(default_factory=dict)
    agreed: tuple[OnRecord, ...] = ()
    left: tuple[OnRecord, ...] = ()
    samples: tuple[SampleOnRecord, ...] = ()

    def in_sections(self) -> tuple[Gap, ...]:
        """Every target of the grid with its numbers, in the order of the edition's sections."""
        targets = self.edition.targets(self.grid.granularity)
        return tuple(self.gaps[target] for target in targets if target in self.gaps)
