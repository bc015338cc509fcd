"""What changed between two grids, worked out by hand on small ones."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from curriculum_map.analytics.changes import Changes, Compared, CourseMove, Move, find_changes
from curriculum_map.analytics.course_links import Decided
from curriculum_map.domain.curriculum import BlankMeans, Grid, Status
from tests.analytics.strategies import grids
from tests.grids import grid_from_table, make_grid, row

BEFORE = grid_from_table("""
    course      | code | status     | ects | inclusion   | ethics      | choosing
    Ethics      | A1   | compulsory | 6    | well framed | exemplary   |
    Law         | B1   | compulsory | 3    | practised   |             | n/a
    Field work  | C1   | elective   | 9    | practised   | practised   | exemplary
    Old methods | D1   | elective   | 3    | exemplary   | not covered |
""")


def courses(changes: Changes) -> list[tuple[str, str | None, str | None]]:
    """Move, title before and title now of each course that is not what it was."""
    return [
        (change.move, change.before and change.before.title, change.after and change.after.title)
        for change in changes.courses
    ]


def ratings(changes: Changes, move: Move | None = None) -> list[tuple[str, str, str, int, int]]:
    return [(one.move, one.course.title, one.target, one.before, one.after) for one in changes.ratings(move)]


def titled(*titles: str, code: str | None = None) -> Grid:
    """Courses with these titles, each rated practised for one target."""
    return make_grid([row(title, 3, code=code) for title in titles])


def test_a_grid_does_not_differ_from_itself() -> None:
    changes = find_changes(BEFORE, BEFORE)
    assert not changes
    assert (changes.compared, set(changes.course_counts().values()), set(changes.rating_counts().values())) == (
        Compared.ALL,
        {0},
        {0},
    )


def test_every_move_of_a_rating_with_its_state_address_and_mark_before_and_now() -> None:
    """
    course     | inclusion | ethics | choosing
    Ethics     | 2 -> 3 up | 1 -> 0 down | blank -> 1 new
    Law        | 3 -> blank withdrawn | blank | n/a -> 2 new
    Field work | 3 -> n/a | 3 | 1 -> blank withdrawn
    and Field work moved up one row in the file, to row 7; Law down to row 8.
    """
    after = grid_from_table("""
        course      | code | status     | ects | inclusion   | ethics      | choosing
        Ethics      | A1   | compulsory | 6    | practised   | not covered | exemplary
        Field work  | C1   | elective   | 9    | n/a         | practised   |
        Law         | B1   | compulsory | 3    |             |             | well framed
        Old methods | D1   | elective   | 3    | exemplary   | not covered |
    """)
    changes = find_changes(BEFORE, after)
    assert courses(changes) == []
    assert ratings(changes) == [
        ("up", "Ethics", "inclusion", 2, 3),
        ("down", "Ethics", "ethics", 1, 0),
        ("new", "Ethics", "choosing", 255, 1),
        ("not-applicable", "Field work", "inclusion", 3, 254),
        ("withdrawn", "Field work", "choosing", 1, 255),
        ("withdrawn", "Law", "inclusion", 3, 255),
        ("new", "Law", "choosing", 254, 2),
    ]
    assert changes.rating_counts() == {"up": 1, "down": 1, "new": 2, "withdrawn": 2, "not-applicable": 1}
    assert ratings(changes, Move.UP) == [("up", "Ethics", "inclusion", 2, 3)]
    last = list(changes.ratings())[-1]
    assert (str(last.ref_before), last.written_before) == ("Grid!I7", "n/a")
    assert (str(last.ref), last.written) == ("Grid!I8", "well framed")


def test_an_absent_row_is_listed_as_gone_with_the_ratings_that_would_go_along() -> None:
    """Old methods (row 9) has two levels, of which one is "not covered"; New methods in the same row has one."""
    after = grid_from_table("""
        course      | code | status     | ects | inclusion   | ethics      | choosing
        Ethics      | A1   | compulsory | 6    | well framed | exemplary   |
        Law         | B1   | compulsory | 3    | practised   |             | n/a
        Field work  | C1   | elective   | 9    | practised   | practised   | exemplary
        Sociology   | E1   | elective   | 3    |             | exemplary   |
    """)
    changes = find_changes(BEFORE, after)
    assert courses(changes) == [("new", None, "Sociology"), ("gone", "Old methods", None)]
    assert [(change.ratings, str(change.ref)) for change in changes.courses] == [(1, "Grid!A9"), (2, "Grid!A9")]
    assert ratings(changes) == []
    assert changes
    assert changes.course_counts() == {move: int(move in ("new", "gone")) for move in CourseMove}


def test_a_course_that_kept_its_code_or_its_title_was_renamed_and_its_ratings_are_compared() -> None:
    """
    before    | now
    A1 Ethics | A1 Professional ethics   the code stayed
    B1 Law    | X9 law                   the title stayed, but for its capital
    """
    before = make_grid([row("Ethics", 2, code="A1"), row("Law", 1, code="B1")])
    after = make_grid([row("Professional ethics", 3, code="a1"), row("law", 1, code="X9")])
    changes = find_changes(before, after)
    assert courses(changes) == [("renamed", "Ethics", "Professional ethics"), ("renamed", "Law", "law")]
    assert [change.fields for change in changes.courses] == [("code", "title"), ("code", "title")]
    assert ratings(changes) == [("up", "Professional ethics", "inclusion", 2, 3)]


def test_a_course_that_takes_over_the_code_of_another_is_told_from_it_by_its_title() -> None:
    before = make_grid([row("Ethics", 2, code="A1"), row("Law", 1, code="B1")])
    swapped = make_grid([row("Law", 1, code="A1"), row("Ethics", 2, code="B1")])
    changes = find_changes(before, swapped)
    assert courses(changes) == [("renamed", "Law", "Law"), ("renamed", "Ethics", "Ethics")]
    assert ratings(changes) == []


def test_a_nearly_equal_title_with_equal_levels_is_a_proposal_and_with_other_levels_it_is_not() -> None:
    before = make_grid([row("Introduction to law", 2, 1), row("Social policy", 3, 0)], ["inclusion", "ethics"])
    after = make_grid([row("Introduction in law", 2, 1), row("Social policies", 3, 1)], ["inclusion", "ethics"])
    assert courses(find_changes(before, after)) == [
        ("perhaps-renamed", "Introduction to law", "Introduction in law"),
        ("new", None, "Social policies"),
        ("gone", "Social policy", None),
    ]


def test_of_several_nearly_equal_titles_the_likest_is_proposed_and_each_course_once() -> None:
    before = titled("Introduction to the law of care", "Introduction to the law of work")
    after = titled("Introduction to the law of works", "Introduction to the law of cares")
    assert courses(find_changes(before, after)) == [
        ("perhaps-renamed", "Introduction to the law of work", "Introduction to the law of works"),
        ("perhaps-renamed", "Introduction to the law of care", "Introduction to the law of cares"),
    ]


def test_courses_with_one_code_between_them_are_told_apart_by_title() -> None:
    """Three courses share the code ST; one of them has another title now, and no code says which."""
    before, after = titled("Internship", "Law", "Ethics", code="ST"), titled("Law", "Internship", "Sport", code="ST")
    assert courses(find_changes(before, after)) == [("renamed", "Ethics", "Sport")]
    more = titled("Law", "Internship", "Sport", "Music", code="ST")
    assert courses(find_changes(before, more)) == [
        ("new", None, "Sport"),
        ("new", None, "Music"),
        ("gone", "Ethics", None),
    ]


def test_of_courses_with_the_same_name_the_one_that_is_left_is_found_by_its_track() -> None:
    before = make_grid([row("Internship", 1, track="Youth"), row("Internship", 3, track="Care")])
    after = make_grid([row("Internship", 3, track="Care")])
    changes = find_changes(before, after)
    assert courses(changes) == [("gone", "Internship", None)]
    assert [change.before and change.before.track for change in changes.courses] == ["Youth"]
    assert ratings(changes) == []


def test_a_code_that_is_given_for_the_first_time_is_a_change_and_no_other_name() -> None:
    """Also: compulsory became elective, 3 credits became 6."""
    before = make_grid([row("Ethics", 2)])
    after = make_grid([row("Ethics", 2, code="A1", ects=6.0, status=Status.ELECTIVE)])
    (change,) = find_changes(before, after).courses
    assert (change.move, change.fields) == (CourseMove.CHANGED, ("code", "ects", "status"))


def test_what_a_person_decided_goes_before_every_name() -> None:
    """Ethics was split in two: both halves are compared with it. Law and Sport are one, whatever they are called."""
    before = make_grid([row("Ethics", 2), row("Law", 1)])
    after = make_grid([row("Ethics", 3), row("Law", 1), row("Ethics of care", 1), row("Sport", 1)])
    changes = find_changes(before, after, Decided(frozenset({(0, 0), (0, 2), (1, 3)}), frozenset({(1, 1)})))
    assert courses(changes) == [
        ("new", None, "Law"),
        ("renamed", "Ethics", "Ethics of care"),
        ("renamed", "Law", "Sport"),
    ]
    assert ratings(changes) == [("up", "Ethics", "inclusion", 2, 3), ("down", "Ethics of care", "inclusion", 2, 1)]


def test_another_meaning_of_blank_changes_every_blank_and_says_why() -> None:
    before = make_grid([row("Ethics", None, 2)], ["inclusion", "ethics"])
    after = replace(before, blank_means=BlankMeans.NOT_COVERED)
    changes = find_changes(before, after)
    assert (bool(changes), changes.blanks_changed) == (True, True)
    assert ratings(changes) == [("new", "Ethics", "inclusion", 255, 0)]


def test_only_targets_that_both_grids_have_are_compared() -> None:
    cells = make_grid([row("Ethics", 2, 1)], ["inclusion.knowledge", "inclusion.skills"])
    fewer = make_grid([row("Ethics", 3)], ["inclusion.skills"], edition="sw-2025-en")
    changes = find_changes(cells, fewer)
    assert (changes.compared, changes.targets) == (Compared.COMMON, ("inclusion.skills",))
    assert ratings(changes) == [("up", "Ethics", "inclusion.skills", 1, 3)]


@pytest.mark.parametrize("same_framework", [True, False])
def test_grids_without_a_target_in_common_are_compared_by_their_courses_alone(same_framework: bool) -> None:
    """Per cluster against per cell; or two frameworks that happen to use one word for different things."""
    cells = make_grid([row("Ethics", 2), row("Law", 2)], ["inclusion.knowledge"])
    other = make_grid([row("Ethics", 3)], ["inclusion"] if same_framework else ["inclusion.knowledge"])
    changes = find_changes(cells, other, same_framework=same_framework)
    assert (changes.compared, courses(changes), ratings(changes)) == (Compared.NONE, [("gone", "Law", None)], [])


def test_a_first_course_and_a_last_one() -> None:
    assert courses(find_changes(make_grid(), titled("Ethics"))) == [("new", None, "Ethics")]
    assert courses(find_changes(titled("Ethics"), make_grid())) == [("gone", "Ethics", None)]


@given(before=grids, after=grids)
def test_every_course_of_both_grids_is_linked_new_or_gone_and_back_is_the_opposite(before: Grid, after: Grid) -> None:
    there, back = find_changes(before, after), find_changes(after, before)
    counts, opposite = there.course_counts(), back.course_counts()
    assert len(there.links) + counts[CourseMove.NEW] == len(after.courses)
    assert len(there.links) + counts[CourseMove.GONE] == len(before.courses)
    assert (counts[CourseMove.NEW], counts[CourseMove.GONE]) == (opposite[CourseMove.GONE], opposite[CourseMove.NEW])
    assert Counter(one.move for one in there.ratings()) == Counter(there.rating_counts())
