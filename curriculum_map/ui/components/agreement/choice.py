"""Which raters are laid beside each other: a programme-year that several rated, and who of them."""

from collections import Counter
from collections.abc import Iterable, Sequence

import streamlit as st

from curriculum_map.domain.curriculum import Course, Grid
from curriculum_map.domain.slugs import by_slug
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.raters import several_raters
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import dressed
from curriculum_map.ui.components.choices import grid_slugs
from curriculum_map.ui.components.compare.comparison import short_names
from curriculum_map.ui.components.grid_choices import choose_one, choose_several
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.ui.stored import editions
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.labels import label


def choose_raters(infos: Sequence[GridInfo]) -> list[int]:
    """The ids of the grids of two raters or more of one programme-year; none where no programme-year has two."""
    together = rated_by_several(infos)
    if not together:
        return []
    options = {slug: grids[0].id for slug, grids in together.items()}
    left, right = st.columns([3, 2])
    with left:
        names = _programme_years(together.values())
        of = choose_one("of", t("Rated by several"), options, names)
    grids = next(grids for grids in together.values() if grids[0].id == of)
    raters = short_names(grids)
    if len(raters) == 2:
        return list(raters)
    with right:
        return choose_several("raters", t("Raters"), grid_slugs(grids), raters, list(raters))


def course_slugs(courses: Sequence[Course]) -> list[str]:
    """What the address calls each of these courses: by its code and title, for its place changes with the files."""
    names = [course_name(course) for course in courses]
    slugs, often = {name: one for one, name in by_slug(names).items()}, Counter(names)
    # Which of two courses of one name is meant only their order says.
    return [slugs[name] if often[name] == 1 else f"{slugs[name]}-{at}" for at, name in enumerate(names)]


def offer_agreement(infos: Sequence[GridInfo], one: GridInfo) -> None:
    """A link to how far the raters agree, where others rated the same programme-year as this grid."""
    for slug, grids in rated_by_several(infos).items():
        if one in grids:
            count = t_many("{count} rater", "{count} raters", len(grids))
            said = t("How far the raters agree") + f" ({count})"
            st.page_link(menu()["agreement"], label=said, query_params=dressed({"of": slug}))


def rated_by_several(infos: Sequence[GridInfo]) -> dict[str, list[GridInfo]]:
    """The grids of each programme-year that two raters or more rated, by what the address calls it."""
    texts = {_about(grids[0]): grids for grids in several_raters(infos)}
    return {slug: texts[text] for slug, text in by_slug(texts).items()}


def _about(info: GridInfo) -> str:
    key = info.key
    return " | ".join((key.institution, key.programme, key.campus or "", key.academic_year, info.edition))


def _programme_years(together: Iterable[Sequence[GridInfo]]) -> dict[int, str]:
    """What each programme-year is called, by the id of its first grid; with its framework where another shares that."""
    plain = {grids[0]: _programme_year(grids) for grids in together}
    shared = Counter(plain.values())
    titles = {info: editions()[info.edition].title[language()] for info in plain}
    return {info.id: name if shared[name] == 1 else f"{name} · {titles[info]}" for info, name in plain.items()}


def _programme_year(grids: Sequence[GridInfo]) -> str:
    key = grids[0].key
    about = (programme_name(key.programme)[language()], key.institution, key.campus, key.academic_year)
    count = t_many("{count} rater", "{count} raters", len(grids))
    return " · ".join(filter(None, about)) + f" ({count})"


def rater_name(grid: Grid) -> str:
    """A rater with the role in which they rated."""
    return " · ".join(filter(None, (grid.key.rater, label(grid.key.perspective, language()))))
