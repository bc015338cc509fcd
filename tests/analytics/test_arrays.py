from dataclasses import replace

import numpy as np
import pytest

from curriculum_map.analytics.arrays import (
    ABSENT,
    compulsory_mask,
    counted,
    course_credits,
    state_table,
    to_ranks,
    to_states,
    track_masks,
    track_names,
)
from curriculum_map.domain.curriculum import BlankMeans, Status
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from tests.grids import Row, make_grid, row

ROWS = [
    row("Shared", 1, None, ects=6),
    row("Wards", 2, "n/a", track="Care", ects=None),
    row("Streets", 3, 0, track="Youth", ects=4.5),
    row("Free", 3, 0, status=Status.ELECTIVE),
    row("Unknown", 3, 0, status=None),
    row("No track named", 3, 0, status=Status.TRACK),
]
GRID = make_grid(ROWS, ["inclusion", "choosing"])


def test_counted_holds_a_row_per_course_and_a_column_per_target() -> None:
    assert counted(GRID)[:3].tolist() == [[1, NOT_RATED], [2, NOT_APPLICABLE], [3, 0]]


def test_counted_gives_a_blank_the_meaning_its_rater_gave_it() -> None:
    grid = make_grid([row("A", None, "n/a")], ["inclusion", "choosing"], blank_means=BlankMeans.NOT_COVERED)
    assert counted(grid).tolist() == [[0, NOT_APPLICABLE]]


@pytest.mark.parametrize("blank_means", BlankMeans)
def test_counted_cannot_be_written_to(blank_means: BlankMeans) -> None:
    states = counted(make_grid(ROWS, ["inclusion", "choosing"], blank_means=blank_means))
    with pytest.raises(ValueError, match="read-only"):
        states[0, 0] = 3


def test_only_a_compulsory_course_or_one_of_a_named_track_is_in_a_mask() -> None:
    assert compulsory_mask(GRID).tolist() == [True, False, False, False, False, False]
    assert track_names(GRID) == ("Care", "Youth")
    assert track_masks(GRID).tolist() == [
        [False, True, False, False, False, False],
        [False, False, True, False, False, False],
    ]


def test_a_track_named_beside_another_status_makes_no_track() -> None:
    shared = Row(replace(ROWS[0].course, track="Youth"), (1,))
    assert track_names(make_grid([shared])) == ()


def test_unknown_credits_count_0() -> None:
    assert course_credits(GRID).tolist() == [6, 0, 4.5, 3, 3, 3]


def test_a_grid_without_courses_has_empty_arrays() -> None:
    grid = make_grid([], ["inclusion", "choosing"])
    assert counted(grid).shape == (0, 2)
    assert compulsory_mask(grid).shape == (0,)
    assert track_masks(grid).shape == (0, 0)
    assert course_credits(grid).shape == (0,)


def test_ranks_put_the_states_in_order_and_lead_back_to_them() -> None:
    states = np.array([ABSENT, NOT_APPLICABLE, NOT_RATED, 0, 1, 2, 3], dtype=np.uint8)
    assert to_ranks(states).tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert to_states(to_ranks(states)).tolist() == states.tolist()


def test_a_target_that_a_column_lacks_is_not_rated() -> None:
    table = state_table([{"inclusion": 2}, {"choosing": 0}], ["inclusion", "choosing"])
    assert table.tolist() == [[2, NOT_RATED], [NOT_RATED, 0]]
