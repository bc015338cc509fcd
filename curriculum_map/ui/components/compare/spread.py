"""How many grids stand at each level, and where one of them stands among the others."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from curriculum_map.analytics.distribution import STATES, grids_per_level
from curriculum_map.analytics.peers import FEWEST_OTHERS, among_others
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components.address import ALL
from curriculum_map.ui.components.choices import grid_slugs
from curriculum_map.ui.components.compare.agenda import show_grids_behind
from curriculum_map.ui.components.compare.comparison import Beside, at_state
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table
from curriculum_map.ui.components.grid_choices import choose_one
from curriculum_map.ui.components.level_table.values import Column, Place
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t

# No grid has this id.
_NOBODY = 0
_TOP_DOWN = (3, 2, 1, 0, NOT_APPLICABLE, NOT_RATED)


def show_spread(beside: Beside) -> None:
    """Per target how many grids are at each level; on request where one of them stands among at least five others."""
    st.write(
        t(
            "How many of the {count} grids are at each level. They are counted, and never merged into one level.",
            count=len(beside.grids),
        )
    )
    counts = grids_per_level(list(beside.states.values()), beside.targets)
    used = [state for state in _TOP_DOWN if state <= max(STATES[:4]) or counts[state].any()]
    legend = load_legend()
    columns: list[tuple[Column, PlaceOf]] = [
        (Column(f"state-{state}", legend.name(state)[language()]), _counted(counts, state)) for state in used
    ]
    own = _choose_own(beside)
    if own is not None:
        columns += _among(beside, own)
    caption = t("How many grids are at each level")
    table = framework_table(beside.edition, beside.granularity, caption, columns, stacks=True)
    place = show_table(table, "spread", "table", basis=beside.basis)
    if place is not None:
        target, column = place
        states = (int(column.removeprefix("state-")),) if column.startswith("state-") else _TOP_DOWN
        show_grids_behind(beside, at_state(beside, target, states), target)


def _counted(counts: pd.DataFrame, state: int) -> PlaceOf:
    of_state = counts[state].to_dict()

    def place(target: str) -> Place:
        number = int(of_state[target])
        return Place(state, text=str(number)) if number else Place()

    return place


def _choose_own(beside: Beside) -> str | None:
    """The grid that one wants to see among the others; None without."""
    if len(beside.grids) <= FEWEST_OTHERS:
        st.caption(
            t(
                "With {most} grids or more you can also see where one of them stands among the others: fewer would say "
                "who is who.",
                most=FEWEST_OTHERS + 1,
            )
        )
        return None
    names = {_NOBODY: t("nobody"), **{grid.info.id: beside.names[str(grid.info.id)] for grid in beside.grids}}
    slugs = grid_slugs((grid.info for grid in beside.grids), whole=True)
    found = choose_one("among", t("One among the others"), {ALL: _NOBODY, **slugs}, names)
    chosen = None if found == _NOBODY else str(found)
    if chosen is not None:
        st.caption(
            t(
                "Of the levels of the others, from low to high: a quarter is at the first or lower, half at the middle "
                "or lower, three quarters at the last or lower. Each is a level that somebody has; without five others "
                "with a level nothing is said."
            )
        )
    return chosen


def _among(beside: Beside, own: str) -> list[tuple[Column, PlaceOf]]:
    found = among_others(beside.states, own, beside.targets)
    headings = {"own": beside.names[own], "lower": t("a quarter of the others"), "median": t("half of the others")}
    headings["upper"] = t("three quarters of the others")
    return [(Column(name, heading), _quartile(found[name])) for name, heading in headings.items()]


def _quartile(levels: pd.Series) -> Callable[[str], Place]:
    def place(target: str) -> Place:
        level = levels[target]
        return Place(text="–") if pd.isna(level) else Place(int(level))

    return place
