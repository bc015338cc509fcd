"""What a programme covers, and how that stands against the ambitions it set itself."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from curriculum_map.analytics import coverage as figures
from curriculum_map.analytics.arrays import counted, course_credits
from curriculum_map.analytics.counting import guaranteed
from curriculum_map.analytics.credits import CLAIMED
from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.rollup import reached
from curriculum_map.analytics.taking import in_hundredths, taking_of
from curriculum_map.api.columns import (
    Columns,
    choice_columns,
    levels,
    said_rule,
    state_columns,
    target_columns,
    texts,
)
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.ambitions import Weight
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.rules import HIGHEST, CountingRule

_BAND = ("guaranteed_low", "guaranteed_high", "possible_low", "possible_high")


def coverage(grid: RatedGrid, rule: CountingRule = HIGHEST, granularity: str | None = None) -> pd.DataFrame:
    """One row per target, in grid order; rolled up by the highest level for a coarser "cell" or "cluster".

    guaranteed: what every student meets; possible: the most that any student can. _low_level, _high_level: the same if
    every blank were "not covered", or the top level. courses_0..3, credits_0..3: courses and their ECTS credits at each
    level, a course in full for each target. share_from_1..3: the credits at this level or higher / those of all
    courses, electives and every track included (0-1), missing where no course has any. courses: those to which the
    target applies, the denominator; rated: those of them that hold a level; rated_share: rated / courses (0-1), missing
    without courses. parts: the targets of the grid that a coarser one holds and that apply; parts_reached: those of
    them that are guaranteed at level 1 or higher; parts_share: parts_reached / parts (0-1); all three missing where
    nothing is rolled up. rule: the counting rule.
    """
    at, to = _granularity(granularity), grid.language
    targets, whole = figures.band_at(grid.grid, at)
    found = figures.summarised(whole, taking_of(grid.grid), rule)
    columns: Columns = {
        **target_columns(grid, targets),
        **state_columns("guaranteed", found.pop("guaranteed"), to),
        **state_columns("possible", found.pop("possible"), to),
        **{f"{name}_level": levels(found.pop(name)) for name in _BAND},
        **_credit_shares(grid, found),
        **found,
        **_parts(grid, rule, at, targets),
        "rule": texts([said_rule(rule, to)] * len(targets)),
    }
    return pd.DataFrame(columns)


def _credit_shares(grid: RatedGrid, found: figures.Columns) -> Columns:
    """The share of the credits of the programme from each level above "not covered" up."""
    at_level = in_hundredths(np.stack([found[f"credits_{level}"] for level in CLAIMED]).astype(np.float64))
    from_level = at_level[::-1].cumsum(axis=0)[::-1]
    offered = int(in_hundredths(course_credits(grid.grid)).sum())
    shares = from_level / offered if offered else np.full(from_level.shape, np.nan)
    return {f"share_from_{level}": share for level, share in zip(CLAIMED, shares, strict=True)}


def _parts(grid: RatedGrid, rule: CountingRule, at: Granularity | None, targets: Sequence[str]) -> Columns:
    """Per target that is rolled up how many of its parts are reached, of how many that apply."""
    own, counts = grid.grid, dict[str, tuple[int, int]]()
    if at is not None and at is not own.granularity:
        states = guaranteed(counted(own), taking_of(own), rule)
        counts = reached(dict(zip(own.targets, states.tolist(), strict=True)), at)
    pairs = [counts.get(target) for target in targets]
    shares = [pair and (pair[0] / pair[1] if pair[1] else None) for pair in pairs]
    return {
        "parts": pd.Series([pair and pair[1] for pair in pairs], dtype="Int64"),
        "parts_reached": pd.Series([pair and pair[0] for pair in pairs], dtype="Int64"),
        "parts_share": pd.Series(shares, dtype="Float64"),
    }


def gaps(grid: RatedGrid, rule: CountingRule = HIGHEST, granularity: str | None = None) -> pd.DataFrame:
    """One row per target, in grid order: the ambition, what is guaranteed and possible, and how they stand.

    ambition, weight, reason: as the programme set them, missing where it did not; gap: how the two stand, gap_code one
    of no-ambition, unknown, none, elective, hard, soft; below_ambition: what is guaranteed stays below it. thin: one
    course alone carries the level, for all students or those of a track; uncertain: the blanks decide;
    rule_dependent: another counting rule concludes otherwise. courses, rated, rule: as in coverage.
    """
    found = find_gaps(grid.grid, grid.ambitions, _granularity(granularity), rule)
    to, kinds = grid.language, [GapKind(kind) for kind in found["kind"]]
    columns: Columns = {
        **target_columns(grid, found.index),
        **state_columns("ambition", found["ambition"], to),
        **choice_columns("weight", [weight and Weight(weight) for weight in found["weight"]], to),
        "reason": texts(found["reason"]),
        **state_columns("guaranteed", found["guaranteed"], to),
        **state_columns("possible", found["possible"], to),
        **choice_columns("gap", kinds, to),
        "below_ambition": pd.Series([gap.is_below_ambition for gap in gap_values(found).values()], dtype="bool"),
        **{name: found[name].to_numpy() for name in ("thin", "uncertain", "rule_dependent", "courses", "rated")},
        "rule": texts([said_rule(rule, to)] * len(found)),
    }
    return pd.DataFrame(columns)


def _granularity(name: str | None) -> Granularity | None:
    return None if name is None else Granularity(name)
