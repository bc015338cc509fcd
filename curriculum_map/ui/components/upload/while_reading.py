"""A file that takes a moment to be read: the page says so, with a button that ends the reading."""

from time import monotonic

import streamlit as st

from curriculum_map.importing.reading import Reading
from curriculum_map.ui.components.upload.file import Upload, put_away, read
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import t

# Whoever waits shorter than this, in seconds, needs no word about it: most files are read by then.
_A_MOMENT = 0.8


def read_or_stop(upload: Upload) -> Reading:
    """The file as it was read; stopped, the page is as if it had not been chosen, and its child process ends."""
    place, begun = st.empty(), monotonic()
    doing = t("{file} is being read. A large workbook takes some seconds.", file=upload.name)
    shown = False

    def say_so() -> None:
        nonlocal shown
        if not shown and monotonic() - begun > _A_MOMENT:
            shown = True
            with place.container():
                st.info(as_text(doing))
                st.button(t("Stop"), key="stop-reading", on_click=put_away, args=(upload,))

    reading = read(upload, say_so)
    if shown:
        place.empty()
    return reading
