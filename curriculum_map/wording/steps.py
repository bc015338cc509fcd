"""What somebody tries, in words: the acts to choose from, and each step as it was taken."""

from collections.abc import Mapping

from curriculum_map.analytics.arrays import counted
from curriculum_map.analytics.steps import Tried, change_of
from curriculum_map.domain.curriculum import Course, Grid
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.levels import Legend, Level
from curriculum_map.domain.text import Language
from curriculum_map.domain.what_if import Act, MergeCourses, Step
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import number

ACTS: Mapping[Act, str] = {
    Act.LEVEL: mark("change a level of a course"),
    Act.DROP: mark("drop a course"),
    Act.PHASE: mark("move a course to another phase"),
    Act.MERGE: mark("merge two courses"),
    Act.COMPULSORY: mark("make a course compulsory"),
    Act.ELECTIVE: mark("make a course an elective"),
}
_TAKEN: Mapping[Act, str] = {
    Act.LEVEL: mark("{course}: from “{before}” to “{after}” for {target}"),
    Act.DROP: mark("{course} is no longer given"),
    Act.PHASE: mark("{course} goes from {before} to phase {after}"),
    Act.MERGE: mark("{course} and {other} become one course: {into}"),
    Act.COMPULSORY: mark("{course} becomes compulsory; now: {before}"),
    Act.ELECTIVE: mark("{course} becomes an elective, free to take or leave; now: {before}"),
}
_PHASE, _NO_PHASE = mark("phase {phase}"), mark("a phase that is not known")
_CREDITS, _NO_STATUS = mark("{credits} ECTS"), mark("status not known")
_SUMS = mark(
    "Courses: {courses} → {courses_after}. ECTS offered: {credits} → {credits_after}. Targets that change: {changed} "
    "of {targets}. Gaps that close: {closed}. Gaps that open: {opened}."
)
_CLOSES, _OPENS, _OTHER = mark("gap closes"), mark("gap opens"), mark("another kind of gap")


def act_name(act: Act, language: Language) -> str:
    """What somebody may try, as a choice."""
    return say(ACTS[act], language)


def step_sentence(step: Step, grid: Grid, edition: Edition, legend: Legend, language: Language) -> str:
    """What a step does to the grid that it is taken in."""
    place, *more = step.numbers
    course = grid.courses[place]
    facts: dict[str, object] = {"course": course_name(course), "before": status_word(course, language)}
    if step.act is Act.LEVEL:
        target, level = more
        state = int(counted(grid)[place, target])
        facts["target"] = edition.name(grid.targets[target], language)
        facts |= {"before": legend.name(state)[language], "after": legend[Level(level)].name[language]}
    elif step.act is Act.PHASE:
        facts |= {"before": phase_name(course.phase, language), "after": more[0]}
    elif step.act is Act.MERGE:
        facts |= {"other": course_name(grid.courses[more[0]]), "into": _into(step, grid, language)}
    return say(_TAKEN[step.act], language, **facts)


def status_word(course: Course, language: Language) -> str:
    """Who takes a course, in a word."""
    return say(_NO_STATUS, language) if course.status is None else label(course.status, language)


def phase_name(phase: int | None, language: Language) -> str:
    """A phase in words."""
    return say(_NO_PHASE, language) if phase is None else say(_PHASE, language, phase=phase)


def becomes(before: Gap, after: Gap, language: Language) -> str:
    """What happens to the gap of a target: it closes, it opens, it is another one; empty where it is the same."""
    if before.kind is after.kind:
        return ""
    if after.kind is GapKind.NONE:
        return say(_CLOSES, language)
    opened = before.kind is GapKind.NONE
    return say(_OPENS, language) if opened else say(_OTHER, language)


def sums_sentence(tried: Tried, language: Language) -> str:
    """How many courses and credits there are before and after, how many targets change, and gaps that close or open."""
    first, last = tried.grids[0], tried.grids[-1]
    credits = [sum(course.ects or 0 for course in grid.courses) for grid in (first, last)]
    said = [becomes(one.before, one.after, language) for one in tried.targets]
    facts: dict[str, object] = {
        "courses": len(first.courses),
        "courses_after": len(last.courses),
        "credits": number(credits[0], language),
        "credits_after": number(credits[1], language),
        "changed": len(tried.targets),
        "targets": len(first.targets),
        "closed": said.count(say(_CLOSES, language)),
        "opened": said.count(say(_OPENS, language)),
    }
    return say(_SUMS, language, **facts)


def _into(step: Step, grid: Grid, language: Language) -> str:
    """What the course is like that two become."""
    change = change_of(step, grid)
    assert isinstance(change, MergeCourses)
    course = change.into
    credit = "" if course.ects is None else say(_CREDITS, language, credits=number(course.ects, language))
    parts = (credit, phase_name(course.phase, language), status_word(course, language))
    return ", ".join(filter(None, parts))
