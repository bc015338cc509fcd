"""A picture of a frame has the places of the frame, and no others."""

from dataclasses import replace
from typing import Any

import pytest

from curriculum_map import api as cm
from tests.api.stories import of, rated

AIMS = {"inclusion.knowledge": 3, "inclusion.skills": 3, "vision.knowledge": 2}


def places(figure: Any) -> set[tuple[str, ...]]:
    """Row and column of each square that says its level."""
    squares = (trace.customdata for trace in figure.data if trace.type == "scatter" and trace.customdata is not None)
    return {tuple(place) for some in squares for place in some}


def targets(figure: Any) -> set[str]:
    """The targets for which a level is marked."""
    points = (trace.customdata for trace in figure.data if trace.customdata is not None)
    return {point[0] for some in points for point in some}


def test_gaps_are_lines_and_only_those_of_the_frame() -> None:
    gaps = cm.gaps(rated(aims=AIMS))
    assert targets(cm.draw(gaps)) == set(AIMS)
    assert targets(cm.draw(gaps[gaps["below_ambition"]])) == {"inclusion.knowledge", "inclusion.skills"}
    assert targets(cm.draw(cm.coverage(rated()))) >= {"inclusion.knowledge", "inclusion.skills"}


def test_grids_side_by_side_are_squares_under_what_they_differ_in() -> None:
    frame = cm.compare([of(rated(), institution="A"), of(rated(), institution="B")])
    shown = places(cm.draw(frame[frame["worth_talking"] | frame["guaranteed_level"].notna()]))
    assert shown == {(target, name) for target in ("inclusion.knowledge", "inclusion.skills") for name in "AB"}


def test_a_grid_and_what_it_might_become_are_two_columns() -> None:
    grid = rated()
    frame = cm.compare([grid, grid.with_changes([cm.DropCourse(1)])])
    figure = cm.draw(frame)
    assert len(figure.layout.xaxis.tickvals) == 2


def test_phases_are_squares_in_the_language_of_the_frame() -> None:
    grid = replace(rated(), language="nl")
    shown = places(cm.draw(cm.progression(grid), "possible", "nl"))
    assert {column for _, column in shown} == {"fase 1", "fase 2"}


def test_without_rows_a_picture_is_empty() -> None:
    for frame in (cm.gaps(rated()), cm.compare([rated()]), cm.progression(rated())):
        assert not targets(cm.draw(frame[frame["target"] == "none"]))


def test_of_another_frame_there_is_no_picture() -> None:
    with pytest.raises(ValueError, match="a picture is made of"):
        cm.draw(cm.courses(rated()))
