"""Headings that name nothing we know, as many as an edition has clusters: proposals by their place in its order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from curriculum_map.domain.framework import Edition, split_target
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.targets import ColumnReading, Numbered
from curriculum_map.importing.names import NamedTarget

# One that is left can only be one thing, and is asked about by its own name.
_FEWEST, _LONGEST = 2, 18


def in_order(
    readings: Sequence[ColumnReading], editions: Editions, answers: Answers, told: str | None = None
) -> tuple[ColumnReading, ...]:
    """The readings; where the headings stand in the order of an edition, those without a target have one by it.

    Only a proposal, until it is answered for all of them of which edition they are (`numbers`); `told` is the edition
    that the file says it uses. Without that at least one heading has to name its cluster, or nearly so.
    """
    clusters = _clusters(readings)
    open_ones = [some for some in clusters.values() if any(one.named is None for one in some)]
    # Where each is nearly a name, that says more than its place.
    if len(open_ones) < _FEWEST or all(map(_known, open_ones)) or not _are_whole(readings, clusters):
        return tuple(readings)
    said = answers.description.edition or told
    known = any(_known(some) for some in clusters.values())
    tried = [answers.numbers] + ([said] if said else list(editions) if known else [])
    agreeing = editions_in_order(readings, editions)
    edition = next((editions[one] for one in tried if one in agreeing), None)
    if edition is None:
        return tuple(readings)
    place = {id(one): number for number, some in enumerate(clusters.values()) for one in some}
    return tuple(_placed(one, edition, place[id(one)], answers.numbers) for one in readings)


def editions_in_order(readings: Sequence[ColumnReading], editions: Editions) -> list[str]:
    """The editions with as many clusters as there are names here, of which each known one stands at its place."""
    clusters = _clusters(readings)
    return [edition.id for edition in editions.values() if _agrees(edition, clusters)]


def _clusters(readings: Sequence[ColumnReading]) -> dict[str, list[ColumnReading]]:
    """The columns of each name, in the order in which the names stand there."""
    found: dict[str, list[ColumnReading]] = {}
    for one in readings:
        found.setdefault(same_word(one.over.name if one.over else one.heading), []).append(one)
    return found


def _are_whole(readings: Sequence[ColumnReading], clusters: Mapping[str, Sequence[ColumnReading]]) -> bool:
    """Whether all names are short, stand there once, or once for each component, and nothing was said of any."""
    components = {tuple(sorted(one.over.component if one.over else "" for one in some)) for some in clusters.values()}
    once = len(components) == 1 and all(len(set(one)) == len(one) for one in components)
    # What is longer says what it is about, as the title of a course does.
    are_short = all(0 < len(name) <= _LONGEST or _known(some) for name, some in clusters.items())
    return once and are_short and all(one.why != "not-read" and one.number is None for one in readings)


def _known(columns: Iterable[ColumnReading]) -> set[str]:
    """The clusters that the headings of these columns name, or nearly so."""
    targets = (one.named.target if one.named else one.proposal for one in columns)
    return {split_target(target)[0] for target in targets if target is not None}


def _agrees(edition: Edition, clusters: Mapping[str, Sequence[ColumnReading]]) -> bool:
    return len(clusters) == len(edition.clusters) and all(
        _known(some) <= {cluster.id} for cluster, some in zip(edition.clusters, clusters.values(), strict=True)
    )


def _placed(one: ColumnReading, edition: Edition, place: int, answered: str | None) -> ColumnReading:
    if one.named is not None:
        return one
    number = Numbered(edition.clusters[place].number, one.over.component if one.over else None)
    target = number.target(edition)
    if target is not None and answered == edition.id:
        return replace(one, named=NamedTarget(target, frozenset((edition.id,))), proposal=None, why="answer")
    return replace(one, proposal=target, why="order", number=number, below=None)
