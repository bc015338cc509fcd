"""Two buttons below a picture; save_picture.js makes the file when one is pressed."""

from pathlib import Path

import streamlit as st

from curriculum_map.ui.components.figures_note import Basis
from curriculum_map.ui.components.taken_along import file_name, notes
from curriculum_map.ui.session import t

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "curriculum-map-save-picture",
    css=(_HERE / "save_picture.css").read_text(encoding="utf-8"),
    js=(_HERE / "save_picture.js").read_text(encoding="utf-8"),
    isolate_styles=True,
)


def offer(key: str, title: str, basis: Basis | None) -> None:
    """The buttons for the picture with this key; in its file stand its title and what its figures rest on."""
    buttons = [["png", t("Picture as PNG")], ["svg", t("Picture as SVG")]]
    said = {"title": title, "notes": notes(basis), "name": file_name(title, key, basis)}
    _mount(key=f"{key}-save", data={"picture": key, "buttons": buttons, **said})
