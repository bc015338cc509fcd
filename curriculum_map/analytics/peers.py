"""A programme beside others: where it stands among at least five of them, and whom it could ask.

Columns are named states per target, as `differences` takes them; a target that a column lacks was not rated there.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from curriculum_map.analytics.arrays import ABSENT, Mask, States, is_level, state_table
from curriculum_map.domain.levels import Level

# Fewer others give themselves away.
FEWEST_OTHERS = 5


def quartiles_of_others(table: States) -> States:
    """For each place of states [target, column] the quartiles of the other columns' levels [quartile, target, column].

    Lower, median and upper. Levels have no mean: each quartile is a level that somebody has, the lower of two where it
    falls between them; ABSENT where fewer than FEWEST_OTHERS others hold a level.
    """
    at_level = np.stack([table == level for level in Level])
    # How many others are at each level or a lower one [level, target, column].
    others = (at_level.sum(axis=2, keepdims=True) - at_level).cumsum(axis=0)
    found = np.stack([(others < share * others[-1]).sum(axis=0) for share in (0.25, 0.5, 0.75)])
    quartiles: States = np.where(others[-1] < FEWEST_OTHERS, ABSENT, found).astype(np.uint8)
    return quartiles


def among_others(columns: Mapping[str, Mapping[str, int]], own: str, targets: Sequence[str]) -> pd.DataFrame:
    """One row per target: own, its state; lower, median, upper: quartiles_of_others, missing where there are too few.

    KeyError if there is no column `own`.
    """
    others = (states for name, states in columns.items() if name != own)
    table = state_table([columns[own], *others], targets)
    quartiles = quartiles_of_others(table)[:, :, 0]
    bands = {
        name: pd.arrays.IntegerArray(levels.astype(np.int8), levels == ABSENT)
        for name, levels in zip(("lower", "median", "upper"), quartiles, strict=True)
    }
    return pd.DataFrame({"own": table[:, 0].astype(np.int64), **bands}, index=pd.Index(list(targets), name="target"))


def strong_and_thin(table: States, may_be_asked: Mask) -> tuple[Mask, Mask]:
    """Of states [target, column] who is strong and who is thin, where there are both; may_be_asked [column].

    Strong: at "well framed" or higher and may be asked; thin: at "exemplary" or lower.
    """
    strong = is_level(table) & (table >= Level.WELL_FRAMED) & may_be_asked
    thin = is_level(table) & (table <= Level.EXEMPLARY)
    both = strong.any(axis=1, keepdims=True) & thin.any(axis=1, keepdims=True)
    return strong & both, thin & both


def whom_to_ask(
    columns: Mapping[str, Mapping[str, int]], targets: Sequence[str], may_be_asked: Collection[str]
) -> pd.DataFrame:
    """One row per target for which somebody who may be asked is strong and another is thin, in the order given.

    strong, thin: the names of these columns, as in strong_and_thin. Sorted by name, never by level.
    """
    names = sorted(columns)
    table = state_table([columns[name] for name in names], targets)
    strong, thin = strong_and_thin(table, np.array([name in may_be_asked for name in names], dtype=np.bool_))
    rows = [
        (target, *(tuple(name for name, holds in zip(names, role, strict=True) if holds) for role in roles))
        for target, *roles in zip(targets, strong, thin, strict=True)
        if roles[0].any()
    ]
    return pd.DataFrame(rows, columns=["target", "strong", "thin"]).set_index("target")
