"""The numbers in a picture of gaps."""

import plotly.graph_objects as go

from curriculum_map.charts.gap_picture import GapLine, GapWords, draw_gaps
from curriculum_map.frameworks.loader import load_legend

LEGEND = load_legend()
WORDS = GapWords("guaranteed", "possible", "ambition", "below the ambition")
POINTS = ("guaranteed", "possible", "ambition")


def trace(figure: go.Figure, name: str) -> go.Scatter:
    return next(trace for trace in figure.data if trace.name == name)


def levels(figure: go.Figure, name: str) -> dict[str, int]:
    """The level of each target in one of the three kinds of points."""
    shown = trace(figure, name)
    return {target: level for (target, _), level in zip(shown.customdata, shown.x, strict=True)}


def test_each_target_has_its_three_points() -> None:
    """
    target    | guaranteed  | possible  | ambition
    knowledge | not covered | framed    | practised
    skills    | not rated   | not rated | exemplary
    """
    lines = [GapLine("knowledge", "Kennis", 0, 2, 3), GapLine("skills", "Vaardigheden", None, None, 1)]
    figure = draw_gaps(lines, WORDS, LEGEND, "nl")
    assert levels(figure, "guaranteed") == {"knowledge": 0}
    assert levels(figure, "possible") == {"knowledge": 2}
    assert levels(figure, "ambition") == {"knowledge": 3, "skills": 1}


def test_a_band_marks_only_what_is_below_the_ambition() -> None:
    lines = [GapLine("a", "A", 1, 1, 3), GapLine("b", "B", 3, 3, 2), GapLine("c", "C", 2, 2, None)]
    figure = draw_gaps(lines, WORDS, LEGEND, "nl")
    assert list(trace(figure, "below the ambition").x) == [1, 3, None]


def test_a_target_nobody_rated_says_so() -> None:
    figure = draw_gaps([GapLine("a", "A", None, None, 2)], WORDS, LEGEND, "nl")
    said = next(trace for trace in figure.data if trace.mode == "text")
    assert list(said.text) == ["nog niet beoordeeld"]


def test_targets_stand_in_their_order_under_their_cluster() -> None:
    lines = [GapLine("a", "A", 1, 1, 1, "One"), GapLine("b", "B", 1, 1, 1, "One"), GapLine("c", "C", 1, 1, 1, "Two")]
    figure = draw_gaps(lines, WORDS, LEGEND, "nl")
    assert list(figure.layout.yaxis.tickvals) == [1, 2, 4]
    assert [(note.text, note.y) for note in figure.layout.annotations] == [("<b>One</b>", 0), ("<b>Two</b>", 3)]
    low, high = figure.layout.yaxis.range
    assert low > high


def test_the_axis_says_the_levels_in_words() -> None:
    figure = draw_gaps([], WORDS, LEGEND, "en")
    assert list(figure.layout.xaxis.ticktext) == ["not covered", "exemplary", "well framed", "practised"]


def test_three_kinds_of_points_have_three_shapes() -> None:
    figure = draw_gaps([GapLine("a", "A", 1, 2, 3)], WORDS, LEGEND, "nl")
    shapes = {(trace(figure, name).marker.symbol, trace(figure, name).marker.size) for name in POINTS}
    assert len(shapes) == 3


def test_no_targets_give_an_empty_figure() -> None:
    assert levels(draw_gaps([], WORDS, LEGEND, "nl"), "ambition") == {}
