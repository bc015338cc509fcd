"""A framework of one's own in the shape of an edition, so that all that works on an edition works on it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from curriculum_map.domain.framework import Cluster, Edition, Element, Focus, cell_id
from curriculum_map.domain.own_framework import Item, OwnFramework, Place, depth, groups
from curriculum_map.domain.text import Text
from curriculum_map.frameworks.loader import load_editions
from curriculum_map.frameworks.own_names import (
    COMPONENT,
    Ids,
    Names,
    names_of_packaged,
    short_id,
    with_code,
    without_code,
    word,
)

# Together with an id of 24 characters an element's id fits in the 100 characters that a target may have.
_LONGEST_GROUP, _LONGEST_ITEM = 20, 23
_ALL = "all"
# The nearest groups say most; more of them would not fit above a column.
_MOST_BETWEEN = 3
# The sign between a group and what it holds.
_WITHIN = " \u203a "


@dataclass(frozen=True, slots=True)
class OwnEdition:
    """The edition made of a framework, and per element of it the id of the item that it stands for."""

    edition: Edition
    item_of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Section:
    """A focus and a cluster, each by the group they are made of; None for the framework itself."""

    focus: Item | None
    cluster: Item | None


def as_edition(framework: OwnFramework) -> Edition:
    """The framework as an edition: leaves are elements, the top level focuses, the second level clusters."""
    return own_edition(framework).edition


def items_of_elements(framework: OwnFramework) -> Mapping[str, str]:
    """Per element of the edition the id of the item of the framework."""
    return own_edition(framework).item_of


def is_taken(framework_id: str) -> bool:
    """Whether a framework with this id could be confused with a packaged edition or its clusters."""
    return any(
        framework_id == edition.id
        or any(f"{cluster.id}-".startswith(f"{framework_id}-") for cluster in edition.clusters)
        for edition in load_editions().values()
    )


# A page asks for the same edition at every turn, and editions keep what they have worked out.
@lru_cache(maxsize=32)
def own_edition(framework: OwnFramework) -> OwnEdition:
    """The edition of a framework with the way back to its items."""
    found: dict[_Section, list[Place]] = {}
    for place in framework.outline:
        if place.is_leaf:
            found.setdefault(_section(framework, place), []).append(place)
    # The sections of one focus together, in the order in which the first of each comes.
    places = {
        section: found[section]
        for focus in dict.fromkeys(one.focus for one in found)
        for section in found
        if section.focus == focus
    }
    clusters = _clusters(framework, places)
    elements, item_of = _elements(framework, places, clusters)
    title = Text(framework.title, framework.title)
    edition = Edition(
        id=framework.id,
        title=title,
        language=framework.language,
        date=None,
        status=None,
        audience=Text("", ""),
        citation=framework.source or framework.title,
        focuses=_focuses(framework, clusters),
        components=(COMPONENT,),
        table_order=tuple(cluster.id for cluster in clusters.values()),
        elements=elements,
    )
    return OwnEdition(edition, item_of)


def _section(framework: OwnFramework, place: Place) -> _Section:
    """Where a leaf belongs: under its first two groups; one group is both; none is the framework itself."""
    around = (*groups(framework, place)[:2], None, None)
    return _Section(around[0], around[1] or around[0])


def _clusters(framework: OwnFramework, places: Mapping[_Section, list[Place]]) -> dict[_Section, Cluster]:
    ids = Ids()
    names = Names(names_of_packaged())
    clusters: dict[_Section, Cluster] = {}
    for number, section in enumerate(places, start=1):
        group, focus = section.cluster, section.focus
        own_part = _ALL if group is None else short_id(group.id, _LONGEST_GROUP)
        name = framework.title if group is None else without_code(group)
        above = framework.title if focus is None or focus is group else focus.label
        called = names.distinct((name, f"{above}{_WITHIN}{name}", with_code(name, group)))
        clusters[section] = Cluster(ids.unused(f"{framework.id}-{own_part}"), number, Text(called, called), ())
    return clusters


def _focuses(framework: OwnFramework, clusters: Mapping[_Section, Cluster]) -> tuple[Focus, ...]:
    ids = Ids()
    focuses = []
    for group in dict.fromkeys(section.focus for section in clusters):
        held = tuple(cluster for section, cluster in clusters.items() if section.focus == group)
        name = framework.title if group is None else group.label
        own_part = _ALL if group is None else short_id(group.id, _LONGEST_GROUP)
        focuses.append(Focus(ids.unused(f"{framework.id}-{own_part}"), Text(name, name), (), held))
    return tuple(focuses)


def _elements(
    framework: OwnFramework, places: Mapping[_Section, list[Place]], clusters: Mapping[_Section, Cluster]
) -> tuple[tuple[Element, ...], dict[str, str]]:
    """The elements in the order of the clusters, no two with the same label, and the item of each."""
    is_deep = depth(framework) > 3
    bare = {place: _bare(framework, place, is_deep) for held in places.values() for place in held}
    times = Counter(map(word, bare.values()))
    names = Names([*names_of_packaged(), *(cluster.name.nl for cluster in clusters.values())])
    elements: list[Element] = []
    item_of: dict[str, str] = {}
    ids = Ids()
    for section, held in places.items():
        cell = cell_id(clusters[section].id, COMPONENT.id)
        for order, place in enumerate(held, start=1):
            item = place.item
            is_only_one = times[word(bare[place])] == 1
            label = names.distinct(_labels(framework, place, bare[place], is_only_one))
            element_id = ids.unused(f"{framework.id}:{cell}.{short_id(item.id, _LONGEST_ITEM)}")
            elements.append(Element(element_id, cell, order, Text(label, label), None, item.code))
            item_of[element_id] = item.id
    return tuple(elements), item_of


def _bare(framework: OwnFramework, place: Place, is_deep: bool) -> str:
    """The label of a leaf, in a deep framework with the groups between its cluster and itself before it."""
    between = groups(framework, place)[2:][-_MOST_BETWEEN:] if is_deep else ()
    return _WITHIN.join([*(group.label for group in between), without_code(place.item)])


def _labels(framework: OwnFramework, place: Place, bare: str, is_only_one: bool) -> Iterator[str]:
    """What a leaf can be called, the shortest first; where two share a label neither goes by the label alone."""
    around = groups(framework, place)
    if is_only_one:
        yield bare
    yield with_code(bare, place.item)
    yield _WITHIN.join([*(group.label for group in around), bare])
