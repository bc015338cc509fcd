"""Courses by their names: each is found by the name that only it has, and nothing is guessed."""

from curriculum_map.services.course_choices import chosen_courses, course_names
from tests.grids import make_grid, row

BEFORE = make_grid([row("Ethiek", 1, code="A"), row("Stage", 1, code="B"), row("Stage", 1, code="C")]).courses
AFTER = make_grid([row("Zorg", 1), row("Waarden", 1), row("zorg", 1)]).courses


def test_every_course_has_a_name_of_its_own() -> None:
    assert course_names(BEFORE) == ["A Ethiek", "B Stage", "C Stage"]
    assert course_names(AFTER) == ["Zorg (1)", "Waarden", "zorg (2)"]


def test_a_course_goes_by_its_name_its_title_or_its_code() -> None:
    said = {"ethiek": ("WAARDEN", "zorg (1)"), "b": ("Waarden",), "C  Stage": ()}
    assert chosen_courses(BEFORE, AFTER, said) == ({0: (0, 1), 1: (1,), 2: ()}, ())


def test_a_name_of_several_courses_or_of_none_is_said_and_nothing_is_taken_of_its_answer() -> None:
    said = {"Stage": ("Waarden",), "A": ("Zorg", "Waarden"), "B": ("Waarden",)}
    assert chosen_courses(BEFORE, AFTER, said) == ({1: (1,)}, ("Stage", "Zorg"))
