"""What a grid makes one ask. A question is never a verdict: it says what was seen, and the courses it was seen in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.findings import CellRef


class QuestionKind(StrEnum):
    """What was seen; docs/questions.md says of each when it is asked."""

    PRACTISED_FIRST = "practised-first"
    LAST_PHASE_ONLY = "last-phase-only"
    PHASE_WITHOUT = "phase-without"
    TOP_EVERYWHERE = "top-everywhere"
    NEVER_PRACTISED = "never-practised"
    COMPONENT_WITHOUT = "component-without"
    MANY_PER_CREDIT = "many-per-credit"
    CLAIMS_EVERYTHING = "claims-everything"
    CLAIMS_NOTHING = "claims-nothing"
    ONE_LEVEL = "one-level"
    RATER_APART = "rater-apart"


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a target, a course or a rater, with the numbers that made it one.

    `courses` are the places in the grid of the courses it was seen in; the names of `facts` are those of the sentence.
    """

    kind: QuestionKind
    target: str | None = None
    courses: tuple[int, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


def question_refs(question: Question, grid: Grid, courses: Sequence[int]) -> Iterator[CellRef]:
    """Where the levels of these of its courses stand in the file: those for its target, or for the elements of it."""
    own = (question.target or "").rpartition(":")[2]
    for course in courses:
        if question.target is None:
            yield from grid.provenance.levels_refs(course)
        for place, target in enumerate(grid.targets if question.target else ()):
            is_about = target == question.target or target.rpartition(":")[2].startswith(f"{own}.")
            if is_about and (ref := grid.provenance.ref(course, place)) is not None:
                yield ref
