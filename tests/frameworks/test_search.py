"""Looking elements up by words, codes and ids, and grouping what was found."""

import pytest

from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import EDITION_IDS, load_edition
from curriculum_map.frameworks.search import find_elements, grouped

PACKAGED = [load_edition(one) for one in EDITION_IDS]
DRAFT = load_edition("sap-2024-nl")


def found(text: str, edition: Edition = DRAFT) -> list[str]:
    """The ids found, without the edition."""
    return [element.id.partition(":")[2] for element in find_elements(edition, text)]


@pytest.mark.parametrize("edition", PACKAGED, ids=lambda edition: edition.id)
def test_without_words_everything_is_found_in_the_order_of_the_edition(edition: Edition) -> None:
    assert find_elements(edition, "  ") == edition.elements


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("6.1.1", ["client-data.knowledge.1", "client-data.skills.1"]),
        ("5.1.1", ["supporting.knowledge.1"]),
        ("6.2", ["client-data.attitudes.1", "client-data.attitudes.2"]),
        ("6.2.", ["client-data.attitudes.1", "client-data.attitudes.2"]),
        ("9.9.9", []),
        ("sap-2024-nl:own-literacy.skills.1", ["own-literacy.skills.1"]),
        ("own-literacy.skills.10", ["own-literacy.skills.10"]),
        ("client-data.attitudes", ["client-data.attitudes.1", "client-data.attitudes.2"]),
        ("kjg-nl:client-data.skills.1", []),
    ],
)
def test_a_code_or_an_id_is_found_whole_or_from_its_beginning(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    "text", ["Digitale inclusie en uitsluiting", "inclusion and exclusion", "UITSLUITING begrip", "concepts INCLUSIE"]
)
def test_words_are_found_in_either_language_in_any_order(text: str) -> None:
    assert found(text) == ["inclusion.knowledge.1"]


def test_accents_and_apostrophes_make_no_difference() -> None:
    assert found("clienten") == found("Cliënten") != []
    english = load_edition("sw-2025-en")
    assert found("clients' participation", english) == found("clients’ participation", english) != []


def test_every_word_has_to_fit() -> None:
    assert found("digitale cookery") == []
    both = set(found("digitale cliënten"))
    assert both
    assert both == set(found("digitale")) & set(found("cliënten"))


@pytest.mark.parametrize("edition", PACKAGED, ids=lambda edition: edition.id)
def test_groups_hold_every_element_once_in_the_order_of_the_sections(edition: Edition) -> None:
    groups = grouped(edition, edition.elements)
    assert [element for group in groups for element in group.elements] == list(edition.elements)
    assert len(groups) == 27
    assert [group.cluster.number for group in groups[::3]] == list(range(1, 10))
    for group in groups:
        assert {element.cell for element in group.elements} == {f"{group.cluster.id}.{group.component.id}"}
        assert group.cluster in group.focus.clusters


def test_cells_without_a_found_element_are_left_out() -> None:
    groups = grouped(DRAFT, find_elements(DRAFT, "6.1.1"))
    assert [(group.cluster.id, group.component.id, len(group.elements)) for group in groups] == [
        ("client-data", "knowledge", 1),
        ("client-data", "skills", 1),
    ]
