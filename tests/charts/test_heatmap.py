"""The numbers in a heatmap's figure."""

import plotly.graph_objects as go
import pytest

from curriculum_map.charts.heatmap import Label, draw_heatmap
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.frameworks.loader import load_legend

LEGEND = load_legend()
ROWS = [Label("inclusion", "Digitale inclusie"), Label("client-data", "Cliëntgegevens")]
COLUMNS = [Label("social-work", "Sociaal werk"), Label("family-science", "Gezinswetenschappen")]


def points(figure: go.Figure) -> dict[tuple[str, str], str]:
    """The text of every place by the ids of its row and column."""
    return {
        (row, column): text
        for trace in overlays(figure)
        for (row, column), text in zip(trace.customdata, trace.text, strict=True)
    }


def overlays(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers+text"]


def test_every_place_says_its_letter_and_carries_its_ids() -> None:
    """
    row         | social-work | family-science
    inclusion   | practised   | not covered
    client-data | not rated   | (no place)
    """
    figure = draw_heatmap(ROWS, COLUMNS, [[3, 0], [NOT_RATED, None]], LEGEND, "nl")
    assert points(figure) == {
        ("inclusion", "social-work"): "G",
        ("inclusion", "family-science"): "N",
        ("client-data", "social-work"): "·",
    }


def test_the_first_row_stands_on_top() -> None:
    figure = draw_heatmap(ROWS, COLUMNS, [[0, 1], [2, 3]], LEGEND, "nl")
    assert figure.layout.yaxis.autorange == "reversed"
    assert figure.layout.yaxis.ticktext[0] == "Digitale inclusie"


def test_only_the_overlay_can_be_pointed_at_and_no_colour_bar_is_drawn() -> None:
    figure = draw_heatmap(ROWS, COLUMNS, [[0, 1], [2, 3]], LEGEND, "nl")
    heatmaps = [trace for trace in figure.data if trace.type == "heatmap"]
    assert {(trace.hoverinfo, trace.showscale) for trace in heatmaps} == {("skip", False)}
    assert figure.layout.clickmode == "event+select"


def test_each_level_has_its_own_fill() -> None:
    figure = draw_heatmap(ROWS, COLUMNS, [[0, 1], [2, 3]], LEGEND, "nl", dark=True)
    fills = next(trace for trace in figure.data if trace.type == "heatmap" and trace.xgap)
    assert [list(line) for line in fills.z] == [[0, 1], [2, 3]]
    scale = [colour for _, colour in fills.colorscale]
    assert scale[0:8:2] == [level.dark.fill for level in LEGEND.levels]


def test_the_legend_names_what_is_shown_and_nothing_else() -> None:
    figure = draw_heatmap(ROWS[:1], COLUMNS, [[3, NOT_RATED]], LEGEND, "nl")
    named = [trace.name for trace in figure.data if trace.showlegend is None and trace.type == "scatter"]
    assert named == ["G = geoefend", "· = nog niet beoordeeld"]


@pytest.mark.parametrize("dark", [False, True])
def test_a_choice_fades_no_letter(dark: bool) -> None:
    figure = draw_heatmap(ROWS, COLUMNS, [[0, 1], [2, 3]], LEGEND, "nl", dark=dark)
    assert all(trace.unselected.textfont.color == trace.textfont.color for trace in overlays(figure))


def test_no_rows_give_an_empty_figure() -> None:
    assert points(draw_heatmap([], [], [], LEGEND, "nl")) == {}


def test_a_name_with_markup_stays_text() -> None:
    rows = [Label("x", "<a href='https://example.org'>A & B</a>")]
    figure = draw_heatmap(rows, COLUMNS[:1], [[2]], LEGEND, "nl")
    shown = [figure.layout.yaxis.ticktext[0], overlays(figure)[0].hovertext[0]]
    assert all("&lt;a" in text and "<a" not in text for text in shown)


def test_rows_of_one_group_stand_under_its_heading_by_their_short_names() -> None:
    """The heading of the first group takes two lines: its rows are the third and the fourth, after it comes the other.

    0, 1  Aandacht hebben voor en bevorderen van / digitale inclusie
    2     Kennis       G
    3     Vaardigheden N
    4     Mediawijsheid
    5     Kennis       E
    """
    inclusion, literacy = "Aandacht hebben voor en bevorderen van digitale inclusie", "Mediawijsheid"
    rows = [
        Label("inclusion.knowledge", f"{inclusion} – Kennis", "Kennis", inclusion),
        Label("inclusion.skills", f"{inclusion} – Vaardigheden", "Vaardigheden", inclusion),
        Label("literacy.knowledge", f"{literacy} – Kennis", "Kennis", literacy),
    ]
    figure = draw_heatmap(rows, COLUMNS[:1], [[3], [0], [1]], LEGEND, "nl")
    assert [(one.y, one.text.count("<br>")) for one in figure.layout.annotations] == [(0.5, 1), (4, 0)]
    named = {
        at: text for at, text in zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True) if text
    }
    assert named == {2: "Kennis", 3: "Vaardigheden", 5: "Kennis"}
    assert points(figure) == {
        ("inclusion.knowledge", "social-work"): "G",
        ("inclusion.skills", "social-work"): "N",
        ("literacy.knowledge", "social-work"): "E",
    }
    assert [trace.y[0] for trace in overlays(figure)] == [3, 5, 2]
    assert overlays(figure)[0].hovertext[0].startswith(f"<b>{inclusion} – Vaardigheden</b>")
