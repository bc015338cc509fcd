"""The level table in a page: drawn by level_table.js, chosen from by click, Enter or Space."""

from pathlib import Path

import streamlit as st

from curriculum_map.domain.levels import Legend
from curriculum_map.ui.components.address import note_press
from curriculum_map.ui.components.level_table.payload import payload
from curriculum_map.ui.components.level_table.values import Table

_HERE = Path(__file__).parent

# A shadow root of its own: neither Streamlit's rules for tables and buttons nor ours reach across.
_mount = st.components.v2.component(
    "curriculum-map-level-table",
    css=(_HERE / "level_table.css").read_text(encoding="utf-8"),
    js=(_HERE / "level_table.js").read_text(encoding="utf-8"),
    isolate_styles=True,
)


def show(table: Table, key: str, legend: Legend, dark: bool) -> tuple[str, str] | None:
    """The row and the column of the place chosen since the last run; None otherwise."""
    result = _mount(key=key, data=payload(table, legend, dark), on_chosen_change=note_press)
    chosen = result.get("chosen")
    if not isinstance(chosen, list | tuple) or len(chosen) != 2:
        return None
    row, column = chosen
    return str(row), str(column)
