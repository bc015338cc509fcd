"""Grids and states as arrays. A state is one byte: a level 0 to 3, NOT_APPLICABLE, NOT_RATED, or ABSENT as padding."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from curriculum_map.domain.curriculum import Course, ElectiveGroup, Grid, Status
from curriculum_map.domain.levels import NOT_RATED, Level

States = NDArray[np.uint8]
Mask = NDArray[np.bool_]

# Fills the course slots a shorter programme lacks when several are stacked; never a state of a grid.
ABSENT = 253
TOP = int(max(Level))
# Where the states begin once they are ranked: nothing there, not applicable, not rated, level 0.
RANK_ABSENT, RANK_NOT_APPLICABLE, RANK_NOT_RATED, RANK_LOWEST = range(4)


class OfCourses(Protocol):
    """A grid, or several laid on each other: whatever has courses down its side."""

    @property
    def courses(self) -> tuple[Course, ...]: ...

    @property
    def tracks(self) -> tuple[str, ...]: ...

    @property
    def groups(self) -> tuple[ElectiveGroup, ...]: ...


def counted(grid: Grid) -> States:
    """The states as they count [course, target], read-only."""
    states = np.frombuffer(grid.counted_levels(), dtype=np.uint8)
    return states.reshape(len(grid.courses), len(grid.targets))


def compulsory_mask(grid: OfCourses) -> Mask:
    """Which courses every student takes [course]; a course of unknown status is not among them."""
    return np.array([course.status is Status.COMPULSORY for course in grid.courses], dtype=np.bool_)


def track_names(grid: OfCourses) -> tuple[str, ...]:
    """The names of the tracks, sorted. A track course that names no track belongs to none of them."""
    named = {name for course in grid.courses for name in course.tracks}
    return tuple(sorted(named.union(grid.tracks)))


def track_masks(grid: OfCourses) -> Mask:
    """Which courses belong to each track [track, course], in the order of track_names; a course may to several."""
    in_tracks = [course.tracks for course in grid.courses]
    names = track_names(grid)
    masks = [[name in tracks for tracks in in_tracks] for name in names]
    return np.array(masks, dtype=np.bool_).reshape(len(names), len(grid.courses))


def course_credits(grid: OfCourses) -> NDArray[np.float64]:
    """ECTS credits [course]; 0 where the file does not say."""
    return np.array([course.ects or 0.0 for course in grid.courses], dtype=np.float64)


def is_level(states: States) -> Mask:
    """Where a level stands, in the shape of the states."""
    return states <= TOP


def count_true(mask: Mask) -> NDArray[np.int64]:
    """How many are true over the first axis."""
    # Summed as bytes: several times as fast as numpy's own count along an axis.
    count: NDArray[np.int64] = mask.view(np.uint8).sum(axis=0, dtype=np.uint16).astype(np.int64)
    return count


def to_ranks(states: States) -> States:
    """States in the order in which one outdoes another: absent, not applicable, not rated, level 0 to 3."""
    # Bytes wrap round: 253, 254 and 255 become 0, 1 and 2, and level 0 becomes 3.
    return states + np.uint8(RANK_LOWEST)


def to_states(ranks: States) -> States:
    """The states of these ranks: to_ranks undone."""
    return ranks - np.uint8(RANK_LOWEST)


def state_table(columns: Sequence[Mapping[str, int]], targets: Sequence[str]) -> States:
    """States [target, column]; a target that a column lacks was not rated there."""
    states = [[column.get(target, NOT_RATED) for column in columns] for target in targets]
    return np.array(states, dtype=np.uint8).reshape(len(targets), len(columns))
