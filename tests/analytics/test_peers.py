"""One among others, and whom to ask."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.analytics.peers import among_others, whom_to_ask
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED


def columns(*states: int) -> dict[str, dict[str, int]]:
    """A column A, B, C ... for each state of one target."""
    return {chr(ord("A") + number): {"inclusion": state} for number, state in enumerate(states)}


@pytest.mark.parametrize(
    ("others", "bands"),
    [
        ((0, 1, 1, 2, 3), [1, 1, 2]),  # of five the second, the third and the fourth
        ((0, 0, 1, 2, 3, 3), [0, 1, 3]),  # of six the second, the third (not half-way to the fourth) and the fifth
        ((2, 2, 2, 2, 2, NOT_RATED), [2, 2, 2]),
        ((0, 1, 2, 3), [None, None, None]),  # four others give themselves away
        ((0, 1, 2, 3, NOT_APPLICABLE, NOT_RATED), [None, None, None]),  # and so do four with a level
    ],
)
def test_quartiles_of_the_others_levels(others: tuple[int, ...], bands: list[int | None]) -> None:
    found = among_others(columns(3, *others), "A", ["inclusion"]).loc["inclusion"]
    assert found["own"] == 3
    assert [None if pd.isna(one) else one for one in found[["lower", "median", "upper"]]] == bands


def test_a_target_that_one_lacks_was_not_rated_there() -> None:
    found = among_others({**columns(1, 1, 1, 1, 1, 1), "Own": {}}, "Own", ["inclusion", "choosing"])
    assert found["own"].tolist() == [NOT_RATED, NOT_RATED]
    assert found["median"].isna().tolist() == [False, True]


@given(st.lists(st.integers(0, 3), min_size=5, max_size=12), st.integers(0, 3))
def test_the_bands_are_levels_in_order_and_do_not_hang_on_ones_own(others: list[int], own: int) -> None:
    found = among_others(columns(own, *others), "A", ["inclusion"]).loc["inclusion"]
    assert found["lower"] <= found["median"] <= found["upper"]
    assert {found["lower"], found["median"], found["upper"]} <= set(others)


def test_who_is_strong_and_may_be_asked_where_others_are_thin() -> None:
    """Zoe and Ben are strong; only Zoe may be asked. Choosing: nobody is thin. Supporting: Ben may not."""
    table = {
        "Zoe": {"inclusion": 3, "choosing": 2, "supporting": 1},
        "Ann": {"inclusion": 1, "choosing": 3, "supporting": NOT_RATED},
        "Ben": {"inclusion": 2, "choosing": 2, "supporting": 3},
        "Abe": {"inclusion": 0, "choosing": NOT_APPLICABLE, "supporting": 0},
    }
    found = whom_to_ask(table, ["supporting", "choosing", "inclusion"], {"Zoe", "Ann"})
    assert found.to_dict("index") == {"inclusion": {"strong": ("Zoe",), "thin": ("Abe", "Ann")}}
