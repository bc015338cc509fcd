"""What to do when nothing is stored yet, step by step."""

import streamlit as st

from curriculum_map.ui.components.address import dressed
from curriculum_map.ui.components.downloads import offer_template
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.frame.page_frame import offer_to_load
from curriculum_map.ui.session import t


def first_steps() -> None:
    """The template, the upload, and the samples for who wants to look around first."""
    st.header(t("Nothing is stored yet"), anchor=False)
    st.write(
        t(
            "A programme begins with a list of its courses, and for each course how far it goes for each target. "
            "You may already have such a list; any shape will do."
        )
    )
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True):
        st.header(t("With your own workbook"), anchor=False)
        st.page_link(menu()["upload"], label=t("Upload a workbook"), query_params=dressed({}))
        with st.expander(t("No workbook yet? Start from the empty one"), key="open-template"):
            offer_template()
    with right, st.container(border=True):
        st.header(t("Only looking around"), anchor=False)
        st.write(t("Fictitious programmes of fictitious institutions. You can remove them again at any moment."))
        offer_to_load()
