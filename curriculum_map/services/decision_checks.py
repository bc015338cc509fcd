"""What grids that were stored after a decision say of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from curriculum_map.analytics.course_links import UNDECIDED, Decided, named_links
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Course, Grid
from curriculum_map.domain.decisions import (
    Check,
    Decision,
    DecisionKind,
    NamedCourse,
    Registered,
    Seen,
    decision_from_document,
    state_of,
)
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.levels import NOT_APPLICABLE, Level
from curriculum_map.domain.register import Entry, standing
from curriculum_map.services.columns import figures


@dataclass(frozen=True)
class Stage:
    """A version of the grid that counts for a programme in a year: when it was stored, and the ambitions for it.

    In the `grid` the agreed levels of the year count.

    `version_id` is None for one in a snapshot.
    """

    number: int
    at: datetime
    grid: Grid
    ambitions: Mapping[str, Ambition]
    version_id: int | None = None

    @cached_property
    def gaps(self) -> dict[str, Gap]:
        """The gaps by target, of every granularity that the grid has."""
        found = figures(self.grid, self.ambitions).gaps_at.values()
        return {target: gap for gaps in found for target, gap in gaps.items()}


# What somebody said of the courses of an earlier and a later stage.
Said = Callable[[Stage, Stage], Decided]


def nothing_said(before: Stage, after: Stage) -> Decided:
    """Of courses of two grids of which nobody said anything: by code and title alone."""
    del before, after
    return UNDECIDED


def checked(entries: Iterable[Entry], stages: Sequence[Stage], said: Said = nothing_said) -> list[Registered]:
    """The decisions that stand among these entries, by number, each checked by the stages after it."""
    listed = list(entries)
    found = []
    for about, entry in standing(listed).items():
        decision = decision_from_document(entry.body or {})
        times = tuple(one for one in listed if one.about == about)
        before = [stage for stage in stages if stage.at <= times[0].made_at]
        later = [stage for stage in stages if stage.at > times[0].made_at]
        checks = _checks(decision, before[-1] if before else None, later, said)
        latest = later[-1].grid.key.academic_year if later else None
        found.append(Registered(int(about.name), decision, times, checks, latest))
    return sorted(found, key=lambda one: one.number)


def _checks(decision: Decision, then: Stage | None, later: Iterable[Stage], said: Said) -> tuple[Check, ...]:
    """The stages with which the decision came to another state."""
    seen: list[Seen] = []
    checks: list[Check] = []
    for stage in later:
        seen.append(_seen(decision, then, stage, said))
        state = state_of(decision, seen)
        if not checks or checks[-1].state is not state:
            checks.append(Check(stage.grid.key.academic_year, stage.number, stage.at, state))
    return tuple(checks)


def _seen(decision: Decision, then: Stage | None, stage: Stage, said: Said) -> Seen:
    gap, aim = stage.gaps.get(decision.target), stage.ambitions.get(decision.target)
    ambition = None if aim is None else aim.aim
    if gap is None:
        return Seen(None, ambition)
    if decision.kind is not DecisionKind.REPAIR:
        # Without an ambition there is no gap, and nothing to decide about either.
        is_gone = gap.kind in (GapKind.NONE, GapKind.NO_AMBITION)
        return Seen(None if gap.kind is GapKind.UNKNOWN else is_gone, ambition)
    level = decision.level or Level.NOT_COVERED
    if decision.course is None:
        return Seen(level <= gap.guaranteed < NOT_APPLICABLE, ambition)
    if decision.target not in stage.grid.targets:
        return Seen(None, ambition)
    return Seen(_reaches(decision.target, level, stage.grid, _now(decision.course, then, stage, said)), ambition)


def _reaches(target: str, level: Level, grid: Grid, courses: Iterable[int]) -> bool:
    """Whether one of these courses is at the level."""
    place, width = grid.targets.index(target), len(grid.targets)
    return any(level <= grid.levels[course * width + place] < NOT_APPLICABLE for course in courses)


def _now(course: NamedCourse, then: Stage | None, stage: Stage, said: Said) -> list[int]:
    """The places of a course in a later stage, whatever it is called there; several where it was split."""
    courses = stage.grid.courses
    if then is None:
        return [place for place, one in enumerate(courses) if _is(one, course)]
    known = {place for place, one in enumerate(then.grid.courses) if _is(one, course)}
    links = named_links(then.grid.courses, courses, said(then, stage))
    return [link.after for link in links if link.before in known]


def _is(course: Course, named: NamedCourse) -> bool:
    return (course.code, course.title) == (named.code, named.title)
