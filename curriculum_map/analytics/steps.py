"""Steps that somebody tries one after the other, and the short text that an address holds of them.

A text is "4f2a91.d3.l0-17-2": which courses and targets the steps are about, and then the steps. Where a later version
of a grid has other courses, the same places would mean others: such a text is about something else.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from curriculum_map.analytics.progression import PhaseChange, phase_changes
from curriculum_map.analytics.what_if import GapChange, considered, merged, what_if
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Grid, Status
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.what_if import Act, Change, ChangeLevel, DropCourse, MergeCourses, MoveCourse, Offer, Step

# More than this is another programme, and no address to send to anybody.
MOST_STEPS = 40
_NUMBERS = {Act.LEVEL: 3, Act.DROP: 1, Act.PHASE: 2, Act.MERGE: 2, Act.COMPULSORY: 1, Act.ELECTIVE: 1}
_LARGEST_PHASE = 99
_STEP = re.compile(r"([a-z])(\d{1,4}(?:-\d{1,4}){0,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tried:
    """What steps come to: the grid as it is and after each of them, and what differs between the first and last.

    `targets`: those that are covered otherwise or stand otherwise against their ambition; `phases`: where the line of a
    target through the phases is another one.
    """

    steps: tuple[Step, ...]
    grids: tuple[Grid, ...]
    targets: tuple[GapChange, ...]
    phases: tuple[PhaseChange, ...]


def tried(grid: Grid, steps: Sequence[Step], ambitions: Mapping[str, Ambition], rule: CountingRule = HIGHEST) -> Tried:
    """What these steps come to under a counting rule; ValueError for one that does not fit."""
    grids = taken(grid, steps)
    changed = considered(grid, grids[-1], ambitions, rule).gaps
    return Tried(tuple(steps), tuple(grids), tuple(changed), tuple(phase_changes(grid, grids[-1])))


def taken(grid: Grid, steps: Sequence[Step]) -> list[Grid]:
    """The grid as it is, and as it would be after each step; ValueError for a step that does not fit."""
    grids = [grid]
    for step in steps:
        grids.append(what_if(grids[-1], [change_of(step, grids[-1])]))
    return grids


def change_of(step: Step, grid: Grid) -> Change:
    """What a step does to the grid it is taken in; ValueError if that has no such course, target, level or phase."""
    act, (course, *more) = step.act, step.numbers
    if len(step.numbers) != _NUMBERS[act] or course >= len(grid.courses):
        raise ValueError("a step names a course of the grid and what is to happen to it")
    if act is Act.LEVEL:
        target, level = more
        if target >= len(grid.targets):
            raise ValueError("a step names a target of the grid")
        return ChangeLevel(course, grid.targets[target], Level(level))
    if act is Act.MERGE:
        if more[0] >= len(grid.courses):
            raise ValueError("a step names a course of the grid")
        return MergeCourses((course, more[0]), merged(grid, (course, more[0])))
    if act is Act.DROP:
        return DropCourse(course)
    was = grid.courses[course]
    if act is Act.PHASE:
        if not 1 <= more[0] <= _LARGEST_PHASE:
            raise ValueError("phases count from 1")
        return MoveCourse(course, replace(was, phase=more[0]))
    return MoveCourse(course, replace(was, status=Status.COMPULSORY if act is Act.COMPULSORY else Status.ELECTIVE))


def steps_of(offer: Offer, grid: Grid) -> list[Step]:
    """An offer as steps in the grid it was made for."""
    return [
        Step(Act.LEVEL, (one.course, grid.targets.index(one.target), int(one.level)))
        if isinstance(one, ChangeLevel)
        else Step(Act.COMPULSORY, (one.course,))
        for one in offer.changes
    ]


def after_steps(step: Step, steps: Sequence[Step]) -> Step | None:
    """A step with one course of the grid as it is, taken after others; None if one of them took the course away."""
    course, *more = step.numbers
    for other in steps:
        first, *others = other.numbers
        if other.act is Act.DROP and course == first:
            return None
        gone = first if other.act is Act.DROP else None
        if other.act is Act.MERGE:
            kept, gone = sorted((first, others[0]))
            course = kept if course == gone else course
        if gone is not None and course > gone:
            course -= 1
    return Step(step.act, (course, *more))


def as_text(steps: Sequence[Step], grid: Grid) -> str:
    """The steps as an address holds them; empty without any."""
    written = [f"{step.act}{'-'.join(map(str, step.numbers))}" for step in steps]
    return ".".join((_about(grid), *written)) if written else ""


def from_text(text: str, grid: Grid) -> tuple[Step, ...] | None:
    """The steps of such a text; None where it is about other courses, or is no such text."""
    about, *written = text.split(".")
    if about != _about(grid) or not 1 <= len(written) <= MOST_STEPS:
        return None
    found = [_STEP.fullmatch(one) for one in written]
    try:
        steps = tuple(Step(Act(one[1]), tuple(map(int, one[2].split("-")))) for one in found if one is not None)
        taken(grid, steps)
    except ValueError:
        return None
    return steps if len(steps) == len(written) else None


def _about(grid: Grid) -> str:
    """Six digits that stand for the courses and the targets of a grid in their order."""
    names = [*(f"{course.code}\t{course.title}" for course in grid.courses), *grid.targets]
    return sha256("\n".join(names).encode()).hexdigest()[:6]
