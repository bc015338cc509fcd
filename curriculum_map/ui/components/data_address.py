"""What is looked at on the page of the data, kept in the address so that a link opens it."""

from collections.abc import Sequence

import streamlit as st


def from_address(name: str, options: Sequence[str], default: str | None = None) -> str:
    """The key of a choice among these, holding what the address names; else what it held, the default or the first."""
    key = f"data-{name}"
    asked = st.query_params.get(name)
    # Another value than was written there came with a link, or with the browser's way back.
    came = key not in st.session_state or asked != st.session_state.get(f"{key}-written")
    if asked in options and came:
        st.session_state[key] = asked
    elif st.session_state.get(key) not in options:
        st.session_state[key] = default or options[0]
    return key


def into_address(name: str, chosen: str) -> str:
    """What was chosen, once the address names it."""
    st.session_state[f"data-{name}-written"] = chosen
    if st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
    return chosen


def leave_address(name: str) -> None:
    """Forgets a choice, in the address too; the next run begins with the default."""
    st.session_state.pop(f"data-{name}", None)
    if name in st.query_params:
        del st.query_params[name]
