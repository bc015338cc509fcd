"""The record: what is stored and how it came to be, begun uploads, snapshots, institutions, and the log."""

import streamlit as st

from curriculum_map.ui.components.data_address import from_address, into_address
from curriculum_map.ui.components.data_begun import show_begun
from curriculum_map.ui.components.data_grids import show_grids
from curriculum_map.ui.components.data_institutions import show_institutions
from curriculum_map.ui.components.data_log import show_log
from curriculum_map.ui.components.data_snapshots import show_snapshots
from curriculum_map.ui.session import t

st.title(t("What is stored"), anchor=False)
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
key = from_address("part", list(names))
part = st.segmented_control(t("Show"), list(names), key=key, required=True, format_func=lambda one: names[one])
shows[into_address("part", str(part))]()
