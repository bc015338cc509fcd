"""What is printed beside every figure: the counting rule, the rated share, the signs."""

from collections.abc import Iterable, Sequence

import streamlit as st
from babel.numbers import format_decimal, format_percent

from curriculum_map.domain.curriculum import BlankMeans
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.gaps import Gap
from curriculum_map.frameworks.loader import load_legend, programme_name
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.level_table.payload import SIGNS
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.labels import label


def say_rule(side: str, columns: Iterable[GridColumn]) -> None:
    """The counting rule for guaranteed or for possible coverage, and how much of these grids was rated."""
    if side == "guaranteed":
        rule = t(
            "Counting rule “highest”: the highest level in the courses that every student takes; with tracks, that of "
            "the track where it is lowest."
        )
    else:
        rule = t("Counting rule “highest”: the highest level in any course, electives and all tracks included.")
    shares = [column.rated_share for column in columns if column.rated_share is not None]
    lowest, highest = (_percent(end(shares, default=0)) for end in (min, max))
    if lowest == highest:
        share = t("Rated: {share} of the places.", share=lowest)
    else:
        share = t("Rated: {lowest} to {highest} of the places, depending on the grid.", lowest=lowest, highest=highest)
    st.caption(f"{rule} {share}")


def say_signs(columns: Iterable[GridColumn]) -> None:
    """What the signs in the places of a table of these grids mean."""
    signs = [
        t("▲ below the programme's own ambition."),
        t("? the conclusion depends on places that were not rated."),
        t("Not rated is not the same as not covered."),
    ]
    if any(column.grid.granularity is Granularity.ELEMENT for column in columns):
        signs.append(t("3/4: so many of the elements below it are reached, by way of example or better."))
    st.caption(" ".join(signs))


def say_letters() -> None:
    """What the letters in a table with many places stand for."""
    legend, to = load_legend(), language()
    words = [f"{level.letter[to]} = {level.name[to]}" for level in legend.levels]
    signs = [f"{sign} = {legend.name(state)[to]}" for state, sign in SIGNS.items()]
    st.caption(" · ".join((*words, *signs)))


def say_sources(columns: Sequence[GridColumn]) -> None:
    """For each grid its file, its rater, its rated share and what a blank means in it; and the editions they follow."""
    lines = [f"- {source_line(column)}" for column in columns]
    with st.expander(t_many("{count} grid behind this table", "{count} grids behind this table", len(lines))):
        # The file name is the user's: as code it cannot become a link, an image or HTML.
        st.markdown("\n".join(lines))
        for citation in sorted({column.edition.citation for column in columns}):
            st.caption(citation)


def source_line(column: GridColumn) -> str:
    """One grid's source in a line of Markdown."""
    info = column.info
    blank = ""
    if info.blank_means is BlankMeans.NOT_COVERED:
        blank = " · " + t("an empty cell counts as not covered in this file")
    sample = " · " + t("fictitious sample") if info.is_sample else ""
    about = (
        info.key.institution,
        programme_name(info.key.programme)[language()],
        info.key.academic_year,
        info.key.rater or "",
    )
    words = " · ".join(_as_code(part) for part in about if part)
    view = label(info.key.perspective, language())
    return f"{words} · {view} · {rated(column)} · {_as_code(info.file_name)}{blank}{sample}"


def rated(column: GridColumn) -> str:
    """How much of a grid was rated, in words."""
    if column.rated_share is None:
        return t("nothing to rate")
    return t("{share} rated", share=_percent(column.rated_share))


def say_flags(gap: Gap) -> str:
    """What is to be noted about a target beside its kind of gap; empty if nothing."""
    flags = []
    if gap.thin:
        flags.append(t("thin: one compulsory course carries it"))
    if gap.uncertain:
        flags.append(t("depends on what the blanks hide"))
    return "; ".join(flags)


def number(value: float) -> str:
    """A number as the visitor's language writes it, with at most one decimal."""
    return format_decimal(value, format="#,##0.#", locale=language())


def _percent(share: float) -> str:
    return format_percent(share, format="0%", locale=language())


def _as_code(text: str) -> str:
    return "`" + text.replace("`", "'") + "`"
