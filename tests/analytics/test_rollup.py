import numpy as np
import pytest

from curriculum_map.analytics.coverage import coverage
from curriculum_map.analytics.rollup import coarser_than, reached, roll_up
from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from tests.grids import make_grid, row

CELLS = ("choosing.knowledge", "choosing.skills", "choosing.attitudes", "vision.knowledge")


def test_each_course_takes_the_highest_level_of_the_parts() -> None:
    """
    course | choosing: knowledge, skills, attitudes | vision: knowledge | choosing | vision
    A      | not covered, practised, blank          | exemplary         | 3        | 1
    B      | n/a, n/a, blank                        | n/a               | blank    | n/a
    """
    states = np.array([[0, 3, NOT_RATED, 1], [NOT_APPLICABLE, NOT_APPLICABLE, NOT_RATED, NOT_APPLICABLE]], np.uint8)
    clusters, rolled = roll_up(states, CELLS, Granularity.CLUSTER)
    assert clusters == ("choosing", "vision")
    assert rolled.tolist() == [[3, 1], [NOT_RATED, NOT_APPLICABLE]]


def test_elements_roll_up_to_cells_and_to_clusters() -> None:
    elements = ("kjg-nl:vision.skills.1", "kjg-nl:vision.skills.2", "kjg-nl:vision.attitudes.1")
    states = np.array([[1, 2, 0]], np.uint8)
    assert roll_up(states, elements, Granularity.CELL)[1].tolist() == [[2, 0]]
    assert roll_up(states, elements, Granularity.CLUSTER)[1].tolist() == [[2]]


def test_each_track_may_reach_a_cluster_through_another_of_its_cells() -> None:
    """
    course | track | choosing.knowledge | choosing.skills
    A      | one   | practised          | not covered
    B      | two   | not covered        | well framed
    Per cell nothing is guaranteed; for the cluster every student meets at least "well framed".
    """
    grid = make_grid(
        [row("A", 3, 0, status=Status.TRACK, track="one"), row("B", 0, 2, status=Status.TRACK, track="two")],
        ["choosing.knowledge", "choosing.skills"],
    )
    assert coverage(grid).guaranteed.tolist() == [0, 0]
    assert coverage(grid, Granularity.CLUSTER).guaranteed.tolist() == [2]


def test_the_band_of_a_cluster_comes_from_the_blanks_of_its_cells() -> None:
    """A is exemplary for knowledge and blank for skills: the cluster is exemplary, and could be practised."""
    grid = make_grid([row("A", 1, None)], ["choosing.knowledge", "choosing.skills"])
    cluster = coverage(grid, Granularity.CLUSTER).loc["choosing"]
    assert (cluster.guaranteed, cluster.guaranteed_low, cluster.guaranteed_high) == (1, 1, 3)


def test_the_share_reached_counts_the_parts_that_apply() -> None:
    """Knowledge is not covered, skills are practised, attitudes are not applicable: 1 of 2; vision: 0 of 1."""
    states = dict(zip(CELLS, (0, 3, NOT_APPLICABLE, NOT_RATED), strict=True))
    assert reached(states, Granularity.CLUSTER) == {"choosing": (1, 2), "vision": (0, 1)}


def test_roll_up_goes_upwards_only() -> None:
    assert coarser_than(Granularity.ELEMENT) == (Granularity.CELL, Granularity.CLUSTER)
    assert coarser_than(Granularity.CLUSTER) == ()
    with pytest.raises(ValueError, match="coarser"):
        roll_up(np.zeros((1, 1), np.uint8), ["vision"], Granularity.CELL)


def test_nothing_rolls_up_to_nothing() -> None:
    assert roll_up(np.zeros((2, 0), np.uint8), (), Granularity.CLUSTER)[0] == ()
