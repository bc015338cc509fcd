import pytest

from curriculum_map.analytics.rated import rated_share
from curriculum_map.domain.curriculum import BlankMeans
from tests.grids import Row, make_grid, row

TARGETS = ["inclusion", "choosing"]


@pytest.mark.parametrize(
    ("rows", "blank_means", "share"),
    [
        ([row("A", 0, 3), row("B", None, "n/a")], BlankMeans.NOT_RATED, 2 / 3),  # 2 levels / (4 places - 1 n/a)
        ([row("A", 0, 3), row("B", None, "n/a")], BlankMeans.NOT_COVERED, 1.0),  # the blank is a level: 3 / 3
        ([row("A", None, None)], BlankMeans.NOT_RATED, 0.0),
        ([row("A", "n/a", "n/a")], BlankMeans.NOT_RATED, None),
        ([], BlankMeans.NOT_RATED, None),
    ],
)
def test_rated_share(rows: list[Row], blank_means: BlankMeans, share: float | None) -> None:
    assert rated_share(make_grid(rows, TARGETS, blank_means=blank_means)) == share
