"""How far each grid comes with an element: told at the granularity of the grid, never spread out."""

from dataclasses import replace

import pytest

from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.rollup import coarser_than
from curriculum_map.domain.crosswalk import Correspondence, Crosswalk, Relation
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.practised import where_practised
from curriculum_map.storage.grids import GridInfo
from tests.grids import make_grid, row

EDITION = load_edition("sap-2024-nl")
ELEMENT = EDITION.element("sap-2024-nl:vision.skills.2")
SAME = Crosswalk([Correspondence(ELEMENT.id, "kjg-nl", "kjg-nl:vision.skills.3", Relation.SAME)])
BROADER = Crosswalk([Correspondence(ELEMENT.id, "kjg-nl", "kjg-nl:vision.skills.3", Relation.BROADER)])


def column(grid: Grid) -> GridColumn:
    """The grid with its numbers, as the service makes it from a stored one."""
    granularities = (grid.granularity, *coarser_than(grid.granularity))
    gaps_at = {granularity: gap_values(find_gaps(grid, {}, granularity)) for granularity in granularities}
    info = GridInfo.__new__(GridInfo)  # nothing of it is asked for
    edition = load_edition(grid.edition)
    return GridColumn(
        info=info, grid=grid, edition=edition, gaps_at=gaps_at, reached={}, rated_share=None, ambitions={}, rule=HIGHEST
    )


def rated_all(granularity: Granularity, levels: dict[str, int | None], edition: str = EDITION.id) -> Grid:
    """A grid of one compulsory course with these levels, 'not covered' for every other target."""
    targets = load_edition(edition).targets(granularity)
    return make_grid([row("A", *(levels.get(target, 0) for target in targets))], targets, edition=edition)


@pytest.mark.parametrize(
    ("granularity", "target"),
    [
        (Granularity.ELEMENT, ELEMENT.id),
        (Granularity.CELL, "vision.skills"),
        (Granularity.CLUSTER, "vision"),
    ],
)
def test_a_grid_tells_of_the_element_its_cell_or_its_cluster(granularity: Granularity, target: str) -> None:
    (practice,) = where_practised([column(rated_all(granularity, {target: 3}))], ELEMENT, Crosswalk([]))
    assert (practice.target, practice.granularity, practice.state) == (target, granularity, 3)


def test_in_another_edition_the_same_element_tells() -> None:
    grid = rated_all(Granularity.ELEMENT, {"kjg-nl:vision.skills.3": 2, "kjg-nl:vision.skills.1": 3}, "kjg-nl")
    (practice,) = where_practised([column(grid)], ELEMENT, SAME)
    assert (practice.target, practice.state) == ("kjg-nl:vision.skills.3", 2)


def test_an_element_that_only_resembles_it_does_not_tell_but_the_cell_does() -> None:
    grid = rated_all(Granularity.ELEMENT, {"kjg-nl:vision.skills.3": 2, "kjg-nl:vision.skills.1": 3}, "kjg-nl")
    (practice,) = where_practised([column(grid)], ELEMENT, BROADER)
    assert (practice.target, practice.granularity, practice.state) == ("vision.skills", Granularity.CELL, 3)


def test_what_nobody_rated_stays_not_rated() -> None:
    (practice,) = where_practised([column(rated_all(Granularity.ELEMENT, {ELEMENT.id: None}))], ELEMENT, SAME)
    assert practice.state == NOT_RATED


def test_a_grid_of_a_framework_without_the_cell_is_left_out() -> None:
    of_another = replace(column(rated_all(Granularity.CELL, {})), edition=replace(EDITION, focuses=EDITION.focuses[:1]))
    assert where_practised([of_another], ELEMENT, SAME) == ()


def test_grids_keep_their_order() -> None:
    grids = [rated_all(granularity, {}) for granularity in (Granularity.CLUSTER, Granularity.ELEMENT, Granularity.CELL)]
    practices = where_practised(map(column, grids), ELEMENT, Crosswalk([]))
    assert [practice.column.grid for practice in practices] == grids
