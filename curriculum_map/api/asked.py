"""How each target runs through the phases, and what a grid makes one ask. A question is no verdict."""

from collections.abc import Sequence

import pandas as pd

from curriculum_map.analytics import progression as lines
from curriculum_map.analytics.balance import balance_questions
from curriculum_map.analytics.claims import claim_questions, rater_questions
from curriculum_map.api.columns import state_columns, target_columns, texts
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.questions import Question
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.questions import question_sentence


def progression(grid: RatedGrid, granularity: str | None = None) -> pd.DataFrame:
    """One row per target and phase, phases ascending, last the courses without a phase (phase missing).

    guaranteed, possible: the highest level in the courses of that phase; courses: how many of them claim the target (a
    level above "not covered"); credits: their ECTS credits, unknown ones 0.
    """
    found = lines.progression(grid.grid, None if granularity is None else Granularity(granularity))
    return pd.DataFrame(
        {
            **target_columns(grid, found["target"]),
            "phase": found["phase"].astype("Int64"),
            **state_columns("guaranteed", found["guaranteed"], grid.language),
            **state_columns("possible", found["possible"], grid.language),
            "courses": found["courses"].astype("int64"),
            "credits": found["credits"].astype("float64"),
        }
    )


def questions(grid: RatedGrid, beside: Sequence[RatedGrid] = ()) -> pd.DataFrame:
    """One row per question that the ratings raise; docs/questions.md says when each is asked.

    question_code: its kind; target: what it is about, missing where it is about a course or a rater; courses: those it
    was seen in; question: the sentence. `beside` are the grids of other raters of the programme-year: with three
    raters or more it is also asked who uses the top level much more, or less, than the others.
    """
    own = grid.grid
    asked = [*lines.progression_questions(own), *balance_questions(own), *claim_questions(own)]
    raters = rater_questions([own, *(other.grid for other in beside)])
    asked += [one for one in raters if _is_about(one, grid)]
    names = [[course_name(own.courses[place]) for place in one.courses] for one in asked]
    return pd.DataFrame(
        {
            "question_code": texts(one.kind.value for one in asked),
            "target": texts(one.target for one in asked),
            "name": texts(_name(grid, one.target) or None for one in asked),
            "courses": texts(", ".join(some) or None for some in names),
            "question": texts(
                question_sentence(one, grid.language, load_legend(), _name(grid, one.target), some)
                for one, some in zip(asked, names, strict=True)
            ),
        }
    )


def _is_about(question: Question, grid: RatedGrid) -> bool:
    key = grid.grid.key
    return (question.facts["rater"], question.facts["perspective"]) == (key.rater, key.perspective)


def _name(grid: RatedGrid, target: str | None) -> str:
    return "" if target is None else grid.edition.name(target, grid.language)
