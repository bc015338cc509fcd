"""The choices at the top of a page, each in the address: which institution, year and grid, which side, which view."""

from collections.abc import Iterable
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.slugs import by_slug
from curriculum_map.frameworks.loader import EDITION_IDS, programme_name
from curriculum_map.services.columns import GridColumn, one_per_programme
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import ALL, end_page, from_address, into_address
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.session import language, t
from curriculum_map.ui.stored import columns, editions
from curriculum_map.wording.labels import label

LATEST = "latest"
# So many signs of a name fit where choices stand beside each other; so many pixels a sign takes, and the box around it.
_BESIDE_OTHERS, _WIDTH_OF_SIGN, _WIDTH_OF_BOX = 32, 6.5, 44


def choice_row() -> DeltaGenerator:
    """Where choices stand beside each other: as many as fit, and two on a narrow screen."""
    return st.container(horizontal=True, vertical_alignment="bottom", key="choices")


def choose_institution(infos: list[GridInfo], *, across: bool = False) -> str:
    """An institution, or ALL where the page can look across them."""
    options = by_slug(sorted({info.key.institution for info in infos}))
    if across and len(options) > 1:
        options[ALL] = ALL
    names = {ALL: t("Across institutions")}
    key = from_address("institution", options)
    chosen = st.selectbox(
        t("Institution"), list(options.values()), key=key, format_func=lambda one: names.get(one, one)
    )
    return into_address(key, chosen)


def choose_institution_and_year(infos: list[GridInfo]) -> tuple[str | None, str | None]:
    """Side by side: an institution, None for all of them, and one of its academic years, None for the latest."""
    with choice_row():
        institution = choose_institution(infos, across=True)
        year = choose_year([info for info in infos if institution in (ALL, info.key.institution)])
    return None if institution == ALL else institution, year


def choose_year(infos: list[GridInfo]) -> str | None:
    """An academic year; None for the latest of each programme."""
    years = sorted({info.key.academic_year for info in infos}, reverse=True)
    names = {LATEST: t("latest of each")}
    options = [LATEST, *years]
    key = from_address("year", {one: one for one in options})
    chosen = st.selectbox(t("Academic year"), options, key=key, format_func=lambda one: names.get(one, one))
    return None if into_address(key, chosen) == LATEST else chosen


def choose_side() -> str:
    """'guaranteed' or 'possible'."""
    return choose_segment("side", t("Coverage"), {"guaranteed": t("guaranteed"), "possible": t("possible")})


def choose_view() -> str:
    """'table' or 'picture'."""
    return choose_segment("view", t("Show as"), {"table": t("Table"), "picture": t("Picture")})


def choose_segment(name: str, title: str, names: dict[str, str], default: str | None = None) -> str:
    """One of a few choices by their slug, beside each other; first the default or the first of them."""
    key = from_address(name, {one: one for one in names}, default)
    chosen = st.segmented_control(title, list(names), required=True, format_func=lambda one: names[one], key=key)
    return into_address(key, str(chosen))


def choose_toggle(name: str, title: str) -> bool:
    """Whether something is on, which it is not at first."""
    key = from_address(name, {"no": False, "yes": True})
    return into_address(key, st.toggle(title, key=key))


def choose_edition(infos: list[GridInfo]) -> Edition:
    """The edition whose order and names the rows follow; first the one that most of these grids use.

    Behind a button: the rows say which names they have.
    """
    used = [info.edition for info in infos]
    ordered = sorted(editions().values(), key=lambda edition: -used.count(edition.id))
    titles = {edition.id: edition.title[language()] for edition in ordered}
    key = from_address("edition", {one: one for one in titles})
    with st.popover(t("Names and order"), width="content"):
        chosen = st.selectbox(t("Names and order of"), list(titles), format_func=lambda one: titles[one], key=key)
    return editions()[into_address(key, chosen)]


def choose_programme(infos: list[GridInfo]) -> str:
    """A programme of these, in the order of the printed table."""
    programmes = list(dict.fromkeys(info.key.programme for info in one_per_programme(infos)))
    names = {programme: programme_name(programme)[language()] for programme in programmes}
    key = from_address("programme", {one: one for one in programmes})
    chosen = st.selectbox(t("Programme"), programmes, format_func=lambda one: names[one], key=key)
    return into_address(key, chosen)


def choose_grid(infos: list[GridInfo]) -> GridColumn:
    """One grid, counted as is chosen: an institution, one of its programmes, and of several grids which one."""
    with choice_row():
        chosen = columns([choose_info(infos).id], choose_rule())
    if not chosen:
        # Somebody replaced it between the list and the choice.
        st.info(t("This grid was replaced a moment ago. Reload the page."))
        end_page()
    return chosen[0]


def choose_info(infos: list[GridInfo]) -> GridInfo:
    """The same, without its numbers."""
    institution = choose_institution(infos)
    of_institution = [info for info in infos if info.key.institution == institution]
    programme = choose_programme(of_institution)
    of_programme = [info for info in of_institution if info.key.programme == programme]
    names = {info.id: _grid_name(info) for info in of_programme}
    key = from_address("grid", grid_slugs(of_programme), one_per_programme(of_programme)[0].id)
    # A long name, as a group of raters has, takes a line of its own rather than to be cut off.
    longest = max(map(len, names.values()))
    width: Literal["stretch"] | int = "stretch"
    if longest > _BESIDE_OTHERS:
        width = round(longest * _WIDTH_OF_SIGN) + _WIDTH_OF_BOX
    chosen = st.selectbox(t("Grid"), list(names), key=key, format_func=lambda one: names[one], width=width)
    return next(info for info in of_programme if info.id == into_address(key, chosen))


def address_of(infos: Iterable[GridInfo], key: GridKey) -> dict[str, str]:
    """What an address names to have this grid of these chosen, on a page that shows one grid."""
    listed = list(infos)
    names = by_slug(sorted({info.key.institution for info in listed}))
    of_programme = [
        info for info in listed if (info.key.institution, info.key.programme) == (key.institution, key.programme)
    ]
    of_key = {info.id for info in of_programme if info.key == key}
    return {
        "institution": next(slug for slug, name in names.items() if name == key.institution),
        "programme": key.programme,
        "grid": next(slug for slug, grid_id in grid_slugs(of_programme).items() if grid_id in of_key),
    }


def grid_slugs(infos: Iterable[GridInfo], *, whole: bool = False) -> dict[str, int]:
    """Grids by what tells them apart, never by their numbers, which differ between databases.

    `whole`: of several institutions and programmes, which the slugs then name too.
    """
    texts = {_about(info.key, whole=whole): info.id for info in infos}
    return {one: texts[text] for one, text in by_slug(texts).items()}


def slugs_of(grids: Iterable[GridColumn]) -> dict[str, str]:
    """What the address calls these grids, by their numbers as columns of a table have them."""
    return {str(grid_id): slug for slug, grid_id in grid_slugs((grid.info for grid in grids), whole=True).items()}


def _about(key: GridKey, *, whole: bool) -> str:
    parts = (key.academic_year, key.perspective.value, key.campus or "", key.rater or "")
    return " | ".join((key.institution, key.programme, *parts) if whole else parts)


def _grid_name(info: GridInfo) -> str:
    view = label(info.key.perspective, language())
    framework = editions()[info.edition].title[language()] if info.edition not in EDITION_IDS else None
    return " · ".join(
        part for part in (info.key.campus, info.key.academic_year, info.key.rater, view, framework) if part
    )
