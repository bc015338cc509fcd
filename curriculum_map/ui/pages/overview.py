"""The printed table, filled: the framework down, the programmes across."""

import streamlit as st

from curriculum_map.frameworks.loader import family
from curriculum_map.services.columns import one_per_programme
from curriculum_map.ui.components import choices
from curriculum_map.ui.components.address import ALL, end_page
from curriculum_map.ui.components.drilldown import show_courses_behind
from curriculum_map.ui.components.figures_note import say_carried, say_letters, say_rule, say_signs, say_sources
from curriculum_map.ui.components.overview_tables import across_table, programmes_table, show_grids_behind
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import columns, stored, t

st.title(t("What the programmes cover"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

first, second, third = st.columns([3, 3, 5])  # editions have long titles
with first:
    institution = choices.choose_institution(infos, across=True)
with second:
    year = choices.choose_year(infos)
with third:
    across = institution == ALL
    of_institution = [info for info in infos if across or info.key.institution == institution]
    edition = choices.choose_edition(of_institution)
with st.container(horizontal=True):
    side = choices.choose_side()
    view = "table" if across else choices.choose_view()

chosen = one_per_programme((info for info in of_institution if family(info.edition) == family(edition.id)), year)
rule = choose_rule()
grids = columns([info.id for info in chosen], rule)
if not grids:
    st.info(t("This institution has no grid of this framework in this academic year."))
    end_page()

say_rule(side, grids)
say_carried(grids)
if across:
    st.write(t("Each place says how many grids stand at which level; levels are never merged into one."))
    place = show_table(across_table(edition, grids, side), "across", view)
    say_letters()
else:
    place = show_table(programmes_table(edition, grids, side), "overview", view)
    if view == "table":
        say_signs(grids)
say_sources(grids)
if place is not None:
    target, column = place
    chosen_grid = next((grid for grid in grids if str(grid.info.id) == column), None)
    if across:
        show_grids_behind(edition, [grid for grid in grids if grid.key.programme == column], side, target)
    elif chosen_grid is not None:
        show_courses_behind(chosen_grid, target)
