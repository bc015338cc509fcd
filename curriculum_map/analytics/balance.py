"""Knowledge, skills and attitudes of each cluster beside each other."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from curriculum_map.analytics.arrays import States, is_level
from curriculum_map.analytics.counting import guaranteed, possible
from curriculum_map.analytics.rollup import states_at
from curriculum_map.analytics.taking import taking_of
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity, split_target
from curriculum_map.domain.levels import Level
from curriculum_map.domain.questions import Question, QuestionKind

KNOWLEDGE, SKILLS, ATTITUDES = "knowledge", "skills", "attitudes"


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
    """What knowledge, skills and attitudes beside each other make one ask, cluster by cluster in grid order.

    Talked about, never practised: the knowledge, or if not that the attitudes, is well framed or better in some course,
    and of the skills, which somebody rated, no course says that they are practised. And practised without: some course
    practises the skills, and the knowledge or the attitudes, which somebody rated, no course claims.
    """
    if grid.granularity is Granularity.CLUSTER:
        return []
    targets, states = states_at(grid, Granularity.CELL)
    at = {split_target(target): (target, states[:, place]) for place, target in enumerate(targets)}
    questions: list[Question] = []
    for cluster in dict.fromkeys(cluster for cluster, _ in at):
        if (cluster, SKILLS) in at and is_level(at[cluster, SKILLS][1]).any():
            beside = [at[cluster, component] for component in (KNOWLEDGE, ATTITUDES) if (cluster, component) in at]
            questions += _beside_skills(beside, at[cluster, SKILLS][1])
    return questions


def _beside_skills(beside: Sequence[tuple[str, States]], skills: States) -> Iterator[Question]:
    """The questions about the knowledge and the attitudes of one cluster: targets with their states [course]."""
    practising = np.flatnonzero(skills == Level.PRACTISED)
    for target, states in beside:
        rated = states[is_level(states)]
        highest = int(rated.max(initial=0))
        if not len(practising) and highest >= Level.WELL_FRAMED:
            talking = np.flatnonzero(is_level(states) & (states >= Level.WELL_FRAMED))
            yield Question(QuestionKind.NEVER_PRACTISED, target, tuple(talking.tolist()), {"level": highest})
            return
        if len(practising) and len(rated) and not highest:
            yield Question(QuestionKind.COMPONENT_WITHOUT, target, tuple(practising.tolist()))
