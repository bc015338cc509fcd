"""Which grids are compared: up to twelve, in the address, always by name."""

import streamlit as st

from curriculum_map.services.columns import one_per_programme
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.comparison import full_name
from curriculum_map.ui.session import t

MOST_COLUMNS = 12


def choose_grids(infos: list[GridInfo]) -> list[int]:
    """The ids of the grids to compare, sorted by name; first those of one programme at each institution."""
    names = {info.id: full_name(info) for info in infos}
    if not infos:
        return []
    first = one_per_programme(infos)
    default = [info.id for info in first if info.key.programme == first[0].key.programme][:MOST_COLUMNS]
    chosen = st.multiselect(
        t("Programmes"),
        sorted(names, key=lambda grid_id: names[grid_id]),
        default=default,
        format_func=lambda grid_id: names[grid_id],
        max_selections=MOST_COLUMNS,
        placeholder=t("Choose programmes"),
        key="grids",
    )
    return sorted(chosen, key=lambda grid_id: names[grid_id])
