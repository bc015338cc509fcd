"""Colours as people call them; the number stays behind the name."""

import pytest

from curriculum_map.wording.colour_words import colour_in_words


@pytest.mark.parametrize(
    ("colour", "dutch", "english"),
    [
        ("A9D08E", "groen", "green"),
        ("E2EFDA", "lichtgroen", "light green"),
        ("375623", "donkergroen", "dark green"),
        ("FFF2CC", "lichtgeel", "light yellow"),
        ("FFFF00", "geel", "yellow"),
        ("F8CBAD", "lichtoranje", "light orange"),
        ("FF0000", "rood", "red"),
        ("4472C4", "blauw", "blue"),
        ("7030A0", "paars", "purple"),
        ("D9D9D9", "lichtgrijs", "light grey"),
        ("000000", "zwart", "black"),
    ],
)
def test_colours_have_the_names_that_people_give_them(colour: str, dutch: str, english: str) -> None:
    assert colour_in_words(colour, "nl") == f"{dutch} ({colour})"
    assert colour_in_words(colour, "en") == f"{english} ({colour})"


def test_what_is_no_colour_stays_as_it_is() -> None:
    assert [colour_in_words(text, "nl") for text in ("geoefend", "", "A9D08", "a9d08e")] == [
        *("geoefend", "", "A9D08", "a9d08e")
    ]
