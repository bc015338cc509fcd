"""Alpha and its interval: by hand, against the published example, and against an independent library."""

import math
from random import Random

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.analytics.alpha import NOT_KNOWN, Alpha, Counts, ordinal_alpha

# Krippendorff (2011), section C: four observers, twelve units, five values, some missing.
PUBLISHED = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def counts_of(ratings: list[list[int | None]], levels: int) -> Counts:
    """How many raters chose each level, from a list of levels per place."""
    chosen = [[place.count(level) for level in range(levels)] for place in ratings]
    return np.array(chosen, dtype=np.int64).reshape(-1, levels)


def alpha(ratings: list[list[int | None]], groups: list[int] | None = None) -> Alpha:
    return ordinal_alpha(counts_of(ratings, 4), np.array(groups or range(len(ratings)), dtype=np.int64))


def test_the_published_example() -> None:
    observers = [[None if value == "." else int(value) - 1 for value in line.split()] for line in PUBLISHED]
    units = [list(unit) for unit in zip(*observers, strict=True)]
    assert ordinal_alpha(counts_of(units, 5), np.arange(12)).value == pytest.approx(0.815, abs=0.0005)


def test_two_raters_and_three_places_by_hand() -> None:
    """0-0, 3-3 and 3-2: of six ratings two are 0, one is 2, three are 3; between 2 and 3 lie (1 + 3) / 2 = 2 ratings.

    Seen: 2 x 2² = 8. By chance: 2 x (2 x 1 x 1.5² + 2 x 3 x 3.5² + 1 x 3 x 2²) = 180. Alpha: 1 - 5 x 8 / 180 = 7/9.
    Without the first place 0 (1 - 3 x 8 / 24), without the second 5/6 (1 - 3 x 2 / 36), without the third 1: mean
    11/18, squares together 0.5741, times 2/3 is 0.3827, its root 0.6187, and 1.96 times that 1.2125.
    """
    found = alpha([[0, 0], [3, 3], [3, 2]])
    assert (found.value, found.low, found.high) == (pytest.approx(7 / 9), pytest.approx(7 / 9 - 1.2125, abs=1e-4), 1.0)


def test_places_of_one_course_leave_together() -> None:
    """The last place twice, of one course. Of eight ratings two are 0, two are 2, four are 3.

    Seen: 4 x 3² = 36. By chance: 2 x (2 x 2 x 2² + 2 x 4 x 5² + 2 x 4 x 3²) = 576. Alpha: 1 - 7 x 36 / 576 = 9/16.
    Three courses, of which one has both places, leave an interval; two do not.
    """
    places: list[list[int | None]] = [[0, 0], [3, 3], [3, 2], [3, 2]]
    assert alpha(places, [0, 1, 2, 2]).low is not None
    assert alpha(places, [0, 0, 1, 1]) == Alpha(9 / 16, None, None)


@pytest.mark.parametrize(
    "ratings",
    [
        [],
        [[3], [None, 2]],  # nobody to agree with
        [[2, 2], [2, 2, 2]],  # nothing varies
        [[2, 2], [3, None]],  # the other level stands alone
    ],
)
def test_without_two_levels_among_pairs_alpha_cannot_be_said(ratings: list[list[int | None]]) -> None:
    assert alpha(ratings) == NOT_KNOWN


def test_full_agreement_is_one_and_taking_turns_is_below_nothing() -> None:
    assert alpha([[0, 0], [1, 1], [3, 3]]) == (1.0, 1.0, 1.0)
    # 0-3 and 3-0: seen 4 x 2² = 16 (two ratings lie between), by chance 2 x 2 x 2 x 4 = 32: 1 - 3 x 16 / 32.
    assert alpha([[0, 3], [3, 0]]).value == -0.5


def test_an_interval_is_not_made_of_what_would_vary_no_more() -> None:
    """Without the third place all are 2."""
    assert alpha([[2, 2], [2, 2], [2, 3]]).low is None


levels = st.none() | st.integers(0, 3)
tables = st.integers(2, 5).flatmap(
    lambda raters: st.lists(st.lists(levels, min_size=raters, max_size=raters), max_size=12)
)


@given(tables)
def test_alpha_is_that_of_an_independent_library(ratings: list[list[int | None]]) -> None:
    found = alpha(ratings).value
    usable = [place for place in ratings if len(place) - place.count(None) >= 2]
    if len({level for place in usable for level in place} - {None}) < 2:
        assert found is None
        return
    theirs = np.array([[math.nan if level is None else level for level in place] for place in ratings]).T
    assert found == pytest.approx(
        krippendorff.alpha(theirs, value_domain=[0, 1, 2, 3], level_of_measurement="ordinal"), abs=1e-9
    )


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_places_and_raters_does_not_matter(ratings: list[list[int | None]], random: Random) -> None:
    turned = [random.sample(place, len(place)) for place in ratings]
    random.shuffle(turned)
    assert alpha(turned).value == pytest.approx(alpha(ratings).value)
