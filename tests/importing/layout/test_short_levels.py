"""Sub-columns headed by the short forms of levels: E, GK, G below the name of each target."""

import pytest

from tests.importing.layout.drawn import read

_FIRST, _SECOND = "Online cliëntgegevens beheren", "Bewust kiezen bij blended hulp bieden"


@pytest.mark.parametrize("words", [("E", "GK", "G"), ("ex.", "gk", "geoef."), ("V", "K", "G")])
@pytest.mark.parametrize("merged", [(), ("C1:E1", "F1:H1")], ids=["left-filled", "merged"])
def test_short_forms_of_levels_head_sub_columns(words: tuple[str, str, str], merged: tuple[str, ...]) -> None:
    """Ethiek is exemplary for the first and practised for the second; nothing of the row of words is a course."""
    one, two, three = words
    found = read(
        f"""
             |        | {_FIRST} | | | {_SECOND} | |
        Code | Vak    | {one} | {two} | {three} | {one} | {two} | {three}
        SW1  | Ethiek | x | | | | | x
        SW2  | Recht  | | x | | | x |
        SW3  | Stage  | | | x | x | |
        """,
        merged=merged,
    )
    assert found.courses == ["Ethiek", "Recht", "Stage"]
    assert found.outcomes == [_FIRST, _SECOND]
    assert found.grid == [f"{one} {three}", f"{two} {two}", f"{three} {one}"]
    assert found.shape.doubts == ()


def test_short_words_that_are_no_levels_are_asked_about() -> None:
    """Winter, summer and autumn come back below each target: one sign in each group, but no scale that we know."""
    found = read(f"""
             |        | {_FIRST} | | | {_SECOND} | |
        Code | Vak    | win | zom | her | win | zom | her
        SW1  | Ethiek | x | | | | | x
        SW2  | Recht  | | x | | | x |
        SW3  | Stage  | | | x | x | |
        SW4  | Zorg   | | | x | x | |
    """)
    assert found.courses == ["Ethiek", "Recht", "Stage", "Zorg"]
    assert found.shape.doubts == ("sub-columns",)
