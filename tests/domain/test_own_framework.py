"""The tree of a framework of one's own: every item once, whatever is wrong with it, and what is wrong is said."""

from collections import Counter

import pytest
from hypothesis import given

from curriculum_map.domain.own_framework import (
    Item,
    OwnFramework,
    children,
    depth,
    framework_id,
    groups,
    is_framework_id,
    leaves,
    lines,
    one_line,
    problems,
)
from tests.frameworks.own_frameworks import SMALL, any_framework


def of(*items: Item) -> OwnFramework:
    return OwnFramework("outcomes", "Outcomes", "en", items)


def drawn(framework: OwnFramework) -> list[str]:
    """The outline, one dot per level."""
    return ["." * place.depth + place.item.id for place in framework.outline]


def found(framework: OwnFramework) -> list[tuple[str, object]]:
    return [(one.code, one.facts["where"]) for one in problems(framework)]


def test_groups_hold_their_items_and_leaves_can_be_rated() -> None:
    assert drawn(SMALL) == [".1", "..1.1", "...1.1.1", "...1.1.2", "..1.2", "...1.2.1", ".2", "..2.1", "...2.1.1"]
    assert [item.id for item in leaves(SMALL)] == ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]
    assert [item.id for item in children(SMALL, None)] == ["1", "2"]
    assert [item.id for item in children(SMALL, "1")] == ["1.1", "1.2"]
    assert [item.id for item in groups(SMALL, SMALL.outline[2])] == ["1", "1.1"]
    assert depth(SMALL) == 3
    assert list(problems(SMALL)) == []


def test_siblings_are_in_their_order_and_equal_ones_as_in_the_file() -> None:
    assert drawn(of(Item("a", "A", order=2), Item("b", "B", order=1), Item("c", "C", order=1))) == [".b", ".c", ".a"]


def test_an_orphan_stays_at_the_top_level_and_is_listed() -> None:
    framework = of(Item("1", "One"), Item("2.1", "Two", parent="2"))
    assert drawn(framework) == [".1", ".2.1"]
    (finding,) = problems(framework)
    assert (finding.code, finding.severity.value) == ("framework-orphan", "warning")
    assert finding.facts == {"where": "items[1].parent", "id": "2.1", "parent": "2"}


def test_an_id_that_occurs_twice_is_listed_and_both_stay() -> None:
    framework = of(Item("1", "One"), Item("1", "One"), Item("1.1", "Held by the first", parent="1"))
    assert drawn(framework) == [".1", "..1.1", ".1"]
    assert found(framework) == [("framework-duplicate-id", "items[1].id")]


@pytest.mark.parametrize(
    ("parents", "tree", "said"),
    [
        ({"a": "a"}, [".a"], "a → a"),
        ({"a": "b", "b": "a"}, [".a", "..b"], "a → b → a"),
        ({"d": "c", "c": "b", "b": "c"}, [".c", "..d", "..b"], "c → b → c"),
    ],
)
def test_a_circle_is_opened_at_its_first_item(parents: dict[str, str], tree: list[str], said: str) -> None:
    framework = of(*(Item(name, name, parent) for name, parent in parents.items()))
    assert drawn(framework) == tree
    assert [finding.facts["items"] for finding in problems(framework)] == [said]


def test_missing_ids_and_labels_are_listed() -> None:
    assert found(of(Item("", "One"), Item("", "Two"), Item("3", ""))) == [
        ("framework-item-without-id", "items[0].id"),
        ("framework-item-without-id", "items[1].id"),
        ("framework-empty-label", "items[2].label"),
    ]


def test_a_chain_of_thousands_is_no_trouble() -> None:
    chain = of(*(Item(str(place), "x", str(place - 1) if place else None) for place in range(5_000)))
    assert depth(chain) == 5_000
    assert list(problems(chain)) == []


@given(framework=any_framework)
def test_whatever_is_wrong_each_item_is_in_the_tree_once(framework: OwnFramework) -> None:
    assert Counter(place.item for place in framework.outline) == Counter(framework.items)


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("Leerresultaten sociaal werk 2026", "leerresultaten-sociaal-w"),
        ("Één, twéé", "een-twee"),
        ("能力", "framework"),
        ("a--b", "a-b"),
    ],
)
def test_an_id_is_made_of_a_title(written: str, made: str) -> None:
    assert framework_id(written) == made
    assert is_framework_id(made)
    assert not is_framework_id(written)


def test_white_space_is_tidied() -> None:
    assert one_line(" a\u00a0 b\n\x00c\ud800 ") == "a b c\ufffd"
    assert lines("\r\n a  b \r\rc\n\n") == "a b\n\nc"
