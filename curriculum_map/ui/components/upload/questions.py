"""The last step with questions: what looks double, codes that became dates, and all that no other step asks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import streamlit as st

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.course_codes import CODE_QUESTIONS, DECIMALS, KEEP
from curriculum_map.importing.reading import Reading
from curriculum_map.ui.components.findings_view import show_finding
from curriculum_map.ui.components.upload import about as upload_about
from curriculum_map.ui.components.upload import columns as upload_columns
from curriculum_map.ui.components.upload import groups as upload_groups
from curriculum_map.ui.components.upload import lines as upload_lines
from curriculum_map.ui.components.upload import marks as upload_marks
from curriculum_map.ui.components.upload import seen as upload_seen
from curriculum_map.ui.components.upload.file import Upload, answer
from curriculum_map.ui.components.upload.path import Step, questions
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import t

_DOUBLE = ("duplicate-code", "duplicate-row")
_DECIMAL = "codes-with-decimals"
_CODES, _TRACKS = CODE_QUESTIONS, ("track-unsure",)
_STEPS = (upload_seen, upload_lines, upload_columns, upload_marks, upload_about, upload_groups)
_ASKED_BEFORE = frozenset(code for step in _STEPS for code in step.ASKED)
_MOST_SHOWN = 20


def questions_step(upload: Upload, reading: Reading) -> Step:
    """What is asked about single courses and lines; a question without an answer here has to be settled in the file."""
    double, codes, tracks = (questions(reading, one) for one in (_DOUBLE, (*_CODES, _DECIMAL), _TRACKS))
    asked = [one for one in reading.findings if one.severity is Severity.QUESTION]
    others = [one for one in asked if one.code not in _ASKED_BEFORE and one not in (*double, *codes, *tracks)]
    count = len(double) + len(codes) + len(tracks) + len(others)
    return Step(t("Still to check"), "", count, lambda: _ask(upload, reading, codes, tracks, [*others, *double]))


def _ask(
    upload: Upload, reading: Reading, codes: Sequence[Finding], tracks: Sequence[Finding], shown: Sequence[Finding]
) -> None:
    if codes:
        _ask_codes(upload, codes)
    if tracks:
        _ask_tracks(upload, tracks)
    for position, finding in enumerate(shown[:_MOST_SHOWN]):
        with st.container(border=True):
            show_finding([finding], reading.workbook, f"check-{position}")
    if (more := len(shown) - _MOST_SHOWN) > 0:
        st.text(t("and {count} more", count=more))
    if any(one.code in _DOUBLE for one in shown):
        st.write(t("Keep them as different courses, or take one of them out of your workbook and choose it again."))
        st.button(t("Keep them all"), type="primary", on_click=_keep_double, args=(upload,))


def _ask_codes(upload: Upload, codes: Sequence[Finding]) -> None:
    asked, has_decimals = list(_asked_codes(codes)), any(one.code == _DECIMAL for one in codes)
    keys = {ref: upload.key(f"code-{ref}") for ref, _, _ in asked[:_MOST_SHOWN]}
    st.write(
        t("A spreadsheet makes a date of a code such as 3-4, and a number of 2E10. Write each code as it was meant.")
    )
    if has_decimals:
        st.write(t("Of 1.10 it makes the number 1.1. What is not shown here stays as it stands."))
    with st.form(upload.key("codes"), border=False):
        for ref, written, proposal in asked[:_MOST_SHOWN]:
            label = t("Code in {ref}, now {written}", ref=as_text(ref), written=as_text(written))
            st.text_input(label, value=proposal, key=keys[ref])
        st.form_submit_button(
            t("These are the codes"), type="primary", on_click=_keep_codes, args=(upload, keys, has_decimals)
        )


def _asked_codes(codes: Sequence[Finding]) -> Iterator[tuple[str, str, str]]:
    """The address of each code that is asked about, what stands there, and what is proposed."""
    for one in sorted(codes, key=lambda one: one.code == _DECIMAL):
        if one.code == _DECIMAL:
            refs, values = (cast("list[str]", one.facts[name]) for name in ("refs", "values"))
            yield from ((ref, text, text) for ref, text in zip(refs, values, strict=True))
        else:
            yield str(one.ref), str(one.facts.get("written")), str(one.facts.get("proposal") or "")


def _ask_tracks(upload: Upload, tracks: Sequence[Finding]) -> None:
    keys = {str(one.facts["written"]): upload.key(f"track-{one.facts['written']}") for one in tracks[:_MOST_SHOWN]}
    st.write(t("A course may belong to several tracks. Write the names as they are meant, with “;” between them."))
    with st.form(upload.key("tracks"), border=False):
        for one in tracks[:_MOST_SHOWN]:
            written = str(one.facts["written"])
            facts = {"written": as_text(written), "count": one.facts["count"], "ref": as_text(str(one.ref))}
            st.text_input(
                t("**“{written}”** – {count} ×, first in {ref}", **facts),
                value=str(one.facts.get("proposal") or written),
                key=keys[written],
            )
        st.form_submit_button(t("These are the tracks"), type="primary", on_click=_keep_tracks, args=(upload, keys))


def _keep_tracks(upload: Upload, keys: Mapping[str, str]) -> None:
    named = {written: " ".join(str(st.session_state.get(key) or "").split()) for written, key in keys.items()}
    answer(upload, tracks={written: names for written, names in named.items() if names})


def _keep_double(upload: Upload) -> None:
    answer(upload, duplicates="keep")


def _keep_codes(upload: Upload, keys: Mapping[str, str], has_decimals: bool) -> None:
    written = {ref: str(st.session_state.get(key) or "").strip() for ref, key in keys.items()}
    others = {DECIMALS: KEEP} if has_decimals else {}
    answer(upload, codes={ref: code for ref, code in written.items() if code} | others)
