"""Grids side by side: which ones, the table, and the differences worth a conversation."""

from collections.abc import Sequence

import streamlit as st

from curriculum_map.analytics.differences import differences
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.columns import GridColumn, one_per_programme
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.figures_note import carried, rated
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table, grid_places
from curriculum_map.ui.components.level_table.values import Column, Place, Table
from curriculum_map.ui.components.overview_tables import side_caption
from curriculum_map.ui.session import language, t
from curriculum_map.wording.labels import label

MOST_COLUMNS = 12


def choose_grids(infos: list[GridInfo]) -> list[int]:
    """The ids of the grids to compare, sorted by name."""
    names = {info.id: _name(info) for info in infos}
    if not infos:
        return []
    first = [info.id for info in one_per_programme(infos)]
    by_programme = {info.id: info.key.programme for info in infos}
    default = [grid_id for grid_id in first if by_programme[grid_id] == by_programme[first[0]]][:MOST_COLUMNS]
    chosen = st.multiselect(
        t("Programmes"),
        sorted(names, key=lambda grid_id: names[grid_id]),
        default=default,
        format_func=lambda grid_id: names[grid_id],
        max_selections=MOST_COLUMNS,
        placeholder=t("Choose programmes"),
    )
    return sorted(chosen, key=lambda grid_id: names[grid_id])


def worth_talking(grids: Sequence[GridColumn], edition: Edition, side: str) -> list[str]:
    """The targets on which these grids differ so much that it is worth a conversation."""
    granularity = _granularity(grids)
    columns = {str(grid.info.id): grid.states(side, granularity) for grid in grids}
    frame = differences(columns, edition.targets(granularity))
    return [str(target) for target in frame.index[frame["worth_talking"]]]


def comparison_table(
    grids: Sequence[GridColumn], edition: Edition, side: str, marked: Sequence[str], only: Sequence[str] | None
) -> Table:
    """A column per grid and one that says where to talk; per cluster as soon as one of them is rated so."""
    granularity = _granularity(grids)
    columns: list[tuple[Column, PlaceOf]] = []
    for grid in grids:
        programme = programme_name(grid.key.programme)[language()]
        about = (programme, grid.key.campus, grid.key.academic_year, rated(grid), carried(grid))
        head = Column(str(grid.info.id), grid.key.institution, sub=" · ".join(filter(None, about)))
        columns.append((head, grid_places(grid, side, granularity)))
    columns.append((Column("talk", t("to talk about")), lambda target: Place(text="●" if target in marked else "")))
    return framework_table(edition, granularity, side_caption(side), columns, only=only)


def _name(info: GridInfo) -> str:
    parts = (
        programme_name(info.key.programme)[language()],
        info.key.institution,
        info.key.campus,
        info.key.academic_year,
        info.key.rater,
        label(info.key.perspective, language()),
    )
    return " · ".join(part for part in parts if part)


def _granularity(grids: Sequence[GridColumn]) -> Granularity:
    coarse = any(grid.grid.granularity is Granularity.CLUSTER for grid in grids)
    return Granularity.CLUSTER if coarse else Granularity.CELL
