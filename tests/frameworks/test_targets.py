"""Targets: what lies within them, what holds them, what they are called and where they stand in print."""

import pytest

from curriculum_map.domain.framework import Edition, Granularity, granularity_of, parent, split_target
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import EDITION_IDS, load_edition

EDITIONS = [pytest.param(load_edition(one), id=one) for one in EDITION_IDS]
CLUSTER, CELL, ELEMENT = "vision", "vision.skills", "kjg-nl:vision.skills.2"


@pytest.mark.parametrize(
    ("target", "granularity", "split", "holder"),
    [
        (CLUSTER, Granularity.CLUSTER, ("vision", None), None),
        (CELL, Granularity.CELL, ("vision", "skills"), "vision"),
        (ELEMENT, Granularity.ELEMENT, ("vision", "skills"), "vision.skills"),
    ],
)
def test_a_target_says_what_it_is(
    target: str, granularity: Granularity, split: tuple[str, str | None], holder: str | None
) -> None:
    assert granularity_of(target) is granularity
    assert split_target(target) == split
    assert parent(target) == holder


def test_within_a_cluster_are_its_cells_and_within_a_cell_its_elements() -> None:
    edition = load_edition("kjg-nl")
    assert edition.within(CLUSTER) == ("vision.knowledge", "vision.skills", "vision.attitudes")
    assert edition.within(CELL) == tuple(f"kjg-nl:vision.skills.{place}" for place in range(1, 8))
    assert edition.within(ELEMENT) == ()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_target_lies_within_its_parent(edition: Edition) -> None:
    for granularity in Granularity:
        for target in edition.targets(granularity):
            holder = parent(target)
            assert granularity_of(target) is granularity
            assert holder is None or target in edition.within(holder)
    assert len(edition.targets(Granularity.CELL)) == 27


@pytest.mark.parametrize(
    ("element", "language", "locator"),
    [
        ("sap-2024-nl:client-data.skills.1", "nl", "6 · Vaardigheden · 1"),
        ("kjg-nl:inclusion.knowledge.2", "nl", "4 · Kennis · 2"),
        ("sw-2025-en:future.attitudes.4", "en", "9 · Attitudes · 4"),
    ],
)
def test_the_locator_is_cluster_number_component_and_place(element: str, language: Language, locator: str) -> None:
    assert load_edition(element.partition(":")[0]).locator(element, language) == locator


def test_an_element_is_called_by_its_label_and_a_cell_by_cluster_and_component() -> None:
    edition = load_edition("sap-2024-nl")
    first = edition.elements[0]
    assert edition.name(first.id, "nl") == first.label.nl
    assert edition.name("client-data.skills", "nl") == "Online cliëntgegevens beheren – Vaardigheden"
    assert edition.component_name(first.id, "nl") == "Kennis"
    assert edition.component_name("client-data", "nl") is None


@pytest.mark.parametrize("target", ["cookery", "kjg-nl:vision.skills.99", "sw-2025-en:vision.skills.1"])
def test_what_is_not_of_the_edition_has_no_name(target: str) -> None:
    with pytest.raises(KeyError):
        load_edition("kjg-nl").name(target, "nl")


# The same number is another cluster in another edition; the names are as printed, in the edition's own language.
NAMES = [
    ("sap-2024-nl", 1, "inclusion", "Aandacht hebben voor en bevorderen van digitale inclusie"),
    ("sap-2024-nl", 8, "evaluating", "Constructief kritisch blended hulp evalueren"),
    ("sw-2025-en", 4, "choosing", "Conscious selection of technology"),
    ("sw-2025-en", 6, "client-data", "Managing digital client details securely"),
    ("kjg-nl", 1, "choosing", "Bewust kiezen bij blended ondersteunen"),
    ("kjg-nl", 4, "inclusion", "Digitale inclusie bevorderen"),
    ("kjg-nl", 9, "future", "Toekomstgericht bijdragen aan digitale uitdagingen"),
]


@pytest.mark.parametrize(("edition_id", "number", "cluster_id", "name"), NAMES)
def test_clusters_have_the_names_that_are_printed(edition_id: str, number: int, cluster_id: str, name: str) -> None:
    edition = load_edition(edition_id)
    cluster = edition.cluster(cluster_id)
    assert cluster.number == number
    assert name in (cluster.name[edition.language], *cluster.also)


def test_an_edition_that_is_not_packaged_is_refused() -> None:
    with pytest.raises(KeyError):
        load_edition("sap-2023-nl")
