"""What a programme covers per target and per focus, and its courses with their levels."""

import streamlit as st

from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.choices import choose_view
from curriculum_map.ui.components.figures_note import say_carried, say_letters, say_rule, say_signs
from curriculum_map.ui.components.fold import choose_detail
from curriculum_map.ui.components.programme.credits import show_credits
from curriculum_map.ui.components.programme.tables import courses_table, coverage_table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import t


def show_coverage(grid: GridColumn) -> str | None:
    """Coverage per target and credits per focus; the target whose place was just chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(t("Coverage"), anchor=False)
        targets = choose_detail(grid)
    basis = say_rule([grid], "guaranteed", "possible")
    say_carried([grid])
    place = show_table(coverage_table(grid, targets), f"coverage-{grid.info.id}", "table", basis=basis)
    say_signs([grid])
    with st.container(key="together-credits"):
        st.header(t("Credits per focus"), anchor=False)
        show_credits(grid)
    return place[0] if place else None


def show_courses(grid: GridColumn) -> str | None:
    """The courses with their levels; the target whose place was just chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(t("Courses and their levels"), anchor=False)
        targets = choose_detail(grid)
        view = choose_view()
    say_carried([grid])
    if view == "table":
        say_letters()
    chosen = show_table(courses_table(grid, targets), f"courses-{grid.info.id}", view)
    return chosen[1] if chosen else None
