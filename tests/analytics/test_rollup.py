import numpy as np
import pytest

from curriculum_map.analytics.rollup import roll_up, to_clusters
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED


def test_a_cluster_takes_the_highest_level_of_its_cells_with_the_share_reached_beside_it() -> None:
    """
    cell                 | state
    choosing.knowledge   | not covered
    choosing.skills      | practised
    choosing.attitudes   | not rated     1 reached of 3
    inclusion.knowledge  | exemplary
    inclusion.skills     | n/a
    inclusion.attitudes  | well framed   2 reached of 2
    """
    cells = {
        "choosing.knowledge": 0,
        "choosing.skills": 3,
        "choosing.attitudes": NOT_RATED,
        "inclusion.knowledge": 1,
        "inclusion.skills": NOT_APPLICABLE,
        "inclusion.attitudes": 2,
    }
    clusters = to_clusters(cells)
    assert clusters.index.tolist() == ["choosing", "inclusion"]
    assert clusters.index.name == "target"
    assert clusters["state"].tolist() == [3, 2]
    assert clusters["parts"].tolist() == [3, 2]
    assert clusters["reached"].tolist() == [1, 2]
    assert clusters["reached_share"].tolist() == [pytest.approx(1 / 3), 1.0]


@pytest.mark.parametrize(
    ("cells", "state", "share"),
    [
        ([NOT_RATED, 0], 0, 0.0),
        ([NOT_RATED, NOT_APPLICABLE], NOT_RATED, 0.0),
        ([NOT_APPLICABLE, NOT_APPLICABLE], NOT_APPLICABLE, np.nan),
    ],
)
def test_a_cluster_without_a_level_says_why(cells: list[int], state: int, share: float) -> None:
    cluster = to_clusters({f"inclusion.{number}": cell for number, cell in enumerate(cells)}).loc["inclusion"]
    assert cluster["state"] == state
    assert cluster["reached_share"] == pytest.approx(share, nan_ok=True)


def test_elements_roll_up_to_cells_in_the_same_way() -> None:
    parents = {"e1": "inclusion.knowledge", "e2": "inclusion.knowledge", "e3": "inclusion.skills"}
    cells = roll_up({"e3": 1, "e1": 0, "e2": 2}, parents)
    assert cells["state"].to_dict() == {"inclusion.skills": 1, "inclusion.knowledge": 2}
    assert cells["reached_share"].to_dict() == {"inclusion.skills": 1.0, "inclusion.knowledge": 0.5}


def test_nothing_rolls_up_to_nothing() -> None:
    assert to_clusters({}).columns.tolist() == ["state", "parts", "reached", "reached_share"]
    assert to_clusters({}).empty


def test_a_part_without_a_parent_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="e9"):
        roll_up({"e9": 1}, {})
