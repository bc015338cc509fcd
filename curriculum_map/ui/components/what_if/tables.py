"""What steps come to: only the targets and the phases that change, before and after."""

from collections.abc import Iterable, Sequence

from curriculum_map.analytics.progression import PhaseChange
from curriculum_map.analytics.what_if import GapChange
from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import NOT_APPLICABLE
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.flags import short_flags
from curriculum_map.wording.labels import label
from curriculum_map.wording.steps import becomes, phase_name


def targets_table(column: GridColumn, changes: Sequence[GapChange]) -> Table:
    """A row per target that changes; whatever stands after it says how many levels up or down that is."""
    by_target = {one.target: one for one in changes}
    with_aims = any(gap.ambition is not None for gap in column.gaps.values())
    return _table(
        column,
        t("Targets that change"),
        (
            *_sides("guaranteed", t("guaranteed")),
            *_sides("possible", t("possible")),
            *(_of_gaps() if with_aims else ()),
        ),
        (
            (target, target, "", _places(by_target[target], with_aims=with_aims))
            for target in _ordered(column, by_target)
        ),
    )


def phases_that_change(column: GridColumn, changes: Sequence[PhaseChange]) -> Table:
    """A row per target and phase in which something else is met than before."""
    rows = (
        (f"{one.target}|{one.phase}", one.target, phase_name(one.phase, language()), _phase_places(one))
        for target in _ordered(column, {one.target for one in changes})
        for one in changes
        if one.target == target
    )
    columns = (*_sides("guaranteed", t("guaranteed")), *_sides("possible", t("possible")))
    return _table(column, t("Phases that change"), columns, rows)


def target_of(row: str) -> str:
    """The target that a row of either table is about."""
    return row.partition("|")[0]


def _table(
    column: GridColumn,
    caption: str,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[str, str, str, tuple[Place, ...]]],
) -> Table:
    edition, to = column.edition, language()
    lines = tuple(
        Row(row, " · ".join(filter(None, (edition.name(target, to), sub))), (_head(column, target, sub),), places)
        for row, target, sub, places in rows
    )
    hint = t("Move with the arrow keys; Enter shows the courses behind a place.")
    return Table(caption, (t("Target"),), columns, lines, to, hint=hint, stacks=True)


def _head(column: GridColumn, target: str, sub: str) -> Head:
    cluster = column.edition.cluster(target.rpartition(":")[2].partition(".")[0])
    return Head(f"{cluster.number} {column.edition.name(target, language())}", sub=sub)


def _ordered(column: GridColumn, kept: Iterable[str]) -> list[str]:
    """These targets in the order of the edition's sections."""
    among = set(kept)
    return [target for target in column.edition.targets(column.grid.granularity) if target in among]


def _sides(side: str, name: str) -> tuple[Column, Column]:
    before, after = t("before"), t("after")
    return (
        Column(f"{side}-before", before, groups=(name,), name=f"{name}, {before}"),
        Column(f"{side}-after", after, groups=(name,), name=f"{name}, {after}"),
    )


def _of_gaps() -> tuple[Column, ...]:
    return Column("ambition", t("ambition")), Column("gap", t("gap"), width=2)


def _places(one: GapChange, *, with_aims: bool) -> tuple[Place, ...]:
    before, after, to = one.before, one.after, language()
    levels = (
        _level(before.guaranteed, sub=short_flags(before, to)),
        _level(after.guaranteed, before.guaranteed, sub=short_flags(after, to)),
        _level(before.possible),
        _level(after.possible, before.possible),
    )
    return (*levels, *_gap_places(before, after)) if with_aims else levels


def _gap_places(before: Gap, after: Gap) -> tuple[Place, ...]:
    aim = Place(text="–") if before.ambition is None else _level(int(before.ambition))
    kinds = dict.fromkeys(label(gap.kind, language()) for gap in (before, after))
    return aim, Place(text=" → ".join(kinds), sub=becomes(before, after, language()))


def _phase_places(one: PhaseChange) -> tuple[Place, ...]:
    return (
        _level(one.guaranteed_before),
        _level(one.guaranteed, one.guaranteed_before),
        _level(one.possible_before),
        _level(one.possible, one.possible_before),
    )


def _level(state: int, before: int | None = None, sub: str = "") -> Place:
    """A state; after a change also how many levels it went up or down."""
    if before is None or before == state or max(before, state) >= NOT_APPLICABLE:
        return Place(state, sub=sub)
    steps = abs(state - before)
    said = (
        t_many("{count} level up", "{count} levels up", steps)
        if state > before
        else t_many("{count} level down", "{count} levels down", steps)
    )
    return Place(state, sub=sub, mark=f"{'+' if state > before else '−'}{steps}", mark_text=said)
