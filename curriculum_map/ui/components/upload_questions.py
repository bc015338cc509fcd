"""The last step with questions: what looks double, codes that became dates, and all that no other step asks."""

from collections.abc import Mapping, Sequence

import streamlit as st

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.course_codes import CODE_QUESTIONS
from curriculum_map.importing.reading import Reading
from curriculum_map.ui.components import upload_about, upload_columns, upload_marks, upload_seen
from curriculum_map.ui.components.figures_note import as_text
from curriculum_map.ui.components.findings_view import show_finding
from curriculum_map.ui.components.upload_file import Upload, answer
from curriculum_map.ui.components.upload_path import Step, questions
from curriculum_map.ui.session import t

_DOUBLE = ("duplicate-code", "duplicate-row")
_CODES = CODE_QUESTIONS
_ASKED_BEFORE = frozenset((*upload_seen.ASKED, *upload_columns.ASKED, *upload_marks.ASKED, *upload_about.ASKED))
_MOST_SHOWN = 20


def questions_step(upload: Upload, reading: Reading) -> Step:
    """What is asked about single courses and lines; a question without an answer here has to be settled in the file."""
    double, codes = questions(reading, _DOUBLE), questions(reading, _CODES)
    asked = [one for one in reading.findings if one.severity is Severity.QUESTION]
    others = [one for one in asked if one.code not in _ASKED_BEFORE and one not in double and one not in codes]
    count = len(double) + len(codes) + len(others)
    return Step(t("Still to check"), "", count, lambda: _ask(upload, reading, codes, [*others, *double]))


def _ask(upload: Upload, reading: Reading, codes: Sequence[Finding], shown: Sequence[Finding]) -> None:
    if codes:
        _ask_codes(upload, codes)
    for position, finding in enumerate(shown[:_MOST_SHOWN]):
        with st.container(border=True):
            show_finding([finding], reading.workbook, f"check-{position}")
    if (more := len(shown) - _MOST_SHOWN) > 0:
        st.text(t("and {count} more", count=more))
    if any(one.code in _DOUBLE for one in shown):
        st.write(t("Keep them as different courses, or take one of them out of your workbook and choose it again."))
        st.button(t("Keep them all"), type="primary", on_click=_keep_double, args=(upload,))


def _ask_codes(upload: Upload, codes: Sequence[Finding]) -> None:
    keys = {str(one.ref): upload.key(f"code-{one.ref}") for one in codes[:_MOST_SHOWN]}
    st.write(
        t("A spreadsheet makes a date of a code such as 3-4, and a number of 2E10. Write each code as it was meant.")
    )
    with st.form(upload.key("codes"), border=False):
        for one in codes[:_MOST_SHOWN]:
            facts = {"ref": as_text(str(one.ref)), "written": as_text(str(one.facts.get("written")))}
            st.text_input(
                t("Code in {ref}, now {written}", **facts),
                value=str(one.facts.get("proposal") or ""),
                key=keys[str(one.ref)],
            )
        st.form_submit_button(t("These are the codes"), type="primary", on_click=_keep_codes, args=(upload, keys))


def _keep_double(upload: Upload) -> None:
    answer(upload, duplicates="keep")


def _keep_codes(upload: Upload, keys: Mapping[str, str]) -> None:
    written = {ref: str(st.session_state.get(key) or "").strip() for ref, key in keys.items()}
    answer(upload, codes={ref: code for ref, code in written.items() if code})
