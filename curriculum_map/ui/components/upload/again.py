"""A mended workbook that comes again: what was answered about the version before can be filled in with one press."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.findings import Severity
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading
from curriculum_map.services.drafts import answered_in_draft
from curriculum_map.ui.components.figures_note import day
from curriculum_map.ui.components.upload.file import Upload, answers_of, fill_in
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, t
from curriculum_map.ui.stored import editions, programmes


def offer_same_answers(upload: Upload, reading: Reading) -> None:
    """Offers the answers about another version of this file, as long as this one is asked about and nobody answered."""
    is_asked = any(one.severity is Severity.QUESTION for one in reading.findings)
    if not is_asked or answers_of(upload) != Answers():
        return
    now = datetime.now(UTC)
    found = answered_in_draft(database(), actor(), upload.sha256, upload.name, now, editions(), programmes())
    if found is None:
        return
    info, answers = found
    facts = {"file": as_text(info.file_name), "day": day(info.created_at)}
    with st.container(border=True):
        st.write(t("You answered questions about another version of this file, {file}, begun on {day}.", **facts))
        st.button(t("Fill in the same answers"), on_click=fill_in, args=(upload, answers))
