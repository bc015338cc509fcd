"""The routes through a programme: what a student may choose, and where that gives least and most."""

from collections.abc import Mapping

import streamlit as st

from curriculum_map.analytics.routes import Route, Routes, find_routes
from curriculum_map.analytics.routes_over import MOST_ROUTES, SelectionRoute, routes_over
from curriculum_map.analytics.taking import taking_of
from curriculum_map.domain.actors import Actor
from curriculum_map.domain.framework import granularity_of, split_target
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import CountingRule
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.figures_note import say_rule
from curriculum_map.ui.components.fold import choose_detail
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.wording.offers import route_choices, short_choices


def show_routes_through(grid: GridColumn) -> str | None:
    """The routes that give least and most per target and over all ambitions; the target whose place was just chosen."""
    st.header(t("What a student may choose"), anchor=False)
    taking = taking_of(grid.grid)
    if not (len(taking.tracks) > 1 or taking.groups or taking.free().any()):
        st.info(t("Every student takes the same courses: there is one route through this programme."))
        return None
    st.write(
        t(
            "A route is what one student takes: the compulsory courses, those of a track, and electives. Below stand "
            "a route on which nobody meets less of a target and one on which nobody meets more; every route counts."
        )
    )
    targets = choose_detail(grid)
    basis = say_rule([grid], "guaranteed")
    order = [target for target in grid.edition.targets(granularity_of(targets[0])) if target in targets]
    differ = [target for target in order if grid.gap(target).guaranteed != grid.gap(target).possible]
    place = None
    if differ:
        place = show_table(_table(grid, differ), f"routes-{grid.info.id}", "table", basis=basis)
    else:
        st.info(t("What a student chooses makes no difference for any of these targets."))
    _show_over_ambitions(grid)
    return place[0] if place else None


def _table(grid: GridColumn, differ: list[str]) -> Table:
    edition, to = grid.edition, language()
    found = _routes(grid.info.id, grid.rule, tuple(differ), database().change_count(), actor(), grid)
    rows = []
    for target, routes in found.items():
        name = edition.name(target, to)
        head = Head(f"{edition.cluster(split_target(target)[0]).number} {name}")
        rows.append(
            Row(target, name, (head,), tuple(place for route in routes for place in _places(grid, route, target)))
        )
    columns = (
        Column("least", t("least"), name=t("Where a student meets least")),
        Column("least-by", t("a student who takes"), width=2),
        Column("most", t("most"), name=t("Where a student meets most")),
        Column("most-by", t("a student who takes"), width=2),
    )
    caption = t("Targets for which the choice makes a difference")
    hint = t("Move with the arrow keys; Enter shows the courses behind a place.")
    return Table(caption, (t("Target"),), columns, tuple(rows), to, hint=hint, stacks=True)


@st.cache_resource(max_entries=64, show_spinner=False)
def _routes(
    grid_id: int, rule: CountingRule, targets: tuple[str, ...], change_count: int, who: Actor, _grid: GridColumn
) -> dict[str, Routes]:
    """The routes for these targets; worked out once, and not each time that another choice is made."""
    granularity = granularity_of(targets[0])
    return {target: find_routes(_grid.grid, target, rule, granularity) for target in targets}


def _places(grid: GridColumn, route: Route, target: str) -> tuple[Place, Place]:
    track, courses = short_choices(route.track, route.courses, grid.grid, load_legend(), language(), target)
    return Place(route.state), Place(text=track, sub=courses) if track else Place(text=courses)


def _show_over_ambitions(grid: GridColumn) -> None:
    """On which route a student reaches the fewest of all ambitions, and on which the most."""
    st.header(t("All ambitions together"), anchor=False)
    aims = {target: gap.ambition for target, gap in grid.gaps.items() if gap.ambition is not None}
    if not aims:
        st.write(t("This programme has set no ambitions yet."))
        return
    found = routes_over(grid.grid, aims, grid.rule)
    if found is None:
        st.write(
            t("Not worked out: there are more than {most} routes, and what is said here is exact.", most=MOST_ROUTES)
        )
        return
    st.write(
        t(
            "What a student chooses counts for all targets at once: who meets little of one may meet much of another. "
            "So no single student may have all the lowest levels of the table above."
        )
    )
    names = (t("A route on which a student reaches the fewest"), t("A route on which a student reaches the most"))
    for name, route in zip(names, found, strict=True):
        _show_route(grid, name, route, aims)


def _show_route(grid: GridColumn, name: str, route: SelectionRoute, aims: Mapping[str, Level]) -> None:
    said = route_choices(route.track, route.courses, grid.grid, load_legend(), language())
    reached = t("{reached} of {all} ambitions", reached=len(route.reached), all=len(aims))
    st.markdown(f"**{name}: {reached}**\n\n{as_text(said[:1].upper() + said[1:])}")
    missed = [target for target in grid.edition.targets(grid.grid.granularity) if target in aims.keys() - route.reached]
    if missed:
        with st.expander(t_many("{count} ambition not reached", "{count} ambitions not reached", len(missed))):
            st.markdown("\n".join(f"- {as_text(_missed(grid, target, aims[target]))}" for target in missed))


def _missed(grid: GridColumn, target: str, aim: Level) -> str:
    return f"{grid.edition.name(target, language())}: {load_legend()[aim].name[language()]}"
