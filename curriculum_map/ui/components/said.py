"""What became of an act: said once, where it was done."""

import streamlit as st

from curriculum_map.domain.refused import Refused
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language
from curriculum_map.wording.record import refusal_sentence

_SAID = "data-said"
# Where it stands may lie above or below what is seen of the page, on a narrow screen nearly always.
_INTO_VIEW = """<script>document.querySelector(".st-key-said")?.scrollIntoView({block: "center"});</script>"""


def say_next(place: str, sentence: str, *, done: bool = True) -> None:
    """Keeps a sentence for the run that follows; `done` is False where nothing was changed."""
    st.session_state[_SAID] = (place, sentence, done)


def say_refused(place: str, refused: Refused) -> None:
    """Keeps why nothing was done for the run that follows."""
    say_next(place, refusal_sentence(refused, language()), done=False)


def show_said(place: str) -> None:
    """Shows the sentence of this place, if there is one, as plain text: it may name what users typed.

    A screen reader says it too, wherever on the page the reader is.
    """
    kept: tuple[str, str, bool] | None = st.session_state.get(_SAID)
    if kept is None or kept[0] != place:
        return
    del st.session_state[_SAID]
    said = as_text(kept[1]).replace("\n", "  \n")
    with st.container(key="said"):
        if kept[2]:
            st.success(f"✓ {said}")
        else:
            st.info(said)
    st.html(_INTO_VIEW, unsafe_allow_javascript=True)
