"""Where raters differ, and how far: the courses down, the targets across, and in each place how many levels apart."""

from collections.abc import Sequence

import streamlit as st

from curriculum_map.analytics.agreement import spreads
from curriculum_map.analytics.raters import Raters
from curriculum_map.domain.framework import Edition, Granularity, granularity_of
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components.agreement.choice import course_slugs, rater_name
from curriculum_map.ui.components.agreement.queue import show_said
from curriculum_map.ui.components.choices import choose_toggle
from curriculum_map.ui.components.fold import choose_fold
from curriculum_map.ui.components.level_table.values import Head, Place, Row, Table
from curriculum_map.ui.components.programme.tables import target_columns
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.courses import course_name


def show_map(raters: Raters, edition: Edition) -> None:
    """The map, and on request also the courses on which nobody differs; a place says who wrote what."""
    targets = _choose_targets(raters, edition)
    columns = [raters.targets.index(target) for target in targets]
    apart = spreads(raters)[:, columns]
    differing = [course for course in range(len(apart)) if (apart[course] > 0).any()]
    st.write(
        t_many(
            "On {count} of the {all} courses they differ somewhere.",
            "On {count} of the {all} courses they differ somewhere.",
            len(differing),
            all=len(raters.courses),
        )
    )
    st.caption(t("=: the same level. 1, 2, 3: so many levels apart. Empty: fewer than two raters chose a level there."))
    every = choose_toggle("courses", t("Also the courses on which nobody differs"))
    shown = range(len(raters.courses)) if every else differing
    if not shown:
        st.info(t("The raters do not differ anywhere."))
        return
    rows = tuple(_row(raters, course, targets, apart[course].tolist()) for course in shown)
    table = Table(
        caption=t("How many levels the raters are apart"),
        corners=(t("Course"),),
        columns=target_columns(edition, targets),
        rows=rows,
        language=language(),
        hint=t("Move with the arrow keys; Enter shows who wrote what."),
        dense=len(targets) > len(edition.clusters),
    )
    slugs = {str(course): one for course, one in enumerate(course_slugs(raters.courses))}
    place = show_table(table, "disagreement", "table", slugs)
    if place is not None:
        show_said(raters, edition, int(place[0]), place[1])


def _choose_targets(raters: Raters, edition: Edition) -> tuple[str, ...]:
    """All targets; of a map per element at first those of one cluster."""
    granularity = granularity_of(raters.targets[0])
    if granularity is not Granularity.ELEMENT:
        return raters.targets
    fold = choose_fold("detail", t("Level of detail"), edition, {granularity})
    return tuple(target for target in fold.targets if target in raters.targets)


def _row(raters: Raters, course: int, targets: Sequence[str], apart: Sequence[int]) -> Row:
    name = course_name(raters.courses[course])
    places = (_place(raters, course, target, levels) for target, levels in zip(targets, apart, strict=True))
    return Row(str(course), name, (Head(name),), tuple(places))


def _place(raters: Raters, course: int, target: str, levels: int) -> Place:
    if levels < 0:
        return Place()
    if levels == 0:
        return Place(text="=", shade=0, mark_text=t("the same level"), opens=True)
    legend, at = load_legend(), raters.targets.index(target)
    said = (
        f"{rater_name(grid)}: {legend.name(int(state))[language()]}"
        for grid, state in zip(raters.grids, raters.states[:, course, at], strict=True)
    )
    return Place(text=str(levels), shade=levels, mark_text="; ".join(said), opens=True)
