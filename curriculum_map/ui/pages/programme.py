"""One programme: its coverage, its line through the phases, and what it makes one ask; a link to its other raters."""

import streamlit as st

from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.agreement_choice import offer_agreement
from curriculum_map.ui.components.choices import choose_grid, choose_segment, choose_view
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
from curriculum_map.ui.components.programme_phases import phases_table
from curriculum_map.ui.components.programme_questions import show_questions, show_single_points
from curriculum_map.ui.components.programme_tables import choose_fold, courses_table, coverage_table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import stored, t

st.title(t("One programme"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

grid = choose_grid(infos)
with st.container(horizontal=True):
    st.metric(t("Courses"), len(grid.grid.courses))
    st.metric(t("ECTS offered"), number(grid.credits))
    st.metric(t("Places rated"), rated(grid))

offer_agreement(infos, grid.info)
parts = {"coverage": t("Coverage"), "phases": t("Phases"), "questions": t("Questions")}
part = choose_segment("part", t("Look at"), parts)
target = None
shown = [grid]
if part == "coverage":
    targets = choose_fold(grid)
    st.header(t("Coverage"), anchor=False)
    say_rule("guaranteed", shown)
    say_rule("possible", shown)
    say_carried(shown)
    place = show_table(coverage_table(grid, targets), f"coverage-{grid.info.id}", "table")
    say_signs(shown)
    st.header(t("Courses and their levels"), anchor=False)
    view = choose_view()
    chosen = show_table(courses_table(grid, targets), f"courses-{grid.info.id}", view)
    if view == "table":
        say_letters()
    target = place[0] if place else chosen[1] if chosen else None
elif part == "phases":
    targets = choose_fold(grid)
    st.header(t("Through the phases"), anchor=False)
    st.caption(t("The highest level in what every student takes in that phase; the counting rule is not used here."))
    place = show_table(phases_table(grid, targets), f"phases-{grid.info.id}", "table")
    target = place[0] if place else None
else:
    st.header(t("What this makes one ask"), anchor=False)
    of_question = show_questions(grid)
    st.header(t("Levels that hang on one course"), anchor=False)
    say_rule("guaranteed", shown)
    target = show_single_points(grid) or of_question
say_sources(shown)
if target is not None:
    show_courses_behind(grid, target)
