"""The routes behind a figure, as lists of courses: one that gives least of a target, and one that gives most."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from curriculum_map.analytics.arrays import TOP, Mask, States, counted, course_credits, is_level, track_names
from curriculum_map.analytics.counting import (
    Sums,
    best_choice,
    costs_at,
    countable,
    counting_levels,
    guaranteed,
    possible,
)
from curriculum_map.analytics.coverage import band_at
from curriculum_map.analytics.taking import Costs, Taking, cheapest, taking_of
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, CountingRule


class Route(NamedTuple):
    """What one student takes: the name of the track, the courses by their place in the grid, and what they come to.

    `state` is the level for the target under the rule, NOT_APPLICABLE or NOT_RATED; the track is None without tracks.
    """

    track: str | None
    courses: tuple[int, ...]
    state: int


class Routes(NamedTuple):
    """A required route on which nobody meets less, and a route on which nobody meets more."""

    worst: Route
    best: Route


def find_routes(
    grid: Grid, target: str, rule: CountingRule = HIGHEST, granularity: Granularity | None = None
) -> Routes:
    """The worst and the best route for a target, exact; KeyError if no such target.

    Their levels are what is guaranteed and what is possible. Of several the first: by track, then with the fewest and
    the earliest courses from each group. Of the courses that are free the best route takes all that reach its level.
    """
    targets, whole = band_at(grid, granularity)
    if target not in targets:
        raise KeyError(target)
    taking = taking_of(grid)
    at = targets.index(target)
    states = countable(whole.states[:, at : at + 1], taking, rule)
    found = _worst(states, taking, rule), _best(states, taking, rule)
    worst, best = (_route(grid, taken, track, states, taking, rule) for track, taken in found)
    return Routes(worst, best)


def _worst(states: States, taking: Taking, rule: CountingRule) -> tuple[int, Mask]:
    """The track, by its place, and the courses of a route on which the next level above the guaranteed fails."""
    level = int(guaranteed(states, taking, rule)[0])
    if level > TOP:
        costs, needed = [is_level(states).astype(np.int64)], (1, 0)
    else:
        above = next((one for one in counting_levels(rule) if one > level), TOP)
        costs, needed = costs_at(states, taking, rule, above), (rule.courses, 0)
    routes = list(_least_routes(costs, taking))
    failing = ((track, taken) for track, cost, taken in routes if int(costs[cost][taken].sum()) < needed[cost])
    return next(failing, (routes[0][0], routes[0][2]))


def _least_routes(costs: Sums, taking: Taking) -> Iterator[tuple[int, int, Mask]]:
    """Per track and sum the courses with the lowest sum."""
    for track, mask in enumerate(taking.per_track()):
        for number, cost in enumerate(costs):
            yield track, number, mask | _from_groups(cost, taking)


def _from_groups(cost: Costs, taking: Taking) -> Mask:
    """The courses to take from the groups [course] for the lowest sum of one target's costs [course, 1]."""
    taken = np.zeros(len(cost), dtype=np.bool_)
    for group in taking.groups:
        taken[group.courses] = cheapest(group, cost[group.courses])[:, 0]
    return taken


def _best(states: States, taking: Taking, rule: CountingRule) -> tuple[int, Mask]:
    """The track, by its place, and the courses of a route on which the possible level holds."""
    level = int(possible(states, taking, rule)[0])
    if level not in counting_levels(rule):
        costs, needed = [is_level(states).astype(np.int64)], (int(level == Level.NOT_COVERED), 0)
    else:
        costs, needed = costs_at(states, taking, rule, level), (rule.courses, 0)
    chosen = best_choice(costs, taking)[:, 0]
    for track, mask in enumerate(taking.per_track()):
        taken = mask | chosen
        if all(int(cost[taken].sum()) >= least for cost, least in zip(costs, needed, strict=False)):
            return track, taken
    raise AssertionError("what is possible is possible in some track")


def _route(grid: Grid, taken: Mask, track: int, states: States, taking: Taking, rule: CountingRule) -> Route:
    names = track_names(grid)
    only = Taking(taken, taking.tracks[:0], taking.credits)
    state = int(guaranteed(states, only, rule)[0])
    return Route(names[track] if names else None, tuple(np.flatnonzero(taken).tolist()), state)


def states_on(grid: Grid, courses: Sequence[int], rule: CountingRule = HIGHEST) -> dict[str, int]:
    """What a student who takes just these courses comes to, per target of the grid."""
    taken = np.zeros(len(grid.courses), dtype=np.bool_)
    taken[list(courses)] = True
    only = Taking(taken, np.empty((0, len(taken)), dtype=np.bool_), course_credits(grid))
    return dict(zip(grid.targets, guaranteed(counted(grid), only, rule).tolist(), strict=True))
