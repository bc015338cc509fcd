"""What students take: the compulsory courses, those of their track, and what they choose from each elective group.

A route is what one student may take. It is a required route if it holds nothing more than a student has to take;
electives of no group, and courses of which nobody said who takes them, are free: on no required route, on any other.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import Mask, OfCourses, compulsory_mask, course_credits, track_masks
from curriculum_map.domain.curriculum import ElectiveGroup, Status

Costs = NDArray[np.int64]
# Sums of credits are compared exactly: as hundredths, in whole numbers.
HUNDREDTHS = 100


class Group(NamedTuple):
    """An elective group: its courses by their place in the grid, their credits in hundredths, what is to be taken.

    Of `choose` and `credit`, in hundredths, one is None; neither is more than all the courses of the group come to.
    """

    courses: NDArray[np.intp]
    credits: Costs
    choose: int | None
    credit: int | None


class Taking(NamedTuple):
    """Masks [course] and [track, course] and ECTS credits [course] of one programme, with its elective groups.

    For many programmes at once, which then have no groups: [course, programme] and [track, course, programme].
    """

    compulsory: Mask
    tracks: Mask
    credits: NDArray[np.float64]
    groups: tuple[Group, ...] = ()

    def per_track(self) -> list[Mask]:
        """What the students of each track have to take [course], groups apart; one mask where there are no tracks."""
        return [self.compulsory | track for track in self.tracks] if len(self.tracks) else [self.compulsory]

    def free(self) -> Mask:
        """Which courses are free to take or leave [course]."""
        free: Mask = ~(self.compulsory | self.tracks.any(axis=0))
        for group in self.groups:
            free[group.courses] = False
        return free

    def without_choice(self) -> Mask:
        """Which courses are of an elective group of which everything has to be taken [course]."""
        without_choice = np.zeros(len(self.compulsory), dtype=np.bool_)
        for group in self.groups:
            if group.choose is not None:
                takes_all = group.choose == len(group.courses)
            else:
                takes_all = bool((group.credits.sum() - group.credits < (group.credit or 0)).all())
            without_choice[group.courses] = takes_all
        return without_choice


def taking_of(grid: OfCourses) -> Taking:
    """What the students of a programme take.

    Free are electives whose group the grid says nothing of, and those of a group that asks for credits and has none.
    """
    credit = course_credits(grid)
    found = (_group(grid, group, credit) for group in grid.groups)
    groups = tuple(group for group in found if group.choose or group.credit)
    return Taking(compulsory_mask(grid), track_masks(grid), credit, groups)


def _group(grid: OfCourses, group: ElectiveGroup, credit: NDArray[np.float64]) -> Group:
    courses = np.flatnonzero([one.status is Status.ELECTIVE and one.group == group.name for one in grid.courses])
    credits = in_hundredths(credit[courses])
    if group.choose is not None:
        return Group(courses, credits, min(group.choose, len(courses)), None)
    return Group(courses, credits, None, min(round((group.ects or 0) * HUNDREDTHS), int(credits.sum())))


def without_course(taking: Taking, course: int) -> Taking:
    """What students take when a course is no longer given: of its group no more than there still is."""
    compulsory, tracks = taking.compulsory.copy(), taking.tracks.copy()
    compulsory[course] = tracks[:, course] = False
    left = (_less(group, course) for group in taking.groups)
    groups = tuple(group for group in left if group.choose or group.credit)
    return taking._replace(compulsory=compulsory, tracks=tracks, groups=groups)


def _less(group: Group, course: int) -> Group:
    """The group without a course."""
    kept = group.courses != course
    courses, credits = group.courses[kept], group.credits[kept]
    if group.choose is not None:
        return Group(courses, credits, min(group.choose, len(courses)), None)
    return Group(courses, credits, None, min(group.credit or 0, int(credits.sum())))


def in_hundredths(credit: NDArray[np.float64]) -> Costs:
    """Credits in whole hundredths."""
    return np.rint(credit * HUNDREDTHS).astype(np.int64)


def credit_sum(courses: Mask, credit: NDArray[np.float64]) -> Costs:
    """The credits in hundredths of the courses that are true [course, target]."""
    whole = in_hundredths(credit)[..., np.newaxis]
    # The smaller the numbers, the faster they add up.
    small = whole.astype(np.uint16 if whole.max(initial=0) < 2**16 else np.uint32)
    total: Costs = (courses * small).sum(axis=0, dtype=np.uint32).astype(np.int64)
    return total


def cheapest(group: Group, costs: Costs) -> Mask:
    """Which courses of a group [course of the group, target] to take for the lowest sum of costs, exactly.

    So many of n: the sum of k numbers is lowest for the k lowest. At least so many credits: whatever costs less than
    nothing is taken, and of the rest the cheapest courses that bring the credits still needed, which is a knapsack.
    Of equal sums the one with the fewest courses counts, and then the earlier courses.
    """
    if group.choose is not None:
        order = np.argsort(costs, axis=0, kind="stable")
        taken = np.zeros(costs.shape, dtype=np.bool_)
        np.put_along_axis(taken, order[: group.choose], values=True, axis=0)
        return taken
    credits = tuple(group.credits.tolist())
    columns = [_enough(credits, group.credit or 0, tuple(column)) for column in costs.T.tolist()]
    return np.array(columns, dtype=np.bool_).reshape(costs.shape[::-1]).T


@lru_cache(maxsize=10_000)
def _enough(credits: tuple[int, ...], needed: int, costs: tuple[int, ...]) -> tuple[bool, ...]:
    """Which courses bring the credits needed at the lowest cost.

    By dynamic programming over the credits reached so far, at most those needed: of two selections that reach as many
    credits with the same courses still to come, only the cheaper one can be part of the best selection. So the work
    grows with courses x different sums of credits and not with the number of selections. Kept, because the counting
    rules ask for the same selections again.
    """
    taken = [cost < 0 for cost in costs]
    still = needed - sum(credit for credit, is_taken in zip(credits, taken, strict=True) if is_taken)
    reached: dict[int, tuple[int, tuple[int, ...]]] = {max(still, 0): (0, ())}
    for place in (place for place, is_taken in enumerate(taken) if not is_taken and credits[place]):
        for left, (cost, chosen) in sorted(reached.items()):
            found = (cost + costs[place], (*chosen, place))
            after = max(left - credits[place], 0)
            if left and (after not in reached or _key(found) < _key(reached[after])):
                reached[after] = found
    for place in reached[0][1]:
        taken[place] = True
    return tuple(taken)


def _key(selection: tuple[int, tuple[int, ...]]) -> tuple[int, int, tuple[int, ...]]:
    cost, chosen = selection
    return cost, len(chosen), chosen
