"""How much of a grid holds a level."""

import numpy as np

from curriculum_map.analytics.arrays import counted, is_level
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.levels import NOT_APPLICABLE


def rated_share(grid: Grid) -> float | None:
    """Places with a level / all places less those not applicable (0-1); None if there is no such place."""
    states = counted(grid)
    applicable = np.count_nonzero(states != NOT_APPLICABLE)
    return float(np.count_nonzero(is_level(states)) / applicable) if applicable else None
