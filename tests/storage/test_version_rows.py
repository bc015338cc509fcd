"""The marks of a grid are stored short and come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.storage.version_rows import lengthened, shortened


def test_marks_that_repeat_take_less_than_they_are() -> None:
    """60 courses x 27 places with three marks in turn: 1,620 bytes."""
    marks = bytes([0, 1, 2]) * 540
    assert len(shortened(marks)) < 100
    assert lengthened(shortened(marks), 1620) == marks


def test_marks_that_compressing_would_make_longer_stay_as_they_are() -> None:
    assert shortened(bytes([4, 1])) == bytes([4, 1])


def test_what_is_not_as_long_as_the_levels_and_not_compressed_is_damaged() -> None:
    with pytest.raises(ValueError, match="no marks of 1620 places"):
        lengthened(bytes(1619), 1620)


@given(marks=st.binary(max_size=300))
def test_any_marks_come_back_equal(marks: bytes) -> None:
    assert lengthened(shortened(marks), len(marks)) == marks
