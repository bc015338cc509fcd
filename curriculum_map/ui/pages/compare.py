"""Programmes, institutions or years side by side, place by place, sorted by name and never by level."""

import streamlit as st

from curriculum_map.frameworks.loader import family
from curriculum_map.services.asking import may_be_asked
from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.choices import choice_row, choose_edition, choose_segment, choose_side
from curriculum_map.ui.components.compare.agenda import show_agenda, show_asking
from curriculum_map.ui.components.compare.comparison import Beside, show_side_by_side
from curriculum_map.ui.components.compare.pair import show_pair
from curriculum_map.ui.components.compare.small import show_small_tables
from curriculum_map.ui.components.compare.spread import show_spread
from curriculum_map.ui.components.downloads import offer_comparison
from curriculum_map.ui.components.figures_note import say_carried, say_rule, say_sources
from curriculum_map.ui.components.grid_choices import MOST_COLUMNS, choose_grids
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.frame.page_frame import lead_to_upload, offer_a_start
from curriculum_map.ui.session import actor, database, t
from curriculum_map.ui.stored import columns, stored

st.title(t("Side by side"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

if len(infos) < 2:
    lead_to_upload(t("One grid is stored, and it takes two to compare. Upload that of another programme or year."))
    end_page()

with choice_row():
    side, rule, edition = choose_side(), choose_rule(), choose_edition(infos)
chosen = choose_grids([info for info in infos if family(info.edition) == family(edition.id)])
parts = {
    "agenda": t("Talk about these first"),
    "table": t("Everything side by side"),
    "pair": t("Two of them"),
    "small": t("A small table each"),
    "spread": t("How many at each level"),
    "ask": t("Whom to ask"),
}
part = choose_segment("part", t("Look at"), parts)
beside = Beside(columns(chosen, rule), edition, side)
if len(beside.grids) < 2:
    st.info(t("Choose two grids or more, up to {most}.", most=MOST_COLUMNS))
    end_page()

say_rule(beside.grids, side)
say_carried(beside.grids)
offer_comparison(beside.grids, side)
agreed = {str(one) for one in may_be_asked(database(), actor(), [grid.info for grid in beside.grids])}
if part == "agenda":
    show_agenda(beside, agreed)
elif part == "table":
    show_side_by_side(beside, "compare")
elif part == "pair":
    show_pair(beside)
elif part == "small":
    show_small_tables(beside)
elif part == "spread":
    show_spread(beside)
else:
    show_asking(beside, agreed)
say_sources(beside.grids)
