"""Grids with their numbers: what one column of a table stands for, and which grids a table takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.rated import rated_share
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import Grid, GridKey, Perspective
from curriculum_map.domain.gaps import Gap
from curriculum_map.frameworks.loader import load_programmes
from curriculum_map.storage.ambitions import load_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, load_grids


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One grid with its coverage and gaps: `frame` is that of analytics.gaps.find_gaps, `gaps` the same by target."""

    info: GridInfo
    grid: Grid
    frame: pd.DataFrame
    gaps: dict[str, Gap]
    rated_share: float | None

    @property
    def key(self) -> GridKey:
        """Which institution, programme, year and rater this is."""
        return self.info.key

    @property
    def credits(self) -> float:
        """ECTS credits of all courses together, electives and every track included."""
        return sum(course.ects or 0 for course in self.grid.courses)

    def states(self, side: str) -> dict[str, int]:
        """The state of each target of this grid, 'guaranteed' or 'possible'."""
        return {target: gap.guaranteed if side == "guaranteed" else gap.possible for target, gap in self.gaps.items()}


def load_columns(database: Database, actor: Actor, grid_ids: Sequence[int]) -> list[GridColumn]:
    """These grids with their numbers, in the order asked for."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        stored = load_grids(connection, grid_ids)
        ambitions = [load_ambitions(connection, one.info.key) for one in stored]
    columns = []
    for one, aims in zip(stored, ambitions, strict=True):
        frame = find_gaps(one.grid, aims)
        columns.append(GridColumn(one.info, one.grid, frame, gap_values(frame), rated_share(one.grid)))
    return columns


def one_per_programme(infos: Iterable[GridInfo], academic_year: str | None = None) -> list[GridInfo]:
    """For each institution and programme the grid that counts: the latest year, or this one, the coordinator's view.

    Where nobody rated as coordinator another view stands in; of several raters the one who uploaded last. In the order
    of the printed programme table.
    """
    chosen: dict[tuple[str, str], GridInfo] = {}
    for info in infos:
        if academic_year is not None and info.key.academic_year != academic_year:
            continue
        place = (info.key.institution, info.key.programme)
        if place not in chosen or _rank(info) > _rank(chosen[place]):
            chosen[place] = info
    order = [programme.id for programme in load_programmes()]
    return sorted(
        chosen.values(),
        key=lambda info: (info.key.institution, _position(order, info.key.programme), info.key.programme),
    )


def _rank(info: GridInfo) -> tuple[str, bool, str]:
    return info.key.academic_year, info.key.perspective is Perspective.COORDINATOR, info.imported_at.isoformat()


def _position(order: list[str], programme: str) -> int:
    return order.index(programme) if programme in order else len(order)
