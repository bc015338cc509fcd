"""Grids side by side, and which of their differences are worth a conversation."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from curriculum_map.analytics.arrays import TOP, is_level, state_table

WIDE = 2


def differences(columns: Mapping[str, Mapping[str, int]], targets: Sequence[str]) -> pd.DataFrame:
    """States [target x column], the columns in the order given, and beside them:

    spread: highest less lowest level over the columns with one, NaN for fewer than two;
    worth_talking: the spread is WIDE or more, or one column covers the target while another says "not covered".
    A target that a column lacks was not rated there.
    """
    table = state_table(list(columns.values()), targets)
    rated = is_level(table)
    highest = np.where(rated, table, 0).max(axis=1, initial=0).astype(np.float64)
    lowest = np.where(rated, table, TOP).min(axis=1, initial=TOP).astype(np.float64)
    spread = np.where(np.count_nonzero(rated, axis=1) >= 2, highest - lowest, np.nan)
    index = pd.Index(list(targets), name="target")
    side_by_side = pd.DataFrame(table.astype(np.int64), index=index, columns=list(columns))
    side_by_side["spread"] = spread
    side_by_side["worth_talking"] = (spread >= WIDE) | ((spread >= 1) & (lowest == 0))
    return side_by_side
