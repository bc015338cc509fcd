"""Programmes or institutions side by side, place by place, sorted by name and never by level."""

import streamlit as st

from curriculum_map.frameworks.loader import family
from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.choices import choose_edition, choose_side
from curriculum_map.ui.components.comparison import MOST_COLUMNS, choose_grids, comparison_table, worth_talking
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import say_carried, say_rule, say_signs, say_sources
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import columns, stored, t, t_many

st.title(t("Side by side"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

left, right = st.columns([2, 1], vertical_alignment="bottom")
with left:
    edition = choose_edition(infos)
with right:
    side = choose_side()
rule = choose_rule()
chosen = choose_grids([info for info in infos if family(info.edition) == family(edition.id)])
if len(chosen) < 2:
    st.info(t("Choose two grids or more, up to {most}.", most=MOST_COLUMNS))
    end_page()

grids = columns(chosen, rule)
targets = worth_talking(grids, edition, side)
st.write(
    t_many("{count} difference is worth a conversation.", "{count} differences are worth a conversation.", len(targets))
    + " "
    + t("Two levels apart or more, or covered here and “not covered” there.")
)
only = targets if targets and st.toggle(t("Show only these")) else None
say_rule(side, grids)
say_carried(grids)
place = show_table(comparison_table(grids, edition, side, targets, only), "compare", "table")
say_signs(grids)
say_sources(grids)
if place is not None:
    target, grid_id = place
    grid = next((grid for grid in grids if str(grid.info.id) == grid_id), None)
    if grid is not None:
        show_courses_behind(grid, target)
