"""Many programmes in one array, to be counted at once: a slot per course, padded to the longest programme."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from curriculum_map.analytics.arrays import ABSENT, States, compulsory_mask, counted, course_credits, track_masks
from curriculum_map.analytics.taking import Taking
from curriculum_map.domain.curriculum import Grid


class Stack(NamedTuple):
    """States [slot, programme, target] and what the students of each programme take, for the functions on arrays."""

    states: States
    taking: Taking


def stacked(grids: Sequence[Grid], targets: Sequence[str]) -> Stack:
    """These grids as one array, each with these targets; one that a grid lacks is in none of its courses.

    ValueError for a grid with elective groups: what is chosen from them is found grid by grid.
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
        if grid.targets == tuple(targets):
            states[:count, place] = counted(grid)
        else:
            there = [at for at, target in enumerate(targets) if target in grid.targets]
            own = [grid.targets.index(targets[at]) for at in there]
            states[:count, place, there] = counted(grid)[:, own]
        compulsory[:count, place] = compulsory_mask(grid)
        credits[:count, place] = course_credits(grid)
        # A programme with fewer tracks than another has its last one again: the lowest over them stays the same.
        for track in range(tracks if len(mask) else 0):
            of_tracks[track, :count, place] = mask[min(track, len(mask) - 1)]
    return Stack(states, Taking(compulsory, of_tracks, credits))
