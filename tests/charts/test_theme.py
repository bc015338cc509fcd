"""Words and numbers in figures."""

import pytest

from curriculum_map.charts.theme import folded, layout, plain


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, ""),
        ("kort", 10, "kort"),
        ("goed gekaderd", 12, "goed<br>gekaderd"),
        ("Probleemoplossend", 5, "Probleemoplossend"),
        ("A & <b>", 20, "A &amp; &lt;b&gt;"),
    ],
)
def test_a_long_text_is_folded_at_its_words(text: str, width: int, lines: str) -> None:
    assert folded(text, width) == lines


def test_markup_in_a_name_is_shown_as_written() -> None:
    assert plain("R&D <i>") == "R&amp;D &lt;i&gt;"


def test_decimals_have_a_comma_in_dutch() -> None:
    assert layout("nl", dark=False, height=100)["separators"] == ",."
    assert layout("en", dark=False, height=100)["separators"] == ".,"
