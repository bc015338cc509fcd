"""Where the app opens: four ways through, what is stored, and what waits for somebody."""

import streamlit as st

from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.start.empty import first_steps
from curriculum_map.ui.components.start.state import say_stored, show_waiting
from curriculum_map.ui.components.start.ways import show_ways
from curriculum_map.ui.frame.page_frame import offer_samples
from curriculum_map.ui.session import t
from curriculum_map.ui.stored import stored

st.title(t("What would you like to see?"), anchor=False)
infos = stored()
if not infos:
    first_steps()
    show_waiting(infos)
    end_page()

show_ways(infos)
st.header(t("What waits"), anchor=False)
show_waiting(infos)
st.header(t("What there is"), anchor=False)
say_stored(infos)
offer_samples()
