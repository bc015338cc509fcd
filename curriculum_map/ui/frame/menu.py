"""The pages of the app, by the stable name that stands in their address."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from curriculum_map.ui.session import t

STATEMENT = "accessibility"
_START = "start"
_PAGES = Path(__file__).parent.parent / "pages"
# What stands in the address for each page, the statement among them.
NAMES = tuple(sorted(path.stem for path in _PAGES.glob("[a-z]*.py")))


def menu() -> dict[str, StreamlitPage]:
    """Every page, titled in the visitor's language, the first one being where the app opens."""
    titles = {
        "start": t("Start"),
        "overview": t("Overview"),
        "programme": t("Programme"),
        "gaps": t("Gaps"),
        "compare": t("Compare"),
        "agreement": t("Agreement"),
        "reports": t("Reports"),
        "framework": t("Framework"),
        "upload": t("Upload"),
        "data": t("Data"),
    }
    # The start page is served at "/" whatever its path says; its own name is kept for named_start.
    paths = {name: "home" if name == _START else name for name in titles}
    return {
        name: st.Page(_PAGES / f"{name}.py", title=title, url_path=paths[name], default=name == _START)
        for name, title in titles.items()
    }


def named_start() -> StreamlitPage:
    """The start page by its own name: Streamlit serves it without one, and would call /start unknown."""
    return st.Page(_go_to_start, title=t("Start"), url_path=_START, visibility="hidden")


def statement() -> StreamlitPage:
    """What the app says of its own accessibility: not a page of the work, so its link stands at the menu's foot."""
    return st.Page(_PAGES / f"{STATEMENT}.py", title=t("Accessibility"), url_path=STATEMENT, visibility="hidden")


def _go_to_start() -> None:
    st.switch_page(menu()[_START], query_params=st.query_params.to_dict())
