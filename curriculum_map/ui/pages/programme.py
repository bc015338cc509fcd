"""One programme: its coverage, its courses, its line through the phases, what one may try and what one may ask."""

from collections.abc import Callable

import streamlit as st

from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.agreement.choice import offer_agreement
from curriculum_map.ui.components.choices import choose_grid, choose_segment
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import number, percent, say_sources
from curriculum_map.ui.components.programme.coverage import show_courses, show_coverage
from curriculum_map.ui.components.programme.phases import show_phases
from curriculum_map.ui.components.programme.questions import show_what_to_ask
from curriculum_map.ui.components.programme.routes import show_routes_through
from curriculum_map.ui.components.what_if.panel import show_what_if
from curriculum_map.ui.components.what_if.steps import PART
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import t
from curriculum_map.ui.stored import stored

st.title(t("One programme"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

grid = choose_grid(infos)
with st.container(horizontal=True, key="about"):
    st.metric(t("Courses"), len(grid.grid.courses))
    st.metric(t("ECTS offered"), number(grid.credits))
    st.metric(t("Places rated"), "–" if grid.rated_share is None else percent(grid.rated_share))
    offer_agreement(infos, grid.info)
# Each part with what shows it, and then says of which target a place was chosen.
parts: dict[str, tuple[str, Callable[[GridColumn], str | None]]] = {
    "coverage": (t("Coverage"), show_coverage),
    "courses": (t("Courses"), show_courses),
    "phases": (t("Phases"), show_phases),
    "routes": (t("Routes"), show_routes_through),
    "questions": (t("Questions"), show_what_to_ask),
    PART: (t("What if"), show_what_if),
}
names = {part: name for part, (name, _) in parts.items()}
part = choose_segment("part", t("Look at"), names)
target = parts[part][1](grid)
say_sources([grid])
if target is not None:
    show_courses_behind(grid, target)
