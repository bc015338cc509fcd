"""Ambition against coverage: where the two differ, of which kind, and the report to take along."""

import streamlit as st

from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.choices import choose_grid, choose_view
from curriculum_map.ui.components.downloads import offer_gap_report
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import say_carried, say_rule, say_signs, say_sources
from curriculum_map.ui.components.gap_views import choose_kinds, gaps_table, show_picture
from curriculum_map.ui.components.shown import only_once, show_table
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import stored, t

st.title(t("Gaps against the programme's own ambition"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

grid = choose_grid(infos)
offer_gap_report(grid)
if all(gap.ambition is None for gap in grid.gaps.values()):
    st.info(
        t("This programme has set no ambitions yet. Fill in the ambitions sheet of the workbook and upload it again.")
    )
kinds = choose_kinds(grid)
view = choose_view()
say_rule("guaranteed", [grid])
say_carried([grid])
if not any(gap.kind in kinds for gap in grid.gaps.values()):
    st.info(t("No gap of these kinds."))
elif view == "table":
    place = show_table(gaps_table(grid, kinds), f"gaps-{grid.info.id}", view)
    if place is not None:
        show_courses_behind(grid, place[0])
else:
    target = only_once("gaps-picture", show_picture(grid, kinds))
    if target is not None:
        show_courses_behind(grid, target)
say_signs([grid])
say_sources([grid])
