"""The printed table, filled: the framework down, and programmes, institutions or years across."""

import streamlit as st

from curriculum_map.frameworks.loader import family
from curriculum_map.ui.components import choices
from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import say_carried, say_letters, say_rule, say_signs, say_sources
from curriculum_map.ui.components.overview import choices as overview
from curriculum_map.ui.components.overview.tables import across_table, grids_table, show_grids_behind
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import t
from curriculum_map.ui.stored import columns, stored

st.title(t("What the programmes cover"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

with st.container(horizontal=True, vertical_alignment="bottom"):
    by, side, rule = overview.choose_columns(), choices.choose_side(), choose_rule()
    rows = st.container(width="content")
    shows = st.container(width="content")
with choices.choice_row():
    asked, counted = overview.choose_infos(infos, by)
    edition = choices.choose_edition(asked)
chosen = [info for info in counted if family(info.edition) == family(edition.id)]
with rows:
    fold = overview.choose_rows(chosen, edition)
across = len({info.key.institution for info in chosen}) > 1 and by == overview.PROGRAMMES
with shows:
    view = "table" if across else choices.choose_view()
grids = columns([info.id for info in chosen], rule)
if not grids:
    st.info(t("There is no grid of this framework here in this academic year. Choose another year or framework."))
    end_page()

basis = say_rule(grids, side)
say_carried(grids)
if across:
    st.write(t("Each place says how many grids stand at which level; levels are never merged into one."))
    place = show_table(across_table(edition, grids, side, fold), "across", view, basis=basis)
    say_letters()
else:
    table, slugs = grids_table(edition, grids, side, fold, by), choices.slugs_of(grids)
    place = show_table(table, "overview", view, slugs, basis=basis)
    if view == "table":
        say_signs(grids, fold.granularity)
say_sources(grids)
if place is not None:
    target, column = place
    chosen_grid = next((grid for grid in grids if str(grid.info.id) == column), None)
    if across:
        show_grids_behind(edition, [grid for grid in grids if grid.key.programme == column], side, target)
    elif chosen_grid is not None:
        show_courses_behind(chosen_grid, target)
