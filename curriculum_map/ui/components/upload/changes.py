"""What an upload changes against the grid that is stored: courses new, gone and renamed, ratings up and down."""

from collections.abc import Iterable, Sequence

import streamlit as st

from curriculum_map.analytics.changes import Changes, Compared, CourseChange, RatingChange
from curriculum_map.analytics.coverage_changes import CoverageChange
from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components import level_table
from curriculum_map.ui.components.cells_behind import show_cells_behind
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import is_dark, language, t, t_many
from curriculum_map.ui.stored import editions
from curriculum_map.wording.change_words import COURSE_MOVES, RATING_MOVES, counted, group_change

_MOST_COURSES = 60
_MOST_RATINGS = 200
_FEW = 10  # so many are seen at once, without unfolding


def show_changes(changes: Changes, coverage: Sequence[CoverageChange], key: str = "changes") -> None:
    """The changes counted, below them one by one, and what they do to the coverage. The key is that of its tables."""
    _show_carried(changes, key)
    if not changes:
        st.text(t("No course and no rating changes."))
        return
    courses, ratings = changes.course_counts(), changes.rating_counts()
    of_courses = counted(t("Courses"), courses, COURSE_MOVES, language())
    st.text("\n".join(of_courses + counted(t("Ratings"), ratings, RATING_MOVES, language())))
    if changes.blanks_changed:
        st.text(t("An empty cell means something other than before, so empty places count differently now."))
    for group in changes.groups:
        st.text(group_change(group.name, group.before, group.after, language()))
    if changes.compared is not Compared.ALL:
        st.text(t("Not all outcomes are in both grids; ratings are compared where they are."))
    if changes.courses:
        with st.expander(
            t_many("{count} course that changes", "{count} courses that change", len(changes.courses)),
            key=f"open-course-{key}",
            expanded=len(changes.courses) <= _FEW,
        ):
            level_table.show(_course_table(changes.courses), f"course-{key}", load_legend(), is_dark())
            if len(changes.courses) > _MOST_COURSES:
                st.caption(t("Only the first {count} are shown.", count=_MOST_COURSES))
    if count := sum(ratings.values()):
        with st.expander(
            t_many("{count} rating that changes", "{count} ratings that change", count),
            key=f"open-rating-{key}",
            expanded=count <= _FEW,
        ):
            level_table.show(_rating_table(changes), f"rating-{key}", load_legend(), is_dark())
            if count > _MOST_RATINGS:
                st.caption(t("Only the first {count} are shown.", count=_MOST_RATINGS))
    if coverage:
        title = t_many(
            "{count} outcome is covered differently", "{count} outcomes are covered differently", len(coverage)
        )
        with st.expander(title, key=f"open-coverage-{key}"):
            edition = _edition(changes)
            chosen = level_table.show(_coverage_table(coverage, edition), f"coverage-{key}", load_legend(), is_dark())
        if chosen is not None:
            _show_behind(changes, coverage, chosen[0], edition)


def _show_behind(changes: Changes, coverage: Iterable[CoverageChange], target: str, edition: Edition) -> None:
    one = next(one for one in coverage if one.target == target)
    sides = (
        (t("Before"), changes.before, one.possible_before),
        (t("Now"), changes.after, one.possible),
    )
    show_cells_behind(edition.name(target, language()), sides, target)


def _show_carried(changes: Changes, key: str) -> None:
    """Which courses stand as they were, before and now: that is no change of a course, and no rating of this year."""
    before, now = changes.carried
    if before or now:
        about = t("Carried over and not confirmed: {before} before, {now} now.", before=len(before), now=len(now))
        st.text(about)
    for when, courses, title in (("before", before, t("Carried over before")), ("now", now, t("Carried over now"))):
        if courses:
            with st.expander(f"{title}: {len(courses)}", key=f"open-carried-{when}-{key}"):
                names = [as_text(_course_name(one.code, one.title)) for one in courses[:_MOST_COURSES]]
                st.markdown("\n".join(f"- {name}" for name in names))
                if len(courses) > _MOST_COURSES:
                    st.caption(t("Only the first {count} are shown.", count=_MOST_COURSES))


def _course_table(changes: Iterable[CourseChange]) -> Table:
    rows = []
    for number, change in enumerate(list(changes)[:_MOST_COURSES]):
        course = change.after or change.before
        name = "" if course is None else course.title
        before = "" if change.before is None else _course_name(change.before.code, change.before.title)
        after = "" if change.after is None else _course_name(change.after.code, change.after.title)
        places = tuple(Place(text=text) for text in (t(COURSE_MOVES[change.move]), before, after, str(change.ratings)))
        rows.append(Row(str(number), name, (Head(name, sub=f"{change.file}!{change.ref}"),), places))
    columns = (
        Column("move", t("What changes")),
        Column("before", t("Before")),
        Column("now", t("Now")),
        Column("ratings", t("Number of levels")),
    )
    return Table(
        t("Courses that change"), (t("Course"),), columns, tuple(rows), language(), choosable=False, stacks=True
    )


def _course_name(code: str | None, title: str) -> str:
    return f"{code} {title}" if code else title


def _rating_table(changes: Changes) -> Table:
    edition = _edition(changes)
    rows = []
    for number, change in enumerate(changes.ratings()):
        if number == _MOST_RATINGS:
            break
        rows.append(_rating_row(number, change, edition))
    columns = (Column("before", t("Before")), Column("now", t("Now")), Column("move", t("What changes")))
    corners = (t("Course and outcome"),)
    return Table(t("Ratings that change"), corners, columns, tuple(rows), language(), choosable=False, stacks=True)


def _edition(changes: Changes) -> Edition:
    return editions().get(changes.after.edition) or next(iter(editions().values()))


def _coverage_table(coverage: Iterable[CoverageChange], edition: Edition) -> Table:
    rows = []
    for one in coverage:
        name = edition.name(one.target, language())
        states = (one.guaranteed_before, one.guaranteed, one.possible_before, one.possible)
        rows.append(Row(one.target, name, (Head(name),), tuple(Place(state) for state in states)))
    columns = tuple(
        Column(f"{side}-{when}", text, groups=(group,))
        for side, group in (("guaranteed", t("guaranteed")), ("possible", t("possible")))
        for when, text in (("before", t("Before")), ("now", t("Now")))
    )
    caption, corners = t("Outcomes that are covered differently"), (t("Outcome"),)
    hint = t("Move with the arrow keys; Enter shows the courses behind a place.")
    return Table(caption, corners, columns, tuple(rows), language(), hint, stacks=True)


def _rating_row(number: int, change: RatingChange, edition: Edition) -> Row:
    name = f"{change.course.title} – {edition.name(change.target, language())}"
    places = (Place(change.before), Place(change.after), Place(text=t(RATING_MOVES[change.move])))
    return Row(str(number), name, (Head(name, sub=str(change.ref or "")),), places)
