"""Several raters of one programme-year: how far they agree, and where to talk first."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from curriculum_map.analytics.agreement import (
    ALL_PLACES,
    CLAIMED_PLACES,
    CLUSTER,
    COMPONENT,
    COURSE,
    FOCUS,
    WHOLE,
    agreement,
    to_discuss,
)
from curriculum_map.analytics.claims import rater_questions
from curriculum_map.analytics.raters import Raters, side_by_side
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.data_tables import show_lines
from curriculum_map.ui.components.figures_note import as_text, percent
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.agreement import alpha_meaning, alpha_text
from curriculum_map.wording.labels import label
from curriculum_map.wording.offers import course_name
from curriculum_map.wording.questions import question_sentence

_SHOWN_AT_FIRST = 20


def show_raters(grids: Sequence[GridColumn]) -> None:
    """Agreement over the whole and per part, what one rater does otherwise, and the places to talk about first."""
    raters, edition = side_by_side([column.grid for column in grids]), grids[0].edition
    names = {ALL_PLACES: t("all places"), CLAIMED_PLACES: t("places where somebody claims something")}
    over = st.segmented_control(
        t("Agreement over"), list(names), default=ALL_PLACES, required=True, format_func=lambda one: names[one]
    )
    lines = [line for line in agreement(raters, edition).to_dict("records") if line["over"] == over]
    _say_whole(lines[0])
    for question in rater_questions(raters.grids):
        who = next(grid for grid in raters.grids if grid.key.rater == question.facts["rater"])
        said = replace(question, facts={**question.facts, "rater": _rater(who)})
        st.info(as_text(question_sentence(said, language(), load_legend())))
    st.header(t("Talk about these first"), anchor=False)
    _show_queue(raters, edition)
    st.header(t("Where they agree and where not"), anchor=False)
    headings = {"places": t("places"), "exact": t("the same level"), "adjacent": t("at most one level apart")}
    table = (_line(line, raters, edition) for line in lines)
    show_lines("agreement", t("Agreement per part"), t("Part"), {**headings, "alpha": t("alpha (95% interval)")}, table)
    st.caption(
        t(
            "Alpha is Krippendorff’s, for ordered levels: 1 is full agreement, 0 what chance alone would give. Blank "
            "and not applicable are missing, not levels."
        )
    )


def _say_whole(line: Mapping[Hashable, Any]) -> None:
    with st.container(horizontal=True):
        st.metric(t("the same level"), _share(line["exact"]))
        st.metric(t("at most one level apart"), _share(line["adjacent"]))
        st.metric(t("alpha (95% interval)"), _alpha(line))
    st.write(alpha_meaning(line["alpha"], language()))


def _line(line: Mapping[Hashable, Any], raters: Raters, edition: Edition) -> tuple[str, str, str, tuple[str, ...]]:
    kinds = {WHOLE: "", FOCUS: t("Focus"), CLUSTER: t("Cluster"), COMPONENT: t("Component"), COURSE: t("Course")}
    part, name = str(line["part"]), str(line["id"])
    texts = (str(line["places"]), _share(line["exact"]), _share(line["adjacent"]), _alpha(line))
    return f"{part}-{name}", _part(part, name, raters, edition), kinds[part], texts


def _part(part: str, name: str, raters: Raters, edition: Edition) -> str:
    to = language()
    if part == WHOLE:
        return t("the whole programme")
    if part == COURSE:
        return course_name(raters.courses[int(name)])
    if part == FOCUS:
        return next(focus.name[to] for focus in edition.focuses if focus.id == name)
    if part == COMPONENT:
        return next(component.name[to] for component in edition.components if component.id == name)
    return edition.cluster(name).name[to]


def _show_queue(raters: Raters, edition: Edition) -> None:
    queue = to_discuss(raters).to_dict("records")
    if not queue:
        st.write(t("The raters do not differ anywhere."))
        return
    st.write(t_many("They differ on {count} place.", "They differ on {count} places.", len(queue)))
    every = len(queue) > _SHOWN_AT_FIRST and st.toggle(t("Show all of them"))
    columns = [Column(f"rater-{number}", _rater(grid)) for number, grid in enumerate(raters.grids)]
    rows = []
    for number, line in enumerate(queue if every else queue[:_SHOWN_AT_FIRST]):
        course, target = int(line["course"]), str(line["target"])
        states = raters.states[:, course, raters.targets.index(target)].tolist()
        decides = t("decides what is guaranteed") if line["decides"] else ""
        places = (*map(Place, states), Place(text=decides or "–"))
        name, place = course_name(raters.courses[course]), edition.name(target, language())
        rows.append(Row(str(number), f"{name}, {place}", (Head(name, 1, 0), Head(place, 1, 1)), places))
    columns.append(Column("decides", t("why it matters")))
    caption, corners = t("Places on which raters differ"), (t("Course"), t("Target"))
    table = Table(caption, corners, tuple(columns), tuple(rows), language(), choosable=False)
    show_table(table, "discuss", "table")


def _rater(grid: Grid) -> str:
    return " · ".join(filter(None, (grid.key.rater, label(grid.key.perspective, language()))))


def _share(share: float) -> str:
    return "–" if math.isnan(share) else percent(share)


def _alpha(line: Mapping[Hashable, Any]) -> str:
    return alpha_text(line["alpha"], line["alpha_low"], line["alpha_high"], language())
