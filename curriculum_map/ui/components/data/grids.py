"""What is stored: every grid with its version and where it came from, and one of them with its history."""

import streamlit as st

from curriculum_map.domain.slugs import by_slug
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.history import count_carried
from curriculum_map.services.intact import changed_versions
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import ALL, from_address, into_address
from curriculum_map.ui.components.choices import grid_slugs
from curriculum_map.ui.components.data.history import offer_history
from curriculum_map.ui.components.data.tables import Line, carried_over, show_lines
from curriculum_map.ui.components.data.versions import (
    compare_versions,
    forget_comparison,
    show_files,
    show_versions,
    versions_of,
)
from curriculum_map.ui.components.downloads import offer_grid_file
from curriculum_map.ui.components.figures_note import day
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import say_not_intact, stored
from curriculum_map.wording.labels import label

_MOST_ROWS = 200


def show_grids() -> None:
    """The grids of an institution or of all, then the versions of one and what can be done with them."""
    infos = stored()
    if not infos:
        offer_a_start()
        return
    options = by_slug(sorted({info.key.institution for info in infos}))
    if len(options) > 1:
        options = {ALL: ALL, **options}
    names = {ALL: t("All institutions")}
    key = from_address("whose", options)
    chosen = st.selectbox(
        t("Institution"), list(options.values()), key=key, format_func=lambda one: names.get(one, one)
    )
    institution = into_address(key, chosen)
    shown = [info for info in infos if institution in (ALL, info.key.institution)]
    _table(shown[:_MOST_ROWS])
    if len(shown) > _MOST_ROWS:
        st.caption(t("Only the first {count} are shown.", count=_MOST_ROWS))
    info = _choose(shown)
    of_programme = versions_of([one for one in infos if _same_programme(one, info)])
    changed = changed_versions(database(), actor(), of_programme)
    if about := [
        f"{one.key} | {one.version}" for one in of_programme if one.id == info.id and one.version_id in changed
    ]:
        say_not_intact(about)
    show_versions(info, of_programme, changed)
    compare_versions(info, [one for one in of_programme if one.version_id not in changed])
    if info.version_id not in changed:
        offer_grid_file(info)
    show_files(info)
    offer_history(info, changed)


def _table(infos: list[GridInfo]) -> None:
    carried = count_carried(database(), actor(), [info.version_id for info in infos])
    headings = {
        "year": t("Academic year"),
        "courses": t("Courses"),
        "file": t("File"),
        "rater": t("Rater"),
    }
    lines = (_line(info, carried.get(info.version_id, 0)) for info in infos)
    show_lines("data-grids", t("Stored grids"), t("Programme"), headings, lines)
    st.caption(
        t(
            "A course that is carried over stands as it was in an earlier year, until somebody confirms it. "
            "It counts as before."
        )
    )


def _line(info: GridInfo, carried: int) -> Line:
    key = info.key
    texts = (
        (key.academic_year, t("version {number}", number=info.version)),
        (str(info.courses), carried_over(carried)),
        (info.file_name, t("stored on {day}", day=day(info.imported_at))),
        (key.rater or "", label(key.perspective, language())),
    )
    name = " · ".join(filter(None, (programme_name(key.programme)[language()], key.campus)))
    return str(info.id), name, key.institution, texts


def _choose(infos: list[GridInfo]) -> GridInfo:
    """The grid whose versions are shown."""
    by_id = {info.id: info for info in infos}
    key = from_address("stored", grid_slugs(infos, whole=True))
    chosen = st.selectbox(
        t("Grid whose versions you see below"),
        list(by_id),
        key=key,
        format_func=lambda one: grid_name(by_id[one]),
        on_change=forget_comparison,
    )
    return by_id[into_address(key, chosen)]


def grid_name(info: GridInfo) -> str:
    """What a grid is about, in one line; first what tells it from others, as a narrow screen cuts the end off."""
    key, view = info.key, label(info.key.perspective, language())
    about = (programme_name(key.programme)[language()], key.campus, key.academic_year, key.rater, view, key.institution)
    return " · ".join(part for part in about if part)


def _same_programme(one: GridInfo, other: GridInfo) -> bool:
    return (one.key.institution, one.key.programme) == (other.key.institution, other.key.programme)
