"""Two buttons below a picture; save_picture.js makes the file when one is pressed."""

from pathlib import Path

import streamlit as st

from curriculum_map.domain.slugs import slug
from curriculum_map.ui.session import t

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "curriculum-map-save-picture",
    css=(_HERE / "save_picture.css").read_text(encoding="utf-8"),
    js=(_HERE / "save_picture.js").read_text(encoding="utf-8"),
    isolate_styles=True,
)


def offer(key: str, title: str) -> None:
    """The buttons for the picture with this key; its title names the file."""
    buttons = [["png", t("Picture as PNG")], ["svg", t("Picture as SVG")]]
    _mount(key=f"{key}-save", data={"picture": key, "name": slug(title) or key, "buttons": buttons})
