"""What a change of a grid does to its coverage: what is guaranteed and possible before and after."""

from dataclasses import dataclass

from curriculum_map.analytics.arrays import States, counted
from curriculum_map.analytics.counting import guaranteed, possible
from curriculum_map.analytics.taking import taking_of
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.rules import HIGHEST, CountingRule


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """The states of a target before and after: what every student meets, and the highest that is offered."""

    target: str
    guaranteed_before: int
    guaranteed: int
    possible_before: int
    possible: int


def coverage_changes(
    before: Grid, after: Grid, *, same_framework: bool = True, rule: CountingRule = HIGHEST
) -> list[CoverageChange]:
    """The targets of both grids for which something else is guaranteed or possible now, in the order of now.

    Ids of targets mean the same in every edition of one framework, and nothing in another.
    """
    common = set(before.targets) if same_framework else set()
    then, now = _covered(before, rule), _covered(after, rule)
    changes = (
        CoverageChange(target, then[0][target], now[0][target], then[1][target], now[1][target])
        for target in after.targets
        if target in common
    )
    return [one for one in changes if (one.guaranteed_before, one.possible_before) != (one.guaranteed, one.possible)]


def _covered(grid: Grid, rule: CountingRule) -> tuple[dict[str, int], dict[str, int]]:
    """What is guaranteed and what is possible per target."""
    states, taking = counted(grid), taking_of(grid)
    return _by_target(grid, guaranteed(states, taking, rule)), _by_target(grid, possible(states, taking, rule))


def _by_target(grid: Grid, states: States) -> dict[str, int]:
    return dict(zip(grid.targets, states.tolist(), strict=True))
