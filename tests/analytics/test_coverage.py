"""Stories are in tests/worked_examples; here is what always holds, and what a story cannot show."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from curriculum_map.analytics.arrays import (
    ABSENT,
    States,
    counted,
    is_level,
    to_ranks,
)
from curriculum_map.analytics.counting import guaranteed, highest
from curriculum_map.analytics.coverage import band, coverage, summarised
from curriculum_map.analytics.taking import Taking, taking_of
from curriculum_map.domain.curriculum import BlankMeans, Grid
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from tests.analytics.strategies import TARGETS, blank_meanings, courses, grids, with_state
from tests.grids import Row, grid_from_table, make_grid, row

COLUMNS = [
    *("guaranteed", "possible", "guaranteed_low", "guaranteed_high", "possible_low", "possible_high"),
    *("courses_0", "courses_1", "courses_2", "courses_3", "credits_0", "credits_1", "credits_2", "credits_3"),
    *("courses", "rated", "rated_share"),
]


def test_the_frame_has_a_row_per_target_and_plain_numbers() -> None:
    frame = coverage(make_grid([row("A", 2, None)], ["inclusion", "choosing"]))
    assert frame.index.tolist() == ["inclusion", "choosing"]
    assert frame.index.name == "target"
    assert frame.columns.tolist() == COLUMNS
    assert {str(kind) for kind in frame.dtypes} == {"int64", "float64"}
    assert frame["guaranteed"].tolist() == [2, NOT_RATED]


def test_a_grid_without_courses_covers_nothing_and_divides_by_nothing() -> None:
    frame = coverage(make_grid([], ["inclusion", "choosing"]))
    assert (frame[COLUMNS[:6]] == NOT_RATED).all(axis=None)
    assert (frame[COLUMNS[6:-1]] == 0).all(axis=None)
    assert frame["rated_share"].isna().all()


def test_a_grid_without_targets_has_an_empty_frame() -> None:
    assert coverage(make_grid([row("A")], [])).shape == (0, len(COLUMNS))


def test_no_course_in_question_is_not_rated_and_none_that_applies_is_not_applicable() -> None:
    states = np.array([[NOT_APPLICABLE, NOT_APPLICABLE], [NOT_APPLICABLE, NOT_RATED]], dtype=np.uint8)
    assert highest(states).tolist() == [NOT_APPLICABLE, NOT_RATED]
    assert highest(states, np.array([True, False])).tolist() == [NOT_APPLICABLE, NOT_APPLICABLE]
    assert highest(states, np.array([False, False])).tolist() == [NOT_RATED, NOT_RATED]


def test_not_applicable_in_every_track_is_not_applicable_and_in_one_of_them_not_rated() -> None:
    grid = grid_from_table("""
        course | status      | inclusion | choosing
        A      | track Youth | n/a       | n/a
        B      | track Care  | n/a       | practised
    """)
    assert coverage(grid)["guaranteed"].tolist() == [NOT_APPLICABLE, NOT_RATED]


def test_many_programmes_at_once_give_what_each_gives_alone() -> None:
    """Two programmes of two and one courses, the second padded with an absent course and a repeated lack of tracks."""
    first = make_grid([row("A", 1, "n/a"), row("B", 3, None, track="Youth")], ["inclusion", "choosing"])
    second = make_grid([row("C", 2, "n/a")], ["inclusion", "choosing"])
    padded = np.full((2, 2, 2), ABSENT, dtype=np.uint8)
    padded[:, 0], padded[:1, 1] = counted(first), counted(second)
    compulsory = np.array([[True, True], [False, False]])
    tracks = np.array([[[False, False], [True, False]]])
    together = summarised(band(padded), Taking(compulsory, tracks, np.array([[3.0, 3.0], [3.0, 0.0]])))
    for programme, grid in enumerate([first, second]):
        alone = summarised(band(counted(grid)), taking_of(grid))
        for name, values in alone.items():
            np.testing.assert_array_equal(together[name][programme], values, err_msg=name)


@given(courses, blank_meanings, st.randoms(use_true_random=False))
def test_the_order_of_the_courses_never_matters(rows: list[Row], blank: BlankMeans, chance: Random) -> None:
    shuffled = chance.sample(rows, len(rows))
    in_order, mixed = (make_grid(found, TARGETS, blank_means=blank) for found in (rows, shuffled))
    assert_frame_equal(coverage(in_order), coverage(mixed))


@given(grids.filter(lambda grid: grid.courses), st.data())
def test_filling_in_a_blank_or_raising_a_level_never_lowers_anything(grid: Grid, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(grid.levels) - 1))
    before = grid.levels[place]
    floor = 0 if before in (NOT_RATED, NOT_APPLICABLE) else before
    after = with_state(grid, place, data.draw(st.integers(floor, 3)))
    for column in ("guaranteed", "possible"):
        assert (to_ranks(_states(after, column)) >= to_ranks(_states(grid, column))).all()


@given(grids)
def test_what_is_guaranteed_is_possible(grid: Grid) -> None:
    sure, possible = _states(grid, "guaranteed"), _states(grid, "possible")
    assert (possible[is_level(sure)] >= sure[is_level(sure)]).all()
    assert is_level(possible[is_level(sure)]).all()


@given(grids)
def test_the_band_holds_the_level(grid: Grid) -> None:
    for column in ("guaranteed", "possible"):
        low, found, high = (_states(grid, column + end) for end in ("_low", "", "_high"))
        level = is_level(found)
        assert (low[level] <= found[level]).all()
        assert (found[level] <= high[level]).all()


@given(courses)
def test_without_blanks_the_band_is_one_point(rows: list[Row]) -> None:
    frame = coverage(make_grid(rows, TARGETS, blank_means=BlankMeans.NOT_COVERED))
    for column in ("guaranteed", "possible"):
        assert (frame[f"{column}_low"] == frame[column]).all()
        assert (frame[f"{column}_high"] == frame[column]).all()


@given(grids)
def test_guaranteed_and_counts_are_what_a_plain_reading_of_the_rule_gives(grid: Grid) -> None:
    frame, table = coverage(grid), counted(grid)
    for column, target in enumerate(grid.targets):
        placed = [int(state) for state in table[:, column]]
        assert frame.loc[target, "courses"] == sum(state != NOT_APPLICABLE for state in placed)
        for level in range(4):
            at_level = [course.ects or 0 for course, state in zip(grid.courses, placed, strict=True) if state == level]
            assert frame.loc[target, f"courses_{level}"] == len(at_level)
            assert frame.loc[target, f"credits_{level}"] == sum(at_level)
        assert frame.loc[target, "guaranteed"] == _plainly_guaranteed(grid, placed)


@given(grids)
def test_without_tracks_guaranteed_is_the_highest_of_the_compulsory(grid: Grid) -> None:
    states, taking = counted(grid), taking_of(grid)
    without = taking._replace(tracks=taking.tracks[:0])
    assert (guaranteed(states, without) == highest(states, taking.compulsory)).all()


def _states(grid: Grid, column: str) -> States:
    return coverage(grid)[column].to_numpy(dtype=np.uint8)


def _plainly_guaranteed(grid: Grid, placed: list[int]) -> int:
    """The rule as a sentence: the lowest over the tracks of the highest in what students of that track take."""
    named: set[str | None] = {course.track for course in grid.courses if course.status == "track" and course.track}
    groups = []
    for track in named or {None}:
        taken = [
            state
            for course, state in zip(grid.courses, placed, strict=True)
            if course.status == "compulsory" or (track and course.status == "track" and course.track == track)
        ]
        rated = [state for state in taken if state <= 3]
        groups.append(max(rated) if rated else NOT_APPLICABLE if taken and NOT_RATED not in taken else NOT_RATED)
    if all(group <= 3 for group in groups):
        return min(groups)
    return NOT_APPLICABLE if set(groups) == {NOT_APPLICABLE} else NOT_RATED
