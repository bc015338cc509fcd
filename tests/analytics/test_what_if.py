"""Stories are in tests/worked_examples; here is what a changed grid keeps, what is refused, and what always holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.analytics.arrays import to_ranks
from curriculum_map.analytics.coverage import coverage
from curriculum_map.analytics.single_points import single_points
from curriculum_map.analytics.what_if import consider, merged, what_if
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.what_if import Change, ChangeLevel, DropCourse, MergeCourses, MoveCourse
from tests.analytics.strategies import TARGETS, grids_with_groups, rules
from tests.grids import grid_from_table

GRID = grid_from_table("""
    course | status     | ects | inclusion   | choosing
    Ethics | compulsory | 6    | practised   | n/a
    Law    | elective   |      | exemplary   |
    Film   | compulsory | 3    | not covered | well framed
""")


def test_a_course_that_stays_keeps_its_address_and_its_marks() -> None:
    after = what_if(GRID, [DropCourse(0)])
    assert [course.title for course in after.courses] == ["Law", "Film"]
    assert [after.provenance.mark(1, target) for target in (0, 1)] == ["not covered", "well framed"]
    assert str(after.provenance.ref(1, 1)) == str(GRID.provenance.ref(2, 1))


def test_no_change_is_the_same_coverage_and_what_is_considered_names_what_differs() -> None:
    """Ethics goes: inclusion falls from 3 to 0 (Film), possible to 1 (Law). Choosing stays: 2, in Film."""
    wanted = {"inclusion": Ambition("inclusion", None, Level.PRACTISED)}
    assert consider(GRID, [], wanted).coverage == []
    assert consider(GRID, [], wanted).gaps == []
    found = consider(GRID, [DropCourse(0)], wanted)
    assert [(one.target, one.guaranteed_before, one.guaranteed, one.possible) for one in found.coverage] == [
        ("inclusion", 3, 0, 1)
    ]
    assert [(one.target, one.before.kind, one.after.kind) for one in found.gaps] == [
        ("inclusion", GapKind.NONE, GapKind.SOFT)
    ]


def test_a_merged_course_is_proposed_under_both_titles_and_without_credits_that_are_not_known() -> None:
    assert merged(GRID, [2, 0]).title == "Ethics + Film"
    assert merged(GRID, [2, 0]).ects == 9
    assert merged(GRID, [0, 1]).ects is None


def test_a_merged_course_has_the_highest_level_of_its_parts() -> None:
    """3 and 0 are 3; n/a and 2 are 2."""
    after = what_if(GRID, [MergeCourses((2, 0), merged(GRID, (2, 0)))])
    assert [course.title for course in after.courses] == ["Ethics + Film", "Law"]
    assert list(after.levels) == [3, 2, 1, 255]


@pytest.mark.parametrize(
    "changes",
    [
        [DropCourse(3)],
        [DropCourse(-1)],
        [ChangeLevel(0, "ethics", Level.PRACTISED)],
        [DropCourse(0), DropCourse(0)],
        [DropCourse(0), MergeCourses((0, 1), GRID.courses[0])],
        [MergeCourses((1,), GRID.courses[0])],
        [MergeCourses((1, 1), GRID.courses[0])],
        [MoveCourse(0, GRID.courses[1]), MoveCourse(0, GRID.courses[2])],
        [ChangeLevel(0, "inclusion", Level.PRACTISED), ChangeLevel(0, "inclusion", Level.EXEMPLARY)],
    ],
)
def test_changes_that_do_not_go_together_are_refused(changes: list[Change]) -> None:
    with pytest.raises(ValueError, match=r"merge needs two|each of something else"):
        what_if(GRID, changes)


@given(grids_with_groups(), rules)
def test_a_single_point_is_a_course_without_which_less_is_guaranteed(grid: Grid, rule: CountingRule) -> None:
    now = coverage(grid, rule=rule)["guaranteed"]
    expected = []
    for target in TARGETS:
        for place in range(len(grid.courses)):
            without = int(coverage(what_if(grid, [DropCourse(place)]), rule=rule).loc[target, "guaranteed"])
            if 1 <= now[target] <= 3 and (without < now[target] or without > 3):
                expected.append((target, place, now[target], without))
    assert list(single_points(grid, rule=rule).itertuples(index=False, name=None)) == expected


@given(grids_with_groups().filter(lambda grid: grid.courses), st.data())
def test_the_order_of_changes_never_matters(grid: Grid, data: st.DataObject) -> None:
    places = data.draw(st.permutations(range(len(grid.courses))))
    changes: list[Change] = [DropCourse(places[0])]
    changes += [ChangeLevel(place, TARGETS[0], Level.PRACTISED) for place in places]
    changes += [MoveCourse(place, replace(grid.courses[place], phase=3)) for place in places[1:]]
    assert what_if(grid, changes) == what_if(grid, data.draw(st.permutations(changes)))


@given(grids_with_groups().filter(lambda grid: grid.courses), st.data())
def test_a_higher_level_in_one_course_never_lowers_what_is_guaranteed(grid: Grid, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(grid.courses) - 1))
    after = what_if(grid, [ChangeLevel(place, TARGETS[0], Level.PRACTISED)])
    old, new = (coverage(one)["guaranteed"].to_numpy(dtype="uint8") for one in (grid, after))
    assert (to_ranks(new) >= to_ranks(old)).all()
