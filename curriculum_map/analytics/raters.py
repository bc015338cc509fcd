"""The grids of several raters of one programme-year laid on each other, course on course and target on target."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import States
from curriculum_map.analytics.course_links import named_links
from curriculum_map.analytics.rollup import coarsest, states_at
from curriculum_map.domain.curriculum import Course, ElectiveGroup, Grid
from curriculum_map.domain.levels import NOT_RATED

NO_ROW = -1


@dataclass(frozen=True, eq=False, slots=True)
class Raters:
    """What each rater says of each course and target.

    `states` [rater, course, target] as they count, NOT_RATED where a rater's grid lacks the course or the target;
    `rows` [rater, course] is the course's place in the rater's own grid, NO_ROW where that lacks it. A course stands
    here as the first rater who has it describes it.
    """

    grids: tuple[Grid, ...]
    courses: tuple[Course, ...]
    targets: tuple[str, ...]
    states: States
    rows: NDArray[np.int64]

    @property
    def tracks(self) -> tuple[str, ...]:
        """Every track that one of the grids names although no course does."""
        return tuple(dict.fromkeys(name for grid in self.grids for name in grid.tracks))

    @property
    def groups(self) -> tuple[ElectiveGroup, ...]:
        """What a student takes of each elective group, as the first grid says that says it."""
        first = {group.name: group for grid in reversed(self.grids) for group in grid.groups}
        return tuple(first.values())


def side_by_side(grids: Sequence[Grid]) -> Raters:
    """The grids of several raters, rolled up to the coarsest granularity among them.

    Courses are one by their code and title; what is only nearly equal is kept apart. Those of the first grid come
    first, then those that only later ones have; the targets likewise. ValueError without a grid.
    """
    if not grids:
        raise ValueError("no grid, no raters")
    courses: list[Course] = []
    found: list[dict[int, int]] = []
    for grid in grids:
        known = {link.after: link.before for link in named_links(courses, grid.courses)}
        for row, course in enumerate(grid.courses):
            if row not in known:
                known[row] = len(courses)
                courses.append(course)
        found.append({place: row for row, place in known.items()})
    own = [states_at(grid, coarsest(grids)) for grid in grids]
    targets = tuple(dict.fromkeys(target for names, _ in own for target in names))
    rows = np.array([[of.get(place, NO_ROW) for place in range(len(courses))] for of in found], dtype=np.int64)
    states = np.full((len(grids), len(courses), len(targets)), NOT_RATED, dtype=np.uint8)
    for rater, (names, levels) in enumerate(own):
        has = rows[rater] != NO_ROW
        columns = [targets.index(name) for name in names]
        states[rater][np.ix_(has, columns)] = levels[rows[rater][has]]
    return Raters(tuple(grids), tuple(courses), targets, states, rows)
