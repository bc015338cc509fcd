"""Coverage of a programme: what it guarantees and makes possible per target, and the courses behind that.

The functions on arrays take states [course, target] and what students take. They take many programmes at once just as
well: states [course, programme, target], the slots a programme lacks filled with ABSENT.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import TOP, States, count_true, counted
from curriculum_map.analytics.counting import guaranteed, possible
from curriculum_map.analytics.rollup import roll_up
from curriculum_map.analytics.taking import HUNDREDTHS, Taking, credit_sum, taking_of
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.domain.rules import HIGHEST, CountingRule

Columns = dict[str, NDArray[np.uint8] | NDArray[np.int64] | NDArray[np.float64]]


def blanks_as(states: States, level: int) -> States:
    """The states with this level in every blank; what is not applicable stays out."""
    # Bytes wrap round: NOT_RATED is the last of them, and level 0 comes after it. Several times as fast as to choose.
    filled: States = states + (states == NOT_RATED) * np.uint8(level + 1)
    return filled


def per_level(states: States, credit: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Number of courses, and their ECTS credits to a hundredth [level, target]; a course in full for each target."""
    # One level after the other: what is made of many programmes on the way stays near the processor.
    counted_at = [(count_true(at), credit_sum(at, credit)) for at in (states == level for level in range(TOP + 1))]
    courses, credits = (np.stack(sums) for sums in zip(*counted_at, strict=True))
    return courses, credits / HUNDREDTHS


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


def summarised(whole: Band, taking: Taking, rule: CountingRule = HIGHEST) -> Columns:
    """The columns of the coverage frame as arrays [target], or [programme, target] for many programmes."""
    states, low, high = whole
    courses, ects = per_level(states, taking.credits)
    rated = courses.sum(axis=0)
    applicable = rated + count_true(states == NOT_RATED)
    with np.errstate(invalid="ignore"):
        rated_share = rated / applicable
    return {
        "guaranteed": guaranteed(states, taking, rule),
        "possible": possible(states, taking, rule),
        "guaranteed_low": guaranteed(low, taking, rule),
        "guaranteed_high": guaranteed(high, taking, rule),
        "possible_low": possible(low, taking, rule),
        "possible_high": possible(high, taking, rule),
        **{f"courses_{level}": courses[level] for level in range(TOP + 1)},
        **{f"credits_{level}": ects[level] for level in range(TOP + 1)},
        "courses": applicable,
        "rated": rated,
        "rated_share": rated_share,
    }


def coverage(grid: Grid, granularity: Granularity | None = None, rule: CountingRule = HIGHEST) -> pd.DataFrame:
    """One row per target, in grid order; rolled up by the highest level of each course if a granularity is named.

    guaranteed, possible: states under the counting rule; with _low and _high: the same if every blank were level 0, or
    the top level. courses_0..3, credits_0..3: courses and their ECTS credits at each level; unknown credits count 0.
    courses: the courses less those not applicable, the denominator; rated: those of them that hold a level;
    rated_share: rated / courses, NaN without courses.
    """
    targets, whole = band_at(grid, granularity)
    return as_frame(target_index(targets), summarised(whole, taking_of(grid), rule))


def target_index(targets: Sequence[str]) -> "pd.Index[str]":
    """The index of a frame with a row per target."""
    return pd.Index(list(targets), name="target")


def as_frame(index: "pd.Index[str]", columns: Mapping[str, object]) -> pd.DataFrame:
    """These columns under an index; states as plain whole numbers."""
    return pd.DataFrame({name: _widened(values) for name, values in columns.items()}, index=index)


def _widened(values: object) -> object:
    return values.astype(np.int64) if isinstance(values, np.ndarray) and values.dtype == np.uint8 else values
