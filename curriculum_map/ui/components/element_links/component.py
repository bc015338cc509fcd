"""Links to elements in a page: drawn by element_links.js, followed by click or Enter, or opened in another tab."""

from dataclasses import asdict
from pathlib import Path

import streamlit as st

from curriculum_map.ui.components.element_links.values import Links

_HERE = Path(__file__).parent

_mount = st.components.v2.component(
    "curriculum-map-element-links",
    css=(_HERE / "element_links.css").read_text(encoding="utf-8"),
    js=(_HERE / "element_links.js").read_text(encoding="utf-8"),
    isolate_styles=True,
)


def show(links: Links, key: str) -> str | None:
    """The id of the element whose link was followed since the last run; None otherwise."""
    chosen = _mount(key=key, data=asdict(links), on_chosen_change=_nothing).get("chosen")
    return chosen if isinstance(chosen, str) else None


def _nothing() -> None:
    """Streamlit reports a trigger only where there is a callback for it; the page acts on the value."""
