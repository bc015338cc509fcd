"""Marks beside words for levels in one text, however people part them."""

import pytest

from curriculum_map.importing.meaning.level_pairs import level_pairs


def said(text: str) -> str:
    """Each mark with its level, in the order of the text."""
    return " ".join(f"{pair.mark}={pair.level}" for pair in level_pairs(text))


@pytest.mark.parametrize(
    "text",
    [
        "1 = geoefend, 2 = goed gekaderd, 3 = exemplarisch",
        "Legende: 1: geoefend; 2: goed gekaderd; 3: exemplarisch",
        "1=geoefend\n2=goed gekaderd\n3=exemplarisch",
        "1=geoefend 2=goed gekaderd 3=exemplarisch",
        "1 = geoefend / 2 = goed gekaderd / 3 = exemplarisch",
        "(1) geoefend (2) goed gekaderd (3) exemplarisch",
        "1) geoefend 2) goed gekaderd 3) exemplarisch",
        "1. Geoefend; 2. Goed gekaderd; 3. Exemplarisch",
        "1 → geoefend | 2 → goed gekaderd | 3 → exemplarisch",
        "1-geoefend, 2-goed gekaderd, 3-exemplarisch",
        "1 geoefend, 2 gekaderd, 3 voorbeeld",
        "niveau 1: geoefend; niveau 2: goed gekaderd; niveau 3: exemplarisch",
        "geoefend = 1, goed gekaderd = 2, exemplarisch = 3",
        "geoefend (1), goed gekaderd (2) en exemplarisch (3)",
        "Geoefend, goed gekaderd of exemplarisch (1, 2, 3)",
        "1, 2 en 3 staan voor geoefend, goed gekaderd en exemplarisch",
        "1 staat voor geoefend, 2 voor goed gekaderd, 3 voor exemplarisch",
        "'1' = geoefend, '2' = goed gekaderd, '3' = exemplarisch",
        "Wat geoefend wordt krijgt een 1, wat gekaderd wordt een 2, wat exemplarisch aan bod komt een 3",
    ],
)
def test_the_marks_come_before_or_behind_their_levels(text: str) -> None:
    pairs = said(text).split()
    assert sorted(pairs) == ["1=3", "2=2", "3=1"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Schaal van 1 (geoefend) tot 3 (exemplarisch)", "1=3 3=1"),
        ("geoefend door studenten (1) goed gekaderd met theorie (2)", "1=3 2=2"),
        ("exemplarisch (E), goed gekaderd (GK), geoefend (G)", "E=1 GK=2 G=3"),
        ("x = exemplarisch, xx = goed gekaderd, xxx = geoefend", "x=1 xx=2 xxx=3"),
        ("exemplarisch (3)", "3=1"),
        # One word of another scale may be the title of a course, a number behind a word that counts another thing.
        ("Engels: basis 2", ""),
        ("oefening 1", ""),
        ("Fase 1: geoefend", ""),
        ("in semester 2 geoefend", ""),
        ("1 = niet geoefend", ""),
        ("SW101 geoefend", ""),
        ("1,5 geoefend", ""),
        ("exemplarisch", ""),
        ("", ""),
    ],
)
def test_only_what_stands_beside_a_level_says_what_it_is(text: str, pairs: str) -> None:
    assert said(text) == pairs
