"""Everything of one institution: in one file to take along, from such a file, or deleted."""

from datetime import UTC, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from curriculum_map.domain.actors import Actor
from curriculum_map.domain.refused import Refused
from curriculum_map.services.annotated import safe_stem
from curriculum_map.services.archive import (
    Moved,
    delete_institution,
    export_institution,
    import_institution,
    preview_archive,
    why_not_exported,
)
from curriculum_map.services.progress import Told
from curriculum_map.ui.components.said import say_next, say_refused
from curriculum_map.ui.frame.page_frame import LARGEST_ARCHIVE_MB
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, at_work, database, language, t, wait_for_work
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
        who, where, to = actor(), database(), language()
        refused = _why_not(name, where.change_count(), who)
        if refused is not None:
            st.warning(as_text(refusal_sentence(refused, to)))

        def make() -> bytes:
            made = export_institution(where, who, name, now=datetime.now(UTC))
            if isinstance(made, Refused):
                # The browser says that there is no file; an empty one would look like a file.
                raise ValueError(refusal_sentence(made, to))
            return made

        st.download_button(
            t("Everything (zip)"),
            make,
            file_name=f"{safe_stem(f'{name}.zip')}.zip",
            mime="application/zip",
            on_click="ignore",
            disabled=refused is not None,
        )


# Reads all of it: not on each click, and again before long, as what is changed in the database raises no count.
@st.cache_resource(max_entries=8, ttl=60, show_spinner=False)
def _why_not(institution: str, change_count: int, who: Actor) -> Refused | None:
    return why_not_exported(database(), who, institution)


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


def _inside(chosen: UploadedFile) -> Moved | Refused:
    """What is in the file, or what is wrong with it; the file is looked at once, with how far that is."""
    kept: tuple[str, Moved | Refused] | None = st.session_state.get(_INSIDE)
    if kept is None or kept[0] != chosen.file_id:
        place = st.empty()
        kept = chosen.file_id, preview_archive(actor(), chosen.getvalue(), told=_bar(place, t("The file is checked.")))
        st.session_state[_INSIDE] = kept
        place.empty()
    return kept[1]


def _bar(place: DeltaGenerator, text: str) -> Told:
    """A progress bar with this text, moved by who is told how far it is."""
    bar = place.progress(0.0, text=text)

    def told(share: float) -> None:
        bar.progress(share, text=text)

    return told


def _import(data: bytes) -> None:
    """Imports all of the file, with how far that is; whatever is pressed meanwhile ends it, and nothing of it stays."""
    finished: list[str] = []
    told = _bar(st.empty(), t("The file is imported."))
    st.button(t("Stop"), on_click=_stopped, args=(finished,))
    where, who, now, to = database(), actor(), datetime.now(UTC), language()
    with at_work():
        done = import_institution(where, who, data, now=now, told=told)
        if isinstance(done, Moved):
            # Nothing of the screen before this: who stops it now is told that it was finished.
            imported = mark("“{name}” was imported: grids {grids}, versions {versions}, snapshots {snapshots}.")
            finished.append(say(imported, to, **done.facts()))
    if isinstance(done, Refused):
        say_refused(_PLACE, done)
    else:
        say_next(_PLACE, finished[0])
    st.rerun()


def _stopped(finished: list[str]) -> None:
    wait_for_work()
    if finished:
        say_next(_PLACE, finished[0])
    else:
        say_next(_PLACE, t("Stopped. Nothing of the file was kept."), done=False)


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
