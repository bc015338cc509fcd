"""Everything of one institution: in one file to take along, from such a file, or deleted."""

from datetime import UTC, datetime

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from curriculum_map.domain.refused import Refused
from curriculum_map.services.annotated import safe_stem
from curriculum_map.services.archive import (
    Moved,
    delete_institution,
    export_institution,
    import_institution,
    preview_archive,
)
from curriculum_map.services.progress import Told
from curriculum_map.ui.components.long_work import Act, File, Made, do_act, offer_to_make, under_way
from curriculum_map.ui.components.said import say_next, say_refused
from curriculum_map.ui.frame.page_frame import LARGEST_ARCHIVE_MB
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.record import refusal_sentence

_PLACE = "institutions"
_FILE, _INSIDE, _TYPED = "archive", "archive-inside", "delete-typed"


def offer_export(names: list[str]) -> None:
    """A zip of open formats that imports elsewhere with equal checksums."""
    if not names:
        return
    with st.expander(t("Take everything along in one file"), key="open-export"):
        st.write(
            t(
                "A zip of open formats: grids with all their versions, ambitions, snapshots, files as they came, the "
                "log. It can be imported into another installation, where each checksum is computed again."
            )
        )
        name = st.selectbox(t("Institution"), names, key="export-of")
        offer_to_make(
            File("archive", t("Everything (zip)"), f"{safe_stem(f'{name}.zip')}.zip", "application/zip"),
            t("Put everything into one file"),
            (name, database().change_count()),
            lambda told: Made(export_institution(database(), actor(), name, now=datetime.now(UTC), told=told)),
            doing=t("Everything of “{name}” is put into one file.", name=name),
        )


def offer_import() -> None:
    """The choice of such a file, and the button that stores what is in it."""
    with st.expander(t("Import such a file"), key="open-import"):
        st.write(t("Each part is checked first. It is never mixed with what is stored of the same institution."))
        chosen = st.file_uploader(t("A zip from another installation"), key=_FILE, max_upload_size=LARGEST_ARCHIVE_MB)
        inside = None if chosen is None else _inside(chosen)
        if isinstance(inside, Refused):
            st.text(refusal_sentence(inside, language()))
        elif inside is not None:
            st.text(
                t(
                    "In this file: “{name}”, grids {grids}, versions {versions}, snapshots {snapshots}.",
                    **inside.facts(),
                )
            )
        if st.button(t("Import"), disabled=not isinstance(inside, Moved)) and chosen is not None:
            _import(chosen.getvalue())


def _inside(chosen: UploadedFile) -> Moved | Refused | None:
    """What is in the file, or what is wrong with it; the file is looked at once. None where that was stopped."""
    kept: tuple[str, Moved | Refused | None] | None = st.session_state.get(_INSIDE)
    if kept is None or kept[0] != chosen.file_id:
        place = st.empty()
        with place.container():
            told = under_way(t("The file is checked."), _not_checked, chosen.file_id)
            kept = st.session_state[_INSIDE] = chosen.file_id, preview_archive(actor(), chosen.getvalue(), told=told)
        place.empty()
    return kept[1]


def _not_checked(file_id: str) -> None:
    st.session_state[_INSIDE] = file_id, None
    said = t("Stopped. The file was not checked, and nothing of it was kept. Choose it again to go on.")
    say_next(_PLACE, said, done=False)


def _import(data: bytes) -> None:
    """Imports all of the file."""
    where, who, now, to = database(), actor(), datetime.now(UTC), language()

    def work(told: Told) -> tuple[str, bool]:
        done = import_institution(where, who, data, now=now, told=told)
        if isinstance(done, Refused):
            return refusal_sentence(done, to), False
        imported = mark("“{name}” was imported: grids {grids}, versions {versions}, snapshots {snapshots}.")
        return say(imported, to, **done.facts()), True

    do_act(Act(_PLACE, t("The file is imported."), t("Stopped. Nothing of the file was kept.")), work)
    st.rerun()


def offer_deletion(names: list[str]) -> None:
    """Asks for the name to be typed before everything of an institution is deleted."""
    if not names:
        return
    with st.expander(t("Delete everything of one institution"), key="open-delete"):
        st.write(
            t(
                "Grids with all their versions, ambitions, snapshots, files and begun uploads go, for good. The log "
                "keeps that it was done. Take everything along first, if you may need it."
            )
        )
        with st.form("delete", border=False, enter_to_submit=False):
            st.selectbox(t("Institution"), names, key="delete-of")
            st.text_input(t("Its name, typed exactly as it stands above"), key=_TYPED)
            st.form_submit_button(t("Delete everything of this institution"), on_click=_delete)


def _delete() -> None:
    name, typed = st.session_state["delete-of"], st.session_state[_TYPED]
    done = delete_institution(database(), actor(), name, typed, now=datetime.now(UTC))
    st.session_state[_TYPED] = ""
    if isinstance(done, Refused):
        say_refused(_PLACE, done)
        return
    say_next(
        _PLACE,
        t(
            "“{name}” was deleted: grids {grids}, versions {versions}, snapshots {snapshots}.",
            **done.facts(),
        ),
    )
