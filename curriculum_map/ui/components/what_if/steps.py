"""The steps that somebody tries with a grid: kept in the address of the page and, from page to page, in the session."""

from collections.abc import Sequence

import streamlit as st

from curriculum_map.analytics.steps import MOST_STEPS, after_steps, as_text, from_text
from curriculum_map.domain.what_if import Step
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.address import brought, put
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.session import t

PART = "what-if"
_ADDRESS = "steps"


def steps_now(column: GridColumn) -> tuple[Step, ...]:
    """The steps tried with this grid; those of a link, where one brought them."""
    steps = _kept(column)
    asked = brought(_ADDRESS)
    if asked:
        of_link = from_text(asked, column.grid)
        if of_link is None:
            st.warning(t("The steps in this link are about other courses, or another version of this grid."))
        else:
            steps = of_link
    keep_steps(column, steps)
    if steps:
        put(_ADDRESS, as_text(steps, column.grid))
    return steps


def keep_steps(column: GridColumn, steps: Sequence[Step]) -> None:
    """Puts the steps where the next run finds them."""
    st.session_state[_key(column)] = tuple(steps)


def offer_to_try(column: GridColumn, steps: Sequence[Step], label: str, key: str) -> None:
    """A button that takes these steps, after those tried before, and goes to where they are shown."""
    if st.button(label, key=key):
        try_steps(column, steps)


def try_steps(column: GridColumn, steps: Sequence[Step]) -> None:
    """Takes these steps of the grid as it is, after those tried before, and goes to where they are shown."""
    before = _kept(column)
    more = [found for step in steps if (found := after_steps(step, before)) is not None]
    text = as_text([*before, *more][:MOST_STEPS], column.grid)
    st.switch_page(menu()["programme"], query_params={**st.query_params.to_dict(), "part": PART, _ADDRESS: text})


def _kept(column: GridColumn) -> tuple[Step, ...]:
    kept: tuple[Step, ...] = st.session_state.get(_key(column), ())
    return kept


def _key(column: GridColumn) -> str:
    return f"what-if-{column.info.id}-{column.info.version}"
