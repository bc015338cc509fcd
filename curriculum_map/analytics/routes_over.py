"""Routes over a whole selection of targets: where a student reaches the fewest of the levels, and where the most."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from math import comb, prod
from typing import NamedTuple

import numpy as np

from curriculum_map.analytics.arrays import Mask, States, counted, is_level, track_names
from curriculum_map.analytics.counting import countable
from curriculum_map.analytics.taking import Costs, Group, Taking, in_hundredths, taking_of
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, CountingRule

# More routes than this are not tried: what is said here is exact or not said.
MOST_ROUTES = 50_000
Places = tuple[int, ...]


class SelectionRoute(NamedTuple):
    """What one student takes: the track, the courses by their place in the grid, and the targets at their level."""

    track: str | None
    courses: Places
    reached: tuple[str, ...]


class SelectionRoutes(NamedTuple):
    """A required route on which nobody reaches fewer of the levels, and a route on which nobody reaches more."""

    worst: SelectionRoute
    best: SelectionRoute


def routes_over(grid: Grid, levels: Mapping[str, Level], rule: CountingRule = HIGHEST) -> SelectionRoutes | None:
    """The worst and the best route for these targets, each with the level to reach there; None for MOST_ROUTES or more.

    One student's choices bind all targets at once, so what is guaranteed per target may be less than the worst route
    gives. Every route that can be the worst or the best is tried; where no share is asked for, taking more never lowers
    anything, so the worst takes no course too many and the best all it may. Of equal ones the first counts.
    """
    taking = taking_of(grid)
    found = []
    for is_best in (False, True):
        choices = [_selections(group, rule, is_best=is_best) for group in taking.groups]
        if is_best:
            choices.append(_free(taking, rule))
        if len(taking.per_track()) * prod(count for count, _ in choices) >= MOST_ROUTES:
            return None
        selections = [list(some) for _, some in choices]
        found.append(_extreme(grid, taking, levels, rule, selections, is_best=is_best))
    return SelectionRoutes(*found)


def _selections(group: Group, rule: CountingRule, *, is_best: bool) -> tuple[int, Iterator[Places]]:
    """At most how many selections of a group there are to try, and each of them."""
    courses: Places = tuple(group.courses.tolist())
    if group.choose is not None:
        return comb(len(courses), group.choose), combinations(courses, group.choose)
    if is_best and not rule.percent:
        return 1, iter([courses])
    credit = dict(zip(courses, group.credits.tolist(), strict=True))
    enough = (some for some in _subsets(courses) if sum(map(credit.__getitem__, some)) >= (group.credit or 0))
    return 2 ** len(courses), enough


def _free(taking: Taking, rule: CountingRule) -> tuple[int, Iterator[Places]]:
    """The same for the courses that are free."""
    free: Places = tuple(np.flatnonzero(taking.free()).tolist())
    return (2 ** len(free), _subsets(free)) if rule.percent else (1, iter([free]))


def _subsets(courses: Sequence[int]) -> Iterator[Places]:
    return chain.from_iterable(combinations(courses, size) for size in range(len(courses) + 1))


def _extreme(
    grid: Grid,
    taking: Taking,
    levels: Mapping[str, Level],
    rule: CountingRule,
    selections: Sequence[Sequence[Places]],
    *,
    is_best: bool,
) -> SelectionRoute:
    """The first route on which the fewest levels are reached, or the most."""
    at = [grid.targets.index(target) for target in levels]
    states = countable(counted(grid)[:, at], taking, rule)
    aims = np.array([max(level, rule.lowest) for level in levels.values()], dtype=np.uint8)
    routes = _routes(taking, selections)
    reached = _reached(routes, states, aims, taking, rule)
    counts = reached.sum(axis=1)
    first = int(np.argmax(counts) if is_best else np.argmin(counts))
    names = track_names(grid)
    track = names[first // (len(routes) // len(names))] if names else None
    targets = tuple(target for target, holds in zip(levels, reached[first].tolist(), strict=True) if holds)
    return SelectionRoute(track, tuple(np.flatnonzero(routes[first]).tolist()), targets)


def _routes(taking: Taking, selections: Sequence[Sequence[Places]]) -> Mask:
    """Every route [route, course], track by track."""
    chosen = [list(chain.from_iterable(some)) for some in product(*selections)]
    more = np.zeros((len(chosen), len(taking.compulsory)), dtype=np.bool_)
    for number, courses in enumerate(chosen):
        more[number, courses] = True
    return np.concatenate([more | mask for mask in taking.per_track()])


def _reached(routes: Mask, states: States, aims: States, taking: Taking, rule: CountingRule) -> Mask:
    """Whether each target is at its level on each route [route, target]."""
    rated = is_level(states)
    hits = rated & (states >= aims)
    # Whole numbers well below 2 ** 53, for which a product of matrices in floating point is exact.
    taken = routes.astype(np.float64)
    reached: Mask = taken @ hits >= rule.courses
    if rule.percent:
        credit: Costs = in_hundredths(taking.credits)[:, np.newaxis]
        reached &= taken @ (credit * (hits * 100 - rated * rule.percent)) >= 0
    return reached
