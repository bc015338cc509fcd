"""Ambition against coverage: where the two differ, what would close it, the ambitions, and what is decided."""

import streamlit as st

from curriculum_map.domain.gaps import GapKind
from curriculum_map.ui.components.address import end_page, from_address, into_address
from curriculum_map.ui.components.choices import choose_grid, choose_view
from curriculum_map.ui.components.downloads import offer_gap_report
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import say_carried, say_rule, say_signs, say_sources
from curriculum_map.ui.components.gaps.ambition_form import offer_ambitions
from curriculum_map.ui.components.gaps.decision_register import PART, decide_about, show_register
from curriculum_map.ui.components.gaps.gap_views import DECISION, choose_kinds, gaps_table, show_picture
from curriculum_map.ui.components.rule_views import show_where_rules_differ
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import t
from curriculum_map.ui.stored import columns, stored

st.title(t("Gaps against the programme's own ambition"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

grid = choose_grid(infos)
parts = {"gaps": t("Gaps"), "ambitions": t("Ambitions"), PART: t("Decisions")}
key, view, kinds = from_address("part", {one: one for one in parts}), "table", list[GapKind]()
with st.container(horizontal=True, vertical_alignment="bottom"):
    asked = st.segmented_control(t("Look at"), list(parts), key=key, required=True, format_func=lambda one: parts[one])
    part = into_address("part", asked or "gaps")
    if part == "gaps":
        view = choose_view()
        kinds = choose_kinds(grid)
        offer_gap_report(grid)
if part == "ambitions":
    offer_ambitions(grid)
    end_page()
if part == PART:
    show_register(grid)
    say_sources([grid])
    end_page()

if all(gap.ambition is None for gap in grid.gaps.values()):
    st.info(t("This programme has set no ambitions yet. Set them here under “Ambitions”, or in the workbook."))
basis = say_rule([grid], "guaranteed")
say_carried([grid])
place = None
if not any(gap.kind in kinds for gap in grid.gaps.values()):
    st.info(t("No gap of these kinds."))
elif view == "table":
    place = show_table(gaps_table(grid, kinds), f"gaps-{grid.info.id}", view, basis=basis)
    if place is not None and place[1] == DECISION:
        decide_about(grid, place[0])
    say_signs([grid], triangles=False)
else:
    place = show_picture(grid, kinds, basis)
elsewhere = show_where_rules_differ(grid)
say_sources([grid])
if elsewhere is not None:
    show_courses_behind(columns([grid.info.id], elsewhere[1])[0], elsewhere[0])
elif place is not None:
    show_courses_behind(grid, place[0])
