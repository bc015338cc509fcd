"""The pictures of the screens, for a notebook: each is drawn from the frame that is its table."""

from typing import Any

import pandas as pd

from curriculum_map.charts.gap_picture import GapLine, GapWords, draw_gaps
from curriculum_map.charts.heatmap import Label, draw_heatmap
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.steps import phase_name

# What a column is called after, as far as the grids differ in it.
_IN_HEADING = ("programme", "institution", "campus", "academic_year", "rater", "perspective")

# In a notebook there is room for a long name in two lines.
_ROW_WIDTH = 48


def draw(frame: pd.DataFrame, side: str = "guaranteed", language: Language = "en") -> Any:
    """A plotly figure of a frame, with the rows and in the order that it has.

    Of `gaps` or `coverage` a line per target with what is guaranteed, possible and wanted; of `compare` a square per
    target and grid and of `progression` one per target and phase, by the level on this side. `language` is that of the
    frame. ValueError for another frame.
    """
    if "phase" in frame and side in frame:
        phases = [None if pd.isna(phase) else int(phase) for phase in frame["phase"]]
        return _squares(frame, phases, [phase_name(phase, language) for phase in phases], side, language)
    if "column" in frame and side in frame:
        return _squares(frame, list(frame["column"]), _headings(frame), side, language)
    if {"guaranteed_level", "possible_level", "cluster"} <= set(frame) and frame["target"].is_unique:
        return draw_gaps(_lines(frame), GapWords.spoken(language), load_legend(), language)
    raise ValueError("a picture is made of coverage, gaps, compare or progression")


def _lines(frame: pd.DataFrame) -> list[GapLine]:
    wanted = frame["ambition_level"] if "ambition_level" in frame else [None] * len(frame)
    named = zip(frame["target"], frame["name"], frame["component"], frame["cluster"], strict=True)
    levels = zip(frame["guaranteed_level"], frame["possible_level"], wanted, strict=True)
    return [
        GapLine(target, name if pd.isna(part) else part, _level(sure), _level(best), _level(aim), group=cluster)
        for (target, name, part, cluster), (sure, best, aim) in zip(named, levels, strict=True)
    ]


def _level(level: Any) -> int | None:
    return None if pd.isna(level) else int(level)


def _headings(frame: pd.DataFrame) -> list[str]:
    """Of each row what its grid is called; what all grids share need not be said."""
    names = [name for name in _IN_HEADING if frame[name].nunique(dropna=False) > 1] or ["programme"]
    return [" · ".join(text for text in row if not pd.isna(text)) for row in frame[names].itertuples(index=False)]


def _squares(frame: pd.DataFrame, columns: list[Any], headings: list[str], side: str, language: Language) -> Any:
    legend = load_legend()
    no_level = {legend.name(state)[language]: state for state in (NOT_RATED, NOT_APPLICABLE)}
    states = [
        no_level.get(word) if pd.isna(level) else int(level)
        for word, level in zip(frame[side], frame[f"{side}_level"], strict=True)
    ]
    places = dict(zip(zip(frame["target"], columns, strict=True), states, strict=True))
    rows = dict(zip(frame["target"], frame["name"], strict=True))
    heads = dict(zip(columns, headings, strict=True))
    return draw_heatmap(
        [Label(target, name) for target, name in rows.items()],
        [Label(heading, heading) for heading in heads.values()],
        [[places.get((target, column)) for column in heads] for target in rows],
        legend,
        language,
        row_width=_ROW_WIDTH,
    )
