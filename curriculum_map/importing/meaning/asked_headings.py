"""What is asked about the headings of marks: one question for each name, however many components stand below it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.domain.framework import Edition, Granularity, granularity_of, parent, split_target
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.meaning.answers import NOT_READ
from curriculum_map.importing.meaning.in_order import editions_in_order
from curriculum_map.importing.meaning.targets import ColumnReading, columns_below, is_other_framework

MOST_WRITTEN = 30


@dataclass(frozen=True, slots=True)
class AskedHeading:
    """A heading that is not certain: how an answer names it, its columns, and the target that is proposed.

    Over several columns of components it is answered once, by a cluster.
    """

    written: str
    columns: tuple[ColumnReading, ...]
    proposal: str | None

    @property
    def first(self) -> ColumnReading:
        """The first of its columns."""
        return self.columns[0]

    @property
    def components(self) -> list[str]:
        """The components of its columns, if one answer is for several."""
        if len(self.columns) == 1:
            return []
        return [one.over.component for one in self.columns if one.over is not None]


def uncertain_headings(readings: Sequence[ColumnReading]) -> list[AskedHeading]:
    """The headings of columns without a target, asked about or not, those of one name together."""
    twice = Counter(one.heading for one in readings)
    of_name: dict[tuple[str, bool], list[ColumnReading]] = {}
    for one in readings:
        if one.named is None:
            name = str(one.ref) if one.over is None else same_word(one.over.name)
            of_name.setdefault((name, one.is_asked), []).append(one)
    asked = []
    for some in of_name.values():
        over = some[0].over
        if over is not None and _is_one_name(some):
            clusters = _clusters(some)
            asked.append(AskedHeading(over.name, tuple(some), clusters.pop() if clusters else None))
            continue
        for one in some:
            # A heading that stands there twice is told apart by its address.
            written = one.heading if one.heading and twice[one.heading] == 1 else str(one.ref)
            asked.append(AskedHeading(written, (one,), one.proposal))
    return asked


def _is_one_name(columns: Sequence[ColumnReading]) -> bool:
    """Whether one answer is enough for these columns: each is another component, and nothing else tells them apart."""
    components = [one.over.component for one in columns if one.over is not None]
    return len(columns) > 1 and len(set(components)) == len(columns) and len(_clusters(columns)) <= 1


def _clusters(columns: Iterable[ColumnReading]) -> set[str]:
    return {split_target(one.proposal)[0] for one in columns if one.proposal is not None}


def heading_questions(
    readings: Sequence[ColumnReading], editions: Editions, edition: Edition | None = None
) -> Iterator[Finding]:
    """One question for each name above marks that is not known; one for a whole table about another framework.

    A heading that names nothing and has nothing below it is only noted as not read.
    """
    if is_other_framework(readings):
        written = [one.written for one in uncertain_headings(readings)][:MOST_WRITTEN]
        facts: dict[str, object] = {"columns": written, "count": len(readings), "choices": [NOT_READ], "proposal": None}
        yield Finding("other-framework", Severity.QUESTION, readings[0].ref, facts)
        return
    below = columns_below(readings)
    if below:
        yield _which_of(below)
    readings = [one for one in readings if one not in below]
    if not readings:
        return
    asked = edition or next(iter(editions.values()))
    known = (reading.named.target if reading.named else reading.proposal for reading in readings)
    kind = granularity_of(next(filter(None, known), asked.clusters[0].id))
    unnamed = []
    numbered = _all_numbered(readings, asked)
    if numbered:
        yield _of_numbers(numbered, editions, asked)
    placed = tuple(one for one in readings if one.why == "order")
    if placed:
        yield _by_place(placed, readings, editions, asked)
    for heading in uncertain_headings(readings):
        if heading.first in (*numbered, *placed):
            continue
        if heading.first.is_asked:
            yield _question(heading, kind, editions, asked)
        elif heading.first.why == "unknown":
            if heading.first.heading:
                yield Finding("column-not-read", Severity.NOTE, heading.first.ref, {"written": heading.written})
            else:
                unnamed.append(heading.first.ref)
    yield from without_name(unnamed)


def _all_numbered(readings: Sequence[ColumnReading], edition: Edition) -> tuple[ColumnReading, ...]:
    """The headings that are only numbers, if they are those of all clusters and each of them says something else."""
    found = tuple(one for one in readings if one.why == "number" and one.named is None)
    numbers = {one.number for one in found}
    every = {one and one.cluster for one in numbers} == {cluster.number for cluster in edition.clusters}
    return found if every and len(numbers) == len(found) else ()


def _of_numbers(columns: Sequence[ColumnReading], editions: Editions, asked: Edition) -> Finding:
    """The one question about all headings that are only numbers: of which edition they are, in its order."""
    refs = [str(one.ref) for one in columns]
    facts: dict[str, object] = {"field": "numbers", "count": len(columns), "refs": refs, "edition": asked.id}
    facts |= {"numbered": [cluster.id for cluster in asked.clusters], "choices": list(editions), "proposal": asked.id}
    return Finding("headings-numbers", Severity.QUESTION, columns[0].ref, facts)


def _by_place(
    placed: Sequence[ColumnReading], readings: Sequence[ColumnReading], editions: Editions, asked: Edition
) -> Finding:
    """The one question about headings that name nothing we know and stand in the order of an edition."""
    agreeing = editions_in_order(readings, editions)
    numbers = [(one.number, one.proposal) for one in placed]
    own = (one for one in agreeing if all(at and at.target(editions[one]) == said for at, said in numbers))
    edition = next(own, asked.id)
    # Over components each name is said once, with its cluster.
    said = {one.over.name if one.over else one.heading: split_target(one.proposal or "")[0] for one in placed}
    facts: dict[str, object] = {"field": "numbers", "count": len(said), "refs": [str(one.ref) for one in placed]}
    facts |= {"edition": edition, "headings": list(said), "targets": list(said.values())}
    facts |= {"choices": agreeing, "proposal": edition}
    return Finding("headings-in-order", Severity.QUESTION, placed[0].ref, facts)


def _which_of(columns: Sequence[ColumnReading]) -> Finding:
    """The question which of the columns that come back below each target is to be read."""
    own = list(dict.fromkeys(one.headings[-1] for one in columns))
    targets = {one.below.target for one in columns if one.below is not None}
    facts: dict[str, object] = {"field": "target", "written": own[-1], "values": own, "count": len(targets)}
    return Finding(
        "columns-below", Severity.QUESTION, columns[0].ref, facts | {"choices": [NOT_READ], "proposal": None}
    )


def without_name(refs: Sequence[CellRef]) -> Iterator[Finding]:
    """One note about all columns that have no heading and were not read; none where there are none."""
    if refs:
        facts: dict[str, object] = {"count": len(refs), "refs": [str(ref) for ref in refs]}
        yield Finding("columns-without-name", Severity.NOTE, refs[0], facts)


def _question(heading: AskedHeading, kind: Granularity, editions: Editions, asked: Edition) -> Finding:
    """The question about one heading; its choices are the targets of the same kind as the others."""
    proposal, why = heading.proposal, heading.first.why
    # Over components it is a cluster that is asked for, whatever the others name.
    granularity = Granularity.CLUSTER if heading.components else granularity_of(proposal) if proposal else kind
    having = (one for one in (asked, *editions.values()) if proposal in one.targets(granularity))
    edition = next(having, asked)
    code = "heading-number" if why == "number" else "heading-unsure" if proposal else "heading-unknown"
    facts: dict[str, object] = {"field": "target", "written": heading.written, "edition": edition.id}
    facts |= {"choices": _choices(proposal, granularity, edition), "proposal": proposal}
    if proposal is not None:
        facts |= {"target": proposal, "looks": why}
    if heading.components:
        refs = [str(one.ref) for one in heading.columns]
        facts |= {"components": heading.components, "refs": refs}
    return Finding(code, Severity.QUESTION, heading.first.ref, facts)


def _choices(proposal: str | None, granularity: Granularity, edition: Edition) -> list[str]:
    if granularity is not Granularity.ELEMENT:
        return [*edition.targets(granularity), NOT_READ]
    # All elements would be over a hundred: those of the same cell, or the cells.
    cell = parent(proposal) if proposal else None
    return [*(edition.within(cell) if cell else edition.targets(Granularity.CELL)), NOT_READ]
