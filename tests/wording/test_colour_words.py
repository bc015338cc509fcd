"""The plain names of colours."""

import pytest

from curriculum_map.wording.colour_words import mark_in_words


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("C6EFCE", "lichtgroen"), ("FFC7CE", "lichtrood"), ("FFEB9C", "lichtgeel"), ("002060", "donkerblauw")),
        *(("A5A5A5", "grijs"), ("000000", "zwart"), ("ED7D31", "oranje"), ("FF69B4", "roze"), ("833C0B", "bruin")),
    ],
)
def test_a_colour_has_its_name_with_its_code_which_an_answer_needs(code: str, name: str) -> None:
    assert mark_in_words(code, "colour", "nl") == f"{name} (kleur {code})"


def test_other_marks_stay_as_written() -> None:
    assert mark_in_words("123456", "number", "en") == "123456"
