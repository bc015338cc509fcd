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


def over_years(grids: Sequence[Grid], crosswalk: Crosswalk, family: Callable[[str], str]) -> pd.DataFrame:
    """One row per grid and target: the grids in the order given, usually one per year, targets in grid order.

    academic_year, edition, target; guaranteed, possible: states, rolled up to the coarsest granularity among the grids.
    before: what was guaranteed in the grid before, for the same target or, for an element of another edition, for the
    element that the crosswalk says is the same; comparable: whether there is such a target; change: guaranteed less
    before, missing where one of the two is no level. `family` says of an edition's id to which framework it belongs:
    between two frameworks nothing compares.
    """
    granularity = coarsest(grids)
    frames: list[pd.DataFrame] = []
    earlier: tuple[Grid, dict[str, int]] | None = None
    for grid in grids:
        targets, states = states_at(grid, granularity)
        taking = taking_of(grid)
        sure = guaranteed(states, taking)
        if earlier is not None and family(earlier[0].edition) != family(grid.edition):
            earlier = None
        was = [_before(target, grid, granularity, earlier, crosswalk) for target in targets]
        before = np.array([NOT_RATED if state is None else state for state in was], dtype=np.uint8)
        frames.append(
            pd.DataFrame(
                {
                    "academic_year": grid.key.academic_year,
                    "edition": grid.edition,
                    "target": pd.Series(targets, dtype=object),
                    "guaranteed": sure.astype(np.int64),
                    "possible": possible(states, taking).astype(np.int64),
                    "before": pd.array(was, dtype="Int64"),
                    "comparable": [state is not None for state in was],
                    "change": _change(before, sure),
                }
            )
        )
        earlier = grid, dict(zip(targets, sure.tolist(), strict=True))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(_COLUMNS))


_COLUMNS = ("academic_year", "edition", "target", "guaranteed", "possible", "before", "comparable", "change")


def _before(
    target: str,
    grid: Grid,
    granularity: Granularity,
    earlier: tuple[Grid, Mapping[str, int]] | None,
    crosswalk: Crosswalk,
) -> int | None:
    """What was guaranteed for this target in the grid before; None where it has no such target."""
    if earlier is None:
        return None
    then, states = earlier
    if granularity is not Granularity.ELEMENT or then.edition == grid.edition:
        return states.get(target)
    same = [one.other for one in crosswalk.of(target, then.edition) if one.relation is Relation.SAME and one.other]
    return states.get(same[0]) if len(same) == 1 else None


def _change(before: States, now: States) -> "pd.arrays.IntegerArray":
    both = is_level(before) & is_level(now)
    return pd.arrays.IntegerArray(now.astype(np.int64) - before.astype(np.int64), ~both)
