"""What alpha means is said in one sentence, and its interval as far as there is one."""

import math

import pytest

from curriculum_map.wording.agreement import alpha_meaning, alpha_text


@pytest.mark.parametrize(
    ("alpha", "beginning"),
    [(0.8, "The raters read"), (0.7, "The raters agree well enough"), (0.1, "The raters do not"), (math.nan, "Alpha")],
)
def test_alpha_is_explained(alpha: float, beginning: str) -> None:
    assert alpha_meaning(alpha, "en").startswith(beginning)


def test_the_interval_stands_beside_alpha_where_there_is_one() -> None:
    assert alpha_text(0.714, 0.5, 0.9, "nl") == "0,71 (0,50 tot 0,90)"
    assert alpha_text(0.714, math.nan, math.nan, "en") == "0.71"
    assert alpha_text(0.998, 0.991, 1, "en") == "0.99 (0.99 to 1.00)"
    assert alpha_text(-0.201, -0.3, 0, "nl") == "−0,20 (−0,30 tot 0,00)"
    assert alpha_text(math.nan, math.nan, math.nan, "en") == "–"
