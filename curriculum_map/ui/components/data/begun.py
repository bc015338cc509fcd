"""Uploads that were begun: gone on with on the page for uploads, or thrown away."""

import streamlit as st

from curriculum_map.ui.components.upload.file import begun, offer_drafts
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.frame.page_frame import lead_to_upload
from curriculum_map.ui.session import settings, t


def show_begun() -> None:
    """Every begun upload, and until when it is kept."""
    st.write(
        t(
            "An upload that was begun is kept for {days} days, with all that was answered and chosen, so that you can "
            "go on with it, also in another browser.",
            days=settings().draft_days,
        )
    )
    drafts = begun()
    if not drafts:
        lead_to_upload(t("No upload was begun and left."))
    elif offer_drafts(drafts):
        st.switch_page(menu()["upload"])
