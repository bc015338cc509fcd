"""Colours with a legend beside written marks: what they say is never dropped without a word."""

from collections.abc import Mapping

import pytest
from openpyxl.styles import PatternFill

from curriculum_map.importing.reading import Reading
from tests.importing.test_marks_seen import styled

# Ethics, law, care and welfare for four clusters; the legend stands below.
DIGITS = """
    Vak     | inclusion | own-literacy | choosing | supporting
    Ethiek  | 3         |              | 2        | 1
    Recht   | 1         | 2            |          |
    Zorg    |           | 1            | 1        | 2
    Legende |           |              |          |
            | {0}       |              |          |
            | {1}       |              |          |
            | {2}       |              |          |
"""
OURS = ("exemplarisch", "goed gekaderd", "geoefend")
LEGEND = {"A6": "92D050", "A7": "FFFF00", "A8": "FF0000"}
LEVEL_OF = {"1": "92D050", "2": "FFFF00", "3": "FF0000"}
WRITTEN = {"B2": "3", "D2": "2", "E2": "1", "B3": "1", "C3": "2", "C4": "1", "D4": "1", "E4": "2"}
AGREED = {address: LEVEL_OF[digit] for address, digit in WRITTEN.items()}


def said(reading: Reading) -> list[tuple[str, str, object]]:
    """Code, address and number of what is said of colours or asked about marks."""
    about = (one for one in reading.findings if one.code.startswith("colour") or one.code == "unknown-mark")
    return [(one.code, str(one.ref).removeprefix("Matrix!"), one.facts["count"]) for one in about]


def read(fills: Mapping[str, str], words: tuple[str, str, str] = OURS, table: str = DIGITS) -> Reading:
    looks = {where: PatternFill("solid", fgColor=colour) for where, colour in {**LEGEND, **fills}.items()}
    return styled(table.format(*words), **looks)


def test_colours_that_say_what_the_marks_say_are_no_news() -> None:
    assert said(read(AGREED)) == []


def test_a_colour_that_says_another_level_is_named_and_what_is_written_counts() -> None:
    reading = read(AGREED | {"D4": LEVEL_OF["3"]})
    assert said(reading) == [("colour-against-mark", "D4", 1)]
    # inclusion, own-literacy and choosing are the first, second and fourth of nine clusters; Zorg is the third course.
    assert (reading.grids[0].levels[2 * 9 + 3], reading.exit_status) == (1, 0)


def test_an_empty_cell_in_the_colour_of_a_level_is_named() -> None:
    assert said(read(AGREED | {"C2": LEVEL_OF["1"], "E3": LEVEL_OF["2"]})) == [("colour-without-mark", "C2", 2)]


def test_colours_of_the_legend_that_say_no_level_are_named() -> None:
    assert said(read(AGREED, ("nieuw", "te bespreken", "in overleg"))) == [("colours-not-read", "B2", 8)]


def test_digits_whose_colours_all_say_another_level_are_asked_about() -> None:
    """Here 1 is red, practised, and 3 green, exemplary."""
    turned = {"1": LEVEL_OF["3"], "2": LEVEL_OF["2"], "3": LEVEL_OF["1"]}
    reading = read({address: turned[digit] for address, digit in WRITTEN.items()})
    assert said(reading) == [("unknown-mark", "E2", 4), ("colour-against-mark", "B2", 1)]


def test_letters_are_proposed_the_levels_of_their_colours() -> None:
    table = DIGITS.replace("3 ", "C ").replace("2 ", "B ").replace("1 ", "A ")
    asked = [one for one in read(AGREED, table=table).findings if one.code == "unknown-mark"]
    assert [(one.facts["written"], one.facts["proposal"]) for one in asked] == [
        ("A", "exemplary"),
        ("B", "well-framed"),
        ("C", None),  # in one cell only
    ]


@pytest.mark.parametrize("fill", [{}, {"E2": LEVEL_OF["3"]}])
def test_a_legend_of_the_words_that_are_written_is_one_too(fill: Mapping[str, str]) -> None:
    words = {"1": "exemplarisch", "2": "goed gekaderd", "3": "geoefend"}
    table = DIGITS
    for digit, word in words.items():
        table = table.replace(f"{digit} ", f"{word} ")
    assert said(read(AGREED | dict(fill), table=table)) == ([("colour-against-mark", "E2", 1)] if fill else [])
