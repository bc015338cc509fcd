"""The numbers behind questions about claims, and the rater who stands apart."""

from dataclasses import replace

import pytest

from curriculum_map.analytics.claims import claims, rater_questions
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.questions import QuestionKind
from tests.grids import KEY, make_grid, row

TARGETS = [f"{cluster}.{part}" for cluster in ("inclusion", "choosing") for part in ("knowledge", "skills")]


def test_claims_per_credit_against_the_programmes_own_median() -> None:
    """A claims 3 with 6 credits (0.5), B 1 with 1 (1.0), C none, D 2 without credits: the median is 0.75."""
    grid = make_grid(
        [
            row("A", 1, 3, 3, 0, ects=6),
            row("B", 2, None, "n/a", 0, ects=1),
            row("C", 0, 0, 0, 0, ects=3),
            row("D", 1, 1, None, None, ects=None),
        ],
        TARGETS,
    )
    found = claims(grid)
    assert found["targets"].tolist() == [4, 3, 4, 4]
    assert found["rated"].tolist() == [4, 2, 4, 2]
    assert found["claims"].tolist() == [3, 1, 0, 2]
    assert found["top"].tolist() == [2, 0, 0, 0]
    assert found["times_median"].tolist() == pytest.approx(
        [0.5 / 0.75, 1 / 0.75, float("nan"), float("nan")], nan_ok=True
    )


def rated(rater: str, tops: int, claims: int = 20) -> Grid:
    """A rater with so many claims, of which so many are at the top level."""
    states = [3] * tops + [1] * (claims - tops)
    return make_grid(
        [row(f"Course {number}", state) for number, state in enumerate(states)], key=replace(KEY, rater=rater)
    )


def test_a_rater_who_is_a_quarter_away_from_the_others_is_asked_about() -> None:
    """Shares 0.2, 0.3 and 0.8: the median of 0.2 and 0.3 is 0.25; 0.2 is 0.35 below that of 0.3 and 0.8."""
    asked = list(rater_questions([rated("Anne", 4), rated("Bilal", 6), rated("Chen", 16)]))
    assert [(one.kind, one.facts["rater"]) for one in asked] == [
        (QuestionKind.RATER_APART, "Anne"),
        (QuestionKind.RATER_APART, "Chen"),
    ]
    assert (asked[1].facts["share"], asked[1].facts["others"]) == (0.8, 0.25)


@pytest.mark.parametrize(
    "raters",
    [
        [("Anne", 0, 20), ("Bilal", 20, 20)],  # of two, who stands apart?
        [("Anne", 4, 20), ("Bilal", 4, 20), ("Chen", 19, 19)],  # too few claims to say
        [("Anne", 4, 20), ("Bilal", 6, 20), ("Chen", 8, 20)],
    ],
)
def test_nobody_stands_apart(raters: list[tuple[str, int, int]]) -> None:
    assert list(rater_questions([rated(*one) for one in raters])) == []
