"""Stories are in tests/worked_examples; here every route is tried, and what holds under every rule."""

from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from curriculum_map.analytics.arrays import counted, is_level, to_ranks
from curriculum_map.analytics.counting import guaranteed, possible
from curriculum_map.analytics.coverage import coverage
from curriculum_map.analytics.routes import find_routes
from curriculum_map.analytics.taking import taking_of
from curriculum_map.domain.curriculum import ElectiveGroup, Grid
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, RULES, TWO_COURSES, CountingRule, own_rule
from tests.analytics.every_route import all_routes, lowest, required_routes, state_on, uppermost
from tests.analytics.strategies import TARGETS, blank_meanings, courses, grids_with_groups, rules, with_state
from tests.grids import Row, make_grid, row


@given(grids_with_groups(), rules)
def test_what_is_guaranteed_and_possible_is_what_trying_every_route_gives(grid: Grid, rule: CountingRule) -> None:
    states, taking = counted(grid), taking_of(grid)
    sure, best = guaranteed(states, taking, rule).tolist(), possible(states, taking, rule).tolist()
    required, routes = required_routes(grid), all_routes(grid)
    for column in range(len(TARGETS)):
        of_target = states[:, column].tolist()
        assert sure[column] == lowest(state_on(grid, of_target, route, rule) for route in required)
        if best[column] <= 3:
            assert best[column] == uppermost(state_on(grid, of_target, route, rule) for route in routes)
        else:
            assert all(state_on(grid, of_target, route, rule) > 3 for route in routes)


@given(grids_with_groups(), rules)
def test_the_routes_named_can_be_taken_and_come_to_what_is_guaranteed_and_possible(
    grid: Grid, rule: CountingRule
) -> None:
    frame = coverage(grid, rule=rule)
    for column, target in enumerate(TARGETS):
        worst, best = find_routes(grid, target, rule)
        of_target = counted(grid)[:, column].tolist()
        assert frozenset(worst.courses) in required_routes(grid)
        assert frozenset(best.courses) in all_routes(grid)
        for route, found in ((worst, frame.loc[target, "guaranteed"]), (best, frame.loc[target, "possible"])):
            assert route.state == state_on(grid, of_target, route.courses, rule)
            assert route.state == found or min(route.state, found) > 3


@given(grids_with_groups(), rules)
def test_what_is_guaranteed_is_possible_and_the_band_holds_both(grid: Grid, rule: CountingRule) -> None:
    frame = coverage(grid, rule=rule)
    assert _in_order(frame["guaranteed"], frame["possible"])
    for side in ("guaranteed", "possible"):
        rated = frame[frame[side] <= 3]
        assert (rated[f"{side}_low"] <= rated[side]).all()
        assert ((rated[side] <= rated[f"{side}_high"]) & (rated[f"{side}_high"] <= 3)).all()


@given(grids_with_groups().filter(lambda grid: grid.courses), rules.filter(lambda rule: not rule.percent), st.data())
def test_a_rating_more_or_a_higher_one_never_lowers_anything_unless_a_share_is_asked(
    grid: Grid, rule: CountingRule, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(grid.levels) - 1))
    before = grid.levels[place]
    after = with_state(grid, place, data.draw(st.integers(before if before <= 3 else 0, 3)))
    for side in (guaranteed, possible):
        first, second = (side(counted(one), taking_of(one), rule) for one in (grid, after))
        assert (to_ranks(second) >= to_ranks(first)).all()


def test_a_rating_more_lowers_a_share() -> None:
    """3 of 3 credits practise it: all of them. With 3 more credits that do not it is half, which is below 60 %."""
    rule = own_rule(percent=60)
    assert _under(rule, "practised", None) == 3
    assert _under(rule, "practised", "not covered") == 0


@given(courses, blank_meanings, rules, st.randoms(use_true_random=False))
def test_the_order_of_the_courses_never_matters(
    rows: list[Row], blank: object, rule: CountingRule, chance: Random
) -> None:
    shuffled = chance.sample(rows, len(rows))
    in_order, mixed = (make_grid(found, TARGETS, blank_means=blank) for found in (rows, shuffled))  # type: ignore[arg-type]
    assert_frame_equal(coverage(in_order, rule=rule), coverage(mixed, rule=rule))


@given(grids_with_groups())
def test_a_stricter_rule_never_gives_more_than_the_highest(grid: Grid) -> None:
    frames = [coverage(grid, rule=rule) for rule in RULES if not rule.percent]
    for frame in frames:
        for side in ("guaranteed", "possible"):
            assert _in_order(frame[side], frames[0][side])


@pytest.mark.parametrize("wrong", [{"lowest": Level.NOT_COVERED}, {"courses": 0}, {"percent": 101}, {"percent": -1}])
def test_a_rule_that_asks_for_nothing_or_the_impossible_is_none(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="counting rule"):
        own_rule(**wrong)  # type: ignore[arg-type]


def test_an_own_rule_that_asks_what_a_named_one_asks_is_that_one() -> None:
    assert own_rule(courses=2) is TWO_COURSES
    assert own_rule() is HIGHEST
    assert own_rule(courses=2, percent=5).name == "own"


@pytest.mark.parametrize("wrong", [{}, {"choose": 1, "ects": 3}, {"choose": 0}, {"ects": -3}])
def test_a_group_asks_for_a_number_of_courses_or_of_credits(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="elective group"):
        ElectiveGroup("Languages", **wrong)


def _under(rule: CountingRule, *states: str | None) -> int:
    grid = make_grid([row(f"Course {place}", state, ects=3) for place, state in enumerate(states)])
    return int(coverage(grid, rule=rule).loc["inclusion", "guaranteed"])


def _in_order(lower: "pd.Series[int]", higher: "pd.Series[int]") -> bool:
    """Whether nothing comes before what is to be the lower one, wherever that is a level."""
    first, second = (one.to_numpy(dtype=np.uint8) for one in (lower, higher))
    return bool((~is_level(first) | (is_level(second) & (second >= first))).all())
