"""Looking elements up: by words of their labels, by printed code, by id; and grouped as the publication groups them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from curriculum_map.domain.framework import Cluster, Component, Edition, Element, Focus, cell_id

_MARKS_OF_A_CODE = (".", ":")


@dataclass(frozen=True, slots=True)
class ElementGroup:
    """The elements of one cell that were asked for, with the headings over them."""

    focus: Focus
    cluster: Cluster
    component: Component
    elements: tuple[Element, ...]


def find_elements(edition: Edition, text: str) -> tuple[Element, ...]:
    """The elements that each word of the text fits, in the order of the edition; all of them for an empty text.

    A word fits when it is part of a label in either language, or the id, cell or printed code or the beginning of it
    up to a point: "6.1" finds 6.1.1 but not 6.10. Accents and case make no difference.
    """
    words = _plain(text).split()
    return tuple(element for element in edition.elements if all(_fits(word, element) for word in words))


def grouped(edition: Edition, elements: Iterable[Element]) -> tuple[ElementGroup, ...]:
    """These elements per cell, in the order of the edition's sections; cells without any are left out."""
    by_cell: dict[str, list[Element]] = {}
    for element in elements:
        by_cell.setdefault(element.cell, []).append(element)
    return tuple(
        ElementGroup(focus, cluster, component, tuple(by_cell[cell]))
        for focus in edition.focuses
        for cluster in focus.clusters
        for component in edition.components
        if (cell := cell_id(cluster.id, component.id)) in by_cell
    )


def _fits(word: str, element: Element) -> bool:
    if any(word in _plain(label) for label in (element.label.nl, element.label.en)):
        return True
    names = (element.id, element.id.partition(":")[2], element.printed_code or "")
    return any(_begins(_plain(name), word.rstrip(".")) for name in names)


def _begins(name: str, word: str) -> bool:
    return bool(word) and name.startswith(word) and name[len(word) :][:1] in ("", *_MARKS_OF_A_CODE)


def _plain(text: str) -> str:
    """The text as it is compared: no accents, no case, one kind of apostrophe."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
