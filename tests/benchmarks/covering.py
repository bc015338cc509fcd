"""Coverage of many programmes. Floor: one numpy pass, the maximum of all levels over the courses."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import TOP, compulsory_mask, counted, course_credits
from curriculum_map.analytics.coverage import Columns, band, coverage, summarised
from curriculum_map.analytics.stack import Stack, both_sides, stacked
from curriculum_map.api import coverage as in_notebook
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.curriculum import Grid
from curriculum_map.frameworks.loader import load_edition
from tests.benchmarks.data import TARGETS, random_grids
from tests.benchmarks.measuring import Case, Goal, Way

FLOOR = "floor: one numpy pass over all levels"
PIVOT, GROUPBY = "notebook: pivot_table, long rows", "notebook: groupby, wide rows"
COUNTS = "notebook: pivot_table, levels and counts"
GOAL = Goal(least=30)
PROGRAMMES = (6, 60, 600)


def cases() -> Iterator[Case]:
    """Guaranteed and possible of all programmes at once, then every column of the frame: at once, and one by one."""
    for count in PROGRAMMES:
        yield _stacked_case(count)
    for count in PROGRAMMES:
        yield from _frame_cases(count)


def _stacked_case(count: int) -> Case:
    grids = random_grids(count)
    stack = stacked(grids, TARGETS)
    long, wide = long_rows(grids), wide_rows(grids)
    return Case(
        f"guaranteed and possible, {count} programmes in one array",
        Way("ours", lambda: both_sides(stack)),
        Way(FLOOR, lambda: stack.states.max(axis=0)),
        (Way(PIVOT, lambda: pivoted(long)), Way(GROUPBY, lambda: grouped(wide))),
        {PIVOT: GOAL} if count == max(PROGRAMMES) else {},
    )


def _frame_cases(count: int) -> Iterator[Case]:
    grids = random_grids(count)
    stack, long = stacked(grids, TARGETS), long_rows(grids)
    floor = Way(FLOOR, lambda: stack.states.max(axis=0))
    peers = (Way(COUNTS, lambda: (pivoted(long), per_level(long))),)
    goals = {COUNTS: GOAL} if count == max(PROGRAMMES) else {}
    at_once = Way("ours", lambda: all_columns(stack))
    one_by_one = Way("ours", lambda: [coverage(grid) for grid in grids])
    yield Case(f"every column of coverage, {count} programmes in one array", at_once, floor, peers, goals)
    yield Case(f"coverage(grid), a frame each, {count} grids one by one", one_by_one, floor, peers, goals)
    if count == max(PROGRAMMES):
        return
    rated = [RatedGrid(grid, load_edition(grid.edition), {}) for grid in grids]
    with_words = Way("ours", lambda: [in_notebook(one) for one in rated])
    yield Case(f"cm.coverage(grid) of a notebook, words beside figures, {count} grids", with_words, floor, peers)


def all_columns(stack: Stack) -> Columns:
    """Levels, the band of what is not rated, courses and credits per level [programme, target]."""
    return summarised(band(stack.states), stack.taking)


def long_rows(grids: list[Grid]) -> pd.DataFrame:
    """A row per place; the level is missing where there is none."""
    return pd.concat(
        pd.DataFrame(
            {
                "programme": number,
                "compulsory": np.repeat(compulsory_mask(grid), len(grid.targets)),
                "ects": np.repeat(course_credits(grid), len(grid.targets)),
                "target": np.tile(np.array(grid.targets, dtype=object), len(grid.courses)),
                "level": _levels(grid).ravel(),
            }
        )
        for number, grid in enumerate(grids)
    )


def wide_rows(grids: list[Grid]) -> pd.DataFrame:
    """A row per course, a column per target."""
    return pd.concat(
        pd.DataFrame(_levels(grid), columns=list(grid.targets)).assign(
            programme=number, compulsory=compulsory_mask(grid)
        )
        for number, grid in enumerate(grids)
    )


def pivoted(long: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Guaranteed and possible [programme x target]."""
    sides = (long[long["compulsory"]], long)
    first, second = (
        side.pivot_table(index="programme", columns="target", values="level", aggfunc="max") for side in sides
    )
    return first, second


def grouped(wide: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same from wide rows."""
    sides = (wide[wide["compulsory"]], wide)
    first, second = (side.drop(columns="compulsory").groupby("programme").max() for side in sides)
    return first, second


def per_level(long: pd.DataFrame) -> pd.DataFrame:
    """Courses and credits at each level."""
    return long.pivot_table(index=["programme", "target"], columns="level", values="ects", aggfunc=["count", "sum"])


def _levels(grid: Grid) -> NDArray[np.float64]:
    states = counted(grid)
    return np.where(states <= TOP, states.astype(np.float64), np.nan)
