from curriculum_map.analytics.distribution import grids_per_level
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED

TARGETS = ["inclusion", "choosing"]


def test_grids_are_counted_per_state_and_never_merged() -> None:
    """
    grid | inclusion | choosing
    1    | practised | n/a
    2    | practised | not covered
    3    | exemplary |               this grid has no place for choosing
    """
    states = [{"inclusion": 3, "choosing": NOT_APPLICABLE}, {"inclusion": 3, "choosing": 0}, {"inclusion": 1}]
    counts = grids_per_level(states, TARGETS)
    assert list(counts) == [0, 1, 2, 3, NOT_APPLICABLE, NOT_RATED]
    assert counts.index.tolist() == TARGETS
    assert list(counts.loc["inclusion"]) == [0, 1, 0, 2, 0, 0]
    assert list(counts.loc["choosing"]) == [1, 0, 0, 0, 1, 1]
    assert counts.sum(axis=1).tolist() == [3, 3]


def test_without_grids_every_count_is_0() -> None:
    assert (grids_per_level([], TARGETS) == 0).all(axis=None)


def test_without_targets_there_is_no_row() -> None:
    assert grids_per_level([{"inclusion": 3}], []).shape == (0, 6)
