"""A random grid, written in a random one of the layouts that people make, reads back as the same grid."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum_map.domain.findings import blocking
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.importing.layout import Sign
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import read_file
from tests.importing.random_layouts.layouts import KINDS, Kind
from tests.importing.random_layouts.marks import DASHED
from tests.importing.random_layouts.written import Written, written

# `make test` tries the same few of each every time, `make test-all` others each time; an example is a whole workbook.
thorough = settings().max_examples > 100
few = settings(
    max_examples=100 if thorough else 5, derandomize=not thorough, suppress_health_check=[HealthCheck.too_slow]
)
fewer = settings(few, max_examples=few.max_examples // 2)


def assert_same(file: Written) -> None:
    """The file's one grid has these courses and these levels, each with the address where it was written."""
    # A dash is asked about wherever it stands.
    marks = {**file.marks, **{dash: NOT_RATED for dash in DASHED if dash}}
    answers = Answers(description=file.description, marks=marks)
    reading = read_file(file.file_name, file.data, answers)
    # Of the only course without credits it may be asked whether it is one.
    asked = {str(one.facts["written"]) for one in reading.findings if one.facts.get("sign") == Sign.BARE}
    if asked:
        reading = read_file(file.file_name, file.data, replace(answers, lines=dict.fromkeys(asked, True)))
    assert blocking(reading.findings) == []
    (read,) = reading.grids
    grid = read.grid()
    assert grid is not None
    assert (grid.edition, grid.granularity) == (file.grid.edition.id, file.grid.granularity)
    assert grid.courses == file.courses
    levels, refs = {}, {}
    for place, level in enumerate(grid.levels):
        course, target = divmod(place, len(grid.targets))
        if level != NOT_RATED:
            levels[grid.courses[course].title, grid.targets[target]] = level
            refs[grid.courses[course].title, grid.targets[target]] = grid.provenance.ref(course, target)
    assert levels == file.levels
    assert refs == file.refs


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook(kind: Kind) -> None:
    @few
    @given(written(kind))
    def check(file: Written) -> None:
        assert_same(file)

    check()


@pytest.mark.parametrize("kind", ["down", "across", "long"])
def test_separated_text(kind: Kind) -> None:
    @few
    @given(st.one_of(written(kind, "csv"), written(kind, "tsv")))
    def check(file: Written) -> None:
        assert_same(file)

    check()


@pytest.mark.parametrize("kind", ["down", "long"])
def test_an_open_document(kind: Kind) -> None:
    @fewer
    @given(written(kind, "ods", most_courses=8))
    def check(file: Written) -> None:
        assert_same(file)

    check()
