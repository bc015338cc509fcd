"""Two grids, place by place: where they differ, how far, and what compares at all. No sign of better or worse."""

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from curriculum_map.analytics.rollup import coarsest, states_at
from curriculum_map.analytics.years import over_years
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.frameworks.loader import family, load_crosswalk
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.choices import choose_segment, choose_toggle, grid_slugs
from curriculum_map.ui.components.compare.comparison import Beside
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import basis_of
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table
from curriculum_map.ui.components.grid_choices import choose_one
from curriculum_map.ui.components.level_table.values import Column, Place, Table
from curriculum_map.ui.components.overview.tables import side_caption
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.labels import label


@dataclass(frozen=True, slots=True)
class Line:
    """A target of one grid: what of the other compares with it, None for nothing; the states of both; levels up."""

    compares_with: str | None
    before: int | None
    now: int
    change: int | None


@dataclass(frozen=True)
class Pair:
    """Two grids: of one programme the earlier year first, else as chosen; at which granularity; what each is called."""

    first: GridColumn
    second: GridColumn
    granularity: Granularity
    side: str
    names: tuple[str, str]

    @property
    def are_years(self) -> bool:
        """Whether they are two years of one programme."""
        return _programme(self.first) == _programme(self.second) and (
            self.first.key.academic_year != self.second.key.academic_year
        )

    @property
    def are_editions(self) -> bool:
        """Whether they were rated against two editions of the framework."""
        return self.first.grid.edition != self.second.grid.edition

    @cached_property
    def lines(self) -> dict[str, Line]:
        """Per target of the second how it stands to the first."""
        return _since(self, self.first, self.second)

    @cached_property
    def only_first(self) -> list[str]:
        """The targets of the first with which nothing of the second compares."""
        back = _since(self, self.second, self.first)
        return [target for target, line in back.items() if line.compares_with is None]


def _since(pair: Pair, before: GridColumn, after: GridColumn) -> dict[str, Line]:
    grids = [before.grid, after.grid]
    found = over_years(grids, load_crosswalk(), family, pair.granularity, pair.side, after.rule)
    own = found.tail(len(states_at(after.grid, pair.granularity)[0]))
    columns = ("target", "before_target", "before", pair.side, "change")
    rows = own[list(columns)].astype(object).where(own[list(columns)].notna(), None)
    return {str(target): Line(*values) for target, *values in rows.itertuples(index=False, name=None)}


def _programme(grid: GridColumn) -> tuple[str, str, str]:
    return grid.key.institution, grid.key.programme, grid.key.campus or ""


def show_pair(beside: Beside) -> None:
    """The choice of two grids, what of them compares, and the table; a level opens the courses behind it."""
    pair = _choose(beside)
    _say(pair)
    columns: list[tuple[Column, PlaceOf]] = [
        (Column("first", pair.names[0]), lambda target: _place(pair.lines[target].before)),
        (Column("second", pair.names[1]), lambda target: _place(pair.lines[target].now)),
        (Column("apart", t("difference")), lambda target: Place(text=_apart(pair, pair.lines[target]))),
    ]
    if pair.are_editions or any(line.compares_with is None for line in pair.lines.values()):
        columns.append((Column("comparable", t("comparable")), lambda target: Place(text=_comparable(pair, target))))
    names, basis = _names(pair, beside.edition), basis_of([pair.first, pair.second], pair.side)
    shown = list(pair.lines)
    if choose_toggle("differing", t("Only where they differ")):
        shown = [target for target in shown if pair.lines[target].change]
    if shown:
        table = framework_table(names, pair.granularity, side_caption(pair.side), columns, only=shown, stacks=True)
        _open(pair, show_table(table, "pair", "table", basis=basis))
    if pair.only_first:
        _show_only_first(pair, beside.edition)


def _choose(beside: Beside) -> Pair:
    left, right, detail = st.columns(3, vertical_alignment="bottom")
    names = {grid.info.id: beside.names[str(grid.info.id)] for grid in beside.grids}
    slugs = grid_slugs((grid.info for grid in beside.grids), whole=True)
    with left:
        one = choose_one("one", t("This one"), slugs, names)
    with right:
        others = {slug: grid_id for slug, grid_id in slugs.items() if grid_id != one}
        other = choose_one("other", t("Beside this one"), others, names)
    grids = [grid for grid_id in (one, other) for grid in beside.grids if grid.info.id == grid_id]
    if _programme(grids[0]) == _programme(grids[1]):
        grids.sort(key=lambda grid: grid.key.academic_year)
    at = coarsest(grid.grid for grid in grids)
    if at is Granularity.ELEMENT:
        details = {str(one): label(one, language()) for one in (Granularity.CELL, Granularity.ELEMENT)}
        with detail:
            at = Granularity(choose_segment("detail", t("Level of detail"), details))
    said = (names[grids[0].info.id], names[grids[1].info.id])
    return Pair(grids[0], grids[1], at, beside.side, said)


def _say(pair: Pair) -> None:
    """How many places are the same, differ, and cannot be compared."""
    compared = [line for line in pair.lines.values() if line.compares_with is not None]
    same, without = (sum(line.change == value for line in compared) for value in (0, None))
    facts = {"count": len(pair.lines), "same": same, "apart": len(compared) - same - without, "without": without}
    said = t(
        "Of {count} places {same} are the same, {apart} differ, and on {without} at least one has no level.", **facts
    )
    if missing := len(pair.lines) - len(compared) + len(pair.only_first):
        said += " " + t_many("{count} place does not compare.", "{count} places do not compare.", missing)
    st.write(said)
    if pair.are_years:
        st.caption(
            t(
                "Two years of one programme. A level may be another because a course changed, because more was rated, "
                "or because somebody else rated: the courses behind it say which."
            )
        )
    if pair.are_editions:
        st.caption(
            t(
                "Two editions of the framework: clusters and cells compare, as they are the same in each; an element "
                "compares only where the crosswalk says that the other edition has the same one."
            )
        )


def _names(pair: Pair, edition: Edition) -> Edition:
    """The edition that names the rows: elements are those of the second grid, all else is the same in each."""
    return pair.second.edition if pair.granularity is Granularity.ELEMENT else edition


def _place(state: int | None) -> Place:
    return Place() if state is None else Place(state)


def _apart(pair: Pair, line: Line) -> str:
    if line.change is None:
        return "–"
    if line.change == 0:
        return t("the same")
    if not pair.are_years:
        return t_many("{count} level apart", "{count} levels apart", abs(line.change))
    if line.change > 0:
        return t_many("{count} level up", "{count} levels up", line.change)
    return t_many("{count} level down", "{count} levels down", -line.change)


def _comparable(pair: Pair, target: str) -> str:
    return t("yes") if pair.lines[target].compares_with is not None else t("no") + _why_not(target, pair.first)


def _why_not(target: str, other: GridColumn) -> str:
    """How an element stands to those of another edition, where the crosswalk says it."""
    elements = {one.id: one for one in other.edition.elements}
    said = [
        label(one.relation, language())
        + (f" “{elements[one.other].label[language()]}”" if one.other in elements else "")
        for one in load_crosswalk().of(target, other.grid.edition)
    ]
    return f": {'; '.join(said)}" if said else ""


def _open(pair: Pair, place: tuple[str, str] | None) -> None:
    if place is None:
        return
    target, column = place
    compares_with = pair.lines[target].compares_with
    if column == "first" and compares_with is not None:
        show_courses_behind(pair.first, compares_with)
    else:
        show_courses_behind(pair.second, target)


def _show_only_first(pair: Pair, edition: Edition) -> None:
    """The targets of the first with which nothing of the second compares."""
    named = pair.first.edition if pair.granularity is Granularity.ELEMENT else edition
    states = pair.first.states(pair.side, pair.granularity)
    columns: list[tuple[Column, PlaceOf]] = [
        (Column("first", pair.names[0]), lambda target: Place(states[target])),
        (Column("comparable", t("comparable")), lambda target: Place(text=t("no") + _why_not(target, pair.second))),
    ]
    caption = t("Only in the grid of {name}", name=pair.names[0])
    table: Table = framework_table(named, pair.granularity, caption, columns, only=pair.only_first, stacks=True)
    place = show_table(table, "pair-only-first", "table", basis=basis_of([pair.first], pair.side))
    if place is not None:
        show_courses_behind(pair.first, place[0])
