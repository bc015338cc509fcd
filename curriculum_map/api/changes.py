"""What would close a gap, and what a change would do."""

from collections.abc import Sequence

import pandas as pd

from curriculum_map.analytics import closing
from curriculum_map.analytics.arrays import counted
from curriculum_map.analytics.credits import CLAIMED
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
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.what_if import Change, ChangeLevel, DropCourse, MergeCourses, MoveCourse
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.labels import label

_SIDES = ("before", "after")


def offers(grid: RatedGrid, rule: CountingRule = HIGHEST) -> pd.DataFrame:
    """One row per change of each offer, for the targets below their ambition; none where more than six are needed.

    offer numbers the offers of a target from 1, fewest steps first; the rows of one offer belong together. steps, of
    the whole offer: the levels that courses go up, a blank counting as level 0, and one per course made compulsory.
    change_code: "level", the course goes up to a level, or "compulsory", every student takes it; now and then say from
    what to what, then_level is the level. An offer is the least that would do, not advice.
    """
    found = closing.closing_offers(grid.grid, grid.ambitions, rule)
    rows = [
        (target, number, offer.steps, change)
        for target, some in found.items()
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


def what_if(grid: RatedGrid, changes: Sequence[Change] | None = None, rule: CountingRule = HIGHEST) -> pd.DataFrame:
    """One row per target that these changes make stand otherwise, in grid order; nothing is stored.

    Without changes (None) one per course and target that stands otherwise when that course is no longer given, course
    by course. courses: those that are changed, in words; guaranteed, possible, gap, thin and uncertain, each _before
    and _after; less_guaranteed: less than before, or no level any more: of a course that goes, a single point of
    coverage.
    ValueError if two of the changes do not go together. `grid.with_changes(changes)` gives the grid as it would be.
    """
    ways = [[DropCourse(place)] for place in range(len(grid.grid.courses))] if changes is None else [changes]
    rows = [(_changed(grid, way), one) for way in ways for one in consider(grid.grid, way, grid.ambitions, rule).gaps]
    changed = [one for _, one in rows]
    columns: Columns = {
        "courses": texts(courses for courses, _ in rows),
        **target_columns(grid, (one.target for one in changed)),
    }
    for name in ("guaranteed", "possible"):
        for side in _SIDES:
            columns |= state_columns(f"{name}_{side}", _of(changed, side, name), grid.language)
    for side in _SIDES:
        columns |= choice_columns(f"gap_{side}", [getattr(one, side).kind for one in changed], grid.language)
    for name in ("thin", "uncertain"):
        columns |= {f"{name}_{side}": pd.Series(_of(changed, side, name), dtype="bool") for side in _SIDES}
    columns["less_guaranteed"] = pd.Series([_is_less(one) for one in changed], dtype="bool")
    return pd.DataFrame(columns | {"rule": texts([said_rule(rule, grid.language)] * len(changed))})


def _changed(grid: RatedGrid, changes: Sequence[Change]) -> str:
    """The courses that are changed, in grid order."""
    places = {
        place
        for change in changes
        for place in (change.courses if isinstance(change, MergeCourses) else (change.course,))
    }
    return ", ".join(course_name(grid.grid.courses[place]) for place in sorted(places))


def _of(changed: Sequence[GapChange], side: str, name: str) -> list[object]:
    return [getattr(getattr(one, side), name) for one in changed]


def _is_less(change: GapChange) -> bool:
    before, after = change.before.guaranteed, change.after.guaranteed
    return before in CLAIMED and (after < before or after > max(Level))
