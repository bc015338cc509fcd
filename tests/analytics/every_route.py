"""Every route that students may take, tried one by one, each judged as the rule says in its sentence."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, combinations, product

from curriculum_map.domain.curriculum import ElectiveGroup, Grid
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.rules import CountingRule

Route = frozenset[int]


def required_routes(grid: Grid) -> list[Route]:
    """Compulsory, one track, and what a student chooses from each group."""
    courses = list(enumerate(grid.courses))
    fixed = {place for place, course in courses if course.status == "compulsory"}
    tracks = sorted(
        {course.track for _, course in courses if course.status == "track" and course.track} | set(grid.tracks)
    )
    of_tracks = [{place for place, one in courses if one.status == "track" and one.track == name} for name in tracks]
    per_group = [list(_selections(grid, group, _members(grid, group))) for group in _groups(grid)]
    return [frozenset(fixed.union(track, *chosen)) for track in of_tracks or [set()] for chosen in product(*per_group)]


def all_routes(grid: Grid) -> list[Route]:
    """The same with any of the courses that are free."""
    in_groups = {place for group in _groups(grid) for place in _members(grid, group)}
    free = [
        place
        for place, course in enumerate(grid.courses)
        if course.status != "compulsory" and not (course.status == "track" and course.track) and place not in in_groups
    ]
    return [route.union(more) for route in required_routes(grid) for more in _subsets(free)]


def state_on(grid: Grid, states: list[int], route: Iterable[int], rule: CountingRule) -> int:
    """What the rule makes of the states of a target [course] on one route."""
    taken = [(states[place], Fraction(grid.courses[place].ects or 0)) for place in route]
    if rule.percent:
        taken = [(NOT_RATED if state <= 3 and not credit else state, credit) for state, credit in taken]
    rated = [(state, credit) for state, credit in taken if state <= 3]
    if not rated:
        return NOT_APPLICABLE if taken and all(state == NOT_APPLICABLE for state, _ in taken) else NOT_RATED
    holding = [
        level
        for level in (1, 2, 3)
        if rule.holds(
            level,
            sum(state >= level for state, _ in rated),
            sum(credit for state, credit in rated if state >= level),
            sum(credit for _, credit in rated),
        )
    ]
    return max(holding, default=0)


def lowest(found: Iterable[int]) -> int:
    """What is guaranteed, of the states on all required routes."""
    states = set(found)
    if all(state <= 3 for state in states):
        return min(states)
    return NOT_APPLICABLE if states == {NOT_APPLICABLE} else NOT_RATED


def uppermost(found: Iterable[int]) -> int:
    """The highest level of any route; without one as if nobody had rated it."""
    return max((state for state in found if state <= 3), default=NOT_RATED)


def _groups(grid: Grid) -> list[ElectiveGroup]:
    """The groups of which something has to be taken: not one of credits whose courses have none."""
    return [
        group
        for group in grid.groups
        if group.choose or any(grid.courses[place].ects for place in _members(grid, group))
    ]


def _members(grid: Grid, group: ElectiveGroup) -> list[int]:
    return [place for place, one in enumerate(grid.courses) if one.status == "elective" and one.group == group.name]


def _selections(grid: Grid, group: ElectiveGroup, members: list[int]) -> Iterator[tuple[int, ...]]:
    if group.choose is not None:
        yield from combinations(members, min(group.choose, len(members)))
        return
    ects = {place: Fraction(grid.courses[place].ects or 0) for place in members}
    needed = min(Fraction(group.ects or 0), sum(ects.values(), Fraction(0)))
    yield from (some for some in _subsets(members) if sum(ects[place] for place in some) >= needed)


def _subsets(places: list[int]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(places, size) for size in range(len(places) + 1))
