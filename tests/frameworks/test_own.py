"""A framework of one's own as an edition: what the template, the reading and the coverage then work on."""

from dataclasses import replace

import pytest
from hypothesis import given

from curriculum_map.domain.framework import Edition, Granularity, granularity_of, parent
from curriculum_map.domain.own_framework import Item, OwnFramework, leaves
from curriculum_map.frameworks.own import as_edition, is_taken, items_of_elements
from tests.frameworks.own_frameworks import SMALL, any_framework


def of(*items: Item) -> Edition:
    return as_edition(OwnFramework("outcomes", "Outcomes", "en", items))


def drawn(edition: Edition) -> list[tuple[str, str, list[str]]]:
    """Per cluster its focus, its name and the labels in it."""
    return [
        (
            edition.focus_of(cluster.id).name.en,
            cluster.name.en,
            [edition.name(one, "en") for cell in edition.within(cluster.id) for one in edition.within(cell)],
        )
        for cluster in edition.clusters
    ]


def test_three_levels_are_focus_cluster_and_element() -> None:
    edition = as_edition(SMALL)
    assert drawn(edition) == [
        ("Working with people", "Listening", ["Listens without judging", "Asks through"]),
        ("Working with people", "Helping", ["Helps with a form"]),
        ("Working in a team", "Planning", ["Plans a week"]),
    ]
    assert edition.targets(Granularity.CLUSTER) == ("outcomes-1_1", "outcomes-1_2", "outcomes-2_1")
    assert edition.targets(Granularity.CELL)[0] == "outcomes-1_1.items"
    assert edition.targets(Granularity.ELEMENT)[1] == "outcomes:outcomes-1_1.items.1_1_2"
    assert [element.printed_code for element in edition.elements] == ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]
    assert [cluster.number for cluster in edition.clusters] == [1, 2, 3]
    assert (edition.title.nl, edition.language, edition.citation) == (SMALL.title, "en", "Programme file 2026")
    assert edition.component_name("outcomes-1_1.items", "nl") == "Onderdelen"


def test_in_a_flat_list_all_is_one_cluster_named_as_the_framework() -> None:
    assert drawn(of(Item("a", "Listens"), Item("b", "Helps"))) == [("Outcomes", "Outcomes", ["Listens", "Helps"])]


def test_with_two_levels_a_group_is_both_focus_and_cluster() -> None:
    edition = of(Item("1", "People"), Item("a", "Listens", "1"), Item("2", "Team"), Item("b", "Plans", "2"))
    assert drawn(edition) == [("People", "People", ["Listens"]), ("Team", "Team", ["Plans"])]


def test_leaves_beside_groups_keep_their_place() -> None:
    edition = of(
        Item("loose", "Loose"),
        Item("1", "People"),
        Item("1.1", "Listening", "1"),
        Item("a", "Listens", "1.1"),
        Item("b", "Greets", "1"),
        Item("orphan", "Orphan", "gone"),
    )
    assert drawn(edition) == [
        ("Outcomes", "Outcomes", ["Loose", "Orphan"]),
        ("People", "Listening", ["Listens"]),
        ("People", "People", ["Greets"]),
    ]


def test_deeper_groups_stand_before_the_label() -> None:
    deep = [Item("1", "People"), Item("2", "Talking", "1"), Item("3", "By phone", "2"), Item("4", "Greets", "3")]
    assert drawn(of(*deep)) == [("People", "Talking", ["By phone \u203a Greets"])]


def test_a_code_before_the_label_is_not_said_twice() -> None:
    assert drawn(of(Item("1", "1.1 Listens", code="1.1")))[0][2] == ["Listens"]
    assert drawn(of(Item("1", "1.12 Listens", code="1.1")))[0][2] == ["1.12 Listens"]


def test_equal_labels_are_told_apart() -> None:
    edition = of(
        Item("1", "Ethics"),
        Item("2", "Law"),
        Item("1.1", "Reports", "1", "E1"),
        Item("2.1", "reports!", "2", "L1"),
        Item("2.2", "Ethics", "2"),
        Item("2.3", "Knowledge", "2", "L3"),
    )
    assert [element.label.nl for element in edition.elements] == [
        "Reports (E1)",
        "reports! (L1)",
        "Ethics (2.2)",
        "Knowledge (L3)",
    ]


def test_equal_names_of_clusters_are_told_apart() -> None:
    edition = of(
        *(Item(one, one) for one in "AB"),
        *(Item(f"{one}.1", "Skills", one) for one in "AB"),
        *(Item(f"{one}.1.1", f"Does {one}", f"{one}.1") for one in "AB"),
    )
    assert [cluster.name.en for cluster in edition.clusters] == ["A \u203a Skills", "B \u203a Skills"]


def test_an_item_keeps_its_element_id_when_others_are_added() -> None:
    more = replace(SMALL, items=(Item("0", "First of all"), *SMALL.items, Item("1.1.0", "Greets", "1.1", order=0)))
    assert set(as_edition(SMALL).targets(Granularity.ELEMENT)) < set(as_edition(more).targets(Granularity.ELEMENT))


@given(framework=any_framework)
def test_whatever_the_framework_its_edition_holds_together(framework: OwnFramework) -> None:
    edition, item_of = as_edition(framework), items_of_elements(framework)
    assert sorted(item_of[element.id] for element in edition.elements) == sorted(one.id for one in leaves(framework))
    for granularity in Granularity:
        targets = edition.targets(granularity)
        assert len(set(targets)) == len(targets)
        assert all(granularity_of(target) is granularity and len(target) <= 100 for target in targets)
        assert all(target in edition.within(parent(target) or "") for target in targets if parent(target))
    labels = [element.label.nl.casefold() for element in edition.elements]
    assert len(set(labels)) == len(labels)
    assert edition.table_order == tuple(cluster.id for cluster in edition.clusters)


@pytest.mark.parametrize(("framework_id", "taken"), [("sap-2024-nl", True), ("inclusion", True), ("outcomes", False)])
def test_ids_of_the_packaged_editions_are_taken(framework_id: str, taken: bool) -> None:
    assert is_taken(framework_id) is taken
