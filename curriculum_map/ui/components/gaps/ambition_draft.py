"""Ambitions as somebody is setting them: kept for the visit, stored nowhere before they are saved."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from curriculum_map.domain.ambitions import Ambition, AmbitionChange, ambition_changes
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.services.ambitions import AmbitionRecord

_DRAFTS, _ROUND = "ambition-drafts", "ambition-round"


@dataclass
class Draft:
    """What somebody would set, and the set that it began from with its number.

    `round` is another one whenever all of it changes at once: the fields of the form then begin anew. `has_followed`:
    in this run it turned out that somebody else had set ambitions.
    """

    seen: int
    began: Mapping[str, Ambition]
    ambitions: dict[str, Ambition]
    round: int
    copied: GridKey | None = None
    has_followed: bool = False

    def ambition(self, target: str) -> Ambition:
        """What it says of a target."""
        return self.ambitions.get(target) or Ambition(target, None, None)

    def put(self, ambition: Ambition) -> None:
        """Takes what the form says of a target; what says nothing is no ambition."""
        if ambition.says_nothing:
            self.ambitions.pop(ambition.target, None)
        else:
            self.ambitions[ambition.target] = ambition

    def take_over(self, ambitions: Mapping[str, Ambition], source: GridKey) -> None:
        """Takes these from elsewhere; what is not among them stays."""
        self.ambitions |= ambitions
        self.copied, self.round = source, _next_round()

    def changes(self) -> tuple[AmbitionChange, ...]:
        """What saving it would change."""
        return ambition_changes(self.began, self.ambitions)

    def follow(self, record: AmbitionRecord) -> None:
        """Where somebody else set ambitions in the meantime: the same changes, of what is set now."""
        changes = self.changes()
        self.seen, self.began, self.ambitions = record.number, record.current, record.current
        for change in changes:
            self.put(change.after or Ambition(change.target, None, None))
        self.round = _next_round()


def draft_for(key: GridKey, record: AmbitionRecord) -> Draft:
    """The draft for the programme and year of a grid."""
    drafts: dict[tuple[str, ...], Draft] = st.session_state.setdefault(_DRAFTS, {})
    about = _about(key)
    if about not in drafts:
        drafts[about] = Draft(record.number, record.current, record.current, _next_round())
    draft = drafts[about]
    draft.has_followed = draft.seen != record.number
    if draft.has_followed:
        draft.follow(record)
    return draft


def forget_draft(key: GridKey) -> None:
    """Lets go of what was not saved."""
    st.session_state.get(_DRAFTS, {}).pop(_about(key), None)


def _about(key: GridKey) -> tuple[str, ...]:
    return key.institution, key.programme, key.campus or "", key.academic_year


def _next_round() -> int:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    return int(st.session_state[_ROUND])
