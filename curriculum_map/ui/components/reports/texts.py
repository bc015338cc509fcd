"""The texts that a programme writes for its dossier: which are there, one to write, and each time it was written."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from textwrap import shorten

import streamlit as st

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.refused import Refused
from curriculum_map.domain.register import Entry
from curriculum_map.services.narratives import LONGEST_NARRATIVE, narrative_names, narratives, write_narrative
from curriculum_map.services.register import texts
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.choices import choice_row, choose_info
from curriculum_map.ui.components.data.tables import show_lines
from curriculum_map.ui.components.grid_choices import choose_one
from curriculum_map.ui.components.reports.text_draft import TextDraft, draft_for
from curriculum_map.ui.components.said import say_next, say_refused, show_said
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import editions
from curriculum_map.wording.numbers import moment
from curriculum_map.wording.record import who_words

_PLACE = "narrative"
_SHOWN = 240  # characters of a text in the table


def offer_texts(infos: list[GridInfo]) -> None:
    """The programme and year, one text to write, and all that are written."""
    st.write(
        t(
            "About each focus and each cluster the programme says in its own words what it does and why. A dossier has "
            "the texts of its own academic year, as they were when its snapshot was made."
        )
    )
    with choice_row():
        info = choose_info(infos)
    edition, said = editions()[info.edition], narratives(database(), actor(), info.key)
    names = narrative_names(edition, language())
    written = {name: entries[-1] for name, entries in said.items() if name in names and entries[-1].body is not None}
    st.write(
        t(
            "{count} of {whole} texts are written for {year}.",
            count=len(written),
            whole=len(names),
            year=info.key.academic_year,
        )
    )
    focuses = {focus.id for focus in edition.focuses}
    kinds = {name: t("Focus") if name in focuses else t("Cluster") for name in names}
    titles = {name: f"{'✓ ' if name in written else ''}{kinds[name]}: {title}" for name, title in names.items()}
    name = choose_one("text", t("Text about"), {one: one for one in names}, titles)
    _write(info.key, name, names[name], said.get(name, []))
    _show_all(names, kinds, written)


def _write(key: GridKey, name: str, title: str, entries: Sequence[Entry]) -> None:
    """The field with the text, saved by a button, and below it each time before."""
    draft = draft_for(key, name, entries)
    show_said(_PLACE)
    if draft.has_followed:
        st.info(
            t(
                "Somebody else wrote this text meanwhile: theirs stands below. Yours is still here; saving it makes it "
                "the one that counts."
            )
        )
    draft.text = st.text_area(
        title,
        key=draft.field,
        height=280,
        max_chars=LONGEST_NARRATIVE,
        help=t("Plain text. An empty line begins a new paragraph."),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(t("Save this text"), type="primary", on_click=_save, args=(key, name, title, draft))
        if draft.is_changed:
            st.caption(t("Not saved yet."))
    _show_times(draft, name, entries)


def _save(key: GridKey, name: str, title: str, draft: TextDraft) -> None:
    draft.text = st.session_state[draft.field]
    if not draft.is_changed:
        say_next(_PLACE, t("Nothing was changed."), done=False)
        return
    saved = write_narrative(database(), actor(), key, name, draft.text, seen=draft.seen, now=datetime.now(UTC))
    if isinstance(saved, Refused):
        say_refused(_PLACE, saved)
        return
    draft.seen, draft.began, draft.has_followed = saved.number, texts([saved])[0], False
    draft.put(draft.began)
    say_next(_PLACE, t("“{name}” is saved.", name=title))


def _show_times(draft: TextDraft, name: str, entries: Sequence[Entry]) -> None:
    """Each time it was written, the last one first, to be taken again."""
    if not entries:
        return
    with st.expander(t("Each time it was written ({count})", count=len(entries)), key=f"open-times-{name}"):
        for entry, text in sorted(zip(entries, texts(entries), strict=True), key=lambda one: -one[0].number):
            now = f" · {t('stands now')}" if entry is entries[-1] else ""
            st.caption(f"{moment(entry.made_at, language())} · {who_words(entry.made_by, language())}{now}")
            st.text(text or t("Taken back: no text."))
            if text and entry is not entries[-1]:
                st.button(
                    t("Take this text again"), key=f"again-{name}-{entry.number}", on_click=draft.put, args=(text,)
                )


def _show_all(names: Mapping[str, str], kinds: Mapping[str, str], written: Mapping[str, Entry]) -> None:
    headings = {"text": t("Text"), "when": t("When"), "who": t("By whom")}
    lines = []
    for name, title in names.items():
        entry = written.get(name)
        about = ("", "", "")
        if entry is not None:
            when, who = moment(entry.made_at, language()), who_words(entry.made_by, language())
            about = (_beginning(entry), when, who)
        lines.append((name, title, kinds[name], about))
    show_lines("narratives", t("What is written"), t("About"), headings, lines)


def _beginning(entry: Entry) -> str:
    return shorten(texts([entry])[0], _SHOWN, placeholder=" …")
