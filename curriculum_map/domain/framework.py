"""The framework: editions, focuses, clusters, components; cells and their stable ids."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from curriculum_map.domain.text import Language, Text


class Granularity(StrEnum):
    """What one column of a grid stands for."""

    CLUSTER = "cluster"
    CELL = "cell"
    ELEMENT = "element"


@dataclass(frozen=True, slots=True)
class Component:
    """Knowledge, skills or attitudes."""

    id: str
    name: Text
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster of competences. Its number differs between editions and inside one: the id is its identity."""

    id: str
    number: int
    name: Text
    also: tuple[str, ...]
    table_number: int | None = None


@dataclass(frozen=True, slots=True)
class Focus:
    """A focus and its three clusters, in the order of the edition's sections."""

    id: str
    name: Text
    also: tuple[str, ...]
    clusters: tuple[Cluster, ...]


class Subtheme(StrEnum):
    """What the elements of the cluster "supporting" are about."""

    INFORMING_ONLINE = "informing-online"
    COMMUNICATING_ONLINE = "communicating-online"
    USING_TOOLS = "using-tools"


@dataclass(frozen=True, slots=True)
class Element:
    """One competence element. Its label is our own short one, unless an administrator loaded the official wording.

    `order` is its place within its cell, from 1; `printed_code` the publication's code, which is not always unique.
    `replaced_label` is our own label where the official wording stands in its place.
    """

    id: str
    cell: str
    order: int
    label: Text
    subtheme: Subtheme | None = None
    printed_code: str | None = None
    replaced_label: Text | None = None

    @property
    def own_label(self) -> Text:
        """Our own short label, whether or not it is the one that is shown."""
        return self.replaced_label or self.label

    def with_wording(self, text: Text) -> "Element":
        """The element with this text as its label; an empty text leaves our own label in that language."""
        own = self.own_label
        return replace(self, label=Text(text.nl or own.nl, text.en or own.en), replaced_label=own)


@dataclass(frozen=True)
class Edition:
    """One published edition of the framework."""

    id: str
    title: Text
    language: Language
    date: str | None
    status: str | None
    audience: Text
    citation: str
    focuses: tuple[Focus, ...]
    components: tuple[Component, ...]
    table_order: tuple[str, ...]
    elements: tuple[Element, ...]

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """The nine clusters in the order of the edition's sections."""
        return tuple(cluster for focus in self.focuses for cluster in focus.clusters)

    @cached_property
    def _clusters_by_id(self) -> dict[str, Cluster]:
        return {cluster.id: cluster for cluster in self.clusters}

    @cached_property
    def _components_by_id(self) -> dict[str, Component]:
        return {component.id: component for component in self.components}

    def cluster(self, cluster_id: str) -> Cluster:
        """The cluster with this stable id; KeyError if there is none."""
        return self._clusters_by_id[cluster_id]

    def focus_of(self, cluster_id: str) -> Focus:
        """The focus that holds this cluster; KeyError if there is none."""
        cluster = self.cluster(cluster_id)
        return next(focus for focus in self.focuses if cluster in focus.clusters)

    @cached_property
    def _elements_by_id(self) -> dict[str, Element]:
        return {element.id: element for element in self.elements}

    def element(self, element_id: str) -> Element:
        """The element with this id; KeyError if there is none."""
        return self._elements_by_id[element_id]

    def with_wording(self, texts: Mapping[str, Text]) -> "Edition":
        """The edition with these texts, by element id, as labels; an id that it does not have is passed over."""
        worded = (one.with_wording(texts[one.id]) if one.id in texts else one for one in self.elements)
        return replace(self, elements=tuple(worded))

    def targets(self, granularity: Granularity) -> tuple[str, ...]:
        """The target ids of a grid of this granularity, in the order in which its levels are stored."""
        if granularity is Granularity.CLUSTER:
            return tuple(cluster.id for cluster in self.clusters)
        if granularity is Granularity.ELEMENT:
            return tuple(element.id for element in self.elements)
        return tuple(cell_id(cluster.id, part.id) for cluster in self.clusters for part in self.components)

    def within(self, target: str) -> tuple[str, ...]:
        """The targets one step finer: the cells of a cluster, the elements of a cell, nothing for an element."""
        if granularity_of(target) is Granularity.CLUSTER:
            return tuple(cell_id(target, component.id) for component in self.components)
        return tuple(element.id for element in self.elements if element.cell == target)

    def name(self, target: str, language: Language) -> str:
        """The name of a cluster or a cell ('cluster – component'), the label of an element; KeyError for no target."""
        if granularity_of(target) is Granularity.ELEMENT:
            return self.element(target).label[language]
        cluster, component = split_target(target)
        name = self.cluster(cluster).name[language]
        return name if component is None else f"{name} – {self._components_by_id[component].name[language]}"

    def component_name(self, target: str, language: Language) -> str | None:
        """The name of the component of a cell or an element; None for a cluster."""
        component = split_target(target)[1]
        return None if component is None else self._components_by_id[component].name[language]

    def locator(self, element_id: str, language: Language) -> str:
        """Where the element stands in the publication: cluster number, component, place in the list."""
        element = self.element(element_id)
        number = self.cluster(split_target(element.cell)[0]).number
        return f"{number} · {self.component_name(element.cell, language)} · {element.order}"


def cell_id(cluster: str, component: str) -> str:
    """The stable id of a cell: 'inclusion.knowledge'."""
    return f"{cluster}.{component}"


def split_target(target: str) -> tuple[str, str | None]:
    """Cluster id and component id of a cluster, a cell or an element; the component is None for a cluster."""
    cluster, _, rest = target.rpartition(":")[2].partition(".")
    return cluster, rest.partition(".")[0] or None


def granularity_of(target: str) -> Granularity:
    """Whether a target is a cluster, a cell or an element: 'vision', 'vision.skills', 'kjg-nl:vision.skills.2'."""
    return (Granularity.CLUSTER, Granularity.CELL, Granularity.ELEMENT)[target.rpartition(":")[2].count(".")]


def parent(target: str) -> str | None:
    """The target one step coarser: the cell of an element, the cluster of a cell, None for a cluster."""
    coarser, dot, _ = target.rpartition(":")[2].rpartition(".")
    return coarser if dot else None
