"""The steps of an upload in their order: what is settled is folded away, the first that asks something stands open."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.reading import Reading
from curriculum_map.ui.session import t_many


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is about, in a few words what came out of it, how many questions it has, and what draws it.

    A step without questions and without a result is not shown at all.
    """

    title: str
    result: str
    asked: int
    show: Callable[[], None]


def questions(reading: Reading, codes: Collection[str]) -> list[Finding]:
    """The open questions with one of these codes."""
    return [one for one in reading.findings if one.severity is Severity.QUESTION and one.code in codes]


def show_path(steps: Sequence[Step]) -> bool:
    """Draws the steps; whether nothing is asked any more."""
    opened = False
    shown = [step for step in steps if step.asked or step.result]
    for number, step in enumerate(shown, start=1):
        name = f"{number}. {step.title}"
        if not step.asked:
            with st.expander(f"{name} – {step.result}"):
                step.show()
        elif opened:
            asked = t_many("{count} question, after this step", "{count} questions, after this step", step.asked)
            st.text(f"{name} – {asked}")
        else:
            opened = True
            with st.container(border=True):
                st.header(name, anchor=False)
                step.show()
    return not opened
