"""Grids as level tables: the framework down, one grid or one programme per column."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import pandas as pd

from curriculum_map.analytics.distribution import STATES
from curriculum_map.analytics.rollup import coarser_than
from curriculum_map.domain.framework import Edition, Granularity, granularity_of, split_target
from curriculum_map.domain.text import Language
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.level_table.values import Column, Head, Part, Place, Row, Table
from curriculum_map.ui.session import language, t
from curriculum_map.wording.catalogue import say
from curriculum_map.wording.flags import rule_mark, short_flags
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
    focuses: bool = True,
    stacks: bool = False,
) -> Table:
    """A table with the targets of an edition down, in the order of its sections; `only` keeps some of them.

    Without `focuses` the rows begin with their cluster: room for columns with sentences.
    """
    kept, first = set(edition.targets(granularity) if only is None else only), 0 if focuses else 1
    to = language()
    rows = [
        Row(target, edition.name(target, to), heads, tuple(place_of(target) for _, place_of in columns))
        for target, heads in _headed(edition, granularity, kept, to, first)
    ]
    depth = list(Granularity).index(granularity) + 2
    corners = (t("Focus"), t("Cluster"), t("Component"), t("Element"))[first:depth]
    return Table(
        caption=caption,
        corners=corners,
        columns=tuple(column for column, _ in columns),
        rows=tuple(rows),
        language=to,
        hint=t("Move with the arrow keys; Enter shows the courses behind a place."),
        choosable=choosable,
        stacks=stacks,
    )


def grid_places(column: GridColumn, side: str, granularity: Granularity, edition: Edition | None = None) -> PlaceOf:
    """The places of one grid in a table of this granularity; `edition` is that of the rows, else the grid's own.

    One that was rated coarser fills one place over all the rows it speaks of; one rated finer is rolled up, and says
    so. What has no counterpart in the edition of the rows, an element of another one, is rolled up as well.
    """
    names = edition or column.edition
    rows = names.targets(granularity)
    held = {target: column.gap(target).target for target in rows}
    spans = Counter(held.values())
    first = {holder: target for target, holder in reversed(held.items())}
    rolled_up = coarser_than(column.grid.granularity)
    to = language()  # asked once: a table has thousands of places

    def place(target: str) -> Place | None:
        gap = column.gap(target)
        if first[gap.target] != target:
            return None
        marks = [("▲", label(gap.kind, to))] if gap.is_below_ambition else []
        marks += [_share(column, gap.target, to)] if granularity_of(gap.target) in rolled_up else []
        aside, aside_text = rule_mark(gap, to)
        whole = ""
        if granularity_of(gap.target) is not granularity:
            whole = say("one level for all of “{target}”", to, target=names.name(gap.target, to))
        return Place(
            gap.guaranteed if side == "guaranteed" else gap.possible,
            sub=short_flags(gap, to, side),
            mark=" ".join(sign for sign, _ in marks),
            aside=aside,
            mark_text="; ".join(filter(None, (*(text for _, text in marks), aside_text, whole))),
            rowspan=spans[gap.target],
        )

    return place


def _share(column: GridColumn, target: str, to: Language) -> tuple[str, str]:
    reached, of = column.reached[target]
    return f"{reached}/{of}", say("highest of its parts; {reached} of {of} reached", to, reached=reached, of=of)


def counted_places(counts: pd.DataFrame) -> PlaceOf:
    """The places of a programme across institutions: how many grids stand at each level, never merged into one."""

    by_state = {state: counts[state].to_dict() for state in STATES}

    def place(target: str) -> Place:
        numbers = [(state, int(by_state[state][target])) for state in STATES]
        return Place(parts=tuple(Part(str(number), state) for state, number in numbers if number))

    return place


def _headed(
    edition: Edition, granularity: Granularity, kept: set[str], to: Language, first: int
) -> Iterator[tuple[str, tuple[Head, ...]]]:
    """Each kept target with the headings that begin in its row: from the first one, a focus, as far as it goes down."""
    targets = [target for target in edition.targets(granularity) if target in kept]
    chains = {target: _chain(edition, target, to)[first:] for target in targets}
    spans = Counter(path for chain in chains.values() for path in _paths(chain))
    before: set[tuple[str, ...]] = set()
    for target in targets:
        paths = _paths(chains[target])
        begun = [(depth, path) for depth, path in enumerate(paths) if path not in before]
        before = set(paths)
        yield target, tuple(Head(chains[target][depth][1], spans[path], depth) for depth, path in begun)


def _paths(chain: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The ids from the outermost heading down to each heading of a chain."""
    ids = tuple(name for name, _ in chain)
    return [ids[: depth + 1] for depth in range(len(ids))]


def _chain(edition: Edition, target: str, to: Language) -> list[tuple[str, str]]:
    """Id and heading of everything that holds a target, from its focus down to itself."""
    cluster = edition.cluster(split_target(target)[0])
    focus = edition.focus_of(cluster.id)
    chain = [(focus.id, focus.name[to]), (cluster.id, f"{cluster.number} {cluster.name[to]}")]
    component = edition.component_name(target, to)
    if component is not None:
        chain.append((component, component))
    if granularity_of(target) is Granularity.ELEMENT:
        chain.append((target, edition.name(target, to)))
    return chain
