"""What can be done with a grid that is stored: gone back to a version, carried into a year, its courses confirmed."""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.history import next_year
from curriculum_map.services.course_choices import course_names
from curriculum_map.services.history import (
    MADE,
    Changed,
    compare,
    confirm_carried,
    effect,
    roll_back,
    roll_over,
    versions,
)
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.data.versions import forget_comparison
from curriculum_map.ui.components.said import say_next, show_said
from curriculum_map.ui.components.upload.changes import show_changes
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.ui.stored import columns, stored
from curriculum_map.wording.outcomes import history_sentence

_PLACE = "history"
_YEARS_AHEAD = 3


def offer_history(info: GridInfo, changed: set[int]) -> None:
    """Each act folded away; what became of the last one above them.

    Nothing is made of the versions with the ids `changed`, which somebody changed in the database. Each button acts on
    the version that was on screen when it was drawn: one that came in between is a conflict.
    """
    with st.container(key="on-screen-history"):
        st.header(t("Change what is current"), anchor=False)
        show_said(_PLACE)
        if info.version_id not in changed:
            _offer_confirmation(info)
            _offer_next_year(info)
        _offer_way_back(info, changed)


def _offer_confirmation(info: GridInfo) -> None:
    found = columns([info.id])
    if not found or not found[0].grid.carried or found[0].info.version != info.version:
        return
    grid = found[0].grid
    names, carried = course_names(grid.courses), sorted(grid.carried)
    title = t_many("Confirm {count} carried course", "Confirm {count} carried courses", len(carried))
    with st.expander(title, key="open-confirm"):
        st.write(t("You say that these courses and their levels still hold for {year}.", year=info.key.academic_year))
        st.markdown("\n".join(f"- {as_text(names[course])}" for course in carried))
        every, some = t("All of them"), t("Some of them")
        which = st.radio(t("Which courses?"), (every, some), key=f"confirm-which-{info.version_id}", horizontal=True)
        chosen = carried
        if which == some:
            key = f"confirm-courses-{info.version_id}"
            chosen = st.multiselect(
                t("Courses"), carried, key=key, format_func=lambda course: names[course], placeholder=t("Choose")
            )
        agreed = st.checkbox(t("They still hold."), key=f"confirm-sure-{info.version_id}")
        args = (info.id, tuple(chosen), info.version)
        disabled = not (agreed and chosen)
        st.button(t("Confirm these courses"), key="confirm-carried", disabled=disabled, on_click=_confirm, args=args)


def _offer_next_year(info: GridInfo) -> None:
    with st.expander(t("Begin another academic year from this grid"), key="open-next-year"):
        st.write(t("Courses, levels and ambitions come along; every course is marked as carried over until confirmed."))
        years = _free_years(info)
        year = st.selectbox(t("Academic year"), years, key=f"over-year-{info.id}")
        agreed = st.checkbox(
            t("Begin {year} with these courses.", year=year), key=f"over-sure-{info.version_id}-{year}"
        )
        st.button(t("Carry over"), key="roll-over", disabled=not agreed, on_click=_carry_over, args=(info.id, year))


def _free_years(info: GridInfo) -> list[str]:
    """The next academic years in which there is no such grid yet."""
    about = replace(info.key, academic_year="")
    taken = {one.key.academic_year for one in stored() if replace(one.key, academic_year="") == about}
    year, years = info.key.academic_year, list[str]()
    while len(years) < _YEARS_AHEAD:
        year = next_year(year)
        if year not in taken:
            years.append(year)
    return years


def _offer_way_back(info: GridInfo, changed: set[int]) -> None:
    of_grid = [one for one in versions(database(), actor(), info.id) if one.version_id not in changed]
    earlier = [one.version for one in of_grid if one.version != info.version]
    if not earlier:
        return
    with st.expander(t("Go back to an earlier version"), key="open-way-back"):
        st.write(t("What that version says is stored once more as the newest one; no version is lost."))
        number = st.selectbox(t("Version"), earlier, key=f"back-to-{info.version_id}")
        changes = None
        if info.version_id not in changed:
            changes = compare(database(), actor(), (info.id, info.version), (info.id, number))
        if changes is not None:
            st.text(t("What that changes against the current version:"))
            show_changes(changes, effect(changes), "way-back")
        sure = t("Version {number} may become the current one again.", number=number)
        agreed = st.checkbox(sure, key=f"back-sure-{info.version_id}-{number}")
        args = (info.id, number, info.version)
        st.button(t("Go back"), key="roll-back", disabled=not agreed, on_click=_go_back, args=args)


def _confirm(grid_id: int, courses: tuple[int, ...], seen: int) -> None:
    _say(confirm_carried(database(), actor(), grid_id, courses, seen, datetime.now(UTC)))


def _carry_over(grid_id: int, year: str) -> None:
    _say(roll_over(database(), actor(), grid_id, year, datetime.now(UTC)))


def _go_back(grid_id: int, number: int, seen: int) -> None:
    _say(roll_back(database(), actor(), grid_id, number, seen, datetime.now(UTC)), content_of=number)


def _say(changed: Changed, **facts: object) -> None:
    if changed.info is not None:
        # What is compared below is what came of it, or what came in between.
        forget_comparison()
        facts |= {"version": changed.info.version, "year": changed.info.key.academic_year}
    say_next(_PLACE, history_sentence(changed.outcome, language(), **facts), done=changed.outcome in MADE)
