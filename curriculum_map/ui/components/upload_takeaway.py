"""What an upload gives back: the user's own workbook with our findings in it, and the answers for next time."""

from pathlib import PurePath

import streamlit as st

from curriculum_map.importing.meaning.answers import Answers, dump_answers
from curriculum_map.importing.reading import Reading
from curriculum_map.services.annotated import annotated_upload
from curriculum_map.ui.components.downloads import XLSX
from curriculum_map.ui.components.upload_file import Upload, answers_of
from curriculum_map.ui.session import actor, editions, language, t


def offer_takeaway(upload: Upload, reading: Reading) -> None:
    """Buttons for the annotated workbook, where something was found, and for the answers, where there are any."""
    name, answers = PurePath(upload.name).stem, answers_of(upload)
    with st.container(horizontal=True):
        if reading.findings and not reading.refused:
            _offer_annotated(upload, reading, name)
        if answers != Answers():
            st.download_button(
                t("Your answers, for next time"),
                dump_answers(answers),
                file_name=f"{name}-{t('answers')}.yaml",
                mime="application/yaml",
                on_click="ignore",
            )


def _offer_annotated(upload: Upload, reading: Reading, name: str) -> None:
    who, to, known = actor(), language(), editions()

    def make() -> bytes:
        written = annotated_upload(who, upload.data, reading, to, known)
        return b"" if written is None else written[1]

    file_name = f"{name}-{t('Findings').lower()}.xlsx"
    st.download_button(
        t("Your workbook with our findings in it"), make, file_name=file_name, mime=XLSX, on_click="ignore"
    )
