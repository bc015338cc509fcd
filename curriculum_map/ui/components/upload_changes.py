"""What an upload changes against the grid that is stored: courses new, gone and renamed, ratings up and down."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from curriculum_map.analytics.changes import Changes, Compared, CourseChange, CourseMove, Move, RatingChange
from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components import level_table
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.session import editions, is_dark, language, t, t_many
from curriculum_map.wording.catalogue import mark

_Kind = TypeVar("_Kind", bound=StrEnum)
_MOST_COURSES = 60
_MOST_RATINGS = 200
_COURSES = {
    CourseMove.NEW: mark("new"),
    CourseMove.GONE: mark("gone"),
    CourseMove.RENAMED: mark("renamed"),
    CourseMove.PERHAPS_RENAMED: mark("perhaps renamed"),
    CourseMove.CHANGED: mark("other details"),
}
_RATINGS = {
    Move.UP: mark("higher"),
    Move.DOWN: mark("lower"),
    Move.NEW: mark("newly rated"),
    Move.WITHDRAWN: mark("withdrawn"),
    Move.NOT_APPLICABLE: mark("no longer applicable"),
}


def show_changes(changes: Changes) -> None:
    """The changes counted, and below them one by one."""
    st.header(t("What changes against the grid that is stored"), anchor=False)
    if not changes:
        st.text(t("No course and no rating changes."))
        return
    courses, ratings = changes.course_counts(), changes.rating_counts()
    st.text("\n".join(_counted(t("Courses"), courses, _COURSES) + _counted(t("Ratings"), ratings, _RATINGS)))
    if changes.blanks_changed:
        st.text(t("An empty cell means something else than before, so empty places count otherwise now."))
    if changes.compared is not Compared.ALL:
        st.text(t("Not all outcomes are in both grids; ratings are compared where they are."))
    if changes.courses:
        with st.expander(t_many("{count} course that changes", "{count} courses that change", len(changes.courses))):
            level_table.show(_course_table(changes.courses), "course-changes", load_legend(), is_dark())
    if count := sum(ratings.values()):
        with st.expander(t_many("{count} rating that changes", "{count} ratings that change", count)):
            level_table.show(_rating_table(changes), "rating-changes", load_legend(), is_dark())
            if count > _MOST_RATINGS:
                st.caption(t("Only the first {count} are shown.", count=_MOST_RATINGS))


def _counted(title: str, counts: Mapping[_Kind, int], words: Mapping[_Kind, str]) -> list[str]:
    said = [f"{t(words[kind])} {count}" for kind, count in counts.items() if count]
    return [f"{title}: {', '.join(said)}"] if said else []


def _course_table(changes: Iterable[CourseChange]) -> Table:
    rows = []
    for number, change in enumerate(list(changes)[:_MOST_COURSES]):
        course = change.after or change.before
        name = "" if course is None else course.title
        before = "" if change.before is None else _course_name(change.before.code, change.before.title)
        after = "" if change.after is None else _course_name(change.after.code, change.after.title)
        places = tuple(Place(text=text) for text in (t(_COURSES[change.move]), before, after, str(change.ratings)))
        rows.append(Row(str(number), name, (Head(name, sub=str(change.ref)),), places))
    columns = (
        Column("move", t("What changes")),
        Column("before", t("Before")),
        Column("now", t("Now")),
        Column("ratings", t("Levels")),
    )
    return Table(t("Courses that change"), (t("Course"),), columns, tuple(rows), language(), choosable=False)


def _course_name(code: str | None, title: str) -> str:
    return f"{code} {title}" if code else title


def _rating_table(changes: Changes) -> Table:
    edition = editions().get(changes.after.edition) or next(iter(editions().values()))
    rows = []
    for number, change in enumerate(changes.ratings()):
        if number == _MOST_RATINGS:
            break
        rows.append(_rating_row(number, change, edition))
    columns = (Column("before", t("Before")), Column("now", t("Now")), Column("move", t("What changes")))
    corners = (t("Course and outcome"),)
    return Table(t("Ratings that change"), corners, columns, tuple(rows), language(), choosable=False)


def _rating_row(number: int, change: RatingChange, edition: Edition) -> Row:
    name = f"{change.course.title} – {edition.name(change.target, language())}"
    places = (Place(change.before), Place(change.after), Place(text=t(_RATINGS[change.move])))
    return Row(str(number), name, (Head(name, sub=str(change.ref or "")),), places)
