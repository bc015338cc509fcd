"""What is printed beside every figure: the counting rule, the rated share, the signs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from curriculum_map.domain.curriculum import BlankMeans, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import SIGNS
from curriculum_map.frameworks.loader import load_legend, programme_name
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.markdown import as_code, as_text
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording import numbers
from curriculum_map.wording.agreed_words import agreed_words
from curriculum_map.wording.carried_words import carried_words
from curriculum_map.wording.flags import flags, signs_in_full
from curriculum_map.wording.labels import label
from curriculum_map.wording.rules import rule_in_file_name, rule_in_full, side_sentence

_SOURCES_AT_ONCE, _SOURCES_TAKEN, _NAMED_AT_ONCE = 24, 12, 3


@dataclass(frozen=True, slots=True)
class Basis:
    """What figures rest on, as it stands beside them and goes along in their files, in whose names their `rule` is."""

    words: str
    sources: tuple[str, ...]
    rule: str


def say_rule(columns: Sequence[GridColumn], *sides: str) -> Basis:
    """What these figures rest on, and the agreed levels in them."""
    basis = basis_of(columns, *sides)
    if "guaranteed" in sides:
        _say_without_status(columns)
    st.caption(basis.words)
    if agreed := agreed_count(columns):
        st.caption(f"{agreed}. " + t("What each rater wrote is on the page “Agreement”."))
    return basis


def _say_without_status(columns: Sequence[GridColumn]) -> None:
    """Why nothing is guaranteed in some of these grids, although it was rated; nothing where each has a status."""
    without = [column for column in columns if column.grid.is_without_status]
    if not without:
        return
    if len(columns) == 1:
        which = ""
    elif len(without) <= _NAMED_AT_ONCE:
        abouts = ((programme_name(one.key.programme)[language()], one.key.institution) for one in without)
        which = "; ".join(f"{programme}, {institution}" for programme, institution in abouts) + ". "
    else:
        which = t_many("{count} grid", "{count} grids", len(without)) + ". "
    st.info(as_text(which + no_status_sentence()))


def no_status_sentence() -> str:
    """What it means that no course of a grid has a status, and what to do."""
    return t(
        "No course says whether it is compulsory. So nothing counts as guaranteed, whatever was rated. Write "
        "“{compulsory}” in a column “Status” for what everybody takes, and upload the workbook again.",
        compulsory=label(Status.COMPULSORY, language()),
    )


def basis_of(columns: Sequence[GridColumn], *sides: str) -> Basis:
    """The counting rule, what guaranteed or possible means, how much of these grids was rated, and which they are."""
    said = (
        rule_in_full(columns[0].rule, load_legend(), language()),
        *(side_sentence(one, language()) for one in sides),
    )
    rule = " ".join(said)
    shares = [column.rated_share for column in columns if column.rated_share is not None]
    lowest, highest = (percent(end(shares, default=0)) for end in (min, max))
    if lowest == highest:
        share = t("Rated: {share} of the places.", share=lowest)
    else:
        share = t("Rated: {lowest} to {highest} of the places, depending on the grid.", lowest=lowest, highest=highest)
    without = sum(course.status is None for column in columns for course in column.grid.courses)
    unknown = t("Courses without a status, which count as possible only: {count}.", count=without) if without else ""
    # Hundreds of names would be longer than the table.
    sources = tuple(source_line(one, quoted=str) for one in columns) if len(columns) <= _SOURCES_TAKEN else ()
    words = " ".join(filter(None, (rule, share, unknown)))
    return Basis(words, sources, rule_in_file_name(columns[0].rule, language()))


def agreed_count(columns: Iterable[GridColumn]) -> str:
    """How many agreed levels count in these grids, and how many do not; empty where there are none."""
    grids = list(columns)
    counted, left = [one for grid in grids for one in grid.agreed], [one for grid in grids for one in grid.left]
    return agreed_words(counted, left, language())


def say_carried(columns: Sequence[GridColumn]) -> None:
    """How many courses behind these figures stand as they were in an earlier year; nothing where none does."""
    if words := carried(*columns):
        st.caption(f"{words}. " + t("They count as before, until somebody confirms them on the page “Data”."))


def carried(*columns: GridColumn) -> str:
    """How many courses of these grids are carried over, of how many; empty where none is."""
    return carried_words((column.grid for column in columns), language())


def say_signs(columns: Sequence[GridColumn], at: Granularity | None = None, *, triangles: bool = True) -> None:
    """What the signs and the small words in the places of a table of these grids mean; a table may say ▲ in words.

    `at` is what the rows of the table are, where that may be other than what the grids were rated per.
    """
    signs = [
        *([t("▲ below the programme's own ambition.")] if triangles else []),
        *signs_in_full(language()),
        t("Not rated is not the same as not covered."),
    ]
    others = [column for column in columns if at not in (None, column.grid.granularity)]
    per_element = any(column.grid.granularity is Granularity.ELEMENT for column in columns)
    if per_element or any(at in column.gaps_at for column in others):
        signs.append(t("3/4: so many of its parts are reached, by way of example or better."))
    if any(at not in column.gaps_at for column in others):
        signs.append(t("A place over several rows was rated as a whole, per component or per cluster."))
    st.caption(" ".join(signs))


def say_letters() -> None:
    """What the letters in a table with many places stand for."""
    legend, to = load_legend(), language()
    words = [f"{level.letter[to]} = {level.name[to]}" for level in legend.levels]
    signs = [f"{sign} = {legend.name(state)[to]}" for state, sign in SIGNS.items()]
    st.caption(", ".join((*words, *signs)))


def say_sources(columns: Sequence[GridColumn]) -> None:
    """For each grid its file, its rater, its rated share and what a blank means in it; and the editions they follow."""
    count = len(columns)
    title = t_many("Where this comes from: {count} grid", "Where this comes from: {count} grids", count)
    # Hundreds of lines that nobody has asked for would cost more than the table above them.
    waits = count > _SOURCES_AT_ONCE
    with st.expander(title, key="open-sources", on_change="rerun" if waits else "ignore") as fold:
        if waits and not fold.open:
            return
        st.markdown("\n".join(f"- {source_line(column)}" for column in columns))
        for citation in sorted({column.edition.citation for column in columns}):
            st.caption(as_text(citation))


def source_line(column: GridColumn, quoted: Callable[[str], str] = as_code) -> str:
    """One grid's source in a line of Markdown, or with its names otherwise `quoted`."""
    info = column.info
    blank = ""
    if info.blank_means is BlankMeans.NOT_COVERED:
        blank = " · " + t("an empty cell counts as not covered in this file")
    sample = " · " + t("fictitious sample") if info.is_sample else ""
    about = (
        info.key.institution,
        programme_name(info.key.programme)[language()],
        info.key.campus or "",
        info.key.academic_year,
        info.key.rater or "",
    )
    words = " · ".join(quoted(part) for part in about if part)
    view = label(info.key.perspective, language())
    files = ", ".join(map(quoted, column.grid.provenance.files.values()))
    said = " · ".join(filter(None, (words, view, rated(column), carried(column), agreed_count([column]), files)))
    return f"{said}{blank}{sample}"


def rated(column: GridColumn) -> str:
    """How much of a grid was rated, in words."""
    if column.rated_share is None:
        return t("nothing to rate")
    return t("{share} rated", share=percent(column.rated_share))


def say_flags(gap: Gap) -> str:
    """What is to be noted about a target beside its kind of gap; empty if nothing."""
    return flags(gap, language())


def number(value: float) -> str:
    """A number as the visitor's language writes it."""
    return numbers.number(value, language())


def day(moment: datetime) -> str:
    """A day as the visitor's language writes it."""
    return numbers.day(moment, language())


def percent(share: float) -> str:
    """A share (0-1) as the visitor's language writes it."""
    return numbers.percent(share, language())
