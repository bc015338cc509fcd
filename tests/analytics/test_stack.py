"""Many programmes in one array are counted as each is alone: `tests/worked_examples` says how that is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.analytics import stack as stacking
from curriculum_map.analytics.coverage import Band, band, coverage, summarised
from curriculum_map.analytics.rollup import ancestor
from curriculum_map.analytics.stack import sides_of, stacked
from curriculum_map.analytics.taking import Taking
from curriculum_map.domain.curriculum import ElectiveGroup, Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.rules import CountingRule
from tests.analytics.strategies import TARGETS, any_grids, grids, rules
from tests.grids import grid_from_table


@given(st.lists(grids, max_size=4), rules)
def test_many_at_once_give_what_each_gives_alone(several: list[Grid], rule: CountingRule) -> None:
    """With other numbers of courses and of tracks."""
    stack = stacked(several, TARGETS)
    together = summarised(band(stack.states), stack.taking, rule)
    for programme, grid in enumerate(several):
        for name, values in coverage(grid, rule=rule).items():
            np.testing.assert_array_equal(together[str(name)][programme], values, err_msg=str(name))


def test_a_target_that_a_grid_lacks_is_in_none_of_its_courses() -> None:
    """The second grid has choosing only, which the first has beside inclusion."""
    both = grid_from_table("course | status | inclusion | choosing\nA | compulsory | practised | exemplary")
    one = grid_from_table("course | status | choosing\nB | compulsory | well framed")
    found = summarised(*_counted([both, one], ("choosing", "inclusion")))
    assert found["guaranteed"].tolist() == [[1, 3], [2, 255]]
    assert found["courses"].tolist() == [[1, 1], [1, 0]]


def test_a_grid_with_elective_groups_is_counted_by_itself() -> None:
    grid = grid_from_table(
        "course | status | choosing\nB | elective Media | practised", groups=(ElectiveGroup("M", 1),)
    )
    with pytest.raises(ValueError, match="by itself"):
        stacked([grid], TARGETS)


@given(st.lists(any_grids, max_size=5), rules, st.sampled_from([1, 2, 500]))
def test_both_sides_of_many_are_those_of_each_however_many_are_counted_in_one_go(
    several: list[Grid], rule: CountingRule, block: int
) -> None:
    """Per cluster too; grids with elective groups among them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stacking, "BLOCK", block)
        for granularity in Granularity.CELL, Granularity.CLUSTER:
            targets = tuple(dict.fromkeys(ancestor(target, granularity) for target in TARGETS))
            sides = sides_of(several, targets, granularity, rule)
            for programme, grid in enumerate(several):
                alone = coverage(grid, granularity, rule)
                for side, name in zip(sides, ("guaranteed", "possible"), strict=True):
                    np.testing.assert_array_equal(side[programme], alone[name])


def test_a_programme_with_a_group_is_counted_among_those_without() -> None:
    """Whichever of the two a student takes, it frames well or better."""
    grouped = grid_from_table(
        "course | status | choosing\nFilm | elective Media | practised\nGames | elective Media | well framed",
        groups=(ElectiveGroup("Media", 1),),
    )
    plain = grid_from_table("course | status | choosing\nA | compulsory | exemplary\nB | elective | practised")
    sure, best = sides_of([grouped, plain], ("choosing", "inclusion"), Granularity.CLUSTER)
    assert sure.tolist() == [[2, 255], [1, 255]]
    assert best.tolist() == [[3, 255], [3, 255]]


def _counted(several: list[Grid], targets: tuple[str, ...]) -> tuple[Band, Taking]:
    stack = stacked(several, targets)
    return band(stack.states), stack.taking
