"""What an upload gives back: the user's own workbook with our findings in it, and the answers as a file."""

import streamlit as st

from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.answers_file import dump_answers, load_answers
from curriculum_map.importing.reading import Reading
from curriculum_map.services.annotated import annotated_name, annotated_upload, is_sent_back_whole, safe_stem
from curriculum_map.ui.components.downloads import XLSX
from curriculum_map.ui.components.upload.file import Upload, answers_of, fill_in
from curriculum_map.ui.frame.page_frame import LARGEST_ANSWERS_MB
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, language, t
from curriculum_map.ui.stored import editions
from curriculum_map.wording.findings import sentence

_MOST_WRONG = 20


def offer_annotated(upload: Upload, reading: Reading) -> None:
    """A button for the workbook with what was found in it, if anything was; for the list alone if it is too large."""
    if not reading.findings or reading.refused:
        return
    who, to, known = actor(), language(), editions()

    def make() -> bytes:
        written = annotated_upload(who, upload.data, reading, to, known)
        return b"" if written is None else written[1]

    button = t("Your workbook with our findings in it")
    if not is_sent_back_whole(who, upload.data, reading):
        st.text(t("Your workbook is too large to be sent back with our findings in it; you can have the list of them."))
        button = t("The list of our findings")
    st.download_button(
        button,
        make,
        file_name=annotated_name(upload.name, to),
        mime=XLSX,
        on_click="ignore",
        help=t("Each cell that something was found in has a colour and a comment; a sheet lists them all."),
    )


def offer_answers(upload: Upload) -> None:
    """Folded away: the answers so far as a file, and a file of answers that fills in the page."""
    answers, key = answers_of(upload), f"answers-file-{upload.sha256[:12]}"
    with st.expander(t("Answers as a file")):
        st.write(
            t("Keep what you answered for the next workbook of the same kind, or fill in this page from such a file.")
        )
        if answers != Answers():
            st.download_button(
                t("Your answers, for next time"),
                dump_answers(answers),
                file_name=f"{safe_stem(upload.name)}-{t('answers')}.yaml",
                mime="application/yaml",
                on_click="ignore",
            )
        chosen = st.file_uploader(
            t("A file of answers"),
            key=key,
            max_upload_size=LARGEST_ANSWERS_MB,
            on_change=_take_over,
            args=(upload, key),
        )
        if chosen is not None:
            _say_what_came_of_it(chosen.name, chosen.getvalue())


def _take_over(upload: Upload, key: str) -> None:
    """Fills in the page by a file of answers without a fault; from any other nothing is taken."""
    chosen = st.session_state.get(key)
    if chosen is not None:
        given, wrong = load_answers(_text(chosen.getvalue()), editions())
        if not wrong:
            fill_in(upload, given)


def _say_what_came_of_it(name: str, data: bytes) -> None:
    given, wrong = load_answers(_text(data), editions())
    if wrong:
        st.warning(t("Nothing was taken from {file}. Mend this in it and choose it again:", file=as_text(name)))
        st.text("\n".join(sentence(one, language(), editions()) for one in wrong[:_MOST_WRONG]))
    elif given == Answers():
        st.text(t("There is no answer in {file}.", file=name))
    else:
        st.text(t("The answers in {file} are filled in.", file=name))


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace")
