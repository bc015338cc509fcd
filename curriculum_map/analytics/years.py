"""One programme over the years, also where it went from one edition of the framework to another."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from curriculum_map.analytics.arrays import States, is_level
from curriculum_map.analytics.counting import guaranteed, possible
from curriculum_map.analytics.rollup import coarsest, states_at
from curriculum_map.analytics.taking import taking_of
from curriculum_map.domain.crosswalk import Crosswalk, Relation
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.domain.rules import HIGHEST, CountingRule


def over_years(
    grids: Sequence[Grid],
    crosswalk: Crosswalk,
    family: Callable[[str], str],
    granularity: Granularity | None = None,
    side: str = "guaranteed",
    rule: CountingRule = HIGHEST,
) -> pd.DataFrame:
    """One row per grid and target: the grids in the order given, usually one per year, targets in grid order.

    academic_year, edition, target; guaranteed, possible: states under the counting rule, at this granularity, without
    one at the coarsest among the grids. before_target: the target of the grid before that it compares with: the same
    one or, for an element of another edition, the element that the crosswalk says is the same; comparable: whether
    there is one; before: what was guaranteed, or on the side "possible" possible, for it; change: levels up or down
    since, missing where one of the two is no level. `family` says of an edition's id to which framework it belongs:
    between two frameworks nothing compares.
    """
    at = granularity or coarsest(grids)
    frames: list[pd.DataFrame] = []
    earlier: tuple[Grid, dict[str, int]] | None = None
    for grid in grids:
        targets, states = states_at(grid, at)
        taking = taking_of(grid)
        covered = {"guaranteed": guaranteed(states, taking, rule), "possible": possible(states, taking, rule)}
        if earlier is not None and family(earlier[0].edition) != family(grid.edition):
            earlier = None
        then = {} if earlier is None else earlier[1]
        same = [_same(target, grid, at, earlier, crosswalk) for target in targets]
        was = [None if target is None else then[target] for target in same]
        frames.append(
            pd.DataFrame(
                {
                    "academic_year": grid.key.academic_year,
                    "edition": grid.edition,
                    "target": pd.Series(targets, dtype=object),
                    "guaranteed": covered["guaranteed"].astype(np.int64),
                    "possible": covered["possible"].astype(np.int64),
                    "before_target": pd.Series(same, dtype=object),
                    "before": pd.array(was, dtype="Int64"),
                    "comparable": [target is not None for target in same],
                    "change": _change(was, covered[side]),
                }
            )
        )
        earlier = grid, dict(zip(targets, covered[side].tolist(), strict=True))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(_COLUMNS))


_COLUMNS = (
    *("academic_year", "edition", "target", "guaranteed", "possible"),
    *("before_target", "before", "comparable", "change"),
)


def _same(
    target: str,
    grid: Grid,
    granularity: Granularity,
    earlier: tuple[Grid, Mapping[str, int]] | None,
    crosswalk: Crosswalk,
) -> str | None:
    """The target of the grid before that this one compares with; None where it has none."""
    if earlier is None:
        return None
    then, states = earlier
    if granularity is not Granularity.ELEMENT or then.edition == grid.edition:
        return target if target in states else None
    same = [one.other for one in crosswalk.of(target, then.edition) if one.relation is Relation.SAME and one.other]
    return same[0] if len(same) == 1 and same[0] in states else None


def _change(was: Sequence[int | None], now: States) -> "pd.arrays.IntegerArray":
    before = np.array([NOT_RATED if state is None else state for state in was], dtype=np.uint8)
    both = is_level(before) & is_level(now)
    return pd.arrays.IntegerArray(now.astype(np.int64) - before.astype(np.int64), ~both)
