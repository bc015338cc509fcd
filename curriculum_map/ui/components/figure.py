"""A figure in a page, a point of which can be chosen with the mouse; a table with the same numbers stands beside it."""

import streamlit as st

from curriculum_map.charts import Figure
from curriculum_map.ui.components import save_picture
from curriculum_map.ui.components.figures_note import Basis

# Own menus of the chart would be in English, whatever the page's language.
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def show(figure: Figure, key: str, alt: str, basis: Basis | None, *, wide: bool = False) -> tuple[str, str] | None:
    """The two ids of the chosen point (of a heatmap its row and column); None as long as none is chosen.

    `alt` says in one sentence what the picture shows. The `basis` of its figures goes along in its files. A wide
    one scrolls sideways on a narrow screen.
    """
    # What saves the picture scrolls along: with the keyboard there, the arrow keys move the picture.
    with st.container(key=f"wide-{key}" if wide else None):
        # theme=None: Streamlit's own theme would set labels at 3.7 : 1.
        event = st.plotly_chart(
            figure, key=key, alt=alt, theme=None, on_select="rerun", selection_mode="points", config=_CONFIG
        )
        # On paper a picture is made as small as its sheet asks for.
        st.html(f"<style>.st-key-{key} {{ --picture-height: {figure.layout.height}; }}</style>")
        save_picture.offer(key, alt, basis)
    points = event["selection"]["points"]
    if not points or "customdata" not in points[0]:
        return None
    first, second = points[0]["customdata"]
    return str(first), str(second)
