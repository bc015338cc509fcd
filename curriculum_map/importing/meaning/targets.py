"""The headings of outcome columns to targets, by name: what is not called exactly so is proposed and asked."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from curriculum_map.domain.findings import CellRef
from curriculum_map.domain.framework import Edition, Granularity, cell_id, granularity_of
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.near_names import Near, NearNames
from curriculum_map.importing.meaning.over_components import PATH, OverComponent, in_component, over_component
from curriculum_map.importing.names import NamedTarget, Names

HeadingWhy = Literal[
    "name", "answer", "not-read", "number", "typing", "short", "below-cell", "order", "remembered", "unknown"
]
# What parts the names of a focus, a cluster and a component where they stand in one cell.
_BETWEEN = re.compile(r"\s*[>|/»→]\s*|\s+[-–—]\s+|[:;]\s+|\s*[()]\s*|\s*\n\s*")
_ONLY_NUMBER = re.compile(
    r"(?:cluster|focus|competentie|competence|c)?[\s.]*([0-9]{1,2})(?:\.([0-9]))?(?:\.[0-9]{1,2})?[\s.:\-–]*([kvsa])?",
    re.IGNORECASE,
)
_NEARLY_ALL = 0.8
_CODE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A column (or row) of marks: its headings from the outermost to its own, and where the last one stands.

    It may be empty so far: `has_marks` says whether anything stands below the headings.
    """

    headings: tuple[str, ...]
    ref: CellRef
    has_marks: bool = True


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading that is only a number: that of a cluster, and the component that stands with it."""

    cluster: int
    component: str | None = None

    def target(self, edition: Edition) -> str | None:
        """The target that has this number in an edition, by the order of its clusters."""
        found = next((one.id for one in edition.clusters if one.number == self.cluster), None)
        return found if found is None or self.component is None else cell_id(found, self.component)


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What an outcome column stands for: a target that is certain or answered, else perhaps a proposal, and why.

    `over` is what it is called besides the component that one of its headings names; `below` the target that its outer
    headings name, where its own says something else: 'lecturer' and 'student' below each cluster. `number` is
    what stands there where it is only a number.
    """

    ref: CellRef
    headings: tuple[str, ...]
    named: NamedTarget | None
    proposal: str | None
    why: HeadingWhy
    has_marks: bool = True
    over: OverComponent | None = None
    below: NamedTarget | None = None
    number: Numbered | None = None

    @property
    def is_asked(self) -> bool:
        """Whether somebody has to say what it stands for: below a heading that says nothing, only where marks stand."""
        return self.named is None and self.why != "not-read" and (self.has_marks or self.why != "unknown")

    @property
    def heading(self) -> str:
        """The headings in one text, as an answer can repeat them."""
        return PATH.join(filter(None, self.headings))


def name_outcomes(
    outcomes: Sequence[Outcome], names: Names, editions: Editions, answers: Answers, edition: str | None = None
) -> tuple[ColumnReading, ...]:
    """What each outcome column stands for, one reading per outcome; `edition` is the one that the file says it uses.

    Where hardly a heading has anything to do with these editions, the table is about another framework, and the few
    that look alike are no proposals.
    """
    namer = _Namer(names, editions, answers, edition)
    readings = with_one_left(tuple(map(namer.reading, outcomes)))
    proposed = sum(reading.proposal is not None for reading in readings)
    if any(reading.named or reading.why == "not-read" for reading in readings) or 2 * proposed > len(readings):
        return readings
    if namer.all_numbers(readings):
        return readings
    return tuple(replace(reading, proposal=None, why="unknown") for reading in readings)


def columns_below(readings: Sequence[ColumnReading]) -> tuple[ColumnReading, ...]:
    """The columns that come back below each of several targets, such as one for lecturers and one for students."""
    found = tuple(one for one in readings if one.named is None and one.below is not None)
    targets = {one.below.target for one in found if one.below is not None}
    own = {same_word(one.headings[-1]) for one in found}
    come_back = len(targets) > 1 and len(own) > 1 and len(found) >= _NEARLY_ALL * len(targets) * len(own)
    return found if come_back else ()


def with_one_left(readings: Sequence[ColumnReading]) -> tuple[ColumnReading, ...]:
    """The readings, where the only column below a target that is to be read stands for that target.

    So an answer that one of two is not to be read settles what the other is.
    """
    below = [one for one in readings if one.below is not None and one.named is None]
    left = Counter(one.below.target for one in below if one.below is not None)
    settled = any(one.why == "not-read" for one in readings) and not any(count > 1 for count in left.values())
    return tuple(
        replace(one, named=one.below, below=None, why="answer") if settled and one in below else one for one in readings
    )


def is_other_framework(readings: Sequence[ColumnReading]) -> bool:
    """Whether nothing in a table names a target of our editions, not even nearly."""
    nothing = bool(readings) and not any(
        reading.named or reading.proposal or reading.why != "unknown" for reading in readings
    )
    return nothing and not columns_below(readings)


def with_remembered(readings: Iterable[ColumnReading], before: Mapping[str, str | None]) -> tuple[ColumnReading, ...]:
    """The same readings, with what was answered of the same headings before proposed where nothing is certain."""
    compared = {same_word(heading): target for heading, target in before.items()}
    return tuple(_remembered(one, compared) for one in readings)


def _remembered(one: ColumnReading, before: Mapping[str, str | None]) -> ColumnReading:
    if one.named is not None or one.why == "not-read":
        return one
    said = before.get(same_word(one.heading))
    if said is None and one.over is not None and (key := _said_of(one.over, before)) is not None:
        said = in_component(before[key], one.over)
    return replace(one, proposal=said, why="remembered") if said else one


def _said_of(over: OverComponent, answers: Mapping[str, str | None]) -> str | None:
    """By which of its names something was answered about a heading over components."""
    return next((key for key in map(same_word, (over.name, over.own)) if key in answers), None)


class _Namer:
    def __init__(self, names: Names, editions: Editions, answers: Answers, edition: str | None) -> None:
        self._names, self._near = names, NearNames(names)
        said = editions.get(answers.description.edition or edition or "")
        self._editions = editions
        self._asked = (said,) if said is not None else tuple(editions.values())
        self._numbers = {cluster.number for edition in self._asked for cluster in edition.clusters}
        self._answers = {same_word(heading): target for heading, target in answers.columns.items()}
        self._of_numbers = answers.numbers

    def reading(self, outcome: Outcome) -> ColumnReading:
        over = over_component(outcome.headings, self._names)
        return replace(self._reading(outcome, over), has_marks=outcome.has_marks, over=over)

    def _reading(self, outcome: Outcome, over: OverComponent | None) -> ColumnReading:
        answered = self._answered(outcome, over)
        if answered is not None:
            return answered
        parts = self._parts(outcome.headings)
        named = self._named(parts)
        if named is not None:
            return ColumnReading(outcome.ref, outcome.headings, named, None, "name")
        number = self._numbered(parts)
        if number is not None:
            return self._by_number(outcome, number)
        proposal, why = self._proposal(parts)
        below = self._named(parts[:-1]) if why == "unknown" else None
        return ColumnReading(outcome.ref, outcome.headings, None, proposal, why, below=below)

    def all_numbers(self, readings: Sequence[ColumnReading]) -> bool:
        """Whether the headings are numbers only, and all numbers of the framework: 1 to 9 for the packaged ones."""
        return {reading.number and reading.number.cluster for reading in readings} == self._numbers

    def _answered(self, outcome: Outcome, over: OverComponent | None) -> ColumnReading | None:
        """By its address, by all its headings, by what stands over its component, or by its own heading.

        An answer may say whichever tells the columns apart; the one that says most of this column counts.
        """
        written = [heading for heading in outcome.headings if heading]
        for own in map(same_word, (str(outcome.ref), PATH.join(written))):
            if own in self._answers:
                return self._as_answered(outcome, self._answers[own])
        if over is not None and (key := _said_of(over, self._answers)) is not None:
            return self._as_answered(outcome, in_component(self._answers[key], over))
        own = same_word(written[-1]) if written else ""
        return self._as_answered(outcome, self._answers[own]) if own in self._answers else None

    def _as_answered(self, outcome: Outcome, target: str | None) -> ColumnReading:
        if target is None:
            return ColumnReading(outcome.ref, outcome.headings, None, None, "not-read")
        having = {
            edition.id for edition in self._editions.values() if target in edition.targets(granularity_of(target))
        }
        return ColumnReading(outcome.ref, outcome.headings, NamedTarget(target, frozenset(having)), None, "answer")

    def _parts(self, headings: Sequence[str]) -> list[str]:
        """The headings one by one, with those that hold several names in one cell taken apart."""
        parts: list[str] = []
        for heading in filter(None, headings):
            pieces = [piece for piece in _BETWEEN.split(heading) if piece]
            whole = self._is_known(heading) or not all(map(self._is_known, pieces))
            parts += [heading] if whole else pieces
        # A heading merged over more rows, or repeated in the same or another language, says nothing new.
        return [
            part for place, part in enumerate(parts) if place == 0 or not self._say_the_same(part, parts[place - 1])
        ]

    def _say_the_same(self, part: str, before: str) -> bool:
        component = self._names.component(part)
        return part == before or (component is not None and component == self._names.component(before))

    def _is_known(self, text: str) -> bool:
        names = self._names
        found = names.component(text) or names.cluster(text) or names.cell(text) or names.element(text)
        return bool(found) or names.is_focus(text)

    def _named(self, parts: list[str]) -> NamedTarget | None:
        if not parts:
            return None
        *outer, own = parts
        component = self._names.component(own)
        if component is not None:
            cluster = self._names.cluster(_nearest(outer))
            return None if cluster is None else self._names.cell_of(cluster, component)
        cell = self._names.cell(own)
        if cell is not None:
            return cell
        cluster = self._names.cluster(own)
        if cluster is not None:
            above = self._component_above(outer)
            cluster = self._in_both_languages(cluster, outer)
            return cluster if above is None else self._names.cell_of(cluster, above)
        return self._names.element(own)

    def _in_both_languages(self, cluster: NamedTarget, outer: Sequence[str]) -> NamedTarget:
        """The same cluster with the editions that call it as the heading above does."""
        above = self._names.cluster(outer[-1]) if outer else None
        if above is None or above.target != cluster.target:
            return cluster
        return replace(cluster, editions=cluster.editions | above.editions)

    def _component_above(self, outer: Sequence[str]) -> str | None:
        """The component under which a cluster stands, where components are the outer headings."""
        return next(filter(None, map(self._names.component, reversed(outer))), None)

    def _proposal(self, parts: list[str]) -> tuple[str | None, HeadingWhy]:
        if not parts:
            return None, "unknown"
        *outer, own = parts
        near = self._near_cell(outer, own) or self._near_cluster(outer, own)
        if near is not None:
            return near
        element = self._names.element(self._near.label(own) or "")
        if element is not None:
            return element.in_edition(self._asked[0].id).target, "typing"
        cell = self._named(outer)
        if cell is not None and granularity_of(cell.target) is Granularity.CELL:
            return self._element_of(cell.target, own) or cell.target, "below-cell"
        return None, "unknown"

    def _near_cell(self, outer: Sequence[str], own: str) -> tuple[str, HeadingWhy] | None:
        """A cell whose cluster or component is nearly right: from two headings, else from one text."""
        exact = self._names.component(own)
        component = exact or self._near.component(own)
        if component is not None:
            cluster = self._names.cluster(_nearest(outer))
            if cluster is not None:
                return cell_id(cluster.target, component), "typing"
            return self._cell_near(_nearest(outer), component)
        first, *others = re.sub(r"[()\[\]:;,|/–—-]", " ", own).split() or [""]
        if not others:
            return None
        for word, rest in ((others[-1], [first, *others[:-1]]), (first, others)):
            component = self._names.component(word) or self._near.component(word)
            if component is None or (len(word) == 1 and not re.search(rf"(^|\W){re.escape(word)}(\W|$)", own)):
                continue
            text = " ".join(rest)
            cluster = self._names.cluster(text)
            if cluster is not None:
                return cell_id(cluster.target, component), "typing"
            if (found := self._cell_near(text, component)) is not None:
                return found
        return None

    def _cell_near(self, text: str, component: str) -> tuple[str, HeadingWhy] | None:
        near = self._near.cluster(_without_number(text)) if text else None
        return None if near is None else (cell_id(near.id, component), near.how)

    def _near_cluster(self, outer: Sequence[str], own: str) -> tuple[str, HeadingWhy] | None:
        near = self._near.cluster(_without_number(own)) or self._near_in_both_languages(own)
        if near is None:
            return None
        above = self._component_above(outer)
        return (near.id if above is None else cell_id(near.id, above)), near.how

    def _near_in_both_languages(self, own: str) -> Near | None:
        """The cluster that each part of a heading in two languages can be the name of."""
        parts = [part for part in re.split(r"\s*[/|]\s*", own) if part]
        found = [self._near.cluster(part) for part in parts] if len(parts) > 1 else []
        exact = [self._names.cluster(part) for part in parts]
        ids = {one.id if one else name.target if name else "" for one, name in zip(found, exact, strict=False)}
        return Near(ids.pop(), "short") if len(ids) == 1 and "" not in ids else None

    def _numbered(self, parts: Sequence[str]) -> Numbered | None:
        """The number that is all there is to go by, or all that stands above the name of a component."""
        if not parts:
            return None
        *outer, own = parts
        below = self._names.component(own)
        match = _only_number(outer, own) or (_ONLY_NUMBER.fullmatch(outer[-1].strip()) if outer and below else None)
        if match is None or int(match[1]) not in self._numbers:
            return None
        components = [component.id for component in self._asked[0].components]
        order = int(match[2]) if match[2] else 0
        by_order = components[order - 1] if 0 < order <= len(components) else None
        return Numbered(int(match[1]), below or (self._names.component(match[3]) if match[3] else None) or by_order)

    def _by_number(self, outcome: Outcome, number: Numbered) -> ColumnReading:
        """The target that a number stands for: as answered for all of them, else if all editions in question agree."""
        said = self._editions.get(self._of_numbers or "")
        target = None if said is None else number.target(said)
        if said is not None and target is not None:
            named = NamedTarget(target, frozenset((said.id,)))
            return ColumnReading(outcome.ref, outcome.headings, named, None, "answer", number=number)
        meant = {
            cluster.id
            for edition in self._asked
            for cluster in edition.clusters
            if number.cluster in (cluster.number, cluster.table_number)
        }
        cluster = meant.pop() if len(meant) == 1 else None
        proposal = cluster and (cluster if number.component is None else cell_id(cluster, number.component))
        return ColumnReading(outcome.ref, outcome.headings, None, proposal, "number", number=number)

    def _element_of(self, cell: str, own: str) -> str | None:
        """The element of this cell that has this printed code."""
        code = _CODE.match(own.strip())
        elements = {
            element.id
            for edition in self._asked
            for element in edition.elements
            if code is not None and element.cell == cell and element.printed_code == code[0]
        }
        return elements.pop() if len(elements) == 1 else None


def _only_number(outer: Sequence[str], own: str) -> re.Match[str] | None:
    """The number that is all there is to go by, with the letter of a component in the same cell or the one below."""
    return _ONLY_NUMBER.fullmatch(own.strip()) or _ONLY_NUMBER.fullmatch(" ".join((*outer[-1:], own)).strip())


def _nearest(outer: Sequence[str]) -> str:
    """The heading just above; one that is a number or a code alone is passed over, if there are others above it."""
    others = [text for text in outer if not _ONLY_NUMBER.fullmatch(text)]
    return (others or [*outer])[-1] if outer else ""


def _without_number(text: str) -> str:
    return re.sub(r"^\s*(?:cluster|focus|c)?\s*[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[.):\s-]*", "", text, flags=re.IGNORECASE)
