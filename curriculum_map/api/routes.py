"""What a student may choose: the routes that give least and most, as lists of courses; and where the credits go."""

from collections.abc import Iterator, Mapping

import pandas as pd

from curriculum_map.analytics import credits as touching
from curriculum_map.analytics import routes as finding
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
from curriculum_map.wording.offers import chosen_courses

_CODES = ("least", "most")


def routes(grid: RatedGrid, rule: CountingRule = HIGHEST, granularity: str | None = None) -> pd.DataFrame:
    """One row per target, route and course that a student on it takes; first a route that gives least, then most.

    route_code: "least" or "most"; track: that of the student, missing without tracks; reached: what the route comes to
    under the rule, which is what is guaranteed and what is possible; status: who takes the course; rating: what the
    course itself says of the target. A route with no course has no row. Exact: no route gives less, or more.
    """
    own = grid.grid
    how = own.granularity if granularity is None else Granularity(granularity)
    targets, states = states_at(own, how)
    rows = [
        (target, code, route, course)
        for target in targets
        for code, route in zip(_CODES, finding.find_routes(own, target, rule, how), strict=True)
        for course in route.courses
    ]
    column = {target: place for place, target in enumerate(targets)}
    return pd.DataFrame(
        {
            **target_columns(grid, (target for target, *_ in rows)),
            "route_code": texts(code for _, code, *_ in rows),
            "track": texts(route.track for _, _, route, _ in rows),
            **state_columns("reached", (route.state for _, _, route, _ in rows), grid.language),
            **course_columns(grid, (course for *_, course in rows)),
            **choice_columns("status", [own.courses[course].status for *_, course in rows], grid.language),
            **state_columns(
                "rating", (int(states[course, column[target]]) for target, *_, course in rows), grid.language
            ),
            "rule": texts([said_rule(rule, grid.language)] * len(rows)),
        }
    )


def routes_over(
    grid: RatedGrid, levels: Mapping[str, Level] | None = None, rule: CountingRule = HIGHEST
) -> pd.DataFrame:
    """One row per route and target, for a route that reaches the fewest of these levels and one that reaches the most.

    `levels` are by target; without them the ambitions of the grid. route_code, track: as in routes; courses: those that
    not every student takes, in words; wanted: the level to reach; reached: whether this route does. One student's
    choices bind all targets at once. KeyError for a target that the grid lacks; ValueError where there are more routes
    than are tried.
    """
    own = grid.grid
    wanted = _ambitions(grid) if levels is None else dict(levels)
    if missing := wanted.keys() - set(own.targets):
        raise KeyError(min(missing))
    found = over.routes_over(own, wanted, rule)
    if found is None:
        raise ValueError(f"{over.MOST_ROUTES} routes or more: not every one is tried")
    rows = [(code, route, target) for code, route in zip(_CODES, found, strict=True) for target in wanted]
    names = {code: [name for name, _ in chosen_courses(route.courses, own)] for code, route, _ in rows}
    return pd.DataFrame(
        {
            "route_code": texts(code for code, *_ in rows),
            "track": texts(route.track for _, route, _ in rows),
            "courses": texts(", ".join(names[code]) or None for code, *_ in rows),
            **target_columns(grid, (target for *_, target in rows)),
            **state_columns("wanted", (wanted[target] for *_, target in rows), grid.language),
            "reached": pd.Series([target in route.reached for _, route, target in rows], dtype="bool"),
            "rule": texts([said_rule(rule, grid.language)] * len(rows)),
        }
    )


def _ambitions(grid: RatedGrid) -> dict[str, Level]:
    aims = {target: grid.ambitions[target].aim for target in grid.grid.targets if target in grid.ambitions}
    return {target: aim for target, aim in aims.items() if aim is not None}


def credits_touching(grid: RatedGrid) -> pd.DataFrame:
    """One row per focus or cluster and level above "not covered": each focus before its clusters, levels ascending.

    part_code: "focus" or "cluster"; part: its id; name; courses: those at_least at this level for one of its targets
    or more; credits: theirs, unknown ones 0; share: of the credits of all courses, electives and every track included
    (0-1), missing where no course has any. A course counts in full for each part, so shares do not add up.
    """
    found, to = touching.credits_touching(grid.grid, grid.edition), grid.language
    parts = list(_parts(grid))
    rows = [(*part, level, found[part[1], level]) for part in parts for level in touching.CLAIMED]
    return pd.DataFrame(
        {
            "part_code": texts(code for code, *_ in rows),
            "part": texts(part for _, part, *_ in rows),
            "name": texts(name for _, _, name, *_ in rows),
            **state_columns("at_least", (level for *_, level, _ in rows), to),
            "courses": pd.Series([share.courses for *_, share in rows], dtype="int64"),
            "credits": pd.Series([share.credits for *_, share in rows], dtype="float64"),
            "share": pd.Series([share.share for *_, share in rows], dtype="float64"),
        }
    )


def _parts(grid: RatedGrid) -> Iterator[tuple[str, str, str]]:
    """Each focus and then its clusters: what it is, its id, its name."""
    for focus in grid.edition.focuses:
        yield "focus", focus.id, focus.name[grid.language]
        for cluster in focus.clusters:
            yield "cluster", cluster.id, cluster.name[grid.language]
