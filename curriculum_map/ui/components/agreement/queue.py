"""The places on which raters differ: which to discuss first and why, and who wrote what in which cell."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from curriculum_map.analytics.agreement import to_discuss
from curriculum_map.analytics.arrays import counted
from curriculum_map.analytics.raters import NO_ROW, Raters
from curriculum_map.analytics.rollup import ancestor
from curriculum_map.domain.agreed import OnRecord
from curriculum_map.domain.decisions import NamedCourse
from curriculum_map.domain.framework import Edition, granularity_of
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components.address import asked_row, open_dialog
from curriculum_map.ui.components.agreement.agreed import (
    PLACE,
    agreed_of_raters,
    offer_to_agree,
    settled_places,
    show_agreed,
)
from curriculum_map.ui.components.agreement.choice import course_slugs, rater_name
from curriculum_map.ui.components.choices import choose_toggle
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.said import show_said as show_done
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.agreed_words import agreed_when
from curriculum_map.wording.courses import course_name

_SHOWN_AT_FIRST = 20


def show_queue(raters: Raters, edition: Edition) -> None:
    """The places on which the raters differ, those to discuss first on top, each with the reason; then what is agreed.

    A place that is agreed already comes behind the others.
    """
    show_done(PLACE)
    queue, settled = to_discuss(raters), settled_places(raters)
    if queue.empty:
        st.write(t("The raters do not differ anywhere."))
    else:
        _show(raters, edition, queue, settled)
    place = show_agreed(raters, edition)
    if place is not None:
        one = next(one for one in agreed_of_raters(raters) if one.agreed.name == place[0])
        course = next((course for (course, target), each in settled.items() if each == one), None)
        _open(raters, edition, course, one.agreed.course, one.agreed.target)


def _show(raters: Raters, edition: Edition, queue: pd.DataFrame, settled: Mapping[tuple[int, str], OnRecord]) -> None:
    decide = int(queue["decides"].sum())
    st.write(
        t_many("They differ on {count} place.", "They differ on {count} places.", len(queue))
        + " "
        + t_many("{count} of them decides what is guaranteed.", "{count} of them decide what is guaranteed.", decide)
        + (" " + t("Agreed already: {count}.", count=done) if (done := sum(_agreed(queue, settled))) else "")
    )
    st.caption(
        t(
            "First come the places that decide: if the one rater is right there, the programme guarantees another "
            "level than if the other is. Then the places furthest apart, then those that most raters rated. What is "
            "agreed already comes last."
        )
    )
    queue = queue.assign(agreed=_agreed(queue, settled)).sort_values("agreed", kind="stable", ignore_index=True)
    every = len(queue) > _SHOWN_AT_FIRST and choose_toggle("all", t("Show all of them"))
    of_course = course_slugs(raters.courses)
    places = zip(queue["course"], queue["target"], strict=True)
    slugs = {f"{course}-{target}": f"{of_course[course]}-{target}" for course, target in places}
    # A link may lead to a place further down.
    asked = [slug == asked_row("discuss") for slug in slugs.values()]
    shown = queue if every else queue[(queue.index < _SHOWN_AT_FIRST) | asked]
    rows = [_row(raters, edition, line, settled) for line in shown.to_dict("records")]
    st.caption(t("Choose a place to see who wrote what, and to write down what you agree on."))
    columns = [Column(f"rater-{number}", rater_name(grid)) for number, grid in enumerate(raters.grids)]
    table = Table(
        caption=t("Discuss these first"),
        corners=(t("Course"), t("Target")),
        columns=(*columns, Column("why", t("why it matters")), Column("agreed", t("Agreed level"))),
        rows=tuple(rows),
        language=language(),
        hint=t("Move with the arrow keys; Enter shows who wrote what."),
        stacks=True,
    )
    place = show_table(table, "discuss", "table", slugs)
    if place is not None:
        course, _, target = place[0].partition("-")
        show_said(raters, edition, int(course), target)


def _agreed(queue: pd.DataFrame, settled: Mapping[tuple[int, str], OnRecord]) -> list[bool]:
    places = zip(queue["course"], queue["target"], strict=True)
    return [(int(course), str(target)) in settled for course, target in places]


def _row(
    raters: Raters,
    edition: Edition,
    line: Mapping[Hashable, Any],
    settled: Mapping[tuple[int, str], OnRecord],
) -> Row:
    course, target = int(line["course"]), str(line["target"])
    states = raters.states[:, course, raters.targets.index(target)].tolist()
    reasons = [t("decides what is guaranteed")] if line["decides"] else []
    reasons.append(t_many("{count} level apart", "{count} levels apart", int(line["spread"])))
    if line["lowest"] == 0:
        reasons.append(t("covered or not?"))
    name, place = course_name(raters.courses[course]), edition.name(target, language())
    one = settled.get((course, target))
    if one is None:
        agreed = Place(text=t("write down"), opens=True, offer=True)
    else:
        agreed = Place(int(one.agreed.level), sub=agreed_when(one, language()))
    places = (*map(Place, states), Place(text="; ".join(reasons)), agreed)
    return Row(f"{course}-{target}", f"{name}, {place}", (Head(name, 1, 0), Head(place, 1, 1)), places)


def show_said(raters: Raters, edition: Edition, course: int, target: str) -> None:
    """Opens a dialog with what each rater said of a course and a target, and in which cell; and what they agree on."""
    named = NamedCourse(raters.courses[course].code, raters.courses[course].title)
    _open(raters, edition, course, named, target)


def _open(raters: Raters, edition: Edition, course: int | None, named: NamedCourse, target: str) -> None:
    title = f"{course_name(named)}: {edition.name(target, language())}"
    open_dialog(as_text(title), _said, raters, edition, course, named, target)


def _said(raters: Raters, edition: Edition, course: int | None, named: NamedCourse, target: str) -> None:
    if course is None:
        st.info(t("No grid has just one course that is called so now."))
    else:
        st.dataframe(pd.DataFrame(_lines(raters, edition, course, target)), hide_index=True, width="stretch")
    st.caption(t("One of them right, or each about something else? Write down what you agree on, and why."))
    about = [one for one in agreed_of_raters(raters) if (one.agreed.course, one.agreed.target) == (named, target)]
    standing = settled_places(raters).get((-1 if course is None else course, target), next(iter(about), None))
    offer_to_agree(raters.grids[0].key, edition.id, named, target, standing)


def _lines(raters: Raters, edition: Edition, course: int, target: str) -> Iterator[dict[str, str]]:
    """A line per rater, and per part where a rater rated finer than the place that is compared."""
    legend, to = load_legend(), language()
    for number, grid in enumerate(raters.grids):
        row = int(raters.rows[number, course])
        parts = [part for part in grid.targets if ancestor(part, granularity_of(target)) == target]
        if row == NO_ROW or not parts:
            yield {t("Rater"): rater_name(grid), t("Level"): t("this course is not in the grid")}
            continue
        states = counted(grid)[row]
        for part in parts:
            at = grid.targets.index(part)
            if len(parts) > 1 and states[at] == NOT_RATED:
                continue
            yield {
                t("Rater"): rater_name(grid),
                **({t("Part"): edition.name(part, to)} if len(parts) > 1 else {}),
                t("Level"): legend.name(int(states[at]))[to],
                t("Cell"): str(grid.provenance.ref(row, at) or ""),
                t("Written"): grid.provenance.mark(row, at),
                t("File"): grid.provenance.source(row).file_name,
            }
