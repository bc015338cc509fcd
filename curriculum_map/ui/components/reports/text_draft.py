"""A text for the dossier as somebody is writing it: kept for the visit, stored nowhere before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.register import Entry
from curriculum_map.services.register import texts

_DRAFTS = "text-drafts"


@dataclass
class TextDraft:
    """What somebody is writing, the text that it began from, and how many times that had been written.

    `has_followed`: somebody else wrote one meanwhile, and this was kept beside it.
    """

    field: str
    seen: int
    began: str
    text: str
    has_followed: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.text.strip() != self.began

    def put(self, text: str) -> None:
        """Puts a text into the field."""
        self.text = st.session_state[self.field] = text


def draft_for(key: GridKey, name: str, entries: Sequence[Entry]) -> TextDraft:
    """The draft of the text about a focus or cluster, given each time that it was written."""
    drafts: dict[str, TextDraft] = st.session_state.setdefault(_DRAFTS, {})
    field = " | ".join(("text", key.institution, key.programme, key.campus or "", key.academic_year, name))
    stands, number = (texts(entries)[-1], entries[-1].number) if entries else ("", 0)
    draft = drafts.setdefault(field, TextDraft(field, number, stands, stands))
    if draft.seen != number:
        draft.has_followed = draft.is_changed
        draft.seen, draft.began = number, stands
        if not draft.has_followed:
            draft.put(stands)
    # The field is gone from the session whenever another page was looked at.
    st.session_state.setdefault(field, draft.text)
    return draft
