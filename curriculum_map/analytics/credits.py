"""Which part of the credits that a programme offers touches each focus and each cluster."""

from typing import NamedTuple

import numpy as np

from curriculum_map.analytics.arrays import States, course_credits, is_level
from curriculum_map.analytics.rollup import states_at
from curriculum_map.analytics.taking import HUNDREDTHS, in_hundredths
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.levels import Level

CLAIMED = (Level.EXEMPLARY, Level.WELL_FRAMED, Level.PRACTISED)


class CreditShare(NamedTuple):
    """The courses at a level or higher for one or more of the targets of a part, and their credits.

    `share`: of the credits of all courses of the grid, electives and every track included; None where no course has
    any. A course counts in full for each part that it touches; unknown credits count 0.
    """

    courses: int
    credits: float
    share: float | None


def credits_touching(grid: Grid, edition: Edition) -> dict[tuple[str, Level], CreditShare]:
    """By the id of each focus and each cluster of the edition, and each level of CLAIMED."""
    targets, states = states_at(grid, Granularity.CLUSTER)
    parts = {cluster.id: [cluster.id] for cluster in edition.clusters}
    parts |= {focus.id: [cluster.id for cluster in focus.clusters] for focus in edition.focuses}
    found: dict[tuple[str, Level], CreditShare] = {}
    for part, clusters in parts.items():
        of_part = states[:, [targets.index(cluster) for cluster in clusters if cluster in targets]]
        found |= {(part, level): _share(grid, of_part, level) for level in CLAIMED}
    return found


def _share(grid: Grid, states: States, level: Level) -> CreditShare:
    credit = in_hundredths(course_credits(grid))
    reaching = (is_level(states) & (states >= level)).any(axis=1)
    theirs, offered = int(credit[reaching].sum()), int(credit.sum())
    share = theirs / offered if offered else None
    return CreditShare(int(np.count_nonzero(reaching)), theirs / HUNDREDTHS, share)
