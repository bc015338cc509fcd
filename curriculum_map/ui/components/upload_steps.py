"""The steps of an upload: choose a file, answer what it leaves open, see what would be stored, confirm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.curriculum import BlankMeans, Perspective
from curriculum_map.frameworks.loader import load_legend, load_programmes
from curriculum_map.importing.description import Description, academic_year
from curriculum_map.importing.reading import Reading
from curriculum_map.services.grids import Outcome, Preview, import_reading, preview, read_upload
from curriculum_map.ui.components.figures_note import day, number
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.session import actor, database, editions, language, stored, t, t_many
from curriculum_map.wording.labels import label
from curriculum_map.wording.outcomes import outcome_sentence


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came from the browser."""

    name: str
    data: bytes


def choose_file() -> Upload | None:
    """The file the visitor chose; None as long as there is none."""
    # Any type may be chosen: what it is not, our own sentence says better than the browser does.
    chosen = st.file_uploader(t("Your workbook"), key="upload")
    return None if chosen is None else Upload(chosen.name, chosen.getvalue())


def read_with_answers(upload: Upload) -> Reading:
    """The file read with the visitor's answers, asked for as far as the file leaves them open."""
    first = read_upload(actor(), upload.name, upload.data, None, editions())
    if not first.grids:
        return first
    answers = _ask(first.grids[0].description)
    return read_upload(actor(), upload.name, upload.data, answers, editions())


def show_preview(reading: Reading) -> Preview | None:
    """What would be stored, counted; None while something about the grid is not known."""
    would_store = preview(database(), actor(), reading)
    if would_store is None:
        return None
    legend, to = load_legend(), language()
    counts = {level.name[to]: would_store.places_per_level[level.value] for level in legend.levels}
    counts |= {legend.not_applicable[to]: would_store.not_applicable, t("left blank"): would_store.blank}
    with st.container(horizontal=True):
        st.metric(t("Courses"), would_store.courses)
        st.metric(t("ECTS offered"), number(would_store.credits))
        for name, count in counts.items():
            st.metric(name, count)
        st.metric(t("Ambitions"), would_store.ambitions)
    return would_store


def confirm(reading: Reading, would_store: Preview) -> None:
    """Asks for the confirmation and stores the grid."""
    if would_store.same_as_existing:
        st.info(outcome_sentence(Outcome.ALREADY_THERE, language()))
        return
    replaces = would_store.replaces
    if replaces.grid is not None:
        since = {"day": day(replaces.grid.imported_at), "file": replaces.grid.file_name}
        st.text(t("There is already a grid of this programme, year and rater, from {day}: {file}.", **since))
    if replaces.ambitions:
        changed = len(replaces.ambitions)
        st.text(t_many("{count} ambition changes or goes.", "{count} ambitions change or go.", changed))
    # The key is what it was ticked for: if somebody else stored something meanwhile, it has to be ticked again.
    agreed = not replaces or st.checkbox(
        t("The new one may take the place of what is there."), key=f"replace-{hash(replaces)}"
    )
    if st.button(t("Store this grid"), type="primary", disabled=not agreed) and agreed:
        imported = import_reading(database(), actor(), reading, now=datetime.now(UTC), confirmed=replaces)
        st.session_state["stored"] = imported.outcome
        st.rerun()


def say_stored(reading: Reading) -> bool:
    """Says once that the grid was stored, and where to go from there."""
    outcome = st.session_state.pop("stored", None)
    if outcome not in (Outcome.STORED, Outcome.REPLACED) or not reading.grids:
        return False
    st.success(outcome_sentence(outcome, language()))
    with st.container(horizontal=True):
        st.page_link(menu()["overview"], label=t("See the overview"))
        st.page_link(menu()["gaps"], label=t("See the gaps"))
    return True


def _ask(said: Description) -> Description:
    """The answers to what the file leaves open, and to what an empty cell means in it."""
    names = {programme.id: programme.name[language()] for programme in load_programmes()}
    titles = {edition.id: edition.title[language()] for edition in editions().values()}
    with st.container(border=True):
        st.header(t("About this file"), anchor=False)
        st.text(_known(said, names, titles))
        left, right = st.columns(2)
        with left:
            institution = None if said.institution else _institution()
            year = (
                None if said.academic_year else academic_year(st.text_input(t("Academic year"), placeholder="2026-27"))
            )
            rater = None if said.rater else st.text_input(t("Rater: a role or a group, no names")).strip() or None
        with right:
            programme = None if said.programme else _choose(t("Programme"), names)
            edition = None if said.edition else _choose(t("Framework edition"), titles)
            roles = {perspective.value: label(perspective, language()) for perspective in Perspective}
            role = None if said.perspective else _choose(t("Role of the rater"), roles, index=0)
        blank = st.radio(
            t("What does an empty cell mean in this file?"),
            list(BlankMeans),
            index=list(BlankMeans).index(said.blank_means or BlankMeans.NOT_RATED),
            format_func=lambda meaning: label(meaning, language()),
            horizontal=True,
        )
    return Description(institution, programme, year, edition, rater, Perspective(role) if role else None, blank)


def _institution() -> str | None:
    """The name of the institution as it is known here, or a new one; None as long as there is none."""
    name = " ".join(st.text_input(t("Institution")).split())
    # The same name in other capitals is the same institution.
    known = (info.key.institution for info in stored())
    return next((one for one in known if one.casefold() == name.casefold()), name) or None


def _choose(title: str, names: Mapping[str, str], index: int | None = None) -> str | None:
    """One of these ids by its name; None as long as nothing is chosen."""
    return st.selectbox(title, list(names), index=index, format_func=lambda one: names[one], placeholder=t("Choose"))


def _known(said: Description, names: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """What the file itself says, in one line."""
    perspective = None if said.perspective is None else label(said.perspective, language())
    programme, edition = names.get(said.programme or ""), titles.get(said.edition or "")
    parts = (said.institution, programme, said.academic_year, edition, said.rater, perspective)
    return " · ".join(part for part in parts if part)
