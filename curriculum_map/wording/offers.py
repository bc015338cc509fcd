"""What would close a gap, and the routes behind a figure, in words."""

from collections.abc import Sequence

from curriculum_map.analytics.arrays import counted
from curriculum_map.analytics.rollup import states_at
from curriculum_map.analytics.routes import Route
from curriculum_map.domain.curriculum import Grid, Status
from curriculum_map.domain.framework import granularity_of
from curriculum_map.domain.levels import Legend
from curriculum_map.domain.text import Language
from curriculum_map.domain.what_if import ChangeLevel, MoveCourse, Offer
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name

_RAISE = mark("{course}: from “{before}” to “{after}”")
_COMPULSORY = mark("make {course} compulsory")
_TRACK = mark("track “{track}”")
_ONLY_COMPULSORY = mark("only the compulsory courses")
_CLAIMS = range(1, 4)
_BESIDE = mark("beside the compulsory courses: {courses}")


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
    level = legend.name(route.state)[language]
    return f"{level}: {route_choices(route.track, route.courses, grid, legend, language, target)}"


def route_choices(
    track: str | None, courses: Sequence[int], grid: Grid, legend: Legend, language: Language, target: str | None = None
) -> str:
    """What a student on a route chose: the track, and the courses that not every student takes; with their levels."""
    names = [name for name, _ in chosen_courses(courses, grid)]
    if target is not None:
        levels = levels_of(courses, grid, target)
        names = [f"{name} ({legend.name(levels[place])[language]})" for name, place in chosen_courses(courses, grid)]
    parts = [] if track is None else [say(_TRACK, language, track=track)]
    parts.append(say(_BESIDE, language, courses=", ".join(names)) if names else say(_ONLY_COMPULSORY, language))
    return "; ".join(parts)


def short_choices(
    track: str | None, courses: Sequence[int], grid: Grid, legend: Legend, language: Language, target: str
) -> tuple[str, str]:
    """The same for a place in a table: the track, or nothing, and the courses; a level only where one is claimed."""
    levels = levels_of(courses, grid, target)
    names = [
        f"{name} ({legend.name(levels[place])[language]})" if levels[place] in _CLAIMS else name
        for name, place in chosen_courses(courses, grid)
    ]
    said = "" if track is None else say(_TRACK, language, track=track)
    return said, ", ".join(names) or say(_ONLY_COMPULSORY, language)


def chosen_courses(courses: Sequence[int], grid: Grid) -> list[tuple[str, int]]:
    """The names and places of those of these courses that not every student takes."""
    return [
        (course_name(grid.courses[place]), place)
        for place in courses
        if grid.courses[place].status is not Status.COMPULSORY
    ]


def levels_of(courses: Sequence[int], grid: Grid, target: str) -> dict[int, int]:
    """The states of these courses, by their place, for a target as rated or a coarser one."""
    targets, states = states_at(grid, granularity_of(target))
    column = states[:, targets.index(target)].tolist()
    return {place: column[place] for place in courses}
