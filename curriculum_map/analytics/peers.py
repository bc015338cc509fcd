"""A programme beside others: where it stands among at least five of them, and whom it could ask.

Columns are named states per target, as `differences` takes them; a target that a column lacks was not rated there.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from curriculum_map.analytics.arrays import is_level, state_table
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level

# Fewer others give themselves away.
FEWEST_OTHERS = 5


def among_others(columns: Mapping[str, Mapping[str, int]], own: str, targets: Sequence[str]) -> pd.DataFrame:
    """One row per target: own, its state; lower, median, upper: the quartiles of the others' levels.

    Levels have no mean: each quartile is a level that somebody has, the lower of two where it falls between them. All
    three are missing where fewer than FEWEST_OTHERS others hold a level. KeyError if there is no column `own`.
    """
    mine = columns[own]
    table = state_table([states for name, states in columns.items() if name != own], targets)
    quartiles = [_quartiles(row[is_level(row)]) for row in table]
    frame = pd.DataFrame(quartiles, index=pd.Index(list(targets), name="target"), columns=["lower", "median", "upper"])
    frame.insert(0, "own", [mine.get(target, NOT_RATED) for target in targets])
    return frame.astype({"lower": "Int8", "median": "Int8", "upper": "Int8"})


def _quartiles(levels: np.ndarray) -> list[int | None]:
    if len(levels) < FEWEST_OTHERS:
        return [None, None, None]
    found: list[int | None] = np.quantile(levels, (0.25, 0.5, 0.75), method="inverted_cdf").astype(int).tolist()
    return found


def whom_to_ask(
    columns: Mapping[str, Mapping[str, int]], targets: Sequence[str], may_be_asked: Collection[str]
) -> pd.DataFrame:
    """One row per target for which somebody who may be asked is strong and another is thin, in the order given.

    strong: the names of columns that may be asked and are at "well framed" or higher; thin: the names of those at
    "exemplary" or lower. Sorted by name, never by level.
    """
    rows = []
    for target in targets:
        states = {name: column.get(target, NOT_RATED) for name, column in columns.items()}
        strong = [
            name for name in states if name in may_be_asked and Level.WELL_FRAMED <= states[name] < NOT_APPLICABLE
        ]
        thin = [name for name in states if states[name] <= Level.EXEMPLARY]
        if strong and thin:
            rows.append((target, tuple(sorted(strong)), tuple(sorted(thin))))
    return pd.DataFrame(rows, columns=["target", "strong", "thin"]).set_index("target")
