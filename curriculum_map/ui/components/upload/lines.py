"""The step that asks of lines that look like courses, and may be none, what they are."""

from collections.abc import Mapping, Sequence

import streamlit as st

from curriculum_map.domain.findings import Finding
from curriculum_map.importing.courses import LINE_ASKED, LINE_LEFT_OUT
from curriculum_map.importing.meaning.answers import COURSE, NO_COURSE
from curriculum_map.importing.reading import Reading
from curriculum_map.ui.components.upload.file import Upload, answer, answers_of
from curriculum_map.ui.components.upload.path import Step, questions
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.catalogue import beginning
from curriculum_map.wording.findings import said_fact

ASKED = (LINE_ASKED,)
_MOST_ASKED = 20


def lines_step(upload: Upload, reading: Reading) -> Step:
    """What each line is of which it is not certain that it is a course; nothing to see where there is none."""
    asked = questions(reading, ASKED)
    lines = list({str(one.facts["written"]): one for one in (*asked, *_left_out(reading))}.values())
    said = answers_of(upload).lines
    decided = len(lines) - len(asked) + sum(said.values())
    result = t_many("{count} line decided", "{count} lines decided", decided) if decided else ""
    return Step(t("Courses or not"), result, len(asked), lambda: _ask(upload, lines))


def _left_out(reading: Reading) -> list[Finding]:
    return [one for one in reading.findings if one.code == LINE_LEFT_OUT]


def _ask(upload: Upload, lines: Sequence[Finding]) -> None:
    st.write(t("Some lines look like courses and may be none. What is no course counts nowhere."))
    names = [str(one.facts["written"]) for one in lines]
    courses = [name for name, is_course in answers_of(upload).lines.items() if is_course and name not in names]
    keys = {name: upload.key(f"line-{name}") for name in (*names, *courses)[:_MOST_ASKED]}
    why = {str(one.facts["written"]): (str(one.ref), _why(one)) for one in lines}
    with st.form(upload.key("lines"), border=False):
        for name, key in keys.items():
            ref, said = why.get(name, ("", ""))
            about = " · ".join(as_text(part) for part in (ref, said) if part)
            st.radio(
                f"**{as_text(beginning(name))}**" + (f" ({about})" if about else ""),
                (NO_COURSE, COURSE),
                index=int(name in courses),
                format_func=lambda one: t("a course") if one == COURSE else t("no course"),
                horizontal=True,
                key=key,
            )
        st.form_submit_button(t("This is what they are"), type="primary", on_click=_keep, args=(upload, keys))


def _why(line: Finding) -> str:
    """Why a line may be no course, in words."""
    said = said_fact(line, "sign", language()) or said_fact(line, "why", language())
    return said.rstrip(".")


def _keep(upload: Upload, keys: Mapping[str, str]) -> None:
    answer(upload, lines={name: st.session_state.get(key) == COURSE for name, key in keys.items()})
