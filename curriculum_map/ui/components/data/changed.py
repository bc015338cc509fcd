"""What was written down and then changed in the database: which it is, and a way to take it back."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.actors import Actor
from curriculum_map.domain.register import Entry
from curriculum_map.services.register import changed_entries, withdraw_changed
from curriculum_map.ui.components.said import say_next, say_refused, show_said
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.ui.stored import LOOK_AGAIN_SECONDS, names_in_log
from curriculum_map.wording.record import entry_words

_PLACE = "changed-entries"


def offer_to_take_back() -> None:
    """Only where there is something: a warning with each of them, and a button once it was confirmed."""
    show_said(_PLACE)
    changed = _changed(database().change_count(), actor())
    if not changed:
        return
    with st.container(border=True):
        st.warning(
            t_many(
                "{count} thing that was written down was changed in the database. Nothing is shown or made of it.",
                "{count} things that were written down were changed in the database. Nothing is shown or made of them.",
                len(changed),
            )
        )
        st.markdown("\n".join(f"- {as_text(entry_words(*one, language(), names_in_log()))}" for one in changed))
        st.write(
            t(
                "Put a backup back, or take it back here: then the rest can be used again, and you write down anew "
                "what should stand there. That it was changed stays on record."
            )
        )
        agreed = st.checkbox(t("This may be taken back."), key=f"take-back-{len(changed)}")
        st.button(t("Take it back"), key="take-changed-back", disabled=not agreed, on_click=_take_back, args=(changed,))


@st.cache_resource(max_entries=2, ttl=LOOK_AGAIN_SECONDS, show_spinner=False)
def _changed(change_count: int, who: Actor) -> list[tuple[str, Entry]]:
    return changed_entries(database(), who)


def _take_back(changed: list[tuple[str, Entry]]) -> None:
    refused = withdraw_changed(database(), actor(), changed, now=datetime.now(UTC))
    if refused:
        say_refused(_PLACE, refused[0])
    else:
        say_next(_PLACE, t("It was taken back. Write down again what should stand there."))
