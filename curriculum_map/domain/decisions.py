"""What a programme does about a gap: a deliberate choice, covered elsewhere, or a repair; and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from curriculum_map.domain.canonical import Document
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level

LONGEST_TEXT, LONGEST_OWNER = 4_000, 200


class DecisionKind(StrEnum):
    """What is done about a gap."""

    # It stays as it is, for a reason.
    CHOICE = "choice"
    # Students learn it where the grid does not look: on placement, in a project.
    ELSEWHERE = "elsewhere"
    REPAIR = "repair"


class DecisionState(StrEnum):
    """What became of a decision in the grids that were stored after it."""

    # A choice, or what is covered elsewhere: the gap is there, as when it was decided.
    STANDS = "stands"
    OPEN = "open"
    DONE = "done"
    # It was done and is no more; or the ambition is higher than the one it was decided about.
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class NamedCourse:
    """A course as it was called when it was decided about."""

    code: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the gap of a target, in an academic year, and how that gap was then.

    `text` is the reason of a choice, the place where it is covered elsewhere, or what a repair does. A repair has the
    level it is to bring and the academic year by which; the course it is done in and the role that sees to it, if said.
    """

    target: str
    kind: DecisionKind
    text: str
    decided_in: str
    gap: GapKind
    ambition: Level | None
    level: Level | None = None
    due: str | None = None
    course: NamedCourse | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a grid that was stored after a decision shows: whether it is done, and the ambition for the target then.

    `is_done` is None where the grid says nothing about the target.
    """

    is_done: bool | None
    ambition: Level | None


def state_of(decision: Decision, seen: Iterable[Seen]) -> DecisionState:
    """What became of a decision after these grids, the first one first; what a grid does not say changes nothing."""
    state = DecisionState.OPEN if decision.kind is DecisionKind.REPAIR else DecisionState.STANDS
    first, was_done = state, False
    for one in seen:
        if one.is_done:
            state, was_done = DecisionState.DONE, True
        elif one.is_done is False:
            state = DecisionState.REOPENED if was_done or _is_outgrown(decision, one.ambition) else first
    return state


def _is_outgrown(decision: Decision, ambition: Level | None) -> bool:
    """Whether the ambition is higher now than what was decided about; a repair aims at a level of its own."""
    if decision.kind is DecisionKind.REPAIR or ambition is None:
        return False
    return decision.ambition is None or ambition > decision.ambition


def decision_document(decision: Decision) -> dict[str, Any]:
    """A decision in plain values."""
    course = decision.course
    return {
        "target": decision.target,
        "kind": decision.kind.value,
        "text": decision.text,
        "decided_in": decision.decided_in,
        "gap": decision.gap.value,
        "ambition": None if decision.ambition is None else int(decision.ambition),
        "level": None if decision.level is None else int(decision.level),
        "due": decision.due,
        "course": None if course is None else {"code": course.code, "title": course.title},
        "owner": decision.owner,
    }


def decision_from_document(document: Document) -> Decision:
    """The decision that plain values describe. KeyError, TypeError or ValueError for what describes none."""
    ambition, level, course = document["ambition"], document["level"], document["course"]
    return Decision(
        document["target"],
        DecisionKind(document["kind"]),
        document["text"],
        document["decided_in"],
        GapKind(document["gap"]),
        None if ambition is None else Level(ambition),
        None if level is None else Level(level),
        document["due"],
        None if course is None else NamedCourse(course["code"], course["title"]),
        document["owner"],
    )
