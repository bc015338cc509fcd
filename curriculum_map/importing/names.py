"""Column headings to targets, by name: the number is only a check, since it differs between and inside editions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from curriculum_map.domain.framework import Edition, Element, cell_id
from curriculum_map.frameworks.loader import Editions, load_editions
from curriculum_map.importing.cells import same_word

_NUMBER = re.compile(r"^\s*(?:cluster|focus)?\s*(\d{1,2})(?!\.?\d)\s*[.):\-–]?\s*(?=\D)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedTarget:
    """What a heading names, in which editions it is called so, and the number printed before it.

    A label names another element in each edition: `elements` has its id per edition, `target` that of the first one.
    """

    target: str
    editions: frozenset[str]
    number: int | None = None
    elements: Mapping[str, str] = field(default_factory=dict)

    def in_edition(self, edition_id: str) -> "NamedTarget":
        """The same with the element of this edition as target, if the label names one there."""
        return replace(self, target=self.elements.get(edition_id, self.target))


class Names:
    """The names of clusters, components and elements of some editions, looked up by what a person wrote."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._editions = tuple(editions)
        self._clusters: dict[str, dict[str, set[str]]] = {}
        self._components: dict[str, str] = {}
        self._elements: dict[str, dict[str, str]] = {}
        for edition in self._editions:
            for component in edition.components:
                for form in (component.id, component.name.nl, component.name.en, *component.also):
                    self._components[same_word(form)] = component.id
            for cluster in edition.clusters:
                for form in (cluster.id, cluster.name.nl, cluster.name.en, *cluster.also):
                    called = self._clusters.setdefault(same_word(form), {})
                    called.setdefault(cluster.id, set()).add(edition.id)
            for element in edition.elements:
                for form in _forms(element):
                    self._elements.setdefault(same_word(form), {})[edition.id] = element.id
        self._cell_ids = {
            cell_id(cluster.id, component.id): cluster.id
            for edition in self._editions
            for cluster in edition.clusters
            for component in edition.components
        }

    def component(self, text: str) -> str | None:
        """The component that a heading names."""
        return self._components.get(same_word(text))

    def cluster(self, text: str) -> NamedTarget | None:
        """The cluster that a heading names; None if none, or if the same name means several."""
        number = _NUMBER.match(text)
        called = self._clusters.get(same_word(_NUMBER.sub("", text)), {})
        if len(called) != 1:
            return None
        cluster, editions = next(iter(called.items()))
        return NamedTarget(cluster, frozenset(editions), int(number.group(1)) if number else None)

    def target(self, text: str, above: str) -> NamedTarget | None:
        """The target of a column: its own heading, read with the heading of clusters above it."""
        if text.lower() in self._cell_ids:
            return NamedTarget(text.lower(), self._all())
        component = self.component(text)
        if component is not None:
            return self._cell(self.cluster(above), component)
        return self.cluster(text) or self._element(text) or self._in_one_text(text)

    def _element(self, text: str) -> NamedTarget | None:
        found = self._elements.get(same_word(text), {})
        return NamedTarget(next(iter(found.values())), frozenset(found), elements=found) if found else None

    def _in_one_text(self, text: str) -> NamedTarget | None:
        cluster, _, last = text.rpartition(" ")
        component = self.component(last)
        return None if component is None else self._cell(self.cluster(cluster), component)

    def _cell(self, cluster: NamedTarget | None, component: str) -> NamedTarget | None:
        if cluster is None:
            return None
        return NamedTarget(cell_id(cluster.target, component), cluster.editions, cluster.number)

    def _all(self) -> frozenset[str]:
        return frozenset(edition.id for edition in self._editions)


def _forms(element: Element) -> Iterator[str]:
    """What people write for an element: its id, a label, or as the template does its printed code and a label."""
    yield element.id
    for text in (element.label, element.own_label):
        for written in (text.nl, text.en):
            yield written
            if element.printed_code:
                yield f"{element.printed_code} {written}"


def names_of(editions: Editions) -> Names:
    """The names of these editions; those of the packaged ones are made once."""
    return _packaged_names() if editions is load_editions() else Names(editions.values())


@cache
def _packaged_names() -> Names:
    return Names(load_editions().values())
