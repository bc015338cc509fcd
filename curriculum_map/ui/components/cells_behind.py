"""Behind a figure that is of more than one grid: for each of them the courses with a level, and their cells."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from curriculum_map.analytics.behind import courses_behind
from curriculum_map.analytics.rollup import ancestor
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import granularity_of
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components.address import open_dialog
from curriculum_map.ui.components.downloads import offer_frame
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t
from curriculum_map.wording.courses import status_words

# A name of a grid in the dialog, the grid, and its state at the target.
Side = tuple[str, Grid, int]


def show_cells_behind(title: str, sides: Iterable[Side], target: str) -> None:
    """Opens a dialog with, for each of these grids, the courses that have a level at the target, to take along too."""
    open_dialog(as_text(title), _cells, title, list(sides), target)


def _cells(title: str, sides: list[Side], target: str) -> None:
    legend, to = load_legend(), language()
    shown = []
    for name, grid, state in sides:
        st.markdown(f"**{as_text(name)}** · {legend.name(state)[to]}")
        found = _with_a_level(grid, target)
        if found.empty:
            st.caption(t("No course covers this."))
            continue
        words = pd.DataFrame(
            {
                t("Code"): found["code"],
                t("Course"): found["title"],
                t("Level"): [legend.name(int(level))[to] for level in found["level"]],
                # What is guaranteed may be lower than a level here: not every student takes each of these courses.
                t("Status"): [
                    status_words(status, track, to)
                    for status, track in zip(found["status"], found["track"], strict=True)
                ],
                t("Cell"): found["ref"],
                t("Written"): found["written"],
                t("File"): found["file"],
            }
        )
        st.dataframe(words, hide_index=True, width="stretch")
        words.insert(0, t("Grid"), name)
        shown.append(words)
    if shown:
        offer_frame(pd.concat(shown), title, "behind")


def _with_a_level(grid: Grid, target: str) -> pd.DataFrame:
    """The courses of a grid with a level above “not covered” at a target, or at a part of it, the highest first."""
    parts = [part for part in grid.targets if ancestor(part, granularity_of(target)) == target]
    if not parts:
        return pd.DataFrame()
    courses = pd.concat([courses_behind(grid, part) for part in parts])
    return courses[courses["level"].between(1, 3)].sort_values("level", ascending=False, kind="stable")
