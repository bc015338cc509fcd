"""Across programmes or institutions: how many grids stand where. Their levels are never merged into one."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from curriculum_map.analytics.arrays import state_table
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level

STATES = (*(int(level) for level in Level), NOT_APPLICABLE, NOT_RATED)


def grids_per_level(states: Sequence[Mapping[str, int]], targets: Sequence[str]) -> pd.DataFrame:
    """Number of grids [target x state], a column for each of STATES, from one mapping of target to state per grid.

    Each row adds up to the number of grids: a target that a grid lacks was not rated there.
    """
    table = state_table(states, targets)
    counts = {state: np.count_nonzero(table == state, axis=1) for state in STATES}
    return pd.DataFrame(counts, index=pd.Index(list(targets), name="target"))
