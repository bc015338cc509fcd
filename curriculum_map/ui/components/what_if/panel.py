"""What if: steps that somebody tries, what they would do to coverage and gaps, and the way back."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.analytics.steps import MOST_STEPS, Tried, taken, tried
from curriculum_map.domain.actors import Actor
from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.what_if import Step
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.what_if import what_if_report, what_if_report_name
from curriculum_map.ui.components.downloads import XLSX
from curriculum_map.ui.components.figures_note import say_rule, say_signs
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.components.what_if.choice import choose_step, forget_courses
from curriculum_map.ui.components.what_if.steps import keep_steps, steps_now
from curriculum_map.ui.components.what_if.tables import phases_that_change, target_of, targets_table
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.wording.steps import step_sentence, sums_sentence


def show_what_if(column: GridColumn) -> str | None:
    """The choice of a step, the steps, and what they come to; the target whose place was just chosen."""
    st.write(
        t(
            "Try what a change would do before anybody decides. Nothing is stored: the steps stand in the address of "
            "this page, so that a link to it brings them back."
        )
    )
    found = _tried(column.info.id, column.rule, steps_now(column), database().change_count(), actor(), column)
    left, right = st.columns([2, 3], gap="large")
    with left, st.container(key="on-screen-step"):
        _next_step(column, found)
    with right:
        _show_steps(column, found)
    if not found.steps:
        return None
    st.header(t("What it would do"), anchor=False)
    st.write(sums_sentence(found, language()))
    return _show_changes(column, found)


@st.cache_resource(max_entries=64, show_spinner=False)
def _tried(
    grid_id: int, rule: CountingRule, steps: tuple[Step, ...], change_count: int, who: Actor, _column: GridColumn
) -> Tried:
    """What the steps come to; worked out once, and not each time that another choice is made."""
    return tried(_column.grid, steps, _column.ambitions, rule)


def _next_step(column: GridColumn, found: Tried) -> None:
    st.header(t("Next step"), anchor=False)
    if len(found.steps) == MOST_STEPS:
        st.info(t("No more than {most} steps are tried at once.", most=MOST_STEPS))
        return
    step = choose_step(found.grids[-1], column.edition)
    if step is not None:
        st.button(t("Try it"), on_click=_take, args=(column, found, (*found.steps, step)), type="primary")


def _show_steps(column: GridColumn, found: Tried) -> None:
    st.header(t("Steps tried"), anchor=False)
    if not found.steps:
        st.write(t("None yet. Choose what to try; what it would do comes below."))
        return
    pairs = zip(found.steps, found.grids, strict=False)
    said = [step_sentence(step, grid, column.edition, load_legend(), language()) for step, grid in pairs]
    st.markdown("\n".join(f"{number}. {as_text(one)}" for number, one in enumerate(said, start=1)))
    with st.container(horizontal=True):
        st.button(t("Undo the last step"), on_click=_take, args=(column, found, found.steps[:-1]))
        st.button(t("Begin anew"), on_click=_take, args=(column, found, ()))
        _offer_workbook(column, found)


def _take(column: GridColumn, found: Tried, steps: tuple[Step, ...]) -> None:
    keep_steps(column, steps)
    if len(taken(column.grid, steps)[-1].courses) != len(found.grids[-1].courses):
        forget_courses()


def _offer_workbook(column: GridColumn, found: Tried) -> None:
    who, to = actor(), language()
    st.download_button(
        t("Take along (Excel)"),
        lambda: what_if_report(who, column, found, to, datetime.now(UTC)),
        file_name=what_if_report_name(column, language()),
        mime=XLSX,
        on_click="ignore",
    )


def _show_changes(column: GridColumn, found: Tried) -> str | None:
    chosen = None
    if found.targets:
        basis, key = say_rule([column], "guaranteed", "possible"), f"what-if-targets-{column.info.id}"
        chosen = show_table(targets_table(column, found.targets), key, "table", basis=basis)
        say_signs([column])
    else:
        st.info(t("Coverage and gaps stay as they are."))
    if found.phases:
        st.header(t("Through the phases"), anchor=False)
        st.caption(
            t("The highest level in what every student takes in that phase; the counting rule is not used here.")
        )
        of_phase = show_table(phases_that_change(column, found.phases), f"what-if-phases-{column.info.id}", "table")
        chosen = chosen or of_phase
    return None if chosen is None else target_of(chosen[0])
