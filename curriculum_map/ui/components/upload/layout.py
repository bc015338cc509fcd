"""The form that says how a sheet lies, or that it is no map and is to be left out."""

import streamlit as st

from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.drawing import heading_row
from curriculum_map.importing.meaning.answers import NO_MAP, ORIENTATIONS, Answers, SheetAnswer
from curriculum_map.importing.sheets import SheetReading
from curriculum_map.ui.components.upload.file import Upload, answer, answers_of
from curriculum_map.ui.session import t
from curriculum_map.wording.map_findings import LAYOUTS

_CHOICES = (*ORIENTATIONS, NO_MAP)


def is_left_out(answers: Answers, sheet: str) -> bool:
    """Whether somebody said that this sheet is no map."""
    said = answers.layouts.get(cell_text(sheet))
    return said is not None and said.orientation == NO_MAP


def ask_layout(upload: Upload, read: SheetReading, *, asked: bool) -> None:
    """The way the map lies and its heading row, to be set right where we are mistaken; or that it is none."""
    tables = read.shape.tables
    shown = NO_MAP if is_left_out(answers_of(upload), read.name) else read.shape.orientation or ORIENTATIONS[0]
    names = {one: t(LAYOUTS[one]) for one in _CHOICES}
    keys = (upload.key(f"lies-{read.name}"), upload.key(f"row-{read.name}"))
    with st.form(upload.key("layout"), border=False):
        left, right = st.columns([2, 1], vertical_alignment="bottom")
        left.radio(
            t("Where do the courses stand?") if asked else t("Not right? Where do the courses stand?"),
            _CHOICES,
            index=_CHOICES.index(shown),
            format_func=lambda one: names[one],
            key=keys[0],
        )
        first = heading_row(tables[0]) + 1 if tables else None
        right.number_input(
            t("Row with the lowest headings"),
            min_value=1,
            value=first,
            step=1,
            placeholder=t("where we find it"),
            key=keys[1],
        )
        st.form_submit_button(
            t("Read it this way"),
            type="primary" if asked else "secondary",
            on_click=_keep,
            args=(upload, read.name, keys),
        )


def _keep(upload: Upload, sheet: str, keys: tuple[str, str]) -> None:
    lies, row = st.session_state[keys[0]], st.session_state[keys[1]]
    said = SheetAnswer(NO_MAP) if lies == NO_MAP else SheetAnswer(lies, None if row is None else int(row))
    named, together = answers_of(upload).sheet, answers_of(upload).together
    if lies == NO_MAP:
        # A sheet that is left out is no longer one that is to be read.
        named, together = None if named == sheet else named, () if sheet in together else together
    answer(upload, layouts={cell_text(sheet): said}, sheet=named, together=together)
