"""What to talk about first: the differences between grids that are worth a conversation, the widest on top."""

from collections.abc import Collection, Iterable

import streamlit as st

from curriculum_map.analytics.peers import whom_to_ask
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.address import dressed
from curriculum_map.ui.components.cells_behind import show_cells_behind
from curriculum_map.ui.components.compare.comparison import Beside, at_state
from curriculum_map.ui.components.framework_table import framework_table
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.session import language, t, t_many

_TOP_DOWN = (3, 2, 1, 0)
_WITHOUT = (NOT_RATED, NOT_APPLICABLE)


def show_agenda(beside: Beside, may_be_asked: Collection[str]) -> None:
    """The agenda: each difference with who stands where, and whom one could ask; a place opens the courses behind."""
    found = beside.differences()
    worth = found[found["worth_talking"]].sort_values("spread", ascending=False, kind="stable")
    said = t_many(
        "{count} difference is worth a conversation.", "{count} differences are worth a conversation.", len(worth)
    )
    st.write(said + " " + t("Two levels apart or more, or covered here and “not covered” there."))
    if worth.empty:
        return
    st.caption(t("The widest differences come first, then the order of the framework. Grids stand by name."))
    asked = whom_to_ask(beside.states, beside.targets, may_be_asked)["strong"].to_dict()
    rows = [
        _row(beside, number, str(target), int(spread), asked.get(target, ()))
        for number, (target, spread) in enumerate(worth["spread"].items(), start=1)
    ]
    legend = load_legend()
    columns = [Column(f"level-{level}", legend[level].name[language()]) for level in _TOP_DOWN]
    columns.append(Column("none", t("no level")))
    table = Table(
        caption=t("Talk about these first"),
        corners=(t("Target"),),
        columns=tuple(columns),
        rows=tuple(rows),
        language=language(),
        hint=t("Move with the arrow keys; Enter shows the courses behind a place."),
        stacks=True,
    )
    place = show_table(table, "agenda", "table", basis=beside.basis)
    _say_notes(rows)
    if place is not None:
        show_grids_behind(beside, beside.grids, place[0])


def _say_notes(rows: Iterable[Row]) -> None:
    """What the notes that stand in these rows mean."""
    meanings = {
        t("may be asked"): t("“may be asked”: the programme agreed to that."),
        t("blanks decide"): t("“blanks decide”: the level depends on places that were not rated."),
    }
    noted = [place.sub for row in rows for place in row.places if place]
    if said := " ".join(meaning for note, meaning in meanings.items() if any(note in one for one in noted)):
        st.caption(said)


def _row(beside: Beside, number: int, target: str, spread: int, asked: Collection[str]) -> Row:
    name = beside.edition.name(target, language())
    apart = t_many("{count} level apart", "{count} levels apart", spread)
    places = [_place(beside, target, (level,), level, asked) for level in _TOP_DOWN]
    places.append(_place(beside, target, _WITHOUT, NOT_RATED, asked))
    return Row(target, name, (Head(f"{number}. {name}", sub=apart),), tuple(places))


def _place(beside: Beside, target: str, states: tuple[int, ...], fill: int, asked: Collection[str]) -> Place:
    """Who stands there; below it who of them may be asked, and for whom that depends on what the blanks hide."""
    here = list(at_state(beside, target, states))
    if not here:
        return Place()
    notes = (
        (t("may be asked"), [grid for grid in here if str(grid.info.id) in asked]),
        (t("blanks decide"), [grid for grid in here if grid.gap(target).uncertain]),
    )
    said = (note if len(here) == 1 else f"{note}: {_named(beside, some)}" for note, some in notes if some)
    return Place(fill, text=_named(beside, here), sub="; ".join(said))


def _named(beside: Beside, grids: Iterable[GridColumn]) -> str:
    return ", ".join(beside.names[str(grid.info.id)] for grid in grids)


def show_asking(beside: Beside, may_be_asked: Collection[str]) -> None:
    """Per target who is strong and may be asked, and who is thin and could ask."""
    st.write(
        t("A programme that agreed to be asked is at “well framed” or higher, another one at “exemplary” or lower.")
    )
    found, names = whom_to_ask(beside.states, beside.targets, may_be_asked), beside.names
    agreed = [names[grid_id] for grid_id in by_name(beside, may_be_asked)]
    st.caption(t("Of these grids agreed to be asked: {names}.", names=", ".join(agreed) or t("none yet")))
    if found.empty:
        st.info(t("There is nobody to ask yet. Who may be asked is set on the page “Data”, under “Institutions”."))
        st.page_link(menu()["data"], label=t("Set who may be asked"), query_params=dressed({"part": "institutions"}))
        return

    def who(part: str, target: str) -> Place:
        text = ", ".join(names[grid_id] for grid_id in by_name(beside, found[part][target]))
        return Place(text=text, opens=True)

    columns = [
        (Column("strong", t("may be asked")), lambda target: who("strong", target)),
        (Column("thin", t("could ask")), lambda target: who("thin", target)),
    ]
    caption = t("Who is strong where others are thin")
    table = framework_table(
        beside.edition, beside.granularity, caption, columns, only=map(str, found.index), stacks=True
    )
    place = show_table(table, "asking", "table", basis=beside.basis)
    if place is not None:
        target, part = place
        of_it = found[part][target]
        show_grids_behind(beside, [grid for grid in beside.grids if str(grid.info.id) in of_it], target)


def show_grids_behind(beside: Beside, grids: Iterable[GridColumn], target: str) -> None:
    """Opens a dialog with the courses behind a target in each of these grids, with the cells in their files."""
    names = beside.names
    sides = [(names[str(grid.info.id)], grid.grid, beside.state(grid, target)) for grid in grids]
    show_cells_behind(beside.edition.name(target, language()), sides, target)


def by_name(beside: Beside, grid_ids: Iterable[str]) -> list[str]:
    """These ids in the order in which the grids stand."""
    wanted = set(grid_ids)
    return [str(grid.info.id) for grid in beside.grids if str(grid.info.id) in wanted]
