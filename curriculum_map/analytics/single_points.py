"""Single points of coverage: levels that every student meets and that hang on one course."""

import numpy as np
import pandas as pd

from curriculum_map.analytics.arrays import ABSENT
from curriculum_map.analytics.counting import guaranteed
from curriculum_map.analytics.coverage import band_at
from curriculum_map.analytics.taking import taking_of, without_course
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.rules import HIGHEST, CountingRule


def single_points(grid: Grid, granularity: Granularity | None = None, rule: CountingRule = HIGHEST) -> pd.DataFrame:
    """One row per target and course without which less is guaranteed, in the order of targets and then of courses.

    course: its place in the grid; guaranteed: the level now, 1 or higher; without: what it would be without the course.
    What the students of its track or elective group have to take otherwise stays.
    """
    targets, whole = band_at(grid, granularity)
    taking, states = taking_of(grid), whole.states
    now = guaranteed(states, taking, rule)
    without = np.empty_like(states)
    for course in range(len(states)):
        left = states.copy()
        left[course] = ABSENT
        without[course] = guaranteed(left, without_course(taking, course), rule)
    falls = (now >= 1) & (now <= 3) & ((without < now) | (without > 3))
    at, hanging = np.nonzero(falls.T)
    return pd.DataFrame(
        {
            "target": pd.Series([targets[place] for place in at], dtype=object),
            "course": hanging.astype(np.int64),
            "guaranteed": now[at].astype(np.int64),
            "without": without[hanging, at].astype(np.int64),
        }
    )
