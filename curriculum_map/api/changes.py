"""What would close a gap, what hangs on one course, and what a change would do."""

from collections.abc import Sequence

import pandas as pd

from curriculum_map.analytics import closing
from curriculum_map.analytics import single_points as points
from curriculum_map.analytics.arrays import counted
from curriculum_map.analytics.what_if import GapChange, consider
from curriculum_map.api.columns import (
    Columns,
    choice_columns,
    course_columns,
    levels,
    said_rule,
    state_columns,
    target_columns,
    texts,
)
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.what_if import Change, ChangeLevel, MoveCourse
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.labels import label

_SIDES = ("before", "after")


def closing_offers(grid: RatedGrid, rule: CountingRule = HIGHEST) -> pd.DataFrame:
    """One row per change of each offer, for the targets below their ambition; none where more than six are needed.

    offer numbers the offers of a target from 1, fewest steps first; the rows of one offer belong together. steps, of
    the whole offer: the levels that courses go up, a blank counting as level 0, and one per course made compulsory.
    change_code: "level", the course goes up to a level, or "compulsory", every student takes it; now and then say from
    what to what, then_level is the level. An offer is the least that would do, not advice.
    """
    offers = closing.closing_offers(grid.grid, grid.ambitions, rule)
    rows = [
        (target, number, offer.steps, change)
        for target, some in offers.items()
        for number, offer in enumerate(some, start=1)
        for change in offer.changes
    ]
    moves = [_from_to(grid, change) for *_, change in rows]
    return pd.DataFrame(
        {
            **target_columns(grid, (target for target, *_ in rows)),
            "offer": pd.Series([number for _, number, _, _ in rows], dtype="int64"),
            "steps": pd.Series([steps for _, _, steps, _ in rows], dtype="int64"),
            "change_code": texts(code for code, *_ in moves),
            **course_columns(grid, (change.course for *_, change in rows)),
            "now": texts(now for _, now, _ in moves),
            "then": texts(then for *_, then in moves),
            "then_level": levels(change.level if isinstance(change, ChangeLevel) else None for *_, change in rows),
            "rule": texts([said_rule(rule, grid.language)] * len(rows)),
        }
    )


def _from_to(grid: RatedGrid, change: ChangeLevel | MoveCourse) -> tuple[str, str | None, str]:
    """The kind of a change, and from what to what, in words."""
    to = grid.language
    if isinstance(change, ChangeLevel):
        state = int(counted(grid.grid)[change.course, grid.grid.targets.index(change.target)])
        return "level", load_legend().name(state)[to], load_legend().name(change.level)[to]
    status = grid.grid.courses[change.course].status
    return "compulsory", status and label(status, to), label(Status.COMPULSORY, to)


def single_points(grid: RatedGrid, rule: CountingRule = HIGHEST) -> pd.DataFrame:
    """One row per target and course without which less is guaranteed: in the order of targets, then of courses.

    guaranteed: the level now, 1 or higher; without: what it would be if the course were no longer given.
    """
    found = points.single_points(grid.grid, rule=rule)
    return pd.DataFrame(
        {
            **target_columns(grid, found["target"]),
            **course_columns(grid, found["course"]),
            **state_columns("guaranteed", found["guaranteed"], grid.language),
            **state_columns("without", found["without"], grid.language),
            "rule": texts([said_rule(rule, grid.language)] * len(found)),
        }
    )


def what_if(grid: RatedGrid, changes: Sequence[Change], rule: CountingRule = HIGHEST) -> pd.DataFrame:
    """One row per target that these changes make stand otherwise, in grid order; nothing is stored.

    guaranteed, possible, gap, thin and uncertain, each _before and _after. ValueError if two of the changes do not go
    together. `grid.with_changes(changes)` gives the grid as it would be.
    """
    changed = consider(grid.grid, changes, grid.ambitions, rule).gaps
    columns: Columns = dict(target_columns(grid, (one.target for one in changed)))
    for name in ("guaranteed", "possible"):
        for side in _SIDES:
            columns |= state_columns(f"{name}_{side}", _of(changed, side, name), grid.language)
    for side in _SIDES:
        columns |= choice_columns(f"gap_{side}", [getattr(one, side).kind for one in changed], grid.language)
    for name in ("thin", "uncertain"):
        columns |= {f"{name}_{side}": pd.Series(_of(changed, side, name), dtype="bool") for side in _SIDES}
    return pd.DataFrame(columns | {"rule": texts([said_rule(rule, grid.language)] * len(changed))})


def _of(changed: Sequence[GapChange], side: str, name: str) -> list[object]:
    return [getattr(getattr(one, side), name) for one in changed]
