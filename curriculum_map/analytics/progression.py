"""The line of each target through the phases of a programme, and what its order makes one ask."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import ABSENT, TOP, Mask, States, course_credits, is_level
from curriculum_map.analytics.counting import guaranteed, possible
from curriculum_map.analytics.rollup import states_at
from curriculum_map.analytics.taking import taking_of
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_RATED, Level
from curriculum_map.domain.questions import Question, QuestionKind

# In fewer courses than this the top level everywhere is nothing to wonder at.
_FEWEST_AT_TOP = 3


def progression(grid: Grid, granularity: Granularity | None = None) -> pd.DataFrame:
    """One row per target and phase, targets in grid order and phases ascending, last the courses without a phase.

    phase: missing for those; guaranteed, possible: the states in the courses of that phase, by the highest; courses:
    how many of them claim the target (a level above "not covered"); credits: their ECTS credits, unknown ones 0.
    """
    targets, states = states_at(grid, granularity or grid.granularity)
    credit, taking = course_credits(grid), taking_of(grid)
    frames = []
    for phase, here in _phases(grid):
        # Whoever may choose takes, for the worst, what belongs to another phase.
        of_phase = np.where(here[:, np.newaxis], states, np.uint8(ABSENT))
        claims = _claims(of_phase)
        frames.append(
            pd.DataFrame(
                {
                    "target": pd.Series(targets, dtype=object),
                    "phase": pd.array([phase] * len(targets), dtype="Int64"),
                    "guaranteed": guaranteed(of_phase, taking).astype(np.int64),
                    "possible": possible(of_phase, taking).astype(np.int64),
                    "courses": np.count_nonzero(claims, axis=0),
                    "credits": credit @ claims,
                }
            )
        )
    if not frames:
        return pd.DataFrame(columns=["target", "phase", "guaranteed", "possible", "courses", "credits"])
    order = np.arange(len(frames) * len(targets)).reshape(len(frames), len(targets)).T.ravel()
    return pd.concat(frames, ignore_index=True).iloc[order].reset_index(drop=True)


class PhaseChange(NamedTuple):
    """The states of a target in one phase before and after; the phase is None for courses without one."""

    target: str
    phase: int | None
    guaranteed_before: int
    guaranteed: int
    possible_before: int
    possible: int


def phase_changes(before: Grid, after: Grid) -> list[PhaseChange]:
    """The targets and phases in which something else is guaranteed or possible, in the order of now, phases ascending.

    In a phase that one of the two does not have nobody rated anything there.
    """
    then, now = _per_phase(before), _per_phase(after)
    phases = sorted({phase for _, phase in (*then, *now)}, key=lambda phase: (phase is None, phase or 0))
    nothing = (NOT_RATED, NOT_RATED)
    found = []
    for target in after.targets:
        for phase in phases:
            old, new = then.get((target, phase), nothing), now.get((target, phase), nothing)
            if old != new:
                found.append(PhaseChange(target, phase, old[0], new[0], old[1], new[1]))
    return found


def _per_phase(grid: Grid) -> dict[tuple[str, int | None], tuple[int, int]]:
    frame = progression(grid)
    phases = [None if pd.isna(phase) else int(phase) for phase in frame["phase"]]
    states = zip(frame["guaranteed"].tolist(), frame["possible"].tolist(), strict=True)
    return dict(zip(zip(frame["target"].tolist(), phases, strict=True), states, strict=True))


def _phases(grid: Grid) -> Iterator[tuple[int | None, Mask]]:
    """Each phase with its courses, ascending, and last those without a phase, if there are any."""
    known = {course.phase for course in grid.courses}
    numbered = sorted(phase for phase in known if phase is not None)
    for phase in (*numbered, *([None] if None in known else [])):
        yield phase, np.array([course.phase == phase for course in grid.courses], dtype=np.bool_)


def progression_questions(grid: Grid, granularity: Granularity | None = None) -> list[Question]:
    """What the order of a target through the phases makes one ask, in grid order.

    Over all courses of which the phase is known, electives too. A phase in which nobody rated the target says nothing.
    """
    targets, whole = states_at(grid, granularity or grid.granularity)
    phases = np.array([np.nan if course.phase is None else course.phase for course in grid.courses], dtype=np.float64)
    questions: list[Question] = []
    for column, target in enumerate(targets):
        states = whole[:, column]
        questions += _of_order(target, states, phases)
        claimed = np.flatnonzero(_claims(states))
        if len(claimed) >= _FEWEST_AT_TOP and (states[claimed] == TOP).all():
            questions.append(_question(QuestionKind.TOP_EVERYWHERE, target, claimed, count=len(claimed)))
    return questions


def _of_order(target: str, states: States, phases: NDArray[np.float64]) -> Iterator[Question]:
    rated = is_level(states) & ~np.isnan(phases)
    claimed = _claims(states) & rated
    seen = sorted(set(phases[rated].tolist()))
    with_claims = set(phases[claimed].tolist())
    if not with_claims:
        return
    framed, practised = rated & (states == Level.WELL_FRAMED), rated & (states == Level.PRACTISED)
    if framed.any() and practised.any() and (first := phases[practised].min()) < (then := phases[framed].min()):
        early = np.flatnonzero(practised & (phases < then))
        yield _question(QuestionKind.PRACTISED_FIRST, target, early, practised=int(first), framed=int(then))
    if len(seen) > 1 and with_claims == {seen[-1]}:
        yield _question(QuestionKind.LAST_PHASE_ONLY, target, np.flatnonzero(claimed), phase=int(seen[-1]))
        return
    for phase in seen:
        if phase not in with_claims:
            here = np.flatnonzero(rated & (phases == phase))
            yield _question(QuestionKind.PHASE_WITHOUT, target, here, phase=int(phase), count=len(here))


def _claims(states: States) -> Mask:
    """Where a level above "not covered" stands."""
    return is_level(states) & (states > 0)


def _question(kind: QuestionKind, target: str, courses: NDArray[np.intp], **facts: object) -> Question:
    return Question(kind, target, tuple(courses.tolist()), facts)
