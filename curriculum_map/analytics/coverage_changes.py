"""What a change of a grid does to its coverage: what is guaranteed and possible before and after."""

from dataclasses import dataclass

from curriculum_map.analytics.arrays import States, compulsory_mask, counted, track_masks
from curriculum_map.analytics.coverage import guaranteed, highest
from curriculum_map.domain.curriculum import Grid


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """The states of a target before and after: what every student meets, and the highest that is offered."""

    target: str
    guaranteed_before: int
    guaranteed: int
    possible_before: int
    possible: int


def coverage_changes(before: Grid, after: Grid, *, same_framework: bool = True) -> list[CoverageChange]:
    """The targets of both grids for which something else is guaranteed or possible now, in the order of now.

    Ids of targets mean the same in every edition of one framework, and nothing in another.
    """
    common = set(before.targets) if same_framework else set()
    then, now = _covered(before), _covered(after)
    changes = (
        CoverageChange(target, then[0][target], now[0][target], then[1][target], now[1][target])
        for target in after.targets
        if target in common
    )
    return [one for one in changes if (one.guaranteed_before, one.possible_before) != (one.guaranteed, one.possible)]


def _covered(grid: Grid) -> tuple[dict[str, int], dict[str, int]]:
    """What is guaranteed and what is possible per target."""
    states = counted(grid)
    return (
        _by_target(grid, guaranteed(states, compulsory_mask(grid), track_masks(grid))),
        _by_target(grid, highest(states)),
    )


def _by_target(grid: Grid, states: States) -> dict[str, int]:
    return dict(zip(grid.targets, states.tolist(), strict=True))
