"""What the name of a sheet says about its place in a map: the phase or semester of its courses, or which part it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from curriculum_map.importing.cells import same_word
from curriculum_map.importing.layout.vocabulary import is_phase

_WORDS: Mapping[str, str] = {
    "phase": "fase|phase|opleidingsfase|jaar|studiejaar|opleidingsjaar|modeltraject|trajectschijf|schijf|jaargang|year|"
    "bachelor|bach|ba|annee|jahr",
    "semester": "semester|sem|trimester|term|periode|kwartaal|quarter|blok|block|semestre",
    "part": "deel|part|teil|partie",
}
_NUMBER = "[1-9]|i{1,3}|iv|eerste|tweede|derde|vierde|first|second|third|fourth|one|two|three|four|premiere?|deuxieme"
_SAID = {
    name: re.compile(
        rf"\b(?:(?:{words}) ?(?:{_NUMBER})|(?:{_NUMBER}) ?(?:(?:e|ste|de|st|nd|rd|th|ere|eme) ?)?(?:{words}))\b"
    )
    for name, words in _WORDS.items()
}
# 'Fase 1 en 2' is of no one phase.
_MORE = re.compile(rf" (?:(?:en|and|et|tot|tot en met|to|t m|of|or|plus) )?(?:{_NUMBER})\b")
_IN_FIGURES = {"one": "1", "two": "2", "three": "3", "four": "4", "deuxieme": "2", "premiere": "1", "premier": "1"}


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet's name taken apart: the course fields it says, and what is left of it without them.

    `is_part` says whether it names a part of a whole; what is left has to be the same for all parts.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""
    is_part: bool = False


def read_sheet_name(name: str) -> SheetName:
    """What a sheet is called for: '2e jaar' is of phase 2, 'Deel 1' a part, 'Sociaal werk' neither."""
    rest, fields, found = same_word(name), {}, False
    for kind, said in _SAID.items():
        matches = list(said.finditer(rest))
        if len(matches) == 1 and not _MORE.match(rest, matches[0].end()):
            found = True
            rest = " ".join((rest[: matches[0].start()] + rest[matches[0].end() :]).split())
            if kind != "part":
                fields[kind] = " ".join(_IN_FIGURES.get(word, word) for word in matches[0][0].split())
    if not found and is_phase(name):
        # Electives are a part too, beside the years.
        return SheetName(is_part=True)
    return SheetName(fields, rest, found)


def are_parts(names: Sequence[str]) -> bool:
    """Whether sheets are called for parts of one and the same whole, such as its years."""
    read = [read_sheet_name(name) for name in names]
    return len({one.rest for one in read}) == 1 and all(one.is_part for one in read)
