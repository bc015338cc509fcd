"""Levels as a picture: a square per place, coloured by level, with the level's letter or word in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from curriculum_map.charts.theme import FONT, axis, folded, group_heading, layout, legend_below, plain, theme
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, SIGNS, Legend
from curriculum_map.domain.text import Language

# Enough for a narrow page, with upright headings and a legend of six rows; a wide one gives the rest to the rows.
_ROW, _COLUMN_HEAD, _LEGEND = 34, 110, 124
# A row under a heading has a short name, which takes one line.
_GROUPED_ROW = 25
_HEADING = 40  # characters of a heading over a group, beside the names of the rows on a narrow page


@dataclass(frozen=True, slots=True)
class Label:
    """A row or a column: its id comes back when a place is chosen, its text is what it is called.

    At the axis stands the short text where there is one; of rows, under a heading that those of one group share.
    """

    id: str
    text: str
    short: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One state in the picture: its word, its short sign, its fill and the colour of its text."""

    word: str
    sign: str
    fill: str
    ink: str


def draw_heatmap(
    rows: Sequence[Label],
    columns: Sequence[Label],
    states: Sequence[Sequence[int | None]],
    legend: Legend,
    language: Language,
    *,
    dark: bool = False,
    row_width: int = 32,
) -> go.Figure:
    """A figure with a place per row and column; `states` holds 0 to 3, NOT_RATED, NOT_APPLICABLE or None (no place).

    The first row stands on top, its text folded at `row_width` characters, and a place says its level's letter. A
    chosen point has the ids of its row and its column as customdata.
    """
    looks = state_looks(legend, language, dark)
    rows, states, headings = _under_headings(rows, states)
    row_height = _GROUPED_ROW if headings else _ROW
    figure = layout(language, dark, row_height * max(len(rows), 1) + _COLUMN_HEAD + _LEGEND)
    figure |= {
        "xaxis": _axis(columns, dark, width=14, side="top", autotickangles=[0, -90]),
        "yaxis": _axis(rows, dark, width=row_width, autorange="reversed"),
        "annotations": [group_heading(text, y, dark) for text, y in headings],
        "legend": legend_below(dark),
        "showlegend": True,
        # A place is wider than its letter, and all of it can be pointed at.
        "hoverdistance": 80,
    }
    shown = [state for state in looks if any(state in line for line in states)]
    traces = _fills(states, looks, legend.border[dark])
    traces += [_texts(rows, columns, _places(states, state), looks[state]) for state in shown]
    traces += [_legend_entry(looks[state], legend.border[dark]) for state in shown]
    return go.Figure({"data": traces, "layout": figure})


def _under_headings(
    rows: Sequence[Label], states: Sequence[Sequence[int | None]]
) -> tuple[list[Label], list[Sequence[int | None]], list[tuple[str, float]]]:
    """The rows with empty ones above each group, their states, and the headings in those, each with its height."""
    spread: list[Label] = []
    lines: list[Sequence[int | None]] = []
    headings: list[tuple[str, float]] = []
    group = ""
    for row, line in zip(rows, states, strict=True):
        if row.group and row.group != group:
            heading = folded(row.group, _HEADING)
            height = heading.count("<br>") + 1
            headings.append((heading, len(spread) + (height - 1) / 2))
            spread += [Label("", "")] * height
            lines += [[None] * len(line)] * height
        group = row.group
        spread.append(row)
        lines.append(line)
    return spread, lines, headings


def state_looks(legend: Legend, language: Language, dark: bool) -> dict[int, Look]:
    """How each state looks, the levels in their order, then not rated and not applicable."""
    looks = {}
    for level in legend.levels:
        shade = level.dark if dark else level.light
        looks[int(level.value)] = Look(level.name[language], level.letter[language], shade.fill, shade.ink)
    colours = theme(dark)
    for state, fill in ((NOT_RATED, colours.page), (NOT_APPLICABLE, colours.band)):
        looks[state] = Look(legend.name(state)[language], SIGNS[state], fill, colours.muted)
    return looks


def _axis(labels: Sequence[Label], dark: bool, width: int, **settings: Any) -> dict[str, Any]:
    texts = [folded(label.short or label.text, width) for label in labels]
    return axis(dark, tickvals=list(range(len(labels))), ticktext=texts, **settings)


def _fills(states: Sequence[Sequence[int | None]], looks: dict[int, Look], border: str) -> list[dict[str, Any]]:
    """The fills with a gap between them, on a ground that shows through the gaps as borders."""
    places = {state: place for place, state in enumerate(looks)}
    ground = [[None if state is None else 0 for state in line] for line in states]
    fills = [[None if state is None else places[state] for state in line] for line in states]
    plain_ground = {"z": ground, "colorscale": [[0, border], [1, border]], "zmin": 0, "zmax": 1}
    levels = {"z": fills, "colorscale": _steps(looks), "zmin": -0.5, "zmax": len(looks) - 0.5, "xgap": 2, "ygap": 2}
    common = {"type": "heatmap", "showscale": False, "hoverinfo": "skip"}
    return [common | plain_ground, common | levels]


def _steps(looks: dict[int, Look]) -> list[list[float | str]]:
    count = len(looks)
    return [[(place + end) / count, look.fill] for place, look in enumerate(looks.values()) for end in (0, 1)]


def _places(states: Sequence[Sequence[int | None]], wanted: int) -> list[tuple[int, int]]:
    return [(y, x) for y, line in enumerate(states) for x, state in enumerate(line) if state == wanted]


def _texts(
    rows: Sequence[Label], columns: Sequence[Label], places: list[tuple[int, int]], look: Look
) -> dict[str, Any]:
    """The letters of one state, and what is hovered over and chosen: a heatmap's own places report no choice.

    One trace per state, because plotly fades what is not chosen unless it is told one colour per trace.
    """
    unchanged = {"marker": {"opacity": 0}, "textfont": {"color": look.ink}}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for _, x in places],
        "y": [y for y, _ in places],
        "customdata": [[rows[y].id, columns[x].id] for y, x in places],
        "text": [look.sign] * len(places),
        "textfont": {"family": FONT, "size": 13, "color": look.ink},
        "hovertext": [
            f"<b>{plain(rows[y].text)}</b><br>{plain(columns[x].text)}<br>{plain(look.word)}" for y, x in places
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": "square", "size": _GROUPED_ROW - 2, "opacity": 0},
        "selected": unchanged,
        "unselected": unchanged,
        "showlegend": False,
    }


def _legend_entry(look: Look, border: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "name": f"{look.sign} = {plain(look.word)}",
        "marker": {"symbol": "square", "size": 14, "color": look.fill, "line": {"color": border, "width": 1}},
        "hoverinfo": "skip",
    }
