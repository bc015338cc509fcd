"""The step that asks what a file is about: institution, programme, year, edition and rater, as far as it is open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields

import streamlit as st

from curriculum_map.domain.curriculum import Perspective
from curriculum_map.domain.findings import Finding
from curriculum_map.importing.description import Description, academic_year
from curriculum_map.importing.reading import Reading
from curriculum_map.services.remembered import remembers_anything
from curriculum_map.ui.components.address import dressed
from curriculum_map.ui.components.upload.file import Upload, answer, answers_of
from curriculum_map.ui.components.upload.path import Step, questions
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import editions, programmes, stored
from curriculum_map.wording.catalogue import mark
from curriculum_map.wording.findings import FIELD_NAMES
from curriculum_map.wording.labels import label

ASKED = ("missing-institution", "missing-programme", "missing-academic-year", "missing-edition")
# Draws a field: its key, its value and where that was proposed from.
Show = Callable[[str, str | None, str], None]
_PRESSED = "about-pressed"
_PARTS = tuple(part.name for part in fields(Description) if part.name not in ("blank_means", "campus"))


def about_step(upload: Upload, reading: Reading) -> Step:
    """What the file is about; asked as long as something that a grid needs is open."""
    if not reading.grids:
        return Step(t("About this file"), "", 0, lambda: None)
    said = reading.grids[0].description
    asked = questions(reading, ASKED)
    return Step(t("About this file"), _known(said), len(asked), lambda: _ask(upload, said, asked))


def comes_first(upload: Upload, reading: Reading) -> bool:
    """Whether this is asked before headings and marks: nothing tells the institution, and some answered before.

    What the institution answered can then be proposed. Once it came first it stays there.
    """
    key = upload.key("about-first")
    if key not in st.session_state and reading.grids:
        asked = [one for one in questions(reading, ("missing-institution",)) if not one.facts.get("proposal")]
        st.session_state[key] = bool(asked) and remembers_anything(database(), actor())
    return bool(st.session_state.get(key))


def _ask(upload: Upload, said: Description, asked: Sequence[Finding]) -> None:
    """One form of everything that the file itself does not say."""
    answered = answers_of(upload).description
    is_open = [name for name in _PARTS if getattr(said, name) is None or getattr(answered, name) is not None]
    if known := _known(said):
        st.text(known)
    if not is_open:
        return
    proposed = {str(one.facts["field"]): one.facts for one in asked if one.facts.get("proposal")}
    keys = {name: upload.key(f"about-{name}") for name in is_open}
    with st.form(upload.key("about"), border=False):
        # Pair by pair, so that on a narrow screen they follow each other in their order.
        for pair in (is_open[at : at + 2] for at in range(0, len(is_open), 2)):
            for place, name in zip(st.columns(2), pair, strict=False):
                facts = proposed.get(name, {})
                value = getattr(said, name) or str(facts.get("proposal") or "") or None
                with place:
                    _FIELDS[name](keys[name], value, _where(facts))
        st.form_submit_button(t("This is what it is about"), type="primary", on_click=_keep, args=(upload, keys))
    left = [t(FIELD_NAMES[str(one.facts["field"])]) for one in asked]
    if left and st.session_state.get(upload.key(_PRESSED)):
        st.info(t("Still to fill in: {fields}.", fields=", ".join(left)))
    if "programme" in is_open:
        st.page_link(
            menu()["data"],
            label=t("Is your programme not among these? Add it to what is stored, and come back."),
            query_params=dressed({"part": "institutions"}),
        )
    year = st.session_state.get(keys["academic_year"]) if "academic_year" in keys else None
    if year and academic_year(year) is None:
        st.info(t("Write the academic year as two years in a row, such as 2026-27."))


def _where(facts: Mapping[str, object]) -> str:
    """Where a proposal comes from, in words; empty where nothing is proposed."""
    if not facts:
        return ""
    where = str(facts.get("where_found"))
    if where == "file":
        return t("proposed from the name of the file")
    if where == "sheet":
        return t("proposed from the name of the sheet")
    return t("proposed from {ref}", ref=as_text(where))


def _keep(upload: Upload, keys: Mapping[str, str]) -> None:
    """Takes over what was filled in; what cannot be read stays a question."""
    st.session_state[upload.key(_PRESSED)] = True
    said = {name: " ".join(str(st.session_state.get(key) or "").split()) or None for name, key in keys.items()}
    answers: dict[str, object] = dict(said)
    if said.get("academic_year"):
        answers["academic_year"] = academic_year(said["academic_year"] or "")
    if said.get("institution"):
        answers["institution"] = _as_known(said["institution"] or "")
    if said.get("perspective"):
        answers["perspective"] = Perspective(said["perspective"] or "")
    answer(upload, **answers)


def _as_known(name: str) -> str:
    """The name of the institution as it is known here: the same in other capitals is the same institution."""
    known = (info.key.institution for info in stored())
    return next((one for one in known if one.casefold() == name.casefold()), name)


def _titled(title: str, where: str) -> str:
    return f"{t(title)} · *{where}*" if where else t(title)


def _text(title: str, placeholder: str = "") -> Show:
    def show(key: str, value: str | None, where: str) -> None:
        st.text_input(_titled(title, where), value=value or "", placeholder=placeholder, key=key)

    return show


def _choice(title: str, names: Callable[[], Mapping[str, str]], first: bool = False) -> Show:
    def show(key: str, value: str | None, where: str) -> None:
        named = names()
        index = list(named).index(value) if value and value in named else 0 if first else None
        st.selectbox(
            _titled(title, where),
            list(named),
            index=index,
            format_func=lambda one: named[one],
            placeholder=t("Choose"),
            key=key,
        )

    return show


def _programmes() -> Mapping[str, str]:
    return {programme.id: programme.name[language()] for programme in programmes()}


def _titles() -> Mapping[str, str]:
    return {edition.id: edition.title[language()] for edition in editions().values()}


def _roles() -> Mapping[str, str]:
    return {perspective.value: label(perspective, language()) for perspective in Perspective}


_FIELDS: Mapping[str, Show] = {
    "institution": _text(mark("Institution")),
    "programme": _choice(mark("Programme"), _programmes),
    "academic_year": _text(mark("Academic year"), "2026-27"),
    "edition": _choice(mark("Framework edition"), _titles),
    "rater": _text(mark("Rater (may stay empty): a role or a group, no names")),
    "perspective": _choice(mark("Role of the rater"), _roles, first=True),
}


def _known(said: Description) -> str:
    """What is known, in one line."""
    perspective = None if said.perspective is None else label(said.perspective, language())
    programme, edition = _programmes().get(said.programme or ""), _titles().get(said.edition or "")
    parts = (said.institution, programme, said.campus, said.academic_year, edition, said.rater, perspective)
    return " · ".join(part for part in parts if part)
