"""The two tables of the overview: a column per grid, and how many grids of all institutions stand where."""

from collections import Counter
from collections.abc import Iterator, Sequence

from curriculum_map.analytics.distribution import grids_per_level
from curriculum_map.domain.framework import Edition, Granularity, granularity_of
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.cells_behind import show_cells_behind
from curriculum_map.ui.components.figures_note import carried, rated
from curriculum_map.ui.components.fold import Fold
from curriculum_map.ui.components.framework_table import counted_places, framework_table, grid_places
from curriculum_map.ui.components.level_table.values import Column, Table
from curriculum_map.ui.components.overview.choices import INSTITUTIONS, PROGRAMMES, YEARS
from curriculum_map.ui.session import language, t, t_many


def grids_table(edition: Edition, grids: Sequence[GridColumn], side: str, fold: Fold, by: str) -> Table:
    """A column per grid, headed by what tells them apart: the programme, the institution or the year."""
    columns = [(_grid_column(grid, by), grid_places(grid, side, fold.granularity, edition)) for grid in grids]
    return framework_table(edition, fold.granularity, side_caption(side), columns, only=fold.targets)


def _grid_column(grid: GridColumn, by: str) -> Column:
    key = grid.key
    names = {
        PROGRAMMES: programme_name(key.programme)[language()],
        INSTITUTIONS: key.institution,
        YEARS: key.academic_year,
    }
    year = "" if by == YEARS else key.academic_year
    sub = ", ".join(filter(None, (key.campus, year, rated(grid), carried(grid))))
    return Column(str(grid.info.id), names[by], sub=sub)


def across_table(edition: Edition, grids: Sequence[GridColumn], side: str, fold: Fold) -> Table:
    """The programmes of all institutions, a column each: how many of their grids stand at each level."""
    programmes = list(dict.fromkeys(grid.key.programme for grid in grids))
    granularity, targets = fold.granularity, fold.targets
    columns = []
    for programme in programmes:
        its = [grid for grid in grids if grid.key.programme == programme]
        counted = [grid for grid in its if granularity in grid.gaps_at]
        sub = t_many("{count} grid", "{count} grids", len(counted))
        sub = ", ".join(filter(None, (sub, *_left_out(its, granularity), carried(*its))))
        counts = grids_per_level([grid.states(side, granularity) for grid in counted], targets)
        columns.append((_programme_column(programme, programme, sub), counted_places(counts)))
    return framework_table(edition, granularity, side_caption(side), columns, only=targets)


def _left_out(grids: Sequence[GridColumn], granularity: Granularity) -> Iterator[str]:
    """How many of these grids are rated too coarsely to be counted at this granularity, and how."""
    left = Counter(grid.grid.granularity for grid in grids if granularity not in grid.gaps_at)
    if count := left[Granularity.CLUSTER]:
        yield t("{count} more rated per cluster", count=count)
    if count := left[Granularity.CELL]:
        yield t("{count} more rated per component", count=count)


def show_grids_behind(edition: Edition, grids: Sequence[GridColumn], side: str, target: str) -> None:
    """Opens a dialog with the courses behind a target in each of these grids that is counted there."""
    sides = []
    for grid in grids:
        if granularity_of(target) in grid.gaps_at:
            gap, key = grid.gap(target), grid.key
            name = " · ".join(filter(None, (key.institution, key.campus, key.academic_year)))
            sides.append((name, grid.grid, gap.guaranteed if side == "guaranteed" else gap.possible))
    show_cells_behind(edition.name(target, language()), sides, target)


def _programme_column(column_id: str, programme: str, sub: str) -> Column:
    """A column headed by a programme."""
    return Column(column_id, programme_name(programme)[language()], sub=sub)


def side_caption(side: str) -> str:
    """What a table of this side of coverage shows."""
    captions = {"guaranteed": t("Guaranteed coverage"), "possible": t("Possible coverage")}
    return captions[side]
