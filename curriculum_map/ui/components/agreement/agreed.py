"""What the raters agree on about a place: the form for it, and what was agreed before."""

from collections.abc import Mapping
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.analytics.agreed import agreed_places
from curriculum_map.analytics.raters import Raters
from curriculum_map.domain.agreed import AgreedLevel, OnRecord
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.decisions import LONGEST_TEXT, NamedCourse
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused
from curriculum_map.domain.register import Entry
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.agreed import agree, agreed_of, take_back, times_said
from curriculum_map.ui.components.address import close_dialog
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.said import say_next, say_refused
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.wording.agreed_words import agreed_when
from curriculum_map.wording.courses import course_name

PLACE = "agreed"


def agreed_of_raters(raters: Raters) -> list[OnRecord]:
    """What these raters agreed on before, in the edition that they rated."""
    key, edition = raters.grids[0].key, raters.grids[0].edition
    return [one for one in agreed_of(database(), actor(), key) if one.agreed.edition == edition]


def settled_places(raters: Raters) -> Mapping[tuple[int, str], OnRecord]:
    """The same by the course's place among those of the raters, and the target."""
    return agreed_places(raters.courses, agreed_of_raters(raters))


def show_agreed(raters: Raters, edition: Edition) -> tuple[str, str] | None:
    """A table of everything that was agreed; a place that was just chosen."""
    found = agreed_of_raters(raters)
    if not found:
        return None
    st.header(t("What is agreed"), anchor=False)
    st.caption(t("These levels count in the tables and the reports, in place of what the rater wrote."))
    rows = []
    for one in found:
        course, target = course_name(one.agreed.course), edition.name(one.agreed.target, language())
        places = (
            Place(int(one.agreed.level), sub=agreed_when(one, language()), opens=True),
            Place(text=one.agreed.reason, opens=True),
            Place(text=one.agreed.dissent, opens=True),
        )
        rows.append(Row(one.agreed.name, f"{course}, {target}", (Head(course, 1, 0), Head(target, 1, 1)), places))
    table = Table(
        caption=t("What is agreed"),
        corners=(t("Course"), t("Target")),
        columns=(Column("level", t("Agreed level")), Column("reason", t("Reason")), Column("dissent", t("Dissent"))),
        rows=tuple(rows),
        language=language(),
        hint=t("Move with the arrow keys; Enter shows who wrote what."),
        stacks=True,
    )
    return show_table(table, "agreed", "table")


def offer_to_agree(key: GridKey, edition: str, course: NamedCourse, target: str, standing: OnRecord | None) -> None:
    """The form for what is agreed about a place, filled in with what was agreed before."""
    if standing is not None:
        st.write(as_text(agreed_when(standing, language())))
    before = None if standing is None else standing.agreed
    names = {level: load_legend().name(level)[language()] for level in reversed(Level)}
    first = AgreedLevel(edition, course, target, Level.NOT_COVERED, "") if before is None else before
    # The place as it is when the form is opened: who writes later than another one is told.
    seen = times_said(database(), actor(), key, first)
    with st.form("agree", border=False):
        level = st.radio(
            t("We agree on"),
            list(names),
            index=None if before is None else 3 - before.level,
            format_func=names.__getitem__,
            horizontal=True,
        )
        reason = st.text_area(t("Reason"), before.reason if before else "", max_chars=LONGEST_TEXT, height=80)
        dissent = st.text_area(
            t("Dissent, if there is any: which role stays with which level, and why"),
            before.dissent if before else "",
            max_chars=LONGEST_TEXT,
            height=80,
        )
        st.caption(t("A role is enough: no names of persons are needed."))
        if st.form_submit_button(t("Write this down"), type="primary"):
            if level is None:
                st.warning(t("Choose a level first."))
            else:
                made = AgreedLevel(edition, first.course, target, level, reason, dissent)
                _said(agree(database(), actor(), key, made, seen=seen, now=datetime.now(UTC)), t("Written down."))
    if standing is not None and st.button(t("Take it back"), type="tertiary"):
        taken = take_back(database(), actor(), key, first, seen=seen, now=datetime.now(UTC))
        _said(taken, t("Taken back: what each rater wrote counts again."))


def _said(done: Entry | Refused, sentence: str) -> None:
    """Closes the form; the page says what became of it."""
    if isinstance(done, Refused):
        say_refused(PLACE, done)
    else:
        say_next(PLACE, sentence)
    close_dialog()
    st.rerun()
