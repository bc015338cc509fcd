"""What would close a gap, and the routes behind a figure, in words."""

from curriculum_map.analytics.arrays import counted
from curriculum_map.analytics.routes import Route
from curriculum_map.domain.curriculum import Course, Grid, Status
from curriculum_map.domain.levels import Legend
from curriculum_map.domain.text import Language
from curriculum_map.domain.what_if import ChangeLevel, MoveCourse, Offer
from curriculum_map.wording.catalogue import mark, say

_RAISE = mark("{course}: from “{before}” to “{after}”")
_COMPULSORY = mark("make {course} compulsory")
_TRACK = mark("track “{track}”")
_ONLY_COMPULSORY = mark("only the compulsory courses")
_BESIDE = mark("beside the compulsory courses: {courses}")


def course_name(course: Course) -> str:
    """Code and title of a course."""
    return f"{course.code} {course.title}" if course.code else course.title


def offer_sentence(offer: Offer, grid: Grid, legend: Legend, language: Language) -> str:
    """The changes that together would close a gap, one after the other."""
    return "; ".join(_change(change, grid, legend, language) for change in offer.changes)


def _change(change: ChangeLevel | MoveCourse, grid: Grid, legend: Legend, language: Language) -> str:
    course = course_name(grid.courses[change.course])
    if isinstance(change, MoveCourse):
        return say(_COMPULSORY, language, course=course)
    before = int(counted(grid)[change.course, grid.targets.index(change.target)])
    names = {"before": legend.name(before)[language], "after": legend[change.level].name[language]}
    return say(_RAISE, language, course=course, **names)


def route_sentence(route: Route, grid: Grid, target: str, legend: Legend, language: Language) -> str:
    """What a student on this route comes to, and the courses with their levels that not every student takes."""
    states = counted(grid)[:, grid.targets.index(target)].tolist()
    chosen = [
        f"{course_name(grid.courses[place])} ({legend.name(states[place])[language]})"
        for place in route.courses
        if grid.courses[place].status is not Status.COMPULSORY
    ]
    parts = [] if route.track is None else [say(_TRACK, language, track=route.track)]
    parts.append(say(_BESIDE, language, courses=", ".join(chosen)) if chosen else say(_ONLY_COMPULSORY, language))
    return f"{legend.name(route.state)[language]}: {'; '.join(parts)}"
