"""Which part of the credits that a programme offers touches each focus and each cluster, as a table."""

from collections.abc import Iterator

import streamlit as st

from curriculum_map.analytics.credits import CLAIMED, CreditShare, credits_touching
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.figures_note import number, percent
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t, t_many


def show_credits(grid: GridColumn) -> None:
    """The table, after what its shares are of."""
    unknown = sum(course.ects is None for course in grid.grid.courses)
    said = t(
        "Share of the {credits} ECTS that all {courses} courses offer, electives and every track included, in courses "
        "at this level or higher for one target or more. A course counts in full for each focus and cluster that it "
        "touches, so shares do not add up to 100%. The counting rule is not used here.",
        credits=number(grid.credits),
        courses=len(grid.grid.courses),
    )
    without = t("Courses without credits, which count as 0: {count}.", count=unknown) if unknown else ""
    st.caption(f"{said} {without}")
    show_table(_table(grid), f"credits-{grid.info.id}", "table")


def _table(grid: GridColumn) -> Table:
    shares = credits_touching(grid.grid, grid.edition)
    rows = [
        Row(part, name, heads, tuple(_place(shares[part, level]) for level in CLAIMED))
        for part, name, heads in _parts(grid.edition)
    ]
    columns = tuple(Column(f"level-{level:d}", _heading(level)) for level in CLAIMED)
    corners = (t("Focus"), t("Cluster"))
    caption = t("Credits per focus")
    return Table(caption, corners, columns, tuple(rows), language(), choosable=False, stacks=True)


def _parts(edition: Edition) -> Iterator[tuple[str, str, tuple[Head, ...]]]:
    """Each focus as a whole and then its clusters: id, name, and the headings that begin in its row."""
    to = language()
    for focus in edition.focuses:
        name = focus.name[to]
        yield focus.id, name, (Head(name, len(focus.clusters) + 1, 0), Head(t("the whole focus"), level=1))
        for cluster in focus.clusters:
            yield cluster.id, cluster.name[to], (Head(f"{cluster.number} {cluster.name[to]}", level=1),)


def _heading(level: Level) -> str:
    name = load_legend()[level].name[language()]
    return name if level is max(CLAIMED) else t("{level} or higher", level=name)


def _place(share: CreditShare) -> Place:
    courses = t_many("{count} course", "{count} courses", share.courses)
    of = "–" if share.share is None else percent(share.share)
    return Place(text=of, sub=f"{courses}, {t('{credits} ECTS', credits=number(share.credits))}")
