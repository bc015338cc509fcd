"""Many programmes in one array, to be counted at once: a slot per course, padded to the longest programme."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from curriculum_map.analytics.arrays import ABSENT, States, compulsory_mask, course_credits, track_masks
from curriculum_map.analytics.counting import guaranteed, possible
from curriculum_map.analytics.rollup import states_at
from curriculum_map.analytics.taking import Taking, taking_of
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.rules import HIGHEST, CountingRule

# So many programmes are counted in one go: what is made of them on the way stays near the processor.
BLOCK = 500


class Stack(NamedTuple):
    """States [slot, programme, target] and what the students of each programme take, for the functions on arrays."""

    states: States
    taking: Taking


def stacked(grids: Sequence[Grid], targets: Sequence[str], granularity: Granularity | None = None) -> Stack:
    """These grids as one array, each with these targets; one that a grid lacks is in none of its courses.

    Each as it was rated, or rolled up where a coarser granularity is named. ValueError for a grid with elective groups:
    what is chosen from them is found grid by grid.
    """
    if any(grid.groups for grid in grids):
        raise ValueError("a grid with elective groups is counted by itself")
    masks = [track_masks(grid) for grid in grids]
    slots, tracks = max((len(grid.courses) for grid in grids), default=0), max(map(len, masks), default=0)
    states = np.full((slots, len(grids), len(targets)), ABSENT, dtype=np.uint8)
    compulsory = np.zeros((slots, len(grids)), dtype=np.bool_)
    of_tracks = np.zeros((tracks, slots, len(grids)), dtype=np.bool_)
    credits = np.zeros((slots, len(grids)), dtype=np.float64)
    for place, (grid, mask) in enumerate(zip(grids, masks, strict=True)):
        count = len(grid.courses)
        states[:count, place] = _of_targets(grid, targets, granularity or grid.granularity)
        compulsory[:count, place] = compulsory_mask(grid)
        credits[:count, place] = course_credits(grid)
        # A programme with fewer tracks than another has its last one again: the lowest over them stays the same.
        for track in range(tracks if len(mask) else 0):
            of_tracks[track, :count, place] = mask[min(track, len(mask) - 1)]
    return Stack(states, Taking(compulsory, of_tracks, credits))


def _of_targets(grid: Grid, targets: Sequence[str], granularity: Granularity) -> States:
    """The states of a grid [course, target] for these targets."""
    own, states = states_at(grid, granularity)
    if own == tuple(targets):
        return states
    found = np.full((len(states), len(targets)), ABSENT, dtype=np.uint8)
    there = [at for at, target in enumerate(targets) if target in own]
    found[:, there] = states[:, [own.index(targets[at]) for at in there]]
    return found


def both_sides(stack: Stack, rule: CountingRule = HIGHEST) -> tuple[States, States]:
    """What is guaranteed and what is possible [programme, target]; so many more programmes take so much longer."""
    counted = [(guaranteed(*block, rule), possible(*block, rule)) for block in _blocks(stack)]
    sure, best = (np.concatenate(side) for side in zip(*counted, strict=True))
    return sure, best


def _blocks(stack: Stack) -> Iterator[Stack]:
    """The programmes of a stack, BLOCK at a time; one empty block where there are none."""
    compulsory, tracks, credits, _ = stack.taking
    for first in range(0, max(stack.states.shape[1], 1), BLOCK):
        some = slice(first, first + BLOCK)
        yield Stack(stack.states[:, some], Taking(compulsory[:, some], tracks[:, :, some], credits[:, some]))


def sides_of(
    grids: Sequence[Grid], targets: Sequence[str], granularity: Granularity, rule: CountingRule = HIGHEST
) -> tuple[States, States]:
    """What each of these grids guarantees and makes possible [grid, target], rolled up where it is finer.

    All at once, but for those with elective groups.
    """
    sure, best = (np.empty((len(grids), len(targets)), dtype=np.uint8) for _ in range(2))
    plain = [place for place, grid in enumerate(grids) if not grid.groups]
    sure[plain], best[plain] = both_sides(stacked([grids[place] for place in plain], targets, granularity), rule)
    for place, grid in enumerate(grids):
        if grid.groups:
            alone = _of_targets(grid, targets, granularity), taking_of(grid)
            sure[place], best[place] = guaranteed(*alone, rule), possible(*alone, rule)
    return sure, best
