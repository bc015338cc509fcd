"""Column headings to targets, by name: the number is only a check, since it differs between and inside editions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from curriculum_map.domain.framework import Edition, Element, cell_id, granularity_of
from curriculum_map.frameworks.loader import Editions, load_editions
from curriculum_map.importing.cells import same_word

# A number or a code such as 1.2 before a name: the first digits are those of the cluster.
_NUMBER = re.compile(
    r"^\s*(?:cluster|focus|competentie|competence|c)?\s*([0-9]{1,2})(?:\.[0-9]{1,2}){0,2}(?![0-9])\s*[.):\-–]?\s*(?=[^0-9.])",
    re.IGNORECASE,
)
# The headings and labels of a file are looked up several times, and those of the next file are mostly the same.
_LONGEST_REMEMBERED, _MOST_REMEMBERED = 400, 16_384


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
        self._focuses: set[str] = set()
        self._elements: dict[str, dict[str, str]] = {}
        self._targets: dict[tuple[str, str], NamedTarget | None] = {}
        for edition in self._editions:
            for component in edition.components:
                for form in (component.id, component.name.nl, component.name.en, *component.also):
                    self._components[same_word(form)] = component.id
            for focus in edition.focuses:
                self._focuses.update(map(same_word, (focus.id, focus.name.nl, focus.name.en, *focus.also)))
            for cluster in edition.clusters:
                for form in (cluster.id, cluster.name.nl, cluster.name.en, *cluster.also):
                    called = self._clusters.setdefault(same_word(form), {})
                    called.setdefault(cluster.id, set()).add(edition.id)
            for element in edition.elements:
                for form in _forms(element):
                    self._elements.setdefault(same_word(form), {})[edition.id] = element.id
        # In two languages a name is followed by another one of the same cluster.
        self._beginning: dict[str, list[str]] = {}
        for form in self._clusters:
            self._beginning.setdefault(form.partition(" ")[0], []).append(form)
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
        # A name of one's own framework may begin with what looks like a number.
        number, called = None, self._clusters.get(same_word(text), {})
        if not called:
            number, word = _NUMBER.match(text), same_word(_NUMBER.sub("", text))
            called = self._clusters.get(word, {}) or self._called_twice(word)
        if len(called) != 1:
            return None
        cluster, editions = next(iter(called.items()))
        return NamedTarget(cluster, frozenset(editions), int(number[1]) if number else None)

    def _called_twice(self, word: str) -> dict[str, set[str]]:
        """The clusters that two names one after the other both mean, with the editions of either."""
        for form in self._beginning.get(word.partition(" ")[0], ()):
            first, second = self._clusters[form], self._clusters.get(word[len(form) :].strip(), {})
            if word.startswith(f"{form} ") and (both := first.keys() & second.keys()):
                return {cluster: first[cluster] | second[cluster] for cluster in both}
        return {}

    def is_focus(self, text: str) -> bool:
        """Whether a heading names a focus; a cluster can bear the same name."""
        return same_word(_NUMBER.sub("", text)) in self._focuses

    def element(self, text: str) -> NamedTarget | None:
        """The element that a heading names, by its id or a label."""
        found = self._elements.get(same_word(text), {})
        return NamedTarget(next(iter(found.values())), frozenset(found), elements=found) if found else None

    def cell(self, text: str) -> NamedTarget | None:
        """The cell that one heading names: by its id, or by a cluster and a component in either order."""
        if text.lower() in self._cell_ids:
            return NamedTarget(text.lower(), self._all())
        number, (first, *others) = _NUMBER.match(text), same_word(_NUMBER.sub("", text)).split() or [""]
        if not others:
            return None
        *before, last = first, *others
        for component, rest in ((last, before), (first, others)):
            cluster = self.cluster(" ".join(rest)) if component in self._components else None
            if cluster is not None:
                numbered = replace(cluster, number=int(number[1])) if number else cluster
                return self.cell_of(numbered, self._components[component])
        return None

    def target(self, text: str, above: str) -> NamedTarget | None:
        """The target of a column: its own heading, read with the heading of clusters above it."""
        if len(text) + len(above) > _LONGEST_REMEMBERED:
            return self._target(text, above)
        found = self._targets.get((text, above), "")
        if isinstance(found, str):
            if len(self._targets) >= _MOST_REMEMBERED:
                self._targets.clear()
            found = self._targets[text, above] = self._target(text, above)
        return found

    def _target(self, text: str, above: str) -> NamedTarget | None:
        component = self.component(text)
        if component is not None:
            cluster = self.cluster(above)
            return None if cluster is None else self.cell_of(cluster, component)
        if not self._may_name(text):
            return None
        return self.cluster(text) or self.cell(text) or self.element(text)

    def _may_name(self, text: str) -> bool:
        """Whether a closer look can find a target: most texts of a sheet have nothing in common with a name."""
        word = same_word(text)
        if word in self._clusters or word in self._elements or text.lower() in self._cell_ids:
            return True
        if _NUMBER.match(text) is not None or self._called_twice(word):
            return True
        return word.partition(" ")[0] in self._components or word.rpartition(" ")[2] in self._components

    @property
    def cluster_forms(self) -> Mapping[str, frozenset[str]]:
        """Every name of a cluster, in the form in which names are compared, with the clusters it means."""
        return {form: frozenset(called) for form, called in self._clusters.items()}

    @property
    def component_forms(self) -> Mapping[str, str]:
        """Every name and letter of a component, in the form in which names are compared, with its id."""
        return self._components

    @property
    def element_forms(self) -> Mapping[str, Mapping[str, str]]:
        """Every label of an element, in the form in which names are compared, with its id in each edition."""
        return self._elements

    @staticmethod
    def cell_of(cluster: NamedTarget, component: str) -> NamedTarget:
        """The cell of this cluster and this component."""
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


def is_target(text: str, editions: Editions) -> bool:
    """Whether this is the id of a target of one of these editions."""
    if text.count(".") > 2:
        return False
    return any(text in edition.targets(granularity_of(text)) for edition in editions.values())


def names_of(editions: Editions) -> Names:
    """The names of these editions; those of the packaged ones are made once."""
    return _packaged_names() if editions is load_editions() else Names(editions.values())


@cache
def _packaged_names() -> Names:
    return Names(load_editions().values())
