"""Scattered addresses are kept short and come back as they were."""

from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.storage.addresses import packed, unpacked

places = st.tuples(st.integers(0, 4), st.integers(0, 4))


def test_a_course_of_a_long_list_is_one_run() -> None:
    """Course 0 has its 27 levels in rows 2 to 28 of column F, course 1 in rows 29 to 55."""
    lines = {(course, target): (1 + 27 * course + target, 5) for course in range(2) for target in range(27)}
    assert packed(lines) == [[0, 0, 1, 5, 1, 0, 27], [1, 0, 28, 5, 1, 0, 27]]
    assert unpacked(packed(lines)) == lines


def test_a_target_that_is_left_out_and_a_step_that_differs_begin_a_new_run() -> None:
    """Targets 0 and 1 two columns apart, 2 in the row below; 4 after a gap."""
    apart = {(0, 0): (5, 10), (0, 1): (5, 12), (0, 2): (6, 14), (0, 4): (6, 16)}
    assert packed(apart) == [[0, 0, 5, 10, 0, 2, 2], [0, 2, 6, 14, 0, 0, 1], [0, 4, 6, 16, 0, 0, 1]]
    assert unpacked(packed(apart)) == apart


@given(elsewhere=st.dictionaries(places, places))
def test_any_addresses_come_back_equal(elsewhere: dict[tuple[int, int], tuple[int, int]]) -> None:
    assert unpacked(packed(elsewhere)) == elsewhere
