"""The step that asks what the marks mean: each distinct mark once, with its count, and what an empty cell means."""

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from curriculum_map.domain.curriculum import BlankMeans
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.levels import state_ids
from curriculum_map.importing.meaning.marks import MarkReading, cases_together
from curriculum_map.importing.reading import Reading
from curriculum_map.ui.components.upload.file import Upload, answer, answers_of, said_before, say_decided_before
from curriculum_map.ui.components.upload.path import Step, questions
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.catalogue import beginning
from curriculum_map.wording.colour_words import mark_in_words
from curriculum_map.wording.labels import label
from curriculum_map.wording.meaning_findings import note_in_words

ASKED = ("unknown-mark", "blank-meaning")
_MOST_AT_ONCE = 60
_LEFT = "marks-left"
_COLOUR = re.compile("[0-9A-F]{6}")
_SAMPLE = "display:block;width:4rem;height:1.25rem;margin-bottom:-0.75rem;border:1px solid #5f6b7a;border-radius:4px;"


def marks_step(upload: Upload, reading: Reading) -> Step:
    """What every mark stands for; asked as long as there is one that nobody explained."""
    asked = questions(reading, ASKED)
    known = sum(one.state is not None for one in _marks(reading))
    result = t_many("{count} mark understood", "{count} marks understood", known)
    return Step(
        t("What the marks mean"),
        result if reading.grids else "",
        len(asked),
        lambda: _ask(upload, reading),
    )


def _marks(reading: Reading) -> tuple[MarkReading, ...]:
    return cases_together(reading.grids[0].marks) if reading.grids else ()


def _ask(upload: Upload, reading: Reading) -> None:
    # What is open comes first, so that no mark is overlooked below the others.
    marks = sorted(_marks(reading), key=lambda one: one.state is not None)[:_MOST_AT_ONCE]
    keys = {one.written: upload.key(f"mark-{one.written}") for one in marks}
    blank_key, before = upload.key("blank"), said_before(upload).marks
    st.write(t("Each mark is asked about once, wherever it stands. What we are not sure of is only a proposal."))
    if any(one.why == "remembered" for one in marks):
        say_decided_before()
    with st.form(upload.key("marks"), border=False):
        for pair in (marks[at : at + 2] for at in range(0, len(marks), 2)):
            for place, one in zip(st.columns(2, vertical_alignment="bottom"), pair, strict=False):
                with place:
                    _choose(one, keys[one.written], before.get(one.written))
        _choose_blank(reading, blank_key)
        st.form_submit_button(
            t("This is what the marks mean"), type="primary", on_click=_keep, args=(upload, marks, keys, blank_key)
        )
    if left := st.session_state.get(upload.key(_LEFT), 0):
        st.info(
            t_many(
                "{count} mark has no answer yet: choose above what it stands for.",
                "{count} marks have no answer yet: choose above what each stands for.",
                left,
            )
        )
    if rest := len(_marks(reading)) - len(marks):
        st.caption(t_many("{count} more mark follows after these.", "{count} more marks follow after these.", rest))


def _choose(one: MarkReading, key: str, before: int | None) -> None:
    names = {state: load_legend().name(state)[language()] for state in state_ids(load_legend())}
    states = list(names)
    if one.note == "colour" and _COLOUR.fullmatch(one.written):
        # Beside its name: who sees colours knows it sooner by the sample.
        st.html(f'<span style="{_SAMPLE}background:#{one.written}"></span>')
    shown = one.state if one.state is not None else one.proposal
    st.selectbox(
        _about(one, before),
        states,
        index=None if shown is None else states.index(shown),
        format_func=lambda state: names[state],
        placeholder=t("Choose"),
        key=key,
    )


def _about(one: MarkReading, before: int | None) -> str:
    """The mark as written, how often and where first, and where the level shown with it comes from.

    `before` is what was answered about it when the same file was stored.
    """
    written = (beginning(mark_in_words(form, one.note, language())) for form in (one.written, *one.also))
    words = {"written": "” / “".join(map(as_text, written)), "count": one.count, "ref": as_text(str(one.first))}
    where = t("**“{written}”** – {count} ×, first in {ref}", **words)
    if one.state is None:
        note = as_text(note_in_words(one.note, one.explanation, str(one.explained_at or ""), language()))
        proposal = f" **{t('(proposal)')}**" if one.proposal is not None else ""
        return f"{where} · *{note}*{proposal}"
    answered = t("answered before") if before == one.state else t("your answer")
    return f"{where} · *{answered if one.why == 'answer' else t('as in the legend')}*"


def _choose_blank(reading: Reading, key: str) -> None:
    said = reading.grids[0].description.blank_means if reading.grids else None
    names = {meaning: label(meaning, language()) for meaning in BlankMeans}
    st.radio(
        t("What does an empty cell mean in this file?"),
        list(BlankMeans),
        index=list(BlankMeans).index(said or BlankMeans.NOT_RATED),
        format_func=lambda meaning: names[meaning],
        horizontal=True,
        key=key,
    )


def _keep(upload: Upload, marks: Sequence[MarkReading], keys: Mapping[str, str], blank_key: str) -> None:
    """Takes over what was chosen; a mark that was known and left as it is needs no answer."""
    chosen = {one.written: st.session_state.get(keys[one.written]) for one in marks}
    chosen |= {form: chosen[one.written] for one in marks for form in one.also}
    known = {form: one.state for one in marks for form in (one.written, *one.also)}
    known = {form: state for form, state in known.items() if form not in answers_of(upload).marks}
    new = {written: state for written, state in chosen.items() if state is not None and state != known.get(written)}
    st.session_state[upload.key(_LEFT)] = sum(chosen[one.written] is None for one in marks)
    answer(upload, marks=new, blank_means=st.session_state.get(blank_key))
