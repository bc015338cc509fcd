"""Grids as level tables: the framework down, one grid or one programme per column."""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from curriculum_map.analytics.distribution import STATES
from curriculum_map.domain.framework import Edition, Granularity, cell_id
from curriculum_map.domain.text import Language
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.level_table.values import Column, Head, Part, Place, Row, Table
from curriculum_map.ui.session import language, t
from curriculum_map.wording.labels import label

PlaceOf = Callable[[str], Place | None]


def framework_table(
    edition: Edition,
    granularity: Granularity,
    caption: str,
    columns: Sequence[tuple[Column, PlaceOf]],
    *,
    only: Iterable[str] | None = None,
    choosable: bool = True,
) -> Table:
    """A table with the targets of an edition down, in the order of its sections; `only` keeps some of them."""
    kept = set(edition.targets(granularity) if only is None else only)
    rows = [
        Row(target, edition.name(target, language()), heads, tuple(place_of(target) for _, place_of in columns))
        for target, heads in _headed(edition, granularity, kept, language())
    ]
    corners = (t("Focus"), t("Cluster"), t("Component"))[: 2 if granularity is Granularity.CLUSTER else 3]
    return Table(
        caption=caption,
        corners=corners,
        columns=tuple(column for column, _ in columns),
        rows=tuple(rows),
        language=language(),
        hint=t("Move with the arrow keys; Enter shows the courses behind a place."),
        choosable=choosable,
    )


def grid_places(column: GridColumn, side: str) -> PlaceOf:
    """The places of one grid; one rated per cluster fills one place over its three component rows."""
    states = column.states(side)

    def place(target: str) -> Place | None:
        cluster, _, component = target.partition(".")
        per_cluster = column.grid.granularity is Granularity.CLUSTER and bool(component)
        if per_cluster and component != "knowledge":
            return None
        gap = column.gaps[cluster if per_cluster else target]
        marks = [("▲", label(gap.kind, language()))] if gap.is_below_ambition else []
        marks += [("?", t("depends on what the blanks hide"))] if gap.uncertain else []
        return Place(
            states[gap.target],
            mark=" ".join(sign for sign, _ in marks),
            mark_text="; ".join(text for _, text in marks),
            rowspan=3 if per_cluster else 1,
        )

    return place


def counted_places(counts: pd.DataFrame) -> PlaceOf:
    """The places of a programme across institutions: how many grids stand at each level, never merged into one."""

    def place(target: str) -> Place:
        numbers = [(state, int(counts[state].to_dict()[target])) for state in STATES]
        return Place(parts=tuple(Part(str(number), state) for state, number in numbers if number))

    return place


def _headed(
    edition: Edition, granularity: Granularity, kept: set[str], to: Language
) -> Iterable[tuple[str, tuple[Head, ...]]]:
    """Each kept target with the headings that begin in its row."""
    for focus in edition.focuses:
        per_cluster = {
            cluster.id: [cluster.id]
            if granularity is Granularity.CLUSTER
            else [cell_id(cluster.id, component.id) for component in edition.components]
            for cluster in focus.clusters
        }
        shown = {name: [target for target in targets if target in kept] for name, targets in per_cluster.items()}
        focus_head = [Head(focus.name[to], sum(map(len, shown.values())), 0)]
        for cluster in focus.clusters:
            heading = f"{cluster.number} {cluster.name[to]}"
            cluster_head = [Head(heading, len(shown[cluster.id]), 1)]
            for target in shown[cluster.id]:
                component = edition.component_name(target, to)
                own = [] if component is None else [Head(component, 1, 2)]
                yield target, (*focus_head, *cluster_head, *own)
                focus_head, cluster_head = [], []
