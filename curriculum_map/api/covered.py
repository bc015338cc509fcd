"""What a programme covers, and how that stands against the ambitions it set itself."""

import pandas as pd

from curriculum_map.analytics import coverage as figures
from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.rollup import reached
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
    level, a course in full for each target. courses: those to which the target applies, the denominator; rated: those
    of them that hold a level; rated_share: rated / courses (0-1), missing without courses. parts: the targets of the
    grid that a coarser one holds and that apply; parts_reached: those of them that are guaranteed at level 1 or higher;
    parts_share: parts_reached / parts (0-1); all three missing where nothing is rolled up. rule: the counting rule.
    """
    at = _granularity(granularity)
    found = figures.coverage(grid.grid, at, rule)
    found = pd.concat([found, _parts(grid, rule, at).reindex(found.index)], axis=1)
    to = grid.language
    columns: Columns = {
        **target_columns(grid, found.index),
        **state_columns("guaranteed", found["guaranteed"], to),
        **state_columns("possible", found["possible"], to),
        **{f"{name}_level": levels(found[name]) for name in _BAND},
        "rule": texts([said_rule(rule, to)] * len(found)),
    }
    counts = [name for name in found if name not in (*_BAND, "guaranteed", "possible")]
    return _beside(columns, found[counts])


def _parts(grid: RatedGrid, rule: CountingRule, at: Granularity | None) -> pd.DataFrame:
    """Per target that is rolled up how many of its parts are reached, of how many that apply."""
    own, counts = grid.grid, dict[str, tuple[int, int]]()
    if at is not None and at is not own.granularity:
        guaranteed = figures.coverage(own, rule=rule)["guaranteed"]
        counts = reached(dict(zip(own.targets, guaranteed.tolist(), strict=True)), at)
    found = pd.DataFrame.from_dict(counts, orient="index", columns=["parts_reached", "parts"]).astype("Int64")
    found["parts_share"] = (found["parts_reached"] / found["parts"].replace(0, pd.NA)).astype("Float64")
    return found[["parts", "parts_reached", "parts_share"]]


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
        "rule": texts([said_rule(rule, to)] * len(found)),
    }
    return _beside(columns, found[["thin", "uncertain", "rule_dependent", "courses", "rated"]])


def _granularity(name: str | None) -> Granularity | None:
    return None if name is None else Granularity(name)


def _beside(columns: Columns, counts: pd.DataFrame) -> pd.DataFrame:
    """The columns with the counts before the last of them, the rule."""
    frame = pd.concat([pd.DataFrame(columns), counts.reset_index(drop=True)], axis=1)
    return frame[[*frame.columns.drop("rule"), "rule"]]
