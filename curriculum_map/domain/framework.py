"""The framework: editions, focuses, clusters, components; cells and their stable ids."""

from collections.abc import Iterator
from dataclasses import dataclass
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

    def targets(self, granularity: Granularity) -> tuple[str, ...]:
        """The target ids of a grid of this granularity, in the order in which its levels are stored."""
        if granularity is Granularity.CLUSTER:
            return tuple(cluster.id for cluster in self.clusters)
        if granularity is Granularity.CELL:
            return tuple(cell_id(cluster.id, part.id) for cluster in self.clusters for part in self.components)
        raise ValueError("this edition has no elements yet")

    def in_table_order(self) -> Iterator[Cluster]:
        """The clusters in the order of the printed programme table, which is not that of the sections."""
        return (self.cluster(cluster_id) for cluster_id in self.table_order)

    def name(self, target: str, language: Language) -> str:
        """The name of a cluster or of a cell ('cluster - component'); KeyError if the edition has no such target."""
        cluster, component = split_target(target)
        name = self.cluster(cluster).name[language]
        return name if component is None else f"{name} – {self._components_by_id[component].name[language]}"

    def component_name(self, target: str, language: Language) -> str | None:
        """The name of a cell's component; None for a cluster."""
        component = split_target(target)[1]
        return None if component is None else self._components_by_id[component].name[language]


def cell_id(cluster: str, component: str) -> str:
    """The stable id of a cell: 'inclusion.knowledge'."""
    return f"{cluster}.{component}"


def split_target(target: str) -> tuple[str, str | None]:
    """Cluster id and component id of a target; the component is None for a cluster."""
    cluster, _, component = target.partition(".")
    return cluster, component or None
