"""Which raters are laid beside each other: a programme-year that several rated, and who of them."""

from collections.abc import Sequence

import streamlit as st

from curriculum_map.domain.curriculum import Grid
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.raters import several_raters
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.comparison import short_names
from curriculum_map.ui.components.data_address import from_address, into_address
from curriculum_map.ui.session import editions, language, t, t_many
from curriculum_map.wording.labels import label


def choose_raters(infos: Sequence[GridInfo]) -> list[int]:
    """The ids of the grids of two raters or more of one programme-year; none where no programme-year has two."""
    together = {str(grids[0].id): grids for grids in several_raters(infos)}
    if not together:
        return []
    names = {name: _programme_year(grids) for name, grids in together.items()}
    left, right = st.columns(2)
    with left:
        key = from_address("of", list(names))
        of = into_address(
            "of", st.selectbox(t("Rated by several"), list(names), key=key, format_func=names.__getitem__)
        )
    raters = short_names(together[of])
    if len(raters) == 2:
        return list(raters)
    with right:
        chosen = st.multiselect(
            t("Raters"), list(raters), default=list(raters), format_func=raters.__getitem__, key=f"raters-{of}"
        )
    return [grid_id for grid_id in raters if grid_id in chosen]


def _programme_year(grids: Sequence[GridInfo]) -> str:
    key, framework = grids[0].key, editions()[grids[0].edition].title[language()]
    about = (programme_name(key.programme)[language()], key.institution, key.campus, key.academic_year, framework)
    count = t_many("{count} rater", "{count} raters", len(grids))
    return " · ".join(filter(None, about)) + f" ({count})"


def rater_name(grid: Grid) -> str:
    """A rater with the role in which they rated."""
    return " · ".join(filter(None, (grid.key.rater, label(grid.key.perspective, language()))))
