"""Which programmes agreed to be asked by others: off until somebody says so, and in the log."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.refused import Refused
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.asking import agree_to_be_asked, list_asked_programmes
from curriculum_map.ui.components.said import say_next, say_refused, show_said
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t

_PLACE = "asking"


def show_asking() -> None:
    """A box per programme of one institution."""
    show_said(_PLACE)
    st.write(
        t(
            "On the page “Compare” a programme that is strong where others are thin is named as one to ask, but only "
            "if it agreed to that here. Ask the programme first; it can take it back at any time; both are in the log."
        )
    )
    offered = list_asked_programmes(database(), actor())
    names = list(dict.fromkeys(one.institution for one in offered))
    if not names:
        return
    institution = st.selectbox(t("Institution"), names, key="asking-of")
    for one in offered:
        if one.institution == institution:
            key = f"asking-{institution}-{one.programme}"
            # As it is on record: somebody else may have said otherwise since.
            st.session_state[key] = one.agreed
            name = as_text(programme_name(one.programme)[language()])
            label = t("{programme} may be asked", programme=name)
            st.checkbox(label, key=key, on_change=_keep, args=(institution, one.programme, not one.agreed))


def _keep(institution: str, programme: str, agreed: bool) -> None:
    done = agree_to_be_asked(database(), actor(), institution, programme, agreed=agreed, now=datetime.now(UTC))
    if isinstance(done, Refused):
        say_refused(_PLACE, done)
        return
    name = programme_name(done.programme)[language()]
    sentence = (
        t("{programme} of “{institution}” may be asked from now on.", programme=name, institution=done.institution)
        if done.agreed
        else t("{programme} of “{institution}” is no longer named.", programme=name, institution=done.institution)
    )
    say_next(_PLACE, sentence)
