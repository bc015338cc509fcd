"""Which course of the stored grid is which course of the file, where names leave that open: a table to confirm."""

from collections.abc import Sequence

import streamlit as st

from curriculum_map.domain.curriculum import Course
from curriculum_map.services.course_choices import course_names
from curriculum_map.services.merging import Merged
from curriculum_map.ui.components.figures_note import number
from curriculum_map.ui.components.upload.file import Upload, answer
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import t, t_many

_MOST_ROWS = 40


def ask_courses(upload: Upload, merged: Merged) -> None:
    """A row per course that is gone or seems to be called otherwise, with what it is now: what is proposed, or said.

    Nothing where the file has no course that could be one of them.
    """
    changes = merged.changes
    if changes is None:
        return
    proposed = [link.before for link in merged.proposed]
    said = [link.before for link in changes.links if (link.before, link.after) in merged.said.one]
    is_new = set(range(len(changes.after.courses))) - {link.after for link in changes.links}
    rows = list(dict.fromkeys((*proposed, *said, *(merged.gone if is_new or said or proposed else ()))))[:_MOST_ROWS]
    if not rows:
        return
    asked = t_many(
        "{count} course seems to be renamed, or split: is it the same?",
        "{count} courses seem to be renamed, or split: are they the same?",
        len(set(proposed)),
    )
    title = asked if proposed else t("Which course became which")
    with st.expander(title, expanded=bool(proposed)):
        st.write(t("Levels of courses that are one are compared. A course that was split is several courses now."))
        _form(upload, merged, changes.before.courses, changes.after.courses, rows)
    if merged.unknown:
        names = ", ".join(merged.unknown)
        st.text(t("No one course is called so, so these answers are left aside: {names}.", names=names))


def _form(
    upload: Upload, merged: Merged, before: Sequence[Course], after: Sequence[Course], rows: Sequence[int]
) -> None:
    then, now = course_names(before), course_names(after)
    links = merged.changes.links if merged.changes else ()
    linked = {link.after for link in links if link.before not in rows}
    # New courses first: an old one seldom becomes a course that was there already.
    options = sorted(range(len(now)), key=lambda place: place in linked)
    keys = {then[row]: upload.key(f"became-{then[row]}-{len(before)}") for row in rows}
    with st.form(upload.key("courses"), border=False):
        for row in rows:
            left, right = st.columns(2, vertical_alignment="center")
            left.markdown(f"**{as_text(then[row])}**  \n{_about(before[row])}")
            right.multiselect(
                t("{course} is now", course=as_text(then[row])),
                [now[place] for place in options],
                default=[now[link.after] for link in links if link.before == row],
                key=keys[then[row]],
                placeholder=t("not in this file"),
                select_all=False,
                label_visibility="collapsed",
            )
        st.form_submit_button(t("This is which course is which"), type="primary", on_click=_keep, args=(upload, keys))


def _about(course: Course) -> str:
    """What helps to know a course by, beside its name."""
    ects = None if course.ects is None else f"{number(course.ects)} ECTS"
    phase = None if course.phase is None else t("phase {phase}", phase=course.phase)
    return " · ".join(as_text(part) for part in (ects, phase, course.track, course.group) if part)


def _keep(upload: Upload, keys: dict[str, str]) -> None:
    """Takes over what was chosen for every course of the table: one that became nothing is not in the file."""
    answer(upload, courses={name: tuple(st.session_state.get(key) or ()) for name, key in keys.items()})
