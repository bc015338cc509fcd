"""Years and files after each other: what is carried over, and what was rated this year."""

from dataclasses import replace

from curriculum_map.domain.curriculum import ElectiveGroup, Status
from curriculum_map.domain.history import confirmed, order_with_kept, rolled_over, with_kept
from tests.grids import make_grid, row


def test_of_a_year_that_two_files_rate_in_halves_every_course_was_rated() -> None:
    """Four courses carried into 2027-28; a file with A and B, then one with C: D alone is as it was last year."""
    year = rolled_over(make_grid([row(title, 1) for title in "ABCD"]), "2027-28")
    first_half = with_kept(make_grid([row("A", 2), row("B", 2)], key=year.key), year, [2, 3])
    assert [first_half.courses[place].title for place in sorted(first_half.carried)] == ["C", "D"]
    both = with_kept(make_grid([row("C", 3)], key=year.key), first_half, [0, 1, 3])
    assert [course.title for course in both.courses] == ["C", "A", "B", "D"]
    assert [both.courses[place].title for place in both.carried] == ["D"]
    assert list(both.levels) == [3, 2, 2, 1]


def test_what_was_confirmed_stays_confirmed_when_a_file_lacks_it() -> None:
    year = confirmed(rolled_over(make_grid([row("A", 1), row("B", 1)]), "2027-28"), [1])
    assert with_kept(make_grid([row("C", 3)], key=year.key), year, [0, 1]).carried == {1}


def test_what_is_taken_of_a_group_stays_with_the_courses_that_stay() -> None:
    """The new file has Film alone, and says that two of Media are taken; Golf stays, and one of Sport with it.

    Nothing of Languages stays. A track that no course names any more is still a track.
    """
    titled = {"Film": "Media", "Golf": "Sport", "Greek": "Languages"}
    taught = [row(title, 1, status=Status.ELECTIVE, group=group) for title, group in titled.items()]
    rules = (ElectiveGroup("Media", 1), ElectiveGroup("Sport", 1), ElectiveGroup("Languages", ects=3))
    old = replace(make_grid(taught), groups=rules, tracks=("Youth",))
    kept = with_kept(replace(make_grid(taught[:1]), groups=(ElectiveGroup("Media", 2),)), old, [1])
    assert [course.group for course in kept.courses] == ["Media", "Sport"]
    assert kept.groups == (ElectiveGroup("Media", 2), ElectiveGroup("Sport", 1))
    assert kept.tracks == ("Youth",)


def test_what_stays_keeps_its_place_and_what_is_new_comes_where_the_file_has_it() -> None:
    """Stored A B C D; the file has N, C, M and A. B and D stay: N before C, M behind it."""
    order = order_with_kept(4, 4, [1, 3], [(2, 1), (0, 3)])
    new = make_grid([row("N", 0), row("C", 3), row("M", 1), row("A", 2)])
    old = make_grid([row("A", 1), row("B", 2), row("C", 0), row("D", 3)])
    found = with_kept(new, old, [1, 3], order)
    assert [course.title for course in found.courses] == ["A", "B", "N", "C", "M", "D"]
    assert found.levels == bytes([2, 2, 0, 3, 1, 3])
    assert [found.provenance.ref(place, 0) for place in (0, 1, 3)] == [
        new.provenance.ref(3, 0),
        old.provenance.ref(1, 0),
        new.provenance.ref(1, 0),
    ]
    assert order_with_kept(2, 2, [0, 1], []) == (2, 3, 0, 1), "only new ones: at the end"
