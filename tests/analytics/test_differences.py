import pandas as pd
import pytest

from curriculum_map.analytics.differences import differences
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED


@pytest.mark.parametrize(
    ("states", "spread", "worth_talking"),
    [
        ([1, 3], 2.0, True),
        ([1, 2], 1.0, False),
        ([2, 2, 2], 0.0, False),
        ([0, 1], 1.0, True),  # one covers it, another says not covered
        ([0, 0], 0.0, False),
        ([0, NOT_RATED], None, False),  # a blank says nothing to differ from
        ([3, NOT_APPLICABLE], None, False),
        ([NOT_RATED, NOT_APPLICABLE], None, False),
        ([1, NOT_RATED, 3], 2.0, True),
        ([3], None, False),
        ([], None, False),
    ],
)
def test_spread_and_whether_it_is_worth_a_conversation(
    states: list[int], spread: float | None, worth_talking: bool
) -> None:
    columns = {f"grid {number}": {"inclusion": state} for number, state in enumerate(states)}
    found = differences(columns, ["inclusion"]).loc["inclusion"]
    assert found["spread"] == spread if spread is not None else pd.isna(found["spread"])
    assert found["worth_talking"] == worth_talking


def test_columns_keep_the_order_given_and_lack_what_they_did_not_rate() -> None:
    columns = {"Zeta": {"inclusion": 0, "choosing": 1}, "Alpha": {"inclusion": 3}}
    table = differences(columns, ["choosing", "inclusion"])
    assert table.columns.tolist() == ["Zeta", "Alpha", "spread", "worth_talking"]
    assert table.index.tolist() == ["choosing", "inclusion"]
    assert table[["Zeta", "Alpha"]].to_numpy().tolist() == [[1, NOT_RATED], [0, 3]]
    assert table["worth_talking"].tolist() == [False, True]


def test_without_targets_there_is_no_row() -> None:
    assert differences({"A": {"inclusion": 1}}, []).columns.tolist() == ["A", "spread", "worth_talking"]
