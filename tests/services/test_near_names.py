"""Two institutions that may be one are proposed; what is found without comparing all is what comparing all finds."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curriculum_map.importing.cells import same_word
from curriculum_map.services.near_names import near_spellings
from curriculum_map.storage.identity import Institution

# Few letters and words, so that names are often near.
WORDS = st.lists(
    st.one_of(
        st.sampled_from(("Hogeschool", "Hogschool", "University", "of", "de", "Gent", "Ghent", "Zée", "H", "大学")),
        st.text("ab ", max_size=8),
        st.text("abcdefgh", max_size=12),
    ),
    max_size=4,
)
SPELLINGS = st.lists(WORDS.map(" ".join), min_size=1, max_size=3)


def institutions(*spelled: Sequence[str]) -> list[Institution]:
    return [Institution(place, one[0], tuple(one)) for place, one in enumerate(spelled, start=1)]


def is_short_for(short: str, words: Sequence[str]) -> bool:
    """Each word gives one or more of its first signs; one of three signs or fewer may give none."""
    if not words:
        return not short
    least = 0 if len(words[0]) <= 3 else 1
    begins = (words[0][:length] for length in range(least, len(words[0]) + 1))
    return any(short.startswith(begin) and is_short_for(short[len(begin) :], words[1:]) for begin in begins)


def is_near(one: str, other: str) -> bool:
    first, second = same_word(one).split(), same_word(other).split()
    whole, whole_other = "".join(first), "".join(second)
    if not whole or not whole_other:
        return False
    return SequenceMatcher(None, whole, whole_other, autojunk=False).ratio() >= 0.88 or any(
        len(short) > 1 and len(words) > 1 and is_short_for(short, words)
        for short, words in ((whole, second), (whole_other, first))
    )


@example([["Hogeschool"], ["Hogeschool"], ["Hogeschool"]])
@given(st.lists(SPELLINGS, max_size=8))
def test_what_is_found_is_what_comparing_each_with_each_finds(spelled: list[list[str]]) -> None:
    known = institutions(*spelled)
    assert near_spellings(known) == [
        (one, other)
        for one, other in combinations(known, 2)
        if any(is_near(first, second) for first in one.spellings for second in other.spellings)
    ]


@given(st.text("abcdefghijklmnop", min_size=1, max_size=40), st.data())
def test_a_name_with_slips_in_it_is_found_where_comparing_finds_it(name: str, data: st.DataObject) -> None:
    """Up to five signs of a long name go, come or change: about as many as may."""
    slipped = list(name)
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(slipped)))
        slipped[at : at + data.draw(st.integers(0, 1))] = data.draw(st.text("abcxyz", max_size=1))
    known = institutions([name], ["".join(slipped)])
    assert bool(near_spellings(known)) is is_near(name, "".join(slipped))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("HOGENT", "HoGent", True),
        ("Hogeschool Dé Zée", "hogeschool de zee!", True),
        ("HoGent", "Hogeschool Gent", True),
        ("KdG", "Karel de Grote", True),
        ("UCLL", "UC Leuven-Limburg", True),
        ("Arteveldehogeschool", "Artevelde hogeschool", True),
        ("Thomas More", "Thomas Moore", True),
        ("Hogeschool Gent", "Hogeschool Zee", False),
        ("VIVES", "Odisee", False),
        ("大学", "学院", False),
    ],
)
def test_near_names_are_proposed_for_merging(one: str, other: str, near: bool) -> None:
    assert bool(near_spellings(institutions([one], [other]))) is near
