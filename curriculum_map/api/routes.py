"""What a student may choose: the routes that give least and most, as lists of courses."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from curriculum_map.analytics import routes as each
from curriculum_map.analytics import routes_over as over
from curriculum_map.analytics.rollup import states_at
from curriculum_map.api.columns import (
    choice_columns,
    course_columns,
    said_rule,
    state_columns,
    target_columns,
    texts,
)
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, CountingRule

_CODES = ("least", "most")


class _Line(NamedTuple):
    """A route as far as a target goes; `route_code`, track, courses and what they come to."""

    target: str
    route_code: str
    track: str | None
    courses: tuple[int, ...]
    state: int


def routes(
    grid: RatedGrid, rule: CountingRule = HIGHEST, granularity: str | None = None, *, together: bool = False
) -> pd.DataFrame:
    """One row per target, route and course that a student on it takes; first a route that gives least, then most.

    route_code: "least" or "most"; track: that of the student, missing without tracks; reached: what the route comes to
    under the rule, for a target by itself what is guaranteed and what is possible; ambition: as the programme set it;
    status: who takes the course; rating: what the course itself says of the target. A route with no course has no row.
    Exact: no route gives less, or more.

    `together`: as one student's choices bind all targets at once, the route on which the fewest ambitions are reached
    and the one with the most, the same for every target with an ambition; ValueError for 50,000 routes or more.
    """
    own = grid.grid
    how = own.granularity if granularity is None else Granularity(granularity)
    targets, states = states_at(own, how)
    aims = {target: grid.ambitions[target].aim for target in targets if target in grid.ambitions}
    wanted = {target: aim for target, aim in aims.items() if aim is not None}
    lines = _together(grid, wanted, rule) if together else _each(grid, targets, rule, how)
    rows = [(line, course) for line in lines for course in line.courses]
    column = {target: place for place, target in enumerate(targets)}
    return pd.DataFrame(
        {
            **target_columns(grid, (line.target for line, _ in rows)),
            "route_code": texts(line.route_code for line, _ in rows),
            "track": texts(line.track for line, _ in rows),
            **state_columns("reached", (line.state for line, _ in rows), grid.language),
            **state_columns("ambition", (wanted.get(line.target) for line, _ in rows), grid.language),
            **course_columns(grid, (course for _, course in rows)),
            **choice_columns("status", [own.courses[course].status for _, course in rows], grid.language),
            **state_columns(
                "rating", (int(states[course, column[line.target]]) for line, course in rows), grid.language
            ),
            "rule": texts([said_rule(rule, grid.language)] * len(rows)),
        }
    )


def _each(grid: RatedGrid, targets: tuple[str, ...], rule: CountingRule, how: Granularity) -> Iterator[_Line]:
    """For each target by itself."""
    for target in targets:
        for code, route in zip(_CODES, each.find_routes(grid.grid, target, rule, how), strict=True):
            yield _Line(target, code, *route)


def _together(grid: RatedGrid, wanted: Mapping[str, Level], rule: CountingRule) -> Iterator[_Line]:
    """For all ambitions at once; they are set for the targets as rated."""
    found = over.routes_over(grid.grid, wanted, rule)
    if found is None:
        raise ValueError(f"{over.MOST_ROUTES} routes or more: not every one is tried")
    reached = [each.states_on(grid.grid, route.courses, rule) for route in found]
    for target in wanted:
        for code, route, states in zip(_CODES, found, reached, strict=True):
            yield _Line(target, code, route.track, route.courses, states[target])
