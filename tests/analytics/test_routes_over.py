"""One student's choices bind all targets at once: worked out by hand, and against every route tried."""

from hypothesis import given

from curriculum_map.analytics.arrays import counted
from curriculum_map.analytics.coverage import coverage
from curriculum_map.analytics.routes_over import routes_over
from curriculum_map.domain.curriculum import ElectiveGroup, Grid
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import CountingRule
from tests.analytics.every_route import all_routes, required_routes, state_on
from tests.analytics.strategies import TARGETS, grids_with_groups, rules
from tests.grids import grid_from_table

LEVELS = dict(zip(TARGETS, [Level.EXEMPLARY, Level.WELL_FRAMED, Level.PRACTISED], strict=True))


def test_a_student_cannot_miss_everything_at_once() -> None:
    """Who takes Film practises inclusion, who takes Games practises choosing: neither is guaranteed, one of them is."""
    grid = grid_from_table(
        """
        course | status         | inclusion   | choosing
        Film   | elective Media | practised   | not covered
        Games  | elective Media | not covered | practised
        """,
        groups=(ElectiveGroup("Media", choose=1),),
    )
    assert coverage(grid)["guaranteed"].tolist() == [0, 0]
    found = routes_over(grid, {"inclusion": Level.PRACTISED, "choosing": Level.PRACTISED})
    assert found is not None
    assert tuple(found.worst) == (None, (0,), ("inclusion",))
    assert tuple(found.best) == (None, (0,), ("inclusion",))


def test_too_many_routes_are_not_tried() -> None:
    """20 over 10 is 184,756."""
    lines = "\n".join(f"C{place} | elective Media | practised" for place in range(20))
    table = f"course | status | inclusion\n{lines}"
    grid = grid_from_table(table, groups=(ElectiveGroup("Media", choose=10),))
    assert routes_over(grid, {"inclusion": Level.PRACTISED}) is None


@given(grids_with_groups(), rules)
def test_no_route_reaches_fewer_or_more(grid: Grid, rule: CountingRule) -> None:
    found = routes_over(grid, LEVELS, rule)
    assert found is not None
    assert frozenset(found.worst.courses) in required_routes(grid)
    assert frozenset(found.best.courses) in all_routes(grid)
    assert len(found.worst.reached) == min(_reached(grid, route, rule) for route in required_routes(grid))
    assert len(found.best.reached) == max(_reached(grid, route, rule) for route in all_routes(grid))
    for route in found:
        assert len(route.reached) == _reached(grid, frozenset(route.courses), rule)


def _reached(grid: Grid, route: frozenset[int], rule: CountingRule) -> int:
    states = counted(grid)
    return sum(
        level <= state_on(grid, states[:, column].tolist(), route, rule) <= 3
        for column, level in enumerate(LEVELS.values())
    )
