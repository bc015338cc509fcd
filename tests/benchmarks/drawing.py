"""Figures, built and turned into JSON. Floor: the JSON of the finished figure, as plain values."""

import json
from collections.abc import Callable, Iterator

import numpy as np
import plotly.express as px
import plotly.graph_objects as go

from curriculum_map.analytics.arrays import States
from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.stack import both_sides, stacked
from curriculum_map.charts.gap_picture import GapLine, GapWords, draw_gaps
from curriculum_map.charts.heatmap import Label, draw_heatmap
from curriculum_map.domain.levels import NOT_APPLICABLE, Level
from curriculum_map.frameworks.loader import load_legend
from tests.benchmarks.data import EDITION, TARGETS, random_ambitions, random_grids
from tests.benchmarks.measuring import Case, Way

FLOOR = "floor: json.dumps of the same figure"
EXPRESS = "plotly express"


def cases() -> Iterator[Case]:
    """The picture of the overview page, 27 targets by 6 programmes, and that of the gaps of one programme."""
    states = both_sides(stacked(random_grids(6), TARGETS))[1].T
    yield _case("draw_heatmap, 27 x 6", lambda: heatmap(states), lambda: express_heatmap(states))
    lines = gap_lines()
    yield _case("draw_gaps, 27 targets", lambda: gaps(lines), lambda: express_gaps(lines))


def _case(title: str, ours: Callable[[], go.Figure], express: Callable[[], go.Figure]) -> Case:
    finished = json.loads(ours().to_json())
    return Case(
        title,
        Way("ours", lambda: ours().to_json()),
        Way(FLOOR, lambda: json.dumps(finished)),
        (Way(EXPRESS, lambda: express().to_json()),),
    )


def heatmap(states: States) -> go.Figure:
    """Our figure: levels, letters, hover texts, legend."""
    rows = [Label(target, EDITION.name(target, "en")) for target in TARGETS]
    columns = [Label(str(number), f"Programme {number}") for number in range(states.shape[1])]
    return draw_heatmap(rows, columns, states.tolist(), load_legend(), "en")


def express_heatmap(states: States) -> go.Figure:
    """The same places with their numbers, as one line of plotly express."""
    columns = [f"Programme {number}" for number in range(states.shape[1])]
    levels = np.where(states < NOT_APPLICABLE, states.astype(float), np.nan)
    return px.imshow(levels, x=columns, y=list(TARGETS), text_auto=True, aspect="auto")


def gap_lines() -> list[GapLine]:
    """The targets of one programme."""
    found = gap_values(find_gaps(random_grids(1)[0], random_ambitions()))
    return [
        GapLine(gap.target, EDITION.name(gap.target, "en"), _level(gap.guaranteed), _level(gap.possible), gap.ambition)
        for gap in found.values()
    ]


def gaps(lines: list[GapLine]) -> go.Figure:
    """Our figure: reached, possible, wanted."""
    return draw_gaps(lines, GapWords("guaranteed", "possible", "ambition", "below"), load_legend(), "en")


def express_gaps(lines: list[GapLine]) -> go.Figure:
    """The same points in plotly express."""
    points = [
        {"target": line.text, "level": level, "side": side}
        for line in lines
        for side, level in (("guaranteed", line.guaranteed), ("possible", line.possible), ("ambition", line.ambition))
    ]
    return px.scatter(points, x="level", y="target", color="side", symbol="side")


def _level(state: int) -> Level | None:
    return Level(state) if state < NOT_APPLICABLE else None
