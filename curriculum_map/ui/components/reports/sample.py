"""Audit samples of a grid: drawn, looked at, and marked place by place against the course sheets."""

import secrets
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.refused import Refused
from curriculum_map.domain.samples import SampleOnRecord
from curriculum_map.services.audit_samples import draw_sample, samples_of
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import from_address, into_address, leave_address
from curriculum_map.ui.components.choices import choice_row, choose_info
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.reports.sample_place import PLACE, SAMPLE, choose_place, mark_one
from curriculum_map.ui.components.said import say_next, say_refused, show_said
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import editions
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.labels import label
from curriculum_map.wording.samples import confirmed_words, drawn_words
from curriculum_map.wording.targets import target_name

_NEW = "new"
_MOST, _USUAL = 200, 20
_SEEDS = 1_000_000


def offer_samples(infos: list[GridInfo]) -> None:
    """The programme and year, one of its samples with its places, or a new one to draw."""
    st.write(
        t(
            "Do the course sheets bear out what the grid claims? Draw some claimed places at random and have somebody "
            "check each of them. The gap report and the dossier say how many are confirmed, with the interval in which "
            "the share of all claims lies."
        )
    )
    with choice_row():
        info = choose_info(infos)
    show_said(PLACE)
    samples = samples_of(database(), actor(), info.key)
    one = _choose(samples)
    if one is None:
        _offer_to_draw(info.key)
    else:
        _show(info, one)


def _choose(samples: list[SampleOnRecord]) -> SampleOnRecord | None:
    """One of the samples, first the last of them; None for a new one."""
    numbered = {one.entry.about.name: one for one in reversed(samples)}
    names = {name: t("Sample {number}", number=name) for name in numbered} | {_NEW: t("a new sample")}
    key = from_address(SAMPLE, {name: name for name in names})
    if not numbered:
        return numbered.get(into_address(SAMPLE, _NEW))
    chosen = st.selectbox(t("Audit sample"), list(names), key=key, format_func=lambda name: names[name])
    return numbered.get(into_address(SAMPLE, chosen))


def _offer_to_draw(key: GridKey) -> None:
    left, right = st.columns(2, vertical_alignment="bottom")
    left.number_input(t("How many places"), 1, _MOST, _USUAL, key="draw-count")
    right.text_input(
        t("Seed, only to draw the same again"),
        key="draw-seed",
        help=t("A whole number. Left empty, chance decides; either way it is written down with the sample."),
    )
    st.button(t("Draw the sample"), type="primary", on_click=_draw, args=(key,))


def _draw(key: GridKey) -> None:
    asked, count = str(st.session_state["draw-seed"]).strip(), int(st.session_state["draw-count"])
    if asked and not (asked.isascii() and asked.isdigit()):
        say_next(PLACE, t("Nothing was drawn: the seed is a whole number."), done=False)
        return
    seed = int(asked) if asked else secrets.randbelow(_SEEDS)
    done = draw_sample(database(), actor(), key, n=count, seed=seed, now=datetime.now(UTC))
    if isinstance(done, Refused):
        say_refused(PLACE, done)
        return
    for name in (SAMPLE, "place", "draw-seed"):
        leave_address(name)
    say_next(PLACE, t("Sample {number} was drawn.", number=done.about.name))


def _show(info: GridInfo, one: SampleOnRecord) -> None:
    """How it was drawn, what was confirmed, its places, and one of them to mark."""
    st.markdown(f"**{as_text(confirmed_words(one, language()))}**")
    st.caption(as_text(drawn_words(one, language())))
    chosen = show_table(_table(info, one), f"sample-{info.id}-{one.entry.about.name}", "table")
    mark_one(info, one, choose_place(info, one, int(chosen[0]) if chosen else None))


def _table(info: GridInfo, one: SampleOnRecord) -> Table:
    columns = (
        Column("level", t("Level claimed")),
        Column("cell", t("Cell"), width=2),
        Column("verdict", t("The course sheet")),
        Column("remark", t("Remark"), width=2),
    )
    return Table(
        caption=t("Places of sample {number}", number=one.entry.about.name),
        corners=(t("No."), t("Course and target")),
        columns=columns,
        rows=tuple(_row(info, one, number) for number in range(len(one.sample.places))),
        language=language(),
        hint=t("Move with the arrow keys; Enter opens a place below the table."),
        stacks=True,
    )


def _row(info: GridInfo, one: SampleOnRecord, number: int) -> Row:
    place, said = one.sample.places[number], one.sample.marks.get(number)
    course, target = course_name(place.course), target_name(editions()[info.edition], place.target, language())
    verdict = t("still to check") if said is None else label(said.verdict, language())
    places = (
        Place(int(place.level)),
        Place(text=place.ref or "–", sub=place.file),
        Place(text=verdict, opens=True),
        Place(text=said.remark if said else "", sub=said.role if said else ""),
    )
    heads = (Head(str(number + 1), 1, 0), Head(course, 1, 1, sub=target))
    return Row(str(number), f"{number + 1} {course}, {target}", heads, places)
