"""Stories are in tests/worked_examples; here is what every offer does, and that there is no smaller one."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.analytics.closing import closing_offers, offers_for
from curriculum_map.analytics.coverage import coverage
from curriculum_map.analytics.what_if import what_if
from curriculum_map.domain.curriculum import Grid, Status
from curriculum_map.domain.levels import NOT_APPLICABLE, Level
from curriculum_map.domain.rules import HIGHEST, CountingRule, own_rule
from curriculum_map.domain.what_if import Change, ChangeLevel, MoveCourse
from tests.analytics.strategies import TARGETS, grids_with_groups, rules
from tests.grids import grid_from_table

TARGET = TARGETS[0]
aims = st.sampled_from(list(Level)[1:])


@given(grids_with_groups(), aims, rules)
def test_every_offer_closes_the_gap(grid: Grid, aim: Level, rule: CountingRule) -> None:
    for offer in offers_for(grid, TARGET, aim, rule):
        assert not _reached(grid, aim, rule)
        assert _reached(what_if(grid, offer.changes), aim, rule)


@given(grids_with_groups(), aims, rules)
def test_each_single_change_that_closes_the_gap_is_offered(grid: Grid, aim: Level, rule: CountingRule) -> None:
    alone = {change for change in _changes(grid, aim, rule) if _reached(what_if(grid, [change]), aim, rule)}
    offered = offers_for(grid, TARGET, aim, rule)
    assert {offer.changes[0] for offer in offered if len(offer.changes) == 1} == (
        set() if _reached(grid, aim, rule) else alone
    )


@given(grids_with_groups(), aims, rules.filter(lambda rule: not rule.percent))
def test_where_one_change_is_not_enough_no_set_is_smaller_than_the_one_offered(
    grid: Grid, aim: Level, rule: CountingRule
) -> None:
    offered = offers_for(grid, TARGET, aim, rule)
    size = len(offered[0].changes) if offered else 4
    changes = [] if _reached(grid, aim, rule) else list(_changes(grid, aim, rule))
    for fewer in range(2, min(size, 4)):
        assert not any(_reached(what_if(grid, some), aim, rule) for some in combinations(changes, fewer))


def test_an_offer_counts_its_steps_and_names_course_and_level() -> None:
    """B climbs from exemplary to well framed: 1 step. A is blank: 2 steps. C is n/a."""
    grid = grid_from_table("""
        course | status     | inclusion
        A      | compulsory |
        B      | compulsory | exemplary
        C      | compulsory | n/a
    """)
    offers = offers_for(grid, "inclusion", Level.WELL_FRAMED, HIGHEST)
    assert [(offer.changes, offer.steps) for offer in offers] == [
        ((ChangeLevel(1, "inclusion", Level.WELL_FRAMED),), 1),
        ((ChangeLevel(0, "inclusion", Level.WELL_FRAMED),), 2),
    ]
    assert closing_offers(grid, {}) == {}


def test_a_rule_that_counts_nothing_below_a_level_asks_for_that_level() -> None:
    grid = grid_from_table("""
        course | status     | inclusion
        A      | compulsory | exemplary
    """)
    offers = offers_for(grid, "inclusion", Level.EXEMPLARY, own_rule(lowest=Level.PRACTISED))
    assert [offer.changes for offer in offers] == [(ChangeLevel(0, "inclusion", Level.PRACTISED),)]


def test_what_takes_too_many_changes_is_no_offer() -> None:
    """Seven tracks of one course each, and nothing compulsory."""
    lines = "\n".join(f"C{place} | track T{place} | not covered" for place in range(7))
    grid = grid_from_table(f"course | status | inclusion\n{lines}")
    assert offers_for(grid, "inclusion", Level.EXEMPLARY) == ()


def _changes(grid: Grid, aim: Level, rule: CountingRule) -> list[Change]:
    """Every change there is: each course to the level, or compulsory where it is at the level."""
    level = Level(max(aim, rule.lowest))
    states = [grid.counted_levels()[place * len(TARGETS)] for place in range(len(grid.courses))]
    free = {place for place in range(len(grid.courses)) if _is_free(grid, place)}
    raised = [
        ChangeLevel(place, TARGET, level)
        for place, state in enumerate(states)
        if state != NOT_APPLICABLE and not level <= state <= 3 and place not in free
    ]
    moved = [
        MoveCourse(place, replace(grid.courses[place], status=Status.COMPULSORY))
        for place, state in enumerate(states)
        if level <= state <= 3 and grid.courses[place].status is not Status.COMPULSORY
    ]
    return [*raised, *moved]


def _is_free(grid: Grid, place: int) -> bool:
    course = grid.courses[place]
    if course.status is Status.ELECTIVE:
        needs = [group for group in grid.groups if group.name == course.group]
        members = [one.ects for one in grid.courses if one.status is Status.ELECTIVE and one.group == course.group]
        return not needs or not (needs[0].choose or any(members))
    return course.status is None or (course.status is Status.TRACK and not course.track)


def _reached(grid: Grid, aim: Level, rule: CountingRule) -> bool:
    return bool(aim <= coverage(grid, rule=rule).loc[TARGET, "guaranteed"] <= 3)
