"""A programme written to the template and read back is the same programme, whatever it is and in every format."""

from hypothesis import given, settings

from curriculum_map.domain.findings import blocking
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading, read_file
from tests.importing.strategies import Programme, programmes
from tests.workbooks import csv_text, ods, sheets_of


def assert_same(programme: Programme, reading: Reading) -> None:
    """The reading holds this programme and nothing stands in its way."""
    assert_same_courses(programme, reading)
    assert reading.grids[0].groups == programme.groups


def assert_same_courses(programme: Programme, reading: Reading) -> None:
    """The same but for what the file cannot say without its sheet about the programme: groups without a course."""
    assert blocking(reading.findings) == []
    assert reading.exit_status == 0
    (read,) = reading.grids
    assert read.granularity is programme.granularity
    assert read.targets == programme.edition.targets(programme.granularity)
    assert read.courses == programme.courses
    assert read.levels == programme.levels
    assert read.description == programme.description


# A template is a large workbook: a fifth of the usual number of examples.
fewer = settings(max_examples=settings().max_examples // 5)


@fewer
@given(programmes())
def test_a_filled_template_is_read_as_it_was_written_and_saved_as_ods_too(programme: Programme) -> None:
    workbook = programme.template()
    for name, data in {"matrix.xlsx": workbook, "matrix.ods": ods(sheets_of(workbook))}.items():
        reading = read_file(name, data)
        assert_same(programme, reading)
        assert {ambition.target: ambition for ambition in reading.ambitions} == programme.ambitions


@fewer
@given(programmes())
def test_its_sheet_of_courses_saved_as_csv_is_the_same_with_options_or_lines_above(programme: Programme) -> None:
    about, courses, *_ = sheets_of(programme.template()).values()
    answers = Answers(programme.description, groups={group.name: str(group) for group in programme.groups})
    alone = read_file("matrix.csv", csv_text(courses).encode(), answers)
    assert_same_courses(programme, alone)
    named = {course.group for course in programme.courses}
    assert set(alone.grids[0].groups) == {group for group in programme.groups if group.name in named}
    lines = [*(line for line in about if line[1] or line[2]), [], *courses]
    assert_same(programme, read_file("matrix.csv", csv_text(lines).encode("utf-8-sig")))
