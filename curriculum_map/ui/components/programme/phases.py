"""The line of each target through the phases of a programme."""

import streamlit as st

from curriculum_map.analytics.progression import progression
from curriculum_map.domain.framework import granularity_of
from curriculum_map.domain.levels import SIGNS
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.fold import choose_detail
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table
from curriculum_map.ui.components.level_table.values import Column, Place, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t, t_many

_UNKNOWN = 0  # phases count from 1


def show_phases(grid: GridColumn) -> str | None:
    """The table of the phases; the target whose place was just chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(t("Through the phases"), anchor=False)
        targets = choose_detail(grid)
    st.caption(t("The highest level in what every student takes in that phase; the counting rule is not used here."))
    place = show_table(phases_table(grid, targets), f"phases-{grid.info.id}", "table")
    return place[0] if place else None


def phases_table(grid: GridColumn, targets: tuple[str, ...]) -> Table:
    """Per target and phase the highest level in what every student takes there; below it what is possible, if more."""
    granularity = granularity_of(targets[0])
    frame = progression(grid.grid, granularity).fillna({"phase": _UNKNOWN})
    lines = {
        (str(target), int(phase)): (int(sure), int(best))
        for target, phase, sure, best in zip(
            frame["target"], frame["phase"], frame["guaranteed"], frame["possible"], strict=True
        )
    }
    phases = list(dict.fromkeys(phase for _, phase in lines))
    columns: list[tuple[Column, PlaceOf]] = [(_heading(grid, phase), _places(lines, phase)) for phase in phases]
    known = [phase for phase in phases if phase != _UNKNOWN]
    if len(known) > 1:
        columns.append((Column("line", t("line"), sub=t("guaranteed, per phase")), _line(lines, known)))
    return framework_table(grid.edition, granularity, t("Level per phase"), columns, only=targets)


def _heading(grid: GridColumn, phase: int) -> Column:
    here = sum((course.phase or _UNKNOWN) == phase for course in grid.grid.courses)
    name = t("phase {phase}", phase=phase) if phase else t("phase not known")
    return Column(f"phase-{phase}", name, sub=t_many("{count} course", "{count} courses", here))


def _line(lines: dict[tuple[str, int], tuple[int, int]], phases: list[int]) -> PlaceOf:
    """What every student takes, phase by phase: as a line, and in digits."""

    def place(target: str) -> Place:
        states = tuple(lines[target, phase][0] for phase in phases)
        return Place(text=" → ".join(SIGNS.get(state, str(state)) for state in states), line=states)

    return place


def _places(lines: dict[tuple[str, int], tuple[int, int]], phase: int) -> PlaceOf:
    def place(target: str) -> Place:
        sure, best = lines[target, phase]
        more = "" if best == sure else t("possible: {level}", level=load_legend().name(best)[language()])
        return Place(sure, sub=more)

    return place
