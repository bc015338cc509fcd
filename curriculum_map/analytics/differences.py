"""Grids side by side, and which of their differences are worth a conversation."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import TOP, Mask, States, count_true, is_level, state_table

WIDE = 2


def differences(columns: Mapping[str, Mapping[str, int]], targets: Sequence[str]) -> pd.DataFrame:
    """States [target x column], the columns in the order given, and beside them:

    spread: highest less lowest level over the columns with one, NaN for fewer than two;
    worth_talking: the spread is WIDE or more, or one column covers the target while another says "not covered".
    A target that a column lacks was not rated there.
    """
    table = state_table(list(columns.values()), targets)
    spread, worth_talking = spreads(table)
    index = pd.Index(list(targets), name="target")
    side_by_side = pd.DataFrame(table.astype(np.int64), index=index, columns=list(columns))
    side_by_side["spread"] = spread
    side_by_side["worth_talking"] = worth_talking
    return side_by_side


def spreads(table: States) -> tuple[NDArray[np.float64], Mask]:
    """The spread and whether it is worth talking about [target], as in `differences`, of states [target, column]."""
    rated = is_level(table)
    highest = np.where(rated, table, np.uint8(0)).max(axis=1, initial=0)
    lowest = np.where(rated, table, np.uint8(TOP)).min(axis=1, initial=TOP)
    several = count_true(rated.T) >= 2
    spread = np.where(several, highest.astype(np.float64) - lowest, np.nan)
    worth_talking: Mask = (spread >= WIDE) | ((spread >= 1) & (lowest == 0))
    return spread, worth_talking
