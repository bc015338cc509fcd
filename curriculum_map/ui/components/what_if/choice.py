"""The choice of the next step: what to do, with which course, and how."""

import streamlit as st

from curriculum_map.analytics.arrays import counted
from curriculum_map.domain.curriculum import Grid, Status
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.levels import Level
from curriculum_map.domain.what_if import Act, Step
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.session import language, t
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.steps import act_name, phase_name, status_word

_ACT, _COURSE, _OTHER, _TARGET, _LEVEL, _PHASE = (
    f"what-if-{name}" for name in ("act", "course", "other", "target", "level", "phase")
)


def choose_step(grid: Grid, edition: Edition) -> Step | None:
    """The step that is chosen, in the grid as it would be by now; None where no course is left for it."""
    names = {str(act): act_name(act, language()) for act in Act}
    act = Act(st.selectbox(t("What to try"), list(names), key=_ACT, format_func=lambda one: names[one]))
    already = _ALREADY.get(act)
    places = [place for place, course in enumerate(grid.courses) if already is None or course.status is not already]
    if len(places) < 1 + (act is Act.MERGE):
        st.info(t("No course is left for this."))
        return None
    course = _choose_course(t("Course"), _COURSE, places, grid)
    more: tuple[int, ...] = ()
    if act is Act.MERGE:
        others = [place for place in places if place != course]
        more = (_choose_course(t("Other course"), _OTHER, others, grid),)
    elif act is Act.PHASE:
        more = (_choose_phase(course, grid),)
    elif act is Act.LEVEL:
        more = _choose_level(course, grid, edition)
    return Step(act, (course, *more))


def forget_courses() -> None:
    """Forgets which courses are chosen: after this their places are those of others."""
    for key in (_COURSE, _OTHER):
        st.session_state.pop(key, None)


_ALREADY = {Act.COMPULSORY: Status.COMPULSORY, Act.ELECTIVE: Status.ELECTIVE}


def _choose_course(heading: str, key: str, places: list[int], grid: Grid) -> int:
    names = {place: _name(place, grid) for place in places}
    if st.session_state.get(key) not in names:
        st.session_state[key] = places[0]
    return st.selectbox(heading, places, key=key, format_func=lambda place: names[place])


def _name(place: int, grid: Grid) -> str:
    course = grid.courses[place]
    about = (course_name(course), phase_name(course.phase, language()), status_word(course, language()))
    return " · ".join(about)


def _choose_phase(course: int, grid: Grid) -> int:
    last = max((one.phase or 1 for one in grid.courses), default=1)
    phases = [phase for phase in range(1, last + 2) if phase != grid.courses[course].phase]
    if st.session_state.get(_PHASE) not in phases:
        st.session_state[_PHASE] = phases[0]
    names = {phase: phase_name(phase, language()) for phase in phases}
    return st.selectbox(t("To"), phases, key=_PHASE, format_func=lambda phase: names[phase])


def _choose_level(course: int, grid: Grid, edition: Edition) -> tuple[int, int]:
    """The place of a target and the level that the course gets for it."""
    order = [target for target in edition.targets(grid.granularity) if target in grid.targets]
    if st.session_state.get(_TARGET) not in order:
        st.session_state[_TARGET] = order[0]
    names = {target: _target_name(target, edition) for target in order}
    target = grid.targets.index(st.selectbox(t("Target"), order, key=_TARGET, format_func=lambda target: names[target]))
    now = int(counted(grid)[course, target])
    levels = [int(level) for level in reversed(Level) if level != now]
    words = {level: load_legend()[Level(level)].name[language()] for level in levels}
    if st.session_state.get(_LEVEL) not in levels:
        st.session_state[_LEVEL] = levels[0]
    heading = t("Level; now: {level}", level=load_legend().name(now)[language()])
    return target, st.selectbox(heading, levels, key=_LEVEL, format_func=lambda level: words[level])


def _target_name(target: str, edition: Edition) -> str:
    """The name of a target after the number of its cluster."""
    cluster = edition.cluster(target.rpartition(":")[2].partition(".")[0])
    return f"{cluster.number} {edition.name(target, language())}"
