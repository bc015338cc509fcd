"""A decision taken back: gone from the register, and on record for good."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.decisions import Registered
from curriculum_map.domain.refused import Refused
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.decisions import take_back
from curriculum_map.ui.components.address import leave_address
from curriculum_map.ui.components.gaps.decision_form import PLACE
from curriculum_map.ui.components.said import say_next, say_refused
from curriculum_map.ui.session import actor, database, t


def offer_withdrawal(column: GridColumn, one: Registered) -> None:
    """A button that takes a decision back, once it was confirmed."""
    with st.expander(t("Take this decision back"), key="open-withdrawal"):
        st.write(t("It goes from the register and from later reports. That it was there stays on record."))
        seen = one.said[-1].number
        agreed = st.checkbox(
            t("Decision {number} no longer holds.", number=one.number), key=f"withdraw-{column.info.id}-{one.number}"
        )
        args = (column.key, one.number, seen)
        st.button(t("Take it back"), disabled=not agreed, on_click=_take_back, args=args)


def _take_back(key: GridKey, number: int, seen: int) -> None:
    done = take_back(database(), actor(), key, number, seen=seen, now=datetime.now(UTC))
    if isinstance(done, Refused):
        say_refused(PLACE, done)
        return
    leave_address("decision")
    say_next(PLACE, t("Decision {number} was taken back.", number=number))
