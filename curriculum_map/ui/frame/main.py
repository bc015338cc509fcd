"""The frame around every page: menu, preferences, and whose data is on screen."""

from pathlib import Path

import streamlit as st

from curriculum_map.ui.components.address import address_of_page
from curriculum_map.ui.frame.menu import menu, named_start
from curriculum_map.ui.frame.page_frame import dress_page, say_unknown_names, say_whose_data, translate_streamlit
from curriculum_map.ui.frame.preferences import choose_preferences

st.set_page_config(
    page_title="curriculum-map",
    page_icon=str(Path(__file__).with_name("icon.svg")),
    layout="wide",
    initial_sidebar_state=240,  # pixels: the tables need the rest
)
page = st.navigation([*menu().values(), named_start()])
with address_of_page(page.url_path):
    with st.sidebar:
        choose_preferences()
    dress_page()
    translate_streamlit()
    say_whose_data()
    above = st.container()
    page.run()
say_unknown_names(above)
