"""Courses that were renamed, split and joined, followed through several versions; each story small enough to check."""

from collections.abc import Sequence

from curriculum_map.analytics.changes import CourseMove, find_changes
from curriculum_map.analytics.course_history import Step, backwards, settled, through
from curriculum_map.analytics.course_links import Decided
from curriculum_map.domain.curriculum import Course, Grid
from tests.grids import make_grid, row


def titled(*titles: str, level: int = 3) -> Grid:
    return make_grid([row(title, level) for title in titles])


def one(*pairs: tuple[int, int]) -> Decided:
    return Decided(frozenset(pairs))


def courses(*titles: str) -> Sequence[Course]:
    return titled(*titles).courses


def moves(before: Grid, after: Grid, decided: Decided) -> list[tuple[str, str | None, str | None]]:
    found = find_changes(before, after, decided).courses
    return [
        (course.move, course.before and course.before.title, course.after and course.after.title) for course in found
    ]


def test_a_course_that_is_none_of_the_proposals_is_gone() -> None:
    """Both new titles are nearly that of Ethics in care: it was perhaps split. Nor is it one of them alone."""
    before, after = titled("Ethics in care"), titled("Ethics in cure", "Ethics in core")
    assert {change.move for change in find_changes(before, after).courses} == {CourseMove.PERHAPS_SPLIT}
    said = settled(before, after, {0: []})
    assert said == Decided(apart=frozenset({(0, 0), (0, 1)}))
    assert {change.move for change in find_changes(before, after, said).courses} == {CourseMove.NEW, CourseMove.GONE}


def test_a_course_can_be_split_and_another_joined_to_one_that_keeps_its_name() -> None:
    """Methods becomes Methods A and B; Old law goes into Law, which stays Law as well."""
    before, after = titled("Methods", "Law", "Old law"), titled("Methods A", "Methods B", "Law")
    said = settled(before, after, {0: [0, 1], 2: [2]})
    assert said == one((0, 0), (0, 1), (2, 2))
    assert moves(before, after, said) == [
        ("split", "Methods", "Methods A"),
        ("split", "Methods", "Methods B"),
        ("joined", "Old law", "Law"),
    ]


def test_what_was_said_in_two_steps_holds_from_the_first_version_to_the_last() -> None:
    """Ethics -> Care -> Care A and Care B; Law was not the new Right, which became Rights by its code no more."""
    first = Step(courses("Ethics", "Law"), courses("Care", "Right"), Decided(frozenset({(0, 0)}), frozenset({(1, 1)})))
    second = Step(courses("Care", "Right"), courses("Care A", "Care B", "Rights"), one((0, 0), (0, 1), (1, 2)))
    assert through([], [first, second]) == Decided(frozenset({(0, 0), (0, 1)}), frozenset({(1, 2)}))
    back = through([backwards(second), backwards(first)], [])
    assert back == Decided(frozenset({(0, 0), (1, 0)}), frozenset({(2, 1)}))


def test_names_carry_what_nobody_said_anything_about_and_no_proposal_does() -> None:
    """Ethics keeps its name through both steps; Practice 1 is nearly Practice 2, but nobody confirmed that."""
    steps = [
        Step(courses("Ethics", "Practice 1"), courses("Practice 2", "Ethics")),
        Step(courses("Practice 2", "Ethics"), courses("Ethics")),
    ]
    assert through([], steps) == one((0, 0))


def test_two_branches_meet_in_the_version_they_came_from() -> None:
    """From Ethics one branch has Care and Law, so has the other, by way of going back: Care is Care and not Law."""
    split = Step(courses("Ethics"), courses("Care", "Law"), one((0, 0), (0, 1)))
    assert through([backwards(split)], [split]) == one((0, 0), (1, 1))
    renamed = Step(courses("Ethics"), courses("Values"), one((0, 0)))
    assert through([backwards(split)], [renamed]) == one((0, 0), (1, 0))


def test_without_a_step_nothing_was_said() -> None:
    assert through([], []) == Decided()
