"""A course that went and several that came and are called like it, or whose credits add up: perhaps it was split."""

import pytest

from curriculum_map.analytics.changes import CourseMove, find_changes
from curriculum_map.analytics.course_links import Decided
from tests.grids import Row, make_grid, row

Told = list[tuple[str, str | None, str | None]]


def moves(before: list[Row], after: list[Row], said: Decided | None = None) -> Told:
    found = find_changes(make_grid(before), make_grid(after), said or Decided())
    return [(one.move, one.before and one.before.title, one.after and one.after.title) for one in found.courses]


@pytest.mark.parametrize(
    ("was", "became"),
    [
        (row("Law", 2), [row("Law: basics", 2), row("Law: youth", 1)]),
        (row("Research in practice", 2), [row("Research in practise", 2), row("Research in practices", 3)]),
        (row("Law", 2, code="SW06"), [row("Rights", 2, code="SW06A"), row("Youth", 1, code="SW06B")]),
        (row("Ethics", 2, ects=6), [row("Moral questions", 1, ects=4), row("Attitude", 0, ects=2)]),
    ],
    ids=["the title goes on", "nearly the title", "the code goes on", "credits add up: 4 + 2 = 6"],
)
def test_a_course_that_was_perhaps_split_is_a_question(was: Row, became: list[Row]) -> None:
    """Each half is in it, no rating is compared before somebody says so; and who says that it is neither is heard."""
    stays = row("Sport", 1)
    split = [("perhaps-split", was.course.title, one.course.title) for one in became]
    assert moves([was, stays], [*became, stays]) == split
    found = find_changes(make_grid([was, stays]), make_grid([*became, stays]))
    assert list(found.ratings()) == []
    said = Decided(apart=frozenset({(0, 0), (0, 1)}))
    assert {move for move, _, _ in moves([was, stays], [*became, stays], said)} == {"new", "gone"}
    agreed = find_changes(make_grid([was]), make_grid(became), Decided(one=frozenset({(0, 0), (0, 1)})))
    assert {change.move for change in agreed.courses} == {CourseMove.SPLIT}
    assert list(agreed.ratings()) != []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([row("Ethics", 2, ects=6)], [row("Attitude", 1, ects=3), row("Sport", 0, ects=4)]),
        ([row("Ethics", 2, ects=6), row("Law", 2)], [row("Attitude", 1, ects=3), row("Sport", 0, ects=3)]),
        ([row("Project 1", 2), row("Project 2", 1)], [row("Project 3", 3), row("Project 4", 0)]),
        ([row("Art", 2)], [row("Article", 1), row("Artery", 0)]),
    ],
    ids=["3 + 4 is not 6", "two went", "alike both", "a word that only begins so"],
)
def test_courses_that_only_came_and_went_are_no_split(before: list[Row], after: list[Row]) -> None:
    assert {move for move, _, _ in moves(before, after)} == {"new", "gone"}
