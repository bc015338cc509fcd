"""Knowledge, skills and attitudes of each cluster beside each other."""

import numpy as np
import pandas as pd

from curriculum_map.analytics.counting import guaranteed, possible
from curriculum_map.analytics.rollup import states_at
from curriculum_map.analytics.taking import taking_of
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity, split_target
from curriculum_map.domain.levels import NOT_APPLICABLE, Level
from curriculum_map.domain.questions import Question, QuestionKind

KNOWLEDGE, SKILLS = "knowledge", "skills"


def balance(grid: Grid) -> pd.DataFrame:
    """One row per cluster and component, in grid order, by the highest level; empty for a grid rated per cluster.

    cluster, component; guaranteed, possible: states; courses: how many practise it (hold the top level).
    """
    if grid.granularity is Granularity.CLUSTER:
        return pd.DataFrame(columns=["cluster", "component", "guaranteed", "possible", "courses"])
    targets, states = states_at(grid, Granularity.CELL)
    taking = taking_of(grid)
    names = [split_target(target) for target in targets]
    return pd.DataFrame(
        {
            "cluster": [cluster for cluster, _ in names],
            "component": [component for _, component in names],
            "guaranteed": guaranteed(states, taking).astype(np.int64),
            "possible": possible(states, taking).astype(np.int64),
            "courses": np.count_nonzero(states == Level.PRACTISED, axis=0),
        }
    )


def balance_questions(grid: Grid) -> list[Question]:
    """The clusters that are talked about and never practised, in grid order.

    The knowledge is well framed or better in some course, and of the skills, which somebody rated, no course says that
    they are practised.
    """
    frame = balance(grid)
    highest = dict(zip(zip(frame["cluster"], frame["component"], strict=True), frame["possible"].tolist(), strict=True))
    questions = []
    for cluster in dict.fromkeys(frame["cluster"]):
        talked, practised = highest.get((cluster, KNOWLEDGE)), highest.get((cluster, SKILLS))
        if talked is None or practised is None or not Level.WELL_FRAMED <= talked < NOT_APPLICABLE:
            continue
        if practised < Level.PRACTISED:
            facts = {"knowledge": talked, "skills": practised}
            questions.append(Question(QuestionKind.NEVER_PRACTISED, cluster, (), facts))
    return questions
