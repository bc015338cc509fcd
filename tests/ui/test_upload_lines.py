"""Lines that may be no course, on the upload page: asked in one form, each with why, and what is answered counts."""

from typing import Any

from curriculum_map.storage.grids import load_grids
from curriculum_map.ui.session import database
from tests.ui.screen import Screen, stored
from tests.ui.test_upload import STORE, can_store, upload
from tests.ui.test_upload_steps import labelled, steps
from tests.workbooks import ABOUT, rows_of, xlsx

TABLE = """
    Code | Vak       | SP | inclusion | vision
    A1   | Ethiek    | 3  | 1 | 2
    A2   | Recht     | 4  | 2 | 1
    A3   | Stage     | 9  | 3 | 3
    A4   | Zorg      | 5  | 1 | 1
         | Jaar 1    |    | 3 | 3
         | Benchmark |    | 2 | 2
"""
BY_NAME = "By its name it may be about the whole programme, about a part of it, or another view of it."
ABOUT_ALL = "by its name it is about all courses together, or another view of them"
TITLE = "Courses or not"


def page(table: str) -> Screen:
    return upload(xlsx({"Opleiding": ABOUT, "Matrix": rows_of(table)}), "matrix.xlsx")


def asked(screen: Screen, name: str) -> Any:
    return labelled(screen.test.radio, f"**{name}**")


def test_each_line_is_asked_with_why_and_what_was_left_out_by_its_name_can_be_taken_back() -> None:
    """Jaar 1 is asked; Benchmark was left out and is a course after all: the fifth."""
    screen = page(TABLE)
    assert not can_store(screen)
    year, benchmark = asked(screen, "Jaar 1"), asked(screen, "Benchmark")
    assert (year.value, benchmark.value) == ("no-course", "no-course")
    assert screen.say(BY_NAME).rstrip(".") in year.label
    assert screen.say(ABOUT_ALL) in benchmark.label
    benchmark.set_value("course")
    screen.press("This is what they are")
    assert can_store(screen)
    assert f"2. {screen.say(TITLE)}" in steps(screen)
    assert (asked(screen, "Jaar 1").value, asked(screen, "Benchmark").value) == ("no-course", "course")
    screen.press(STORE)
    (info,) = stored()
    with database().read() as connection:
        (grid,) = load_grids(connection, [info.id])
    assert [one.title for one in grid.grid.courses] == ["Ethiek", "Recht", "Stage", "Zorg", "Benchmark"]


def test_a_file_without_such_lines_has_no_such_step() -> None:
    screen = page("\n".join(TABLE.strip().splitlines()[:5]))
    assert not [step for step in steps(screen) if screen.say(TITLE) in step]
