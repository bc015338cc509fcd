"""From fine to coarse, never the other way: elements to cells to clusters, by the highest level of each course."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from curriculum_map.analytics.arrays import TOP, States, counted, to_ranks, to_states
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity, granularity_of, parent
from curriculum_map.domain.levels import NOT_APPLICABLE

_FROM_COARSE_TO_FINE = tuple(Granularity)


def coarser_than(granularity: Granularity) -> tuple[Granularity, ...]:
    """The granularities to which this one can be rolled up, the finest first."""
    return _FROM_COARSE_TO_FINE[: _FROM_COARSE_TO_FINE.index(granularity)][::-1]


def coarsest(grids: Iterable[Grid]) -> Granularity:
    """The coarsest granularity among the grids; the finest there is without any."""
    return min((grid.granularity for grid in grids), key=_FROM_COARSE_TO_FINE.index, default=_FROM_COARSE_TO_FINE[-1])


def states_at(grid: Grid, granularity: Granularity) -> tuple[tuple[str, ...], States]:
    """The targets of a grid and its states as they count [course, target], rolled up where the grid is finer."""
    states = counted(grid)
    return (grid.targets, states) if granularity is grid.granularity else roll_up(states, grid.targets, granularity)


def ancestor(target: str, granularity: Granularity) -> str:
    """The target of this granularity that holds a finer one, or the target itself."""
    while granularity_of(target) is not granularity:
        coarser = parent(target)
        if coarser is None:
            raise ValueError(f"{target} is coarser than a {granularity}")
        target = coarser
    return target


def roll_up(states: States, targets: Sequence[str], granularity: Granularity) -> tuple[tuple[str, ...], States]:
    """The coarser targets, in the order in which their first part comes, and their states [..., coarser target].

    The highest level of the parts; without any NOT_RATED, or NOT_APPLICABLE where every part is.
    """
    holders = [ancestor(target, granularity) for target in targets]
    coarse = tuple(dict.fromkeys(holders))
    if not coarse:
        return coarse, states
    ranks = to_ranks(states)
    parts = [np.flatnonzero([holder == target for holder in holders]) for target in coarse]
    return coarse, to_states(np.stack([ranks[..., part].max(axis=-1) for part in parts], axis=-1))


def reached(states: Mapping[str, int], granularity: Granularity) -> dict[str, tuple[int, int]]:
    """Per coarser target how many of its parts are at level 1 or higher, of how many that apply."""
    counts: dict[str, tuple[int, int]] = {}
    for target, state in states.items():
        holder = ancestor(target, granularity)
        so_far, of = counts.get(holder, (0, 0))
        counts[holder] = so_far + (1 <= state <= TOP), of + (state != NOT_APPLICABLE)
    return counts
