"""Small multiples: one small table per grid, the clusters down and the components across, to be read from afar."""

import streamlit as st

from curriculum_map.domain.framework import Granularity, cell_id
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.choices import slugs_of
from curriculum_map.ui.components.compare.comparison import Beside
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import basis_of, rated, say_letters
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.overview.tables import side_caption
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t

_PER_ROW = 3


def show_small_tables(beside: Beside) -> None:
    """A small table per grid, by name; a place opens the courses behind it."""
    names, slugs, chosen = beside.names, slugs_of(beside.grids), None
    for first in range(0, len(beside.grids), _PER_ROW):
        for place, grid in zip(st.columns(_PER_ROW), beside.grids[first : first + _PER_ROW], strict=False):
            with place:
                st.header(as_text(names[str(grid.info.id)]), anchor=False)
                key, basis = f"small-{slugs[str(grid.info.id)]}", basis_of([grid], beside.side)
                found = show_table(small_table(beside, grid), key, "table", basis=basis)
                chosen = chosen if found is None else (grid, *found)
    say_letters()
    if chosen is not None:
        grid, cluster, component = chosen
        show_courses_behind(grid, cluster if component == _WHOLE else cell_id(cluster, component))


_WHOLE = "whole"


def small_table(beside: Beside, grid: GridColumn) -> Table:
    """A grid as clusters by components; one rated per cluster has a single column, and is not spread out."""
    edition, to = beside.edition, language()
    if Granularity.CELL in grid.gaps_at:
        columns = {one.id: one.name[to] for one in edition.components}
    else:
        columns = {_WHOLE: t("rated per cluster")}
    rows = []
    for cluster in edition.clusters:
        targets = [cluster.id if column == _WHOLE else cell_id(cluster.id, column) for column in columns]
        gaps = [grid.gap(target) for target in targets]
        places = (Place(gap.guaranteed if beside.side == "guaranteed" else gap.possible) for gap in gaps)
        name = f"{cluster.number} {cluster.name[to]}"
        rows.append(Row(cluster.id, cluster.name[to], (Head(name),), tuple(places)))
    return Table(
        caption=f"{beside.names[str(grid.info.id)]} · {side_caption(beside.side)} · {rated(grid)}",
        corners=(t("Cluster"),),
        columns=tuple(Column(column, name) for column, name in columns.items()),
        rows=tuple(rows),
        language=to,
        hint=t("Move with the arrow keys; Enter shows the courses behind a place."),
        dense=True,
    )
