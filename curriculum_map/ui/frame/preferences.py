"""What a visitor prefers, on every page and in the address: the language."""

import streamlit as st

from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.ui.components.address import from_address, into_address
from curriculum_map.ui.session import LANGUAGE, language, t

_NAMES: dict[Language, str] = {"nl": "Nederlands", "en": "English"}


def choose_language() -> None:
    """The choice of language; a link opens in the one that it names."""
    from_address(LANGUAGE, {one: one for one in LANGUAGES}, language())
    into_address(
        LANGUAGE,
        st.segmented_control(
            t("Language"), LANGUAGES, key=LANGUAGE, required=True, format_func=lambda one: _NAMES[one]
        ),
    )
