"""How far raters agree, in figures and in plain words: over everything, and per part of the map."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from curriculum_map.analytics.agreement import (
    ALL_PLACES,
    CLAIMED_PLACES,
    CLUSTER,
    COMPONENT,
    COURSE,
    FOCUS,
    WHOLE,
    agreement,
)
from curriculum_map.analytics.claims import rater_questions
from curriculum_map.analytics.raters import Raters
from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components.agreement.choice import rater_name
from curriculum_map.ui.components.choices import choose_segment
from curriculum_map.ui.components.data.tables import show_lines
from curriculum_map.ui.components.figures_note import percent
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.agreement import alpha_explained, alpha_meaning, alpha_text, part_name
from curriculum_map.wording.questions import question_sentence


def show_figures(raters: Raters, edition: Edition) -> None:
    """Over all places and over claimed ones side by side, what the figures mean, and the same per part."""
    lines = agreement(raters, edition).to_dict("records")
    for over, place in zip((ALL_PLACES, CLAIMED_PLACES), st.columns(2), strict=True):
        with place:
            _say_whole(next(line for line in lines if line["over"] == over), over)
    with st.expander(t("What these figures say"), expanded=True):
        st.markdown("\n".join(f"- {sentence}" for sentence in alpha_explained(language())))
    for question in rater_questions(raters.grids):
        who = next(grid for grid in raters.grids if grid.key.rater == question.facts["rater"])
        said = replace(question, facts={**question.facts, "rater": rater_name(who)})
        st.info(as_text(question_sentence(said, language(), load_legend())))
    st.header(t("Where they agree and where not"), anchor=False)
    over = choose_segment("over", t("Agreement over"), _overs())
    headings = {"places": t("places"), "exact": t("the same level"), "adjacent": t("at most one level apart")}
    table = (_line(line, raters, edition) for line in lines if line["over"] == over)
    show_lines("agreement", t("Agreement per part"), t("Part"), {**headings, "alpha": t("alpha (95% interval)")}, table)


def _overs() -> dict[str, str]:
    return {ALL_PLACES: t("all places"), CLAIMED_PLACES: t("places where somebody claims something")}


def _say_whole(line: Mapping[Hashable, Any], over: str) -> None:
    names = {ALL_PLACES: t("All places"), CLAIMED_PLACES: t("Only places that somebody claims")}
    st.header(names[over], anchor=False)
    with st.container(horizontal=True):
        st.metric(t("the same level"), _share(line["exact"]))
        st.metric(t("at most one level apart"), _share(line["adjacent"]))
        st.metric(t("alpha (95% interval)"), _alpha(line))
    counted = t_many(
        "Of {count} place with two levels or more.", "Of {count} places with two levels or more.", line["places"]
    )
    st.write(f"{alpha_meaning(line['alpha'], language())} {counted}")


def _line(line: Mapping[Hashable, Any], raters: Raters, edition: Edition) -> tuple[str, str, str, tuple[str, ...]]:
    kinds = {WHOLE: "", FOCUS: t("Focus"), CLUSTER: t("Cluster"), COMPONENT: t("Component"), COURSE: t("Course")}
    part, name = str(line["part"]), str(line["id"])
    texts = (str(line["places"]), _share(line["exact"]), _share(line["adjacent"]), _alpha(line))
    return f"{part}-{name}", part_name(part, name, raters, edition, language()), kinds[part], texts


def _share(share: float) -> str:
    return "–" if math.isnan(share) else percent(share)


def _alpha(line: Mapping[Hashable, Any]) -> str:
    return alpha_text(line["alpha"], line["alpha_low"], line["alpha_high"], language())
