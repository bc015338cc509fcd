"""What is written in a place: a level in any spelling that people use, or nothing we would guess at."""

from datetime import date, datetime, time

import pytest

from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.levels import LevelWords

WORDS = LevelWords(load_legend())


@pytest.mark.parametrize(
    ("level", "written"),
    [
        (0, ["komt niet aan bod", "niet aan bod", "not covered", "not-covered", "0", 0.0, -0.0]),
        (1, ["exemplarisch", "bij wijze van voorbeeld", "exemplary", "by way of example", "1", 1.0]),
        (2, ["goed gekaderd", "well framed", "well-framed", "2", 2.0]),
        (3, ["geoefend", "practised", "practiced", "3", 3.0, 3]),
        (NOT_APPLICABLE, ["nvt", "n.v.t.", "n/a", "not applicable", "niet van toepassing", "NVT", "N.v.t.", "N/A"]),
        (NOT_RATED, ["", "-", "–", "—", "/", " ", "\u00a0", " - ", None, "\u200b"]),
    ],
)
def test_words_digits_and_ids_of_a_level(level: int, written: list[object]) -> None:
    assert {repr(text): WORDS.state(text) for text in written} == {repr(text): level for text in written}


@pytest.mark.parametrize(
    "written", ["Geoefend", "GEOEFEND", "geoefend.", "Geoefend .", "  geoefend ", "geoe\u00adfend", "geoefend\u00a0"]
)
def test_case_and_stray_signs_do_not_matter(written: str) -> None:
    assert WORDS.state(written) == 3


def test_white_space_inside_a_word_is_folded() -> None:
    assert [WORDS.state(text) for text in ("goed  gekaderd", "goed\u00a0gekaderd", "goed\ngekaderd")] == [2, 2, 2]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "4",
            "-1",
            "2.5",
            "2,5",
            "1-2",
            "twee",
            "sterk",
            "x",
            "geoefend?",
            "goed",
            "TRUE",
            "#REF!",
            "٣",
            "2 of 3",
            ".",
            "geoefend!",
        ),
        *(True, False, 2.5, 4.0, -1.0, 1e308, float("nan"), float("inf")),
        *(date(2026, 2, 1), datetime(2026, 2, 1), time(1, 2)),  # noqa: DTZ001 - a sheet knows no time zones
    ],
)
def test_what_is_no_level_is_not_guessed(written: object) -> None:
    """1-2 becomes a date in Excel, and a tick box TRUE: neither says which level was meant."""
    assert WORDS.state(written) is None


def test_a_cell_reads_as_a_person_sees_it() -> None:
    values = [6.0, 4.5, True, None, date(2026, 9, 1), "a\u202eb\u0007\x1b[31m", " a\tb\nc "]
    assert [cell_text(value) for value in values] == ["6", "4.5", "TRUE", "", "2026-09-01", "ab[31m", "a b c"]


def test_two_spellings_of_an_accent_are_one_text() -> None:
    assert cell_text("Cre\u0300che") == cell_text("Crèche") == "Crèche"
