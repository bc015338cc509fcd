"""The two tables of the overview: one institution's programmes, and how many grids of all institutions stand where."""

from collections.abc import Sequence

from curriculum_map.analytics.distribution import grids_per_level
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.figures_note import carried, rated
from curriculum_map.ui.components.framework_table import counted_places, framework_table, grid_places
from curriculum_map.ui.components.level_table.values import Column, Table
from curriculum_map.ui.session import language, t, t_many

_MAY_DIVIDE = "\N{SOFT HYPHEN}"


def programmes_table(edition: Edition, grids: Sequence[GridColumn], side: str) -> Table:
    """The programmes of one institution, a column each; per cluster only if every grid is rated so."""
    per_cluster = all(grid.grid.granularity is Granularity.CLUSTER for grid in grids)
    granularity = Granularity.CLUSTER if per_cluster else Granularity.CELL
    columns = [
        _programme_column(
            str(grid.info.id),
            grid.key.programme,
            sub=" · ".join(filter(None, (grid.key.campus, grid.key.academic_year, rated(grid), carried(grid)))),
        )
        for grid in grids
    ]
    return framework_table(
        edition,
        granularity,
        side_caption(side),
        [(column, grid_places(grid, side, granularity)) for column, grid in zip(columns, grids, strict=True)],
    )


def across_table(edition: Edition, grids: Sequence[GridColumn], side: str) -> Table:
    """The programmes of all institutions, a column each: how many of their grids stand at each level."""
    programmes = list(dict.fromkeys(grid.key.programme for grid in grids))
    targets = edition.targets(Granularity.CELL)
    columns = []
    for programme in programmes:
        its = [grid for grid in grids if grid.key.programme == programme]
        per_cell = [grid for grid in its if Granularity.CELL in grid.gaps_at]
        sub = t_many("{count} grid", "{count} grids", len(per_cell))
        if len(its) > len(per_cell):
            sub += " · " + t("{count} more rated per cluster", count=len(its) - len(per_cell))
        sub = " · ".join(filter(None, (sub, carried(*its))))
        counts = grids_per_level([grid.states(side, Granularity.CELL) for grid in per_cell], targets)
        columns.append((_programme_column(programme, programme, sub), counted_places(counts)))
    return framework_table(edition, Granularity.CELL, side_caption(side), columns, choosable=False)


def _programme_column(column_id: str, programme: str, sub: str) -> Column:
    """A column headed by a programme; its long Dutch compounds may be divided, as browsers do not know where."""
    name = programme_name(programme)[language()]
    return Column(
        column_id, name.replace("wetenschappen", f"{_MAY_DIVIDE}weten{_MAY_DIVIDE}schappen"), sub=sub, name=name
    )


def side_caption(side: str) -> str:
    """What a table of this side of coverage shows."""
    captions = {"guaranteed": t("Guaranteed coverage"), "possible": t("Possible coverage")}
    return captions[side]
