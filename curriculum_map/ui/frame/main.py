"""The frame around every page: menu, preferences, and whose data is on screen."""

from pathlib import Path

import streamlit as st

from curriculum_map.ui.components.address import address_of_page, dressed
from curriculum_map.ui.frame.menu import menu, named_start, statement
from curriculum_map.ui.frame.page_frame import (
    dress_page,
    keep_the_readers_place,
    say_unknown_names,
    say_whose_data,
    translate_streamlit,
)
from curriculum_map.ui.frame.preferences import choose_preferences
from curriculum_map.ui.session import settings, wait_for_work
from curriculum_map.wording.numbers import use_zone

wait_for_work()
use_zone(settings().time_zone)
page = st.navigation([*menu().values(), named_start(), statement()])
st.set_page_config(
    page_title=f"{page.title} – curriculum-map",
    page_icon=str(Path(__file__).with_name("icon.svg")),
    layout="wide",
    initial_sidebar_state=240,  # pixels: the tables need the rest
)
with address_of_page(page.url_path):
    with st.sidebar:
        choose_preferences()
        st.page_link(statement(), query_params=dressed({}))
    dress_page(page.title)
    translate_streamlit()
    keep_the_readers_place()
    say_whose_data()
    above = st.container()
    page.run()
say_unknown_names(above)
