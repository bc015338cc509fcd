"""How far the stored programmes come with one element, as a table that leads to their courses."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from curriculum_map.domain.framework import Element, Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_crosswalk, load_legend, programme_name
from curriculum_map.services.columns import one_per_programme
from curriculum_map.services.practised import Practice, where_practised
from curriculum_map.ui.components.address import dressed
from curriculum_map.ui.components.choices import slugs_of
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import basis_of, carried, say_carried, say_rule, say_sources
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.ui.stored import columns, stored
from curriculum_map.wording.labels import label


def show_practice(element: Element) -> None:
    """Per stored programme the level that it guarantees, and whether that is of the element, its cell or its cluster.

    Choosing a place opens the courses behind it.
    """
    grids = columns([info.id for info in one_per_programme(stored())])
    if not grids:
        st.write(t("Nothing is stored yet"))
        st.page_link(menu()["upload"], label=t("Upload a workbook"), query_params=dressed({}))
        return
    practices = where_practised(grids, element, load_crosswalk())
    _say_count(practices)
    shown = [practice.column for practice in practices]
    basis, slugs = basis_of(shown, "guaranteed"), slugs_of(shown)
    place = show_table(_table(element, practices), "framework-practice", "table", slugs, basis=basis)
    say_rule(shown, "guaranteed")
    say_carried(shown)
    say_sources(shown)
    if place is not None:
        chosen = next(practice for practice in practices if str(practice.column.info.id) == place[0])
        show_courses_behind(chosen.column, chosen.target)


def _say_count(practices: Sequence[Practice]) -> None:
    count = sum(practice.state == Level.PRACTISED for practice in practices)
    said = t_many(
        "{count} of {all} programmes guarantees “{level}”.",
        "{count} of {all} programmes guarantee “{level}”.",
        count,
        all=len(practices),
        level=load_legend()[Level.PRACTISED].name[language()],
    )
    if any(practice.granularity is not Granularity.ELEMENT for practice in practices):
        said += " " + t(
            "Where a programme was not rated per element, the level is that of the whole cell or cluster, and says "
            "nothing of this element alone."
        )
    st.markdown(said)


def _table(element: Element, practices: Sequence[Practice]) -> Table:
    to = language()
    rows = []
    for institution, found in groupby(practices, key=lambda practice: practice.column.key.institution):
        of_institution = list(found)
        heads = [Head(institution, len(of_institution), 0)]
        for practice in of_institution:
            key = practice.column.key
            name = " · ".join(filter(None, (programme_name(key.programme)[to], key.campus)))
            places = (Place(practice.state), Place(text=_rated(element, practice)))
            row_id = str(practice.column.info.id)
            about = " · ".join(filter(None, (key.academic_year, carried(practice.column))))
            rows.append(Row(row_id, f"{institution}, {name}", (*heads, Head(name, 1, 1, about)), places))
            heads = []
    return Table(
        caption=t("Guaranteed level per programme"),
        corners=(t("Institution"), t("Programme")),
        columns=(Column("guaranteed", t("guaranteed")), Column("rated", t("how it was rated"))),
        rows=tuple(rows),
        language=to,
        hint=t("Move with the arrow keys; Enter shows the courses behind a place."),
    )


def _rated(element: Element, practice: Practice) -> str:
    """Of what the level tells."""
    rated = practice.column.grid.granularity
    if practice.granularity is not rated:
        return t("per element; here its cell")
    if practice.granularity is Granularity.ELEMENT and practice.target != element.id:
        return t("per element, in another edition")
    return label(rated, language())
