"""Colours beside marks: what the legend of a file says of the colour of a cell against what is written in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.domain.provenance import Provenance
from curriculum_map.importing.cells import Workbook
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.meaning.level_names import levels_named
from curriculum_map.importing.meaning.marks import MOST_REFS, MarkReading
from curriculum_map.importing.written_where import LevelPlaces

_FEWEST, _NEARLY_ALL = 2, 0.8


@dataclass(frozen=True, slots=True)
class ColouredPlace:
    """A place of a level in a colour that a legend explains: what is written there, and what the legend says."""

    ref: CellRef
    written: str
    said: str

    def level(self, words: LevelWords) -> int | None:
        """The level that the colour stands for, if it says one."""
        known, named = words.state(self.said), levels_named(self.said)
        return known if known is not None else next(iter(named)) if len(named) == 1 else None


def coloured_places(workbook: Workbook, written: Provenance, legend: Mapping[str, str]) -> list[ColouredPlace]:
    """The places of levels with a colour of the legend beside a mark, or beside nothing, in the order of the file.

    Where the colour itself was read as the mark there is nothing else to say.
    """
    found = []
    for name in written.uploaded_sheets if legend else ():
        sheet = workbook.sheet(name)
        told = {place: legend[colour] for place, colour in sheet.look.fills.items() if colour in legend}
        places = LevelPlaces(written, name)
        found += [ColouredPlace(sheet.ref(*at), sheet.text(*at), told[at]) for at in sorted(told) if at in places]
    return found


def told_by_colours(
    readings: Sequence[MarkReading], places: Iterable[ColouredPlace], words: LevelWords
) -> tuple[MarkReading, ...]:
    """The readings, where the legend of the colours explains a mark, or says something else of it than we know."""
    of_mark: dict[str, list[ColouredPlace]] = defaultdict(list)
    for place in places:
        of_mark[place.written].append(place)
    return tuple(_told(one, of_mark.get(one.written, []), words) for one in readings)


def _told(one: MarkReading, places: Sequence[ColouredPlace], words: LevelWords) -> MarkReading:
    said = {place.said for place in places}
    if one.state is None and one.note == "tick" and len(said) > 1:
        return replace(one, proposal=None, note="coloured", explanation=", ".join(sorted(said)))
    ((level, count),) = Counter(place.level(words) for place in places).most_common(1) or [(None, 0)]
    if level is None or count < max(_FEWEST, _NEARLY_ALL * one.count) or one.why in ("answer", "file-legend"):
        return one
    text = next(place.said for place in places if place.level(words) == level)
    if one.state is not None and one.state != level:
        return replace(one, state=None, proposal=None, note="one-colour", explanation=text)
    if one.state is None and one.proposal in (None, level):
        return replace(one, proposal=level, note="one-colour", explanation=text)
    return one


def about_colours(
    readings: Iterable[MarkReading], places: Iterable[ColouredPlace], words: LevelWords
) -> Iterator[Finding]:
    """Where a colour says another level than its cell, where it says one beside nothing, and what else colours say."""
    states = {one.written: one.state for one in readings}
    against: list[ColouredPlace] = []
    empty: list[ColouredPlace] = []
    other: list[ColouredPlace] = []
    for place in places:
        level, state = place.level(words), states.get(place.written)
        if level is None:
            other.append(place)
        elif not place.written:
            empty.append(place)
        elif state is not None and state != level:
            against.append(place)
    for code, severity, some in (
        ("colour-against-mark", Severity.WARNING, against),
        ("colour-without-mark", Severity.WARNING, empty),
        ("colours-not-read", Severity.NOTE, other),
    ):
        if some:
            first, refs = some[0], [str(one.ref) for one in some[:MOST_REFS]]
            facts = {"written": first.written, "explanation": first.said, "count": len(some), "refs": refs}
            facts |= {"values": sorted({one.said for one in some})} if code == "colours-not-read" else {}
            yield Finding(code, severity, first.ref, facts)
