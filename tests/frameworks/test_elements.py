"""The elements of the three editions: as many as the publications print, each with an id, a code and labels of ours."""

import re
from collections import Counter

import pytest

from curriculum_map.domain.framework import Edition, Subtheme
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.frameworks.loader import EDITION_IDS, load_edition

COMPONENTS = ("knowledge", "skills", "attitudes")
PACKAGED = [load_edition(one) for one in EDITION_IDS]
EDITIONS = [pytest.param(edition, id=edition.id) for edition in PACKAGED]

# Counted by hand in the publications: knowledge, skills, attitudes.
COUNTS = """
                | sap-2024-nl | sw-2025-en  | kjg-nl
inclusion       |  4   3   2  |  4   5   4  |  4   5   4
own-literacy    |  4  10   3  |  4  10   5  |  5  11   4
client-literacy |  3   3   4  |  3   5   4  |  3   5   4
choosing        |  4   5   5  |  4   8   6  |  4   7   4
supporting      | 11  11  10  | 12  15  11  | 12  10   6
client-data     |  2   5   2  |  2   6   2  |  2   6   2
vision          |  3   6   3  |  5   6   3  |  5   7   3
evaluating      |  3   5   2  |  3   6   1  |  3   7   1
future          |  2   2   3  |  2   4   4  |  2   3   4
"""
TOTALS = {"sap-2024-nl": 120, "sw-2025-en": 144, "kjg-nl": 133}

# Of the cluster "supporting": informing, communicating, tools; a row each for knowledge, skills, attitudes.
SUBTHEMES = {
    "sap-2024-nl": ((2, 7, 2), (2, 5, 4), (3, 4, 3)),
    "sw-2025-en": ((2, 8, 2), (4, 6, 5), (3, 4, 4)),
    "kjg-nl": ((2, 8, 2), (2, 5, 3), (1, 3, 2)),
}

# As printed in the 2024 draft, faults included; in every other cell they count up from 1 without a gap.
ODD_CODES = {
    "supporting.knowledge": "5.1.1 5.1.2 5.1.4 5.1.5 5.1.6 5.1.7 5.1.8 5.1.9 5.1.10 5.1.12 5.1.13",
    "supporting.skills": "5.2.1 5.2.2 5.2.4 5.2.5 5.2.6 5.2.7 5.2.8 5.2.10 5.2.11 5.2.12 5.2.13",
    "supporting.attitudes": "5.3.1 5.3.2 5.3.3 5.3.5 5.3.6 5.3.7 5.3.8 5.3.10 5.3.11 5.3.12",
    "client-data.knowledge": "6.1.1 6.1.2",
    "client-data.skills": "6.1.1 6.1.2 6.1.3 6.1.4 6.1.5",
    "client-data.attitudes": "6.2.1 6.2.2",
}


def counts() -> dict[tuple[str, str], int]:
    """The table above: (edition, cell) -> how many elements."""
    head, *lines = COUNTS.strip("\n").splitlines()
    editions = [name.strip() for name in head.split("|")[1:]]
    found = {}
    for line in lines:
        cluster, *cells = (part.strip() for part in line.split("|"))
        for edition, numbers in zip(editions, cells, strict=True):
            for component, number in zip(COMPONENTS, numbers.split(), strict=True):
                found[edition, f"{cluster}.{component}"] = int(number)
    return found


def cell_codes(cell: str, count: int) -> list[str]:
    """The codes that the 2024 draft prints in a cell."""
    if cell in ODD_CODES:
        return ODD_CODES[cell].split()
    cluster, component = cell.split(".")
    number = load_edition("sap-2024-nl").cluster(cluster).number
    return [f"{number}.{COMPONENTS.index(component) + 1}.{place}" for place in range(1, count + 1)]


def test_each_cell_holds_as_many_elements_as_the_publication_prints() -> None:
    found = Counter((edition.id, element.cell) for edition in PACKAGED for element in edition.elements)
    assert found == counts()
    assert {edition.id: len(edition.elements) for edition in PACKAGED} == TOTALS


def test_the_2024_draft_keeps_its_codes_as_printed() -> None:
    edition = load_edition("sap-2024-nl")
    for (name, cell), count in counts().items():
        if name == edition.id:
            found = [element.printed_code for element in edition.elements if element.cell == cell]
            assert found == cell_codes(cell, count)


def test_two_codes_of_the_draft_stand_for_two_elements_each() -> None:
    codes = Counter(element.printed_code for element in load_edition("sap-2024-nl").elements)
    assert {code for code, count in codes.items() if count > 1} == {"6.1.1", "6.1.2"}
    assert set(codes.values()) == {1, 2}


@pytest.mark.parametrize("edition_id", [one for one in EDITION_IDS if one != "sap-2024-nl"])
def test_the_other_editions_print_no_codes(edition_id: str) -> None:
    assert {element.printed_code for element in load_edition(edition_id).elements} == {None}


@pytest.mark.parametrize("edition", EDITIONS)
def test_only_the_elements_of_supporting_have_a_subtheme(edition: Edition) -> None:
    for element in edition.elements:
        assert (element.subtheme is not None) is element.cell.startswith("supporting.")
    for component, expected in zip(COMPONENTS, SUBTHEMES[edition.id], strict=True):
        found = [element.subtheme for element in edition.elements if element.cell == f"supporting.{component}"]
        assert tuple(found.count(theme) for theme in Subtheme) == expected
        assert found == sorted(found, key=list(Subtheme).index), "a subtheme is one stretch of the list"


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_id_says_edition_cell_and_place(edition: Edition) -> None:
    assert [element.id for element in edition.elements] == [
        f"{edition.id}:{element.cell}.{element.order}" for element in edition.elements
    ]
    assert len({element.id for element in edition.elements}) == len(edition.elements)
    for (name, cell), count in counts().items():
        if name == edition.id:
            orders = [element.order for element in edition.elements if element.cell == cell]
            assert orders == list(range(1, count + 1))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_labels_are_short_and_differ(edition: Edition, language: Language) -> None:
    labels = [element.label[language] for element in edition.elements]
    assert [label for label in labels if not 2 <= len(label.split()) <= 10] == []
    assert [label for label in labels if label != " ".join(label.split()) or label.endswith(".")] == []
    plain = Counter(" ".join(re.findall(r"\w+", label.casefold())) for label in labels)
    assert [label for label, count in plain.items() if count > 1] == []
