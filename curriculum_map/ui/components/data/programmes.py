"""Programmes that were added here, beside the six of the field."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.refused import Refused
from curriculum_map.services.programmes import add_programme, own_programmes, remove_programme
from curriculum_map.ui.components.said import say_next, say_refused, show_said
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, t

_PLACE, _NAME = "programmes", "programme-name"


def show_programmes() -> None:
    """The programmes that were added here, a way to add one and to remove one that no grid is of."""
    show_said(_PLACE)
    own = own_programmes(database(), actor())
    if own:
        st.markdown("\n".join(f"- {as_text(name)}" for name in own))
    else:
        st.caption(t("None yet: every grid is of one of the six programmes of the field."))
    with st.expander(t("Add or remove a programme"), key="open-programmes"):
        with st.form("add-programme", border=False, enter_to_submit=False):
            st.text_input(t("Name of the programme"), key=_NAME, max_chars=100)
            st.form_submit_button(t("Add"), on_click=_add)
        if own:
            name = st.selectbox(t("Programme"), own, key="programme-removed")
            st.button(t("Remove it"), on_click=_remove, args=(name,))


def _add() -> None:
    added = add_programme(database(), actor(), st.session_state[_NAME], now=datetime.now(UTC))
    if isinstance(added, Refused):
        say_refused(_PLACE, added)
        return
    st.session_state[_NAME] = ""
    say_next(_PLACE, t("“{name}” is a programme now.", name=added))


def _remove(name: str) -> None:
    removed = remove_programme(database(), actor(), name, now=datetime.now(UTC))
    if isinstance(removed, Refused):
        say_refused(_PLACE, removed)
    else:
        say_next(_PLACE, t("“{name}” was removed.", name=removed))
