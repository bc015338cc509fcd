"""The record: what is stored and how it came to be, begun uploads, snapshots, institutions, and the log."""

import streamlit as st

from curriculum_map.ui.components.choices import choose_segment
from curriculum_map.ui.components.data.begun import show_begun
from curriculum_map.ui.components.data.changed import offer_to_take_back
from curriculum_map.ui.components.data.grids import show_grids
from curriculum_map.ui.components.data.institutions import show_institutions
from curriculum_map.ui.components.data.log import show_log
from curriculum_map.ui.components.data.snapshots import show_snapshots
from curriculum_map.ui.session import t

st.title(t("What is stored"), anchor=False)
offer_to_take_back()
names = {
    "grids": t("Grids and versions"),
    "begun": t("Begun uploads"),
    "snapshots": t("Snapshots"),
    "institutions": t("Institutions"),
    "log": t("Log"),
}
shows = {
    "grids": show_grids,
    "begun": show_begun,
    "snapshots": show_snapshots,
    "institutions": show_institutions,
    "log": show_log,
}
shows[choose_segment("part", t("Show"), names)]()
