"""The form of a decision. What stands in it stays there until it is written down."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.decisions import (
    LONGEST_OWNER,
    LONGEST_TEXT,
    Decision,
    DecisionKind,
    NamedCourse,
    Registered,
)
from curriculum_map.domain.framework import granularity_of
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.history import next_year
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.decisions import decide
from curriculum_map.ui.components.address import from_address, into_address
from curriculum_map.ui.components.said import say_next, say_refused
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.decisions import TEXTS
from curriculum_map.wording.labels import label
from curriculum_map.wording.targets import target_name

PLACE, NEW = "decisions", "new"
_SEEN = "seen"
_TARGET, _FIELDS = "target", ("kind", "text", "level", "due", "course", "owner")
_LEVELS = (None, Level.EXEMPLARY, Level.WELL_FRAMED, Level.PRACTISED)
_YEARS_AHEAD = 5


@dataclass(frozen=True)
class _Form:
    """The form of one decision: the keys of its fields, the one that it says anew, how often that was said then."""

    column: GridColumn
    target: str
    gap: Gap | None
    number: int | None
    last: Decision | None

    def key(self, field: str) -> str:
        # What a repair is to bring depends on what it is about; the other fields stay when another target is chosen.
        about = f"{self.target}-{field}" if field == "level" else field
        return f"decide-{self.column.info.id}-{self.number or NEW}-{about}"

    def value(self, field: str) -> object:
        return st.session_state.get(self.key(field))


def show_form(column: GridColumn, one: Registered | None) -> None:
    """The fields for a new decision, or of one that stands; what is missing is said once it is pressed."""
    target = _ask_target(column) if one is None else one.decision.target
    number, last = (None, None) if one is None else (one.number, one.decision)
    # A grid of another framework says nothing of it.
    form = _Form(column, target, column.gaps_at.get(granularity_of(target), {}).get(target), number, last)
    _begin(form, 0 if one is None else one.said[-1].number)
    if one is not None:
        st.text(target_name(column.edition, target, language()))
    if form.gap is not None:
        _say_gap(form.gap)
    kinds = {kind: label(kind, language()) for kind in DecisionKind}
    kind = st.segmented_control(
        t("What you decide"),
        list(kinds),
        required=True,
        format_func=lambda kind: kinds[kind],
        key=form.key("kind"),
    )
    if kind is DecisionKind.REPAIR:
        _ask_plan(form)
    st.text_area(t(TEXTS[kind or DecisionKind.REPAIR]), max_chars=LONGEST_TEXT, key=form.key("text"))
    said = t("Write the decision down") if one is None else t("Say it anew")
    st.button(said, type="primary", on_click=_write, args=(form,))


def _ask_target(column: GridColumn) -> str:
    """The target whose gap it is about: those that are below the ambition first."""
    gaps = sorted(column.gaps.values(), key=lambda gap: not gap.is_below_ambition)
    names = {gap.target: target_name(column.edition, gap.target, language()) for gap in gaps}
    key = from_address(_TARGET, {target: target for target in names})
    chosen = st.selectbox(t("About"), list(names), key=key, format_func=lambda target: names[target])
    return into_address(_TARGET, chosen)


def _say_gap(gap: Gap) -> None:
    """What there is to decide about."""
    legend, to = load_legend(), language()
    wanted = t("none set") if gap.ambition is None else legend[gap.ambition].name[to]
    facts = {"kind": label(gap.kind, to), "reached": legend.name(gap.guaranteed)[to], "wanted": wanted}
    st.caption(t("Now: {kind}; guaranteed: {reached}; ambition: {wanted}.", **facts))


def _begin(form: _Form, seen: int) -> None:
    """Fills the fields that are new on the screen, and remembers how often it had been said when it was opened."""
    if form.key("text") not in st.session_state:
        st.session_state[form.key(_SEEN)] = seen
    st.session_state.setdefault(form.key(_SEEN), seen)
    last, year = form.last, form.column.key.academic_year
    values = {
        "kind": DecisionKind.REPAIR if last is None else last.kind,
        "text": "" if last is None else last.text,
        "level": (form.gap and form.gap.ambition) if last is None or last.level is None else last.level,
        "due": next_year(year) if last is None or last.due is None else last.due,
        "course": None if last is None else last.course,
        "owner": "" if last is None else last.owner or "",
    }
    for field, value in values.items():
        st.session_state.setdefault(form.key(field), value)


def _ask_plan(form: _Form) -> None:
    """What a repair brings, by when, where, and who sees to it."""
    to, legend, last, year = language(), load_legend(), form.last, form.column.key.academic_year
    years = [year]
    while len(years) <= _YEARS_AHEAD:
        years.append(next_year(years[-1]))
    if last is not None and last.due is not None and last.due not in years:
        years.insert(0, last.due)
    courses = [None, *dict.fromkeys(NamedCourse(one.code, one.title) for one in form.column.grid.courses)]
    if last is not None and last.course not in courses:
        courses.append(last.course)
    first, second = st.columns(2)
    first.selectbox(
        t("To which level"),
        _LEVELS,
        format_func=lambda level: "–" if level is None else legend[level].name[to],
        key=form.key("level"),
    )
    second.selectbox(t("By which academic year"), years, key=form.key("due"))
    third, fourth = st.columns(2)
    third.selectbox(
        t("In which course, if you know"),
        courses,
        format_func=lambda course: "–" if course is None else course_name(course),
        key=form.key("course"),
    )
    fourth.text_input(
        t("Who sees to it"),
        max_chars=LONGEST_OWNER,
        key=form.key("owner"),
        placeholder=t("a role is enough, no names: head of programme"),
    )


def _write(form: _Form) -> None:
    """Writes down what stands in the fields; where it is refused, it stays there."""
    now, seen = datetime.now(UTC), st.session_state[form.key(_SEEN)]
    done = decide(database(), actor(), form.column.key, _decision(form), now=now, number=form.number, seen=seen)
    if isinstance(done, Refused):
        # Once it is on the screen what somebody else said, it may be said again.
        if done.why is Why.SAID_SINCE:
            st.session_state.pop(form.key(_SEEN))
        say_refused(PLACE, done)
        return
    for field in _FIELDS:
        st.session_state.pop(form.key(field), None)
    name = target_name(form.column.edition, form.target, language())
    say_next(PLACE, t("Decision {number} was written down: {target}.", number=done.about.name, target=name))


def _decision(form: _Form) -> Decision:
    """What stands in the fields, about the gap as it is now."""
    kind = DecisionKind(str(form.value("kind")))
    is_repair = kind is DecisionKind.REPAIR
    level, course, about = form.value("level"), form.value("course"), form.gap or form.last
    gap = GapKind.UNKNOWN if about is None else about.kind if isinstance(about, Gap) else about.gap
    return Decision(
        form.target,
        kind,
        str(form.value("text") or ""),
        form.column.key.academic_year,
        gap,
        None if about is None else about.ambition,
        level=level if is_repair and isinstance(level, Level) else None,
        due=str(form.value("due")) if is_repair else None,
        course=course if is_repair and isinstance(course, NamedCourse) else None,
        owner=str(form.value("owner") or "") if is_repair else None,
    )
