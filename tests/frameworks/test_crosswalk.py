"""The crosswalk: complete, without contradictions, and read in both directions."""

from collections import Counter
from itertools import combinations, permutations

import pytest

from curriculum_map.domain.crosswalk import Correspondence, Crosswalk, Relation
from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import EDITION_IDS, load_crosswalk, load_edition

PACKAGED = [load_edition(one) for one in EDITION_IDS]
PAIRS = [pytest.param(one, other, id=f"{one.id} to {other.id}") for one, other in permutations(PACKAGED, 2)]


@pytest.mark.parametrize(("edition", "other"), PAIRS)
def test_every_element_says_what_corresponds_in_every_other_edition(edition: Edition, other: Edition) -> None:
    for element in edition.elements:
        rows = load_crosswalk().of(element.id, other.id)
        assert rows, f"{element.id} says nothing about {other.id}"
        if any(row.relation is Relation.NONE for row in rows):
            assert len(rows) == 1, f"{element.id} has nothing and something in {other.id}"


def test_every_row_names_elements_that_exist() -> None:
    for row in load_crosswalk().rows:
        edition, other = load_edition(row.element.partition(":")[0]), load_edition(row.edition)
        assert edition is not other
        assert edition.element(row.element)
        assert (row.other is None) is (row.relation is Relation.NONE)
        assert row.other is None or other.element(row.other)


def test_no_two_elements_are_compared_twice() -> None:
    """Neither in the same words, nor with another relation, nor from the other side."""
    pairs = Counter(frozenset((row.element, row.other)) for row in load_crosswalk().rows if row.other is not None)
    nothing = Counter((row.element, row.edition) for row in load_crosswalk().rows if row.other is None)
    assert [pair for pair, count in pairs.items() if count > 1] == []
    assert [pair for pair, count in nothing.items() if count > 1] == []


def test_the_same_elements_have_the_same_labels_and_no_others_do() -> None:
    same = {frozenset((row.element, row.other)) for row in load_crosswalk().rows if row.relation is Relation.SAME}
    for one, other in combinations(PACKAGED, 2):
        for element in one.elements:
            for candidate in other.elements:
                is_same = frozenset((element.id, candidate.id)) in same
                assert (element.label == candidate.label) is is_same
                alike = element.label.nl == candidate.label.nl or element.label.en == candidate.label.en
                assert alike is is_same, f"{element.id} and {candidate.id} are alike in one language"


def test_an_element_is_the_same_as_one_in_an_edition_at_most_and_in_the_same_cell() -> None:
    for edition, other in permutations(PACKAGED, 2):
        for element in edition.elements:
            rows = load_crosswalk().of(element.id, other.id)
            same = [row.other for row in rows if row.relation is Relation.SAME]
            assert len(same) <= 1
            assert [other.element(one).cell for one in same if one is not None] == [element.cell] * len(same)


@pytest.mark.parametrize(
    ("relation", "inverse"),
    [
        (Relation.SAME, Relation.SAME),
        (Relation.OVERLAPS, Relation.OVERLAPS),
        (Relation.BROADER, Relation.NARROWER),
        (Relation.NARROWER, Relation.BROADER),
    ],
)
def test_from_the_other_side_broader_is_narrower(relation: Relation, inverse: Relation) -> None:
    crosswalk = Crosswalk([Correspondence("a:x.1", "b", "b:y.1", relation)])
    assert crosswalk.of("b:y.1") == [Correspondence("b:y.1", "a", "a:x.1", inverse)]


def test_nothing_corresponds_is_said_by_one_side_only() -> None:
    nothing = Correspondence("a:x.1", "b", None, Relation.NONE)
    assert Crosswalk([nothing]).of("a:x.1", "b") == [nothing]


def test_correspondences_are_asked_for_one_edition_or_for_all() -> None:
    """
    a:x.1 is broader than b:y.1 and b:y.2, and nothing corresponds in c
    """
    broader = [Correspondence("a:x.1", "b", f"b:y.{place}", Relation.BROADER) for place in (1, 2)]
    nothing = Correspondence("a:x.1", "c", None, Relation.NONE)
    crosswalk = Crosswalk([*broader, nothing])
    assert crosswalk.of("a:x.1", "b") == broader
    assert crosswalk.of("a:x.1") == [*broader, nothing]
    assert crosswalk.of("a:x.1", "d") == crosswalk.of("z:z.9") == []
    assert crosswalk.rows == (*broader, nothing)
