"""Grids side by side: what they are called beside each other, how they differ, and the whole table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from curriculum_map.analytics.differences import differences
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.columns import GridColumn
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.choices import choose_toggle, slugs_of
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import Basis, basis_of, carried, rated, say_signs
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table, grid_places
from curriculum_map.ui.components.level_table.values import Column, Place, Table
from curriculum_map.ui.components.overview.tables import side_caption
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t
from curriculum_map.wording.labels import label


@dataclass(frozen=True)
class Beside:
    """The grids that are laid beside each other, by name; the edition that names the rows; the side of coverage."""

    grids: Sequence[GridColumn]
    edition: Edition
    side: str

    @property
    def granularity(self) -> Granularity:
        """Per cluster as soon as one of the grids is rated so, else per cell."""
        coarse = any(grid.grid.granularity is Granularity.CLUSTER for grid in self.grids)
        return Granularity.CLUSTER if coarse else Granularity.CELL

    @property
    def targets(self) -> tuple[str, ...]:
        """What they are compared on, in the order of the edition."""
        return self.edition.targets(self.granularity)

    @property
    def basis(self) -> Basis:
        """What the figures of all of them rest on."""
        return basis_of(self.grids, self.side)

    @cached_property
    def states(self) -> dict[str, dict[str, int]]:
        """The state of each target in each grid, by the grid's id."""
        return {str(grid.info.id): grid.states(self.side, self.granularity) for grid in self.grids}

    @cached_property
    def names(self) -> dict[str, str]:
        """What each grid is called beside the others, by its id: as much as tells them apart."""
        found = short_names([grid.info for grid in self.grids])
        return {str(grid_id): name for grid_id, name in found.items()}

    def state(self, grid: GridColumn, target: str) -> int:
        """Where a grid stands."""
        return self.states[str(grid.info.id)].get(target, NOT_RATED)

    def differences(self) -> pd.DataFrame:
        """As analytics/differences has them: a row per target, with its spread and whether it is worth a talk."""
        return differences(self.states, self.targets)

    def grid(self, grid_id: str) -> GridColumn | None:
        """The grid with this id."""
        return next((grid for grid in self.grids if str(grid.info.id) == grid_id), None)


def full_name(info: GridInfo) -> str:
    """A grid by everything that tells it from others; by this name grids are sorted."""
    return " · ".join(part for part in _about(info).values() if part)


def names_to_choose(infos: Sequence[GridInfo]) -> dict[int, str]:
    """Each grid by its programme, institution and year; by who rated it too, where more than one did that."""
    briefly = {info.id: " · ".join(filter(None, list(_about(info).values())[:_OF_RATER])) for info in infos}
    often = Counter(briefly.values())
    return {info.id: briefly[info.id] if often[briefly[info.id]] == 1 else full_name(info) for info in infos}


def short_names(infos: Sequence[GridInfo]) -> dict[int, str]:
    """Each grid by as much as tells these apart; the institution where one would do without.

    By who rated it only those that are still called the same.
    """
    abouts = {info.id: _about(info) for info in infos}
    names = dict.fromkeys(abouts, "")
    for number, part in enumerate(_PARTS):
        said, often = {grid_id: about[part] for grid_id, about in abouts.items()}, Counter(names.values())
        if len(often) < len(names) and len(set(said.values())) > 1:
            names = {
                grid_id: " · ".join(
                    filter(None, (name, said[grid_id] if number < _OF_RATER or often[name] > 1 else ""))
                )
                for grid_id, name in names.items()
            }
    return {grid_id: name or abouts[grid_id]["institution"] for grid_id, name in names.items()}


_PARTS = ("programme", "institution", "campus", "year", "rater", "perspective")
_OF_RATER = _PARTS.index("rater")


def _about(info: GridInfo) -> Mapping[str, str]:
    key = info.key
    about = (programme_name(key.programme)[language()], key.institution, key.campus or "", key.academic_year)
    return dict(zip(_PARTS, (*about, key.rater or "", label(key.perspective, language())), strict=True))


def comparison_table(beside: Beside, only: Sequence[str] | None = None) -> Table:
    """A column per grid and one that says where to talk."""
    found, names = beside.differences(), beside.names
    talk = set(found.index[found["worth_talking"]])
    columns: list[tuple[Column, PlaceOf]] = []
    for grid in beside.grids:
        said = ", ".join(filter(None, (rated(grid), carried(grid))))
        head = Column(str(grid.info.id), names[str(grid.info.id)], sub=said)
        columns.append((head, grid_places(grid, beside.side, beside.granularity)))
    columns.append((Column("talk", t("to talk about")), lambda target: Place(text="●" if target in talk else "")))
    return framework_table(beside.edition, beside.granularity, side_caption(beside.side), columns, only=only)


def at_state(beside: Beside, target: str, states: Sequence[int]) -> Iterator[GridColumn]:
    """The grids that stand at one of these states for a target, by name."""
    return (grid for grid in beside.grids if beside.state(grid, target) in states)


def show_side_by_side(beside: Beside, key: str) -> None:
    """The whole table, or only the differences that are worth a conversation; a place opens the courses behind it."""
    found = beside.differences()
    talk = [str(target) for target in found.index[found["worth_talking"]]]
    only = talk if talk and choose_toggle("talk", t("Only what is worth a conversation")) else None
    place = show_table(comparison_table(beside, only), key, "table", slugs_of(beside.grids), basis=beside.basis)
    say_signs(beside.grids)
    grid = None if place is None else beside.grid(place[1])
    if place is not None and grid is not None:
        show_courses_behind(grid, place[0])
