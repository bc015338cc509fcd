"""The pages of the app, by the stable name that stands in their address."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from curriculum_map.ui.session import t

_PAGES = Path(__file__).parent.parent / "pages"


def menu() -> dict[str, StreamlitPage]:
    """Every page, titled in the visitor's language, the first one being where the app opens."""
    titles = {
        "overview": t("Overview"),
        "programme": t("Programme"),
        "gaps": t("Gaps"),
        "compare": t("Compare"),
        "upload": t("Upload"),
    }
    return {
        name: st.Page(_PAGES / f"{name}.py", title=title, url_path=name, default=name == "overview")
        for name, title in titles.items()
    }
