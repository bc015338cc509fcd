"""The choices at the top of a page: which institution, which year, which grid, which side."""

import streamlit as st

from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import EDITION_IDS, programme_name
from curriculum_map.services.columns import GridColumn, one_per_programme
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.session import columns, editions, language, t
from curriculum_map.wording.labels import label

ALL = "*"


def choose_institution(infos: list[GridInfo], *, across: bool = False) -> str:
    """An institution, or ALL where the page can look across them."""
    institutions = sorted({info.key.institution for info in infos})
    options = [*institutions, ALL] if across and len(institutions) > 1 else institutions
    names = {ALL: t("Across institutions")}
    return st.selectbox(t("Institution"), options, key="institution", format_func=lambda one: names.get(one, one))


def choose_year(infos: list[GridInfo]) -> str | None:
    """An academic year; None for the latest of each programme."""
    years = sorted({info.key.academic_year for info in infos}, reverse=True)
    names = {ALL: t("latest of each programme")}
    chosen = st.selectbox(t("Academic year"), [ALL, *years], format_func=lambda one: names.get(one, one))
    return None if chosen == ALL else chosen


def choose_side() -> str:
    """'guaranteed' or 'possible'."""
    names = {"guaranteed": t("guaranteed"), "possible": t("possible")}
    return st.segmented_control(
        t("Coverage"), list(names), default="guaranteed", required=True, format_func=lambda one: names[one], key="side"
    )


def choose_view() -> str:
    """'table' or 'picture'."""
    names = {"table": t("Table"), "picture": t("Picture")}
    return st.segmented_control(
        t("Show as"), list(names), default="table", required=True, format_func=lambda one: names[one], key="view"
    )


def choose_edition(infos: list[GridInfo]) -> Edition:
    """The edition whose order and names the rows follow; first the one that most of these grids use."""
    used = [info.edition for info in infos]
    ordered = sorted(editions().values(), key=lambda edition: -used.count(edition.id))
    titles = {edition.id: edition.title[language()] for edition in ordered}
    chosen = st.selectbox(t("Names and order of"), list(titles), format_func=lambda one: titles[one], key="edition")
    return editions()[chosen]


def choose_grid(infos: list[GridInfo]) -> GridColumn:
    """One grid, counted as is chosen: an institution, one of its programmes, and of several grids which one."""
    first, second, third = st.columns(3)
    with first:
        institution = choose_institution(infos)
    of_institution = [info for info in infos if info.key.institution == institution]
    by_default: dict[str, int] = {}
    for info in one_per_programme(of_institution):
        by_default.setdefault(info.key.programme, info.id)
    programmes = {programme: programme_name(programme)[language()] for programme in by_default}
    with second:
        programme = st.selectbox(
            t("Programme"), list(by_default), format_func=lambda one: programmes[one], key="programme"
        )
    names = {info.id: _grid_name(info) for info in of_institution if info.key.programme == programme}
    with third:
        grid_ids = list(names)
        default = grid_ids.index(by_default[programme])
        grid_id = st.selectbox(t("Grid"), grid_ids, index=default, format_func=lambda one: names[one])
    chosen = columns([grid_id], choose_rule())
    if not chosen:
        # Somebody replaced it between the list and the choice.
        st.info(t("This grid was replaced a moment ago. Reload the page."))
        st.stop()
    return chosen[0]


def _grid_name(info: GridInfo) -> str:
    view = label(info.key.perspective, language())
    framework = editions()[info.edition].title[language()] if info.edition not in EDITION_IDS else None
    return " · ".join(
        part for part in (info.key.campus, info.key.academic_year, info.key.rater, view, framework) if part
    )
