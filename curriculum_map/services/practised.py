"""How far the stored programmes come with one element, each at the granularity at which it was rated."""

from collections.abc import Iterable
from dataclasses import dataclass

from curriculum_map.domain.crosswalk import Crosswalk, Relation
from curriculum_map.domain.framework import Element, Granularity, granularity_of, split_target
from curriculum_map.services.columns import GridColumn


@dataclass(frozen=True, slots=True)
class Practice:
    """What one grid guarantees for an element: the state of `target`, which is the element, its cell or its cluster."""

    column: GridColumn
    target: str
    state: int

    @property
    def granularity(self) -> Granularity:
        """Of what the state tells: of the element itself, or of all that its cell or its cluster holds."""
        return granularity_of(self.target)


def where_practised(columns: Iterable[GridColumn], element: Element, crosswalk: Crosswalk) -> tuple[Practice, ...]:
    """What each grid guarantees for the element, in the order of the grids.

    A grid rated per element of another edition tells of the element that is the same there; without one, of the cell.
    A grid of a framework that does not know the cell tells nothing and is left out.
    """
    found = []
    for column in columns:
        if element.cell not in column.edition.targets(Granularity.CELL):
            continue
        target = _target(column, element, crosswalk)
        found.append(Practice(column, target, column.gap(target).guaranteed))
    return tuple(found)


def _target(column: GridColumn, element: Element, crosswalk: Crosswalk) -> str:
    """The finest target of the grid that holds the element."""
    if column.grid.granularity is Granularity.CLUSTER:
        return split_target(element.cell)[0]
    same = [row.other for row in crosswalk.of(element.id, column.grid.edition) if row.relation is Relation.SAME]
    for target in (element.id, *same):
        if target is not None and target in column.gaps:
            return target
    return element.cell
