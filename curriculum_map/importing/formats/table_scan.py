"""How far a sheet is filled in, and the texts that stand where its reader finds nothing."""

from dataclasses import dataclass, field

from curriculum_map.importing.cells import Place
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.refusal import RefusalError, too_large


@dataclass(slots=True)
class TableScan:
    """One sheet that its reader builds as a whole: what it holds is told cell by cell."""

    sheet: str
    limits: Limits
    last_row: int = -1
    last_column: int = -1
    unseen: dict[Place, str] = field(default_factory=dict)

    def filled(self, row: int, column: int) -> None:
        """Takes in that this cell is filled. RefusalError where that is beyond the limits."""
        if row >= self.limits.rows or column >= self.limits.columns:
            raise too_large(self.sheet, row, column, self.limits)
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if (self.last_row + 1) * (self.last_column + 1) > self.limits.block:
            raise RefusalError("too-many-places", sheet=self.sheet, most=self.limits.block)
