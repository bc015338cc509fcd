"""Reached, possible and wanted, per target, on the four ordered levels."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from curriculum_map.charts.gap_lines import GapLine, GapWords, Slots
from curriculum_map.charts.gap_marks import GapMarks
from curriculum_map.charts.theme import axis, folded, group_heading, layout, legend_below, theme
from curriculum_map.domain.levels import Legend
from curriculum_map.domain.text import Language

__all__ = ["GapLine", "GapWords", "draw_gaps"]

_SLOT, _AXIS, _LEGEND = 26, 60, 88


def draw_gaps(
    lines: Sequence[GapLine], words: GapWords, legend: Legend, language: Language, *, dark: bool = False
) -> go.Figure:
    """A figure with a line per target, from top to bottom in the order given.

    A chosen point has the target's id and 'guaranteed', 'possible' or 'ambition' as customdata.
    """
    slots = Slots.of(lines)
    height = round(_SLOT * max(slots.count, 1))
    figure = layout(language, dark, height + _AXIS + _LEGEND)
    figure |= {
        "xaxis": _levels_axis(legend, language, dark),
        "yaxis": _targets_axis(slots, dark),
        "legend": legend_below(dark),
        "annotations": [group_heading(heading, y, dark) for heading, y in slots.headings],
    }
    marks = GapMarks(slots.lines, legend, language, dark)
    traces = [
        marks.below(words.below),
        marks.span(),
        marks.points("possible", words.possible, marks.ring()),
        marks.points("guaranteed", words.guaranteed, {"symbol": "circle", "size": 10}),
        marks.points("ambition", words.ambition, marks.bar()),
        marks.not_rated(),
    ]
    return go.Figure({"data": traces, "layout": figure})


def _levels_axis(legend: Legend, language: Language, dark: bool) -> dict[str, Any]:
    words = [folded(level.name[language], 12) for level in legend.levels]
    values = [int(level.value) for level in legend.levels]
    line = theme(dark).line
    return axis(dark, side="top", range=[-0.35, 3.35], tickvals=values, ticktext=words, showgrid=True, gridcolor=line)


def _targets_axis(slots: Slots, dark: bool) -> dict[str, Any]:
    heights, texts = [y for y, _ in slots.lines], [folded(line.text, 40) for _, line in slots.lines]
    return axis(dark, range=[slots.count - 0.5, -0.5], tickvals=heights, ticktext=texts)
