"""Several raters of one programme-year: what to discuss first, where they differ, and how far they agree."""

import streamlit as st

from curriculum_map.analytics.raters import side_by_side
from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.agreement.choice import choose_raters
from curriculum_map.ui.components.agreement.figures import show_figures
from curriculum_map.ui.components.agreement.map import show_map
from curriculum_map.ui.components.agreement.queue import show_queue
from curriculum_map.ui.components.choices import choice_row, choose_segment, choose_side
from curriculum_map.ui.components.compare.comparison import Beside, show_side_by_side
from curriculum_map.ui.components.figures_note import say_carried, say_rule, say_sources
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.frame.page_frame import lead_to_upload, offer_a_start
from curriculum_map.ui.session import t
from curriculum_map.ui.stored import columns, stored

st.title(t("How far raters agree"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

chosen = choose_raters(infos)
if not chosen:
    lead_to_upload(
        t(
            "No programme was rated by two people in the same year yet. Have a second rater fill in the empty "
            "workbook, without looking at the first one, and upload it with their own role or group as rater."
        )
    )
    end_page()
parts = {
    "discuss": t("Discuss these first"),
    "map": t("Where they differ"),
    "beside": t("Side by side"),
    "figures": t("In figures"),
}
part = choose_segment("part", t("Look at"), parts)
if len(chosen) < 2:
    st.info(t("Choose two raters or more."))
    end_page()

grids = columns(chosen, as_rated=True)
raters, edition = side_by_side([grid.grid for grid in grids]), grids[0].edition
if part == "discuss":
    show_queue(raters, edition)
elif part == "map":
    show_map(raters, edition)
elif part == "figures":
    show_figures(raters, edition)
else:
    st.write(
        t("What the programme covers according to each rater. Raters may differ on courses while this is the same.")
    )
    with choice_row():
        side, rule = choose_side(), choose_rule()
    grids = columns(chosen, rule, as_rated=True)
    say_rule(grids, side)
    say_carried(grids)
    show_side_by_side(Beside(grids, edition, side), "beside")
say_sources(grids)
