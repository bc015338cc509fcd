"""From fine to coarse, never the other way: elements to cells, cells to clusters, by the highest level."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from curriculum_map.analytics.arrays import is_level, to_ranks, to_states
from curriculum_map.domain.framework import split_target
from curriculum_map.domain.levels import NOT_APPLICABLE


def roll_up(states: Mapping[str, int], parents: Mapping[str, str]) -> pd.DataFrame:
    """One row per parent, in the order in which its first part comes, from the states of its parts.

    state: the highest level of the parts; without any NOT_RATED, or NOT_APPLICABLE where every part is;
    parts: how many apply, the denominator; reached: how many of them are at level 1 or higher;
    reached_share: reached / parts, NaN where none applies. KeyError for a part without a parent.
    """
    of_parts = np.fromiter(states.values(), dtype=np.uint8, count=len(states))
    parts = pd.DataFrame(
        {
            "target": [parents[part] for part in states],
            "rank": to_ranks(of_parts),
            "applies": of_parts != NOT_APPLICABLE,
            "reached": is_level(of_parts) & (of_parts >= 1),
        }
    )
    by_parent = parts.groupby("target", sort=False)
    rolled = by_parent.agg(rank=("rank", "max"), parts=("applies", "sum"), reached=("reached", "sum"))
    rolled.insert(0, "state", to_states(rolled.pop("rank").to_numpy(dtype=np.uint8)).astype(np.int64))
    rolled["reached_share"] = rolled["reached"] / rolled["parts"].where(rolled["parts"] > 0)
    return rolled


def to_clusters(states: Mapping[str, int]) -> pd.DataFrame:
    """One row per cluster from the states of its cells, as in roll_up; a cluster rated as such is its own one part."""
    return roll_up(states, {target: split_target(target)[0] for target in states})
