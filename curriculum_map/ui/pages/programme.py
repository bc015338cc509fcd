"""One programme: its courses against the framework, and what that covers."""

import streamlit as st

from curriculum_map.ui.components.choices import choose_grid, choose_view
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import (
    number,
    rated,
    say_carried,
    say_letters,
    say_rule,
    say_signs,
    say_sources,
)
from curriculum_map.ui.components.programme_tables import choose_fold, courses_table, coverage_table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import stored, t

st.title(t("One programme"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    st.stop()

grid = choose_grid(infos)
with st.container(horizontal=True):
    st.metric(t("Courses"), len(grid.grid.courses))
    st.metric(t("ECTS offered"), number(grid.credits))
    st.metric(t("Places rated"), rated(grid))

targets = choose_fold(grid)
st.header(t("Coverage"), anchor=False)
say_rule("guaranteed", [grid])
say_rule("possible", [grid])
say_carried([grid])
place = show_table(coverage_table(grid, targets), f"coverage-{grid.info.id}", "table")
say_signs([grid])

st.header(t("Courses and their levels"), anchor=False)
view = choose_view()
chosen = show_table(courses_table(grid, targets), f"courses-{grid.info.id}", view)
if view == "table":
    say_letters()
say_sources([grid])
target = place[0] if place else chosen[1] if chosen else None
if target is not None:
    show_courses_behind(grid, target)
