"""Where claims look thick or thin. A claim is a level above "not covered". Self-reports inflate: so we ask."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from curriculum_map.analytics.arrays import TOP, States, counted, is_level
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.levels import NOT_APPLICABLE
from curriculum_map.domain.questions import Question, QuestionKind

# A course claims many targets per credit from so many times the programme's own median on, and from so many targets on.
_TIMES_MEDIAN, _MANY = 3.0, 5
# Below so many courses with claims and credits their median says little.
_FEWEST_COURSES = 5
# From this share of its targets on a course claims everything; of a handful of targets that says nothing.
_EVERYTHING, _FEWEST_TARGETS = 0.9, 5
# So far from the median of the others a rater's share of top levels stands apart, from so many claims on.
_APART, _FEWEST_CLAIMS, _FEWEST_RATERS = 0.25, 20, 3


def claims(grid: Grid) -> pd.DataFrame:
    """One row per course, in grid order, the index counting from 0.

    targets: those that apply to it; rated: those with a level; claims: those above "not covered"; top: those at the top
    level; per_credit: claims / ECTS credits; times_median: per_credit / its median over the courses with claims. Both
    are missing without credits or without claims.
    """
    states = counted(grid)
    found = np.count_nonzero(is_level(states) & (states > 0), axis=1)
    credit = pd.Series([course.ects or None for course in grid.courses], dtype="float64")
    per_credit = pd.Series(found, dtype="float64").where(found > 0) / credit
    return pd.DataFrame(
        {
            # As they are: a text type of pandas takes no half of a pair of signs, which a file may hold.
            "title": pd.Series([course.title for course in grid.courses], dtype=object),
            "ects": credit,
            "targets": np.count_nonzero(states != NOT_APPLICABLE, axis=1),
            "rated": np.count_nonzero(is_level(states), axis=1),
            "claims": found,
            "top": np.count_nonzero(states == TOP, axis=1),
            "per_credit": per_credit,
            "times_median": per_credit / per_credit.median(),
        },
        index=pd.RangeIndex(len(grid.courses), name="course"),
    )


def claim_questions(grid: Grid) -> list[Question]:
    """What the claims of each course make one ask, course by course."""
    frame, states = claims(grid), counted(grid)
    if frame["per_credit"].count() < _FEWEST_COURSES:
        frame["times_median"] = np.nan
    return [
        one for course, row in enumerate(frame.to_dict("records")) for one in _of_course(course, row, states[course])
    ]


def _of_course(course: int, row: Mapping[Hashable, Any], states: States) -> Iterator[Question]:
    """What one course makes one ask, from its row of claims and its states [target]."""
    levels = states[is_level(states)].tolist()
    made, targets = int(row["claims"]), int(row["targets"])
    facts: dict[str, object] = {"claims": made, "targets": targets}
    if row["times_median"] >= _TIMES_MEDIAN and made >= _MANY:
        numbers = {"per_credit": float(row["per_credit"]), "times": float(row["times_median"])}
        yield Question(QuestionKind.MANY_PER_CREDIT, None, (course,), facts | numbers)
    if targets >= _FEWEST_TARGETS and made >= _EVERYTHING * targets:
        yield Question(QuestionKind.CLAIMS_EVERYTHING, None, (course,), facts)
    if levels and not made:
        yield Question(QuestionKind.CLAIMS_NOTHING, None, (course,), facts | {"rated": len(levels)})
    elif len(levels) == targets >= _FEWEST_TARGETS and len(set(levels)) == 1:
        yield Question(QuestionKind.ONE_LEVEL, None, (course,), facts | {"level": levels[0]})


def rater_questions(grids: Sequence[Grid]) -> Iterator[Question]:
    """Which of the raters of one programme-year uses the top level much more often, or less, than the others.

    The share of a rater's claims that are at the top level, against the median of the others'.
    """
    told = [(grid, _top_share(grid)) for grid in grids]
    shares = [share for _, share in told if share is not None]
    if len(shares) < _FEWEST_RATERS:
        return
    for number, (grid, share) in enumerate(told):
        others = [other for place, (_, other) in enumerate(told) if place != number and other is not None]
        if share is not None and abs(share - (median := float(np.median(others)))) >= _APART:
            who = {"rater": grid.key.rater, "perspective": grid.key.perspective}
            yield Question(QuestionKind.RATER_APART, None, (), who | {"share": share, "others": median})


def _top_share(grid: Grid) -> float | None:
    """Top levels / claims (0-1); None where there are few claims."""
    states = counted(grid)
    made = np.count_nonzero(is_level(states) & (states > 0))
    return float(np.count_nonzero(states == TOP) / made) if made >= _FEWEST_CLAIMS else None
