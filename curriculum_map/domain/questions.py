"""What a grid makes one ask. A question is never a verdict: it says what was seen, and the courses it was seen in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class QuestionKind(StrEnum):
    """What was seen; docs/questions.md says of each when it is asked."""

    PRACTISED_FIRST = "practised-first"
    LAST_PHASE_ONLY = "last-phase-only"
    PHASE_WITHOUT = "phase-without"
    TOP_EVERYWHERE = "top-everywhere"
    NEVER_PRACTISED = "never-practised"
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
