"""What a programme guarantees and makes possible per target, by the counting rule "highest".

The functions on arrays take states [course, target] and masks [course]. They take many programmes at once just as well:
states [course, programme, target], masks [course, programme], the slots a programme lacks filled with ABSENT.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import (
    RANK_ABSENT,
    RANK_NOT_APPLICABLE,
    RANK_NOT_RATED,
    TOP,
    Mask,
    States,
    compulsory_mask,
    counted,
    course_credits,
    to_ranks,
    to_states,
    track_masks,
)
from curriculum_map.analytics.rollup import roll_up
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_RATED, Level

Columns = dict[str, NDArray[np.uint8] | NDArray[np.int64] | NDArray[np.float64]]


def highest(states: States, taken: Mask | None = None) -> States:
    """The highest level per target over the courses taken, or over all of them.

    Without any level: NOT_APPLICABLE where every course is (and there is one), else NOT_RATED.
    """
    ranks = to_ranks(states)
    if taken is not None:
        ranks = np.where(taken[..., np.newaxis], ranks, np.uint8(RANK_ABSENT))
    best = ranks.max(axis=0, initial=RANK_ABSENT)
    best[best == RANK_ABSENT] = RANK_NOT_RATED
    return to_states(best)


def guaranteed(states: States, compulsory: Mask, tracks: Mask) -> States:
    """The highest level per target that every student meets; electives never count.

    Tracks [track, course] add their own courses to the compulsory ones, and the lowest of the tracks counts.
    NOT_RATED where one of them holds no level; NOT_APPLICABLE where that is so for all of them.
    """
    if len(tracks) == 0:
        return highest(states, compulsory)
    per_track = to_ranks(np.stack([highest(states, compulsory | track) for track in tracks]))
    lowest = per_track.min(axis=0)
    # Not applicable in one track and open in another: for all students together nothing is known.
    lowest[(lowest == RANK_NOT_APPLICABLE) & (per_track.max(axis=0) > RANK_NOT_APPLICABLE)] = RANK_NOT_RATED
    return to_states(lowest)


def blanks_as(states: States, level: int) -> States:
    """The states with this level in every blank; what is not applicable stays out."""
    return np.where(states == NOT_RATED, np.uint8(level), states)


def courses_per_level(states: States) -> NDArray[np.int64]:
    """Number of courses [level, target]; a course counts in full for each target."""
    return np.stack([np.count_nonzero(states == level, axis=0) for level in Level])


def credits_per_level(states: States, credit: NDArray[np.float64]) -> NDArray[np.float64]:
    """ECTS credits [level, target]; a course counts in full for each target."""
    return np.stack([np.einsum("c...,c...t->...t", credit, states == level) for level in Level])


class Band(NamedTuple):
    """States as they count, as if every blank were level 0, and as if every blank were at the top of the legend."""

    states: States
    low: States
    high: States


def band(states: States) -> Band:
    """The states with both ends of their missing-data band."""
    return Band(states, blanks_as(states, 0), blanks_as(states, TOP))


def band_at(grid: Grid, granularity: Granularity | None = None) -> tuple[tuple[str, ...], Band]:
    """The targets of a grid and their band [course, target], rolled up to a coarser granularity if one is named."""
    own = band(counted(grid))
    if granularity in (None, grid.granularity):
        return grid.targets, own
    rolled = [roll_up(states, grid.targets, granularity) for states in own]
    return rolled[0][0], Band(*(states for _, states in rolled))


def summarised(whole: Band, compulsory: Mask, tracks: Mask, credit: NDArray[np.float64]) -> Columns:
    """The columns of the coverage frame as arrays [target], or [programme, target] for many programmes."""
    states, low, high = whole
    courses, ects = courses_per_level(states), credits_per_level(states, credit)
    rated = courses.sum(axis=0)
    applicable = rated + np.count_nonzero(states == NOT_RATED, axis=0)
    with np.errstate(invalid="ignore"):
        rated_share = rated / applicable
    return {
        "guaranteed": guaranteed(states, compulsory, tracks),
        "possible": highest(states),
        "guaranteed_low": guaranteed(low, compulsory, tracks),
        "guaranteed_high": guaranteed(high, compulsory, tracks),
        "possible_low": highest(low),
        "possible_high": highest(high),
        **{f"courses_{level}": courses[level] for level in range(TOP + 1)},
        **{f"credits_{level}": ects[level] for level in range(TOP + 1)},
        "courses": applicable,
        "rated": rated,
        "rated_share": rated_share,
    }


def coverage(grid: Grid, granularity: Granularity | None = None) -> pd.DataFrame:
    """One row per target, in grid order; rolled up by the highest level of each course if a granularity is named.

    guaranteed, possible: states; with _low and _high: the same if every blank were level 0, or the top level.
    courses_0..3, credits_0..3: courses and their ECTS credits at each level; unknown credits count 0.
    courses: the courses less those not applicable, the denominator; rated: those of them that hold a level;
    rated_share: rated / courses, NaN without courses.
    """
    targets, whole = band_at(grid, granularity)
    columns = summarised(whole, compulsory_mask(grid), track_masks(grid), course_credits(grid))
    plain = {name: values.astype(np.int64) if values.dtype == np.uint8 else values for name, values in columns.items()}
    return pd.DataFrame(plain, index=pd.Index(list(targets), name="target"))
