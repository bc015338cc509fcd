"""What is written of elective groups: in the status of a course, in the answers, in the table of the template."""

import re
from dataclasses import dataclass

from curriculum_map.domain.curriculum import ElectiveGroup, Status
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.words import choice_forms

NOT_KNOWN = "not-known"
"""The answer that nobody says what a student takes of a group: its courses stay free electives."""
MOST_CREDITS = 999

_NUMBERS = {
    word: number
    for number, words in enumerate(("een één one", "twee two", "drie three", "vier four", "vijf five", "zes six"), 1)
    for word in words.split()
}
_COUNT = rf"[1-9]\d?|{'|'.join(_NUMBERS)}"
_FROM = r"\s+(?:van|uit|of|out of|from)(?:\s+(?:de|the))?\s+"
_NOUN = r"(?:\s+(?:keuze)?(?:vakken|vak|opleidingsonderdelen|opleidingsonderdeel|courses|course|modules|module))?"
_VERB = r"(?:te\s+kiezen|kies|kiest|kiezen|neem|choose|take|pick|select)"
_LEAST = r"(?:min\.|min|minimum|minimaal|minstens|ten\s+minste|at\s+least)"
_UNIT = r"(?:sp|stp|studiepunten|credits?|ects(?:[\s-](?:credits|punten))?|ec)\.?"
_AMOUNT = r"(?:[1-9]\d{0,2}(?:[.,]\d+)?|0[.,]\d*[1-9])"
# "1 van 3" names no group with a 1 in it only behind a bracket or another sign; "kies 2" stands out by itself.
_RULE = (
    rf"(?:(?:{_VERB}\s+(?:{_LEAST}\s*)?|{_LEAST}\s*)(?P<ects>{_AMOUNT})\s*{_UNIT}"
    rf"|(?:{_VERB}\s+)?(?:{_LEAST}\s*)?(?P<part>{_COUNT}){_FROM}(?P<listed>{_COUNT}){_NOUN}(?:[\s,(]+{_LEAST})?"
    rf"|{_VERB}\s+(?:{_LEAST}\s*)?(?P<choose>{_COUNT}){_NOUN}(?:[\s,(]+{_LEAST})?)"
)
_RULED = re.compile(rf"(?P<name>.*?)(?:^|\s*[,;:(\[–-]\s*|\s+(?={_VERB}\b)){_RULE}[)\]]?", re.IGNORECASE)
_PACKAGES = (
    *("keuzepakket", "keuzegroep", "keuzeblok", "keuzecluster", "keuzelijst"),
    *("elective group", "elective package", "elective block", "choice group"),
)
# Longest first: "keuze" is the beginning of "keuze-opo". A single letter stands for too much else.
_WORDS = sorted(
    {*_PACKAGES, *(form for form in choice_forms(Status.ELECTIVE) if len(form) > 1)}, key=lambda word: -len(word)
)
_HEADED = re.compile(
    rf"(?P<head>{'|'.join(word.replace(' ', '[ -]?') for word in _WORDS)})(?![^\W_])\s*(?P<sign>[:–-]?)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
# What follows the word for an elective without a colon between them, and names no group.
_NO_NAMES = frozenset(
    (
        *("vak", "vakken", "course", "courses", "module", "modules", "opo", "olod", "traject", "track"),
        *("fase", "phase", "jaar", "year", "semester", "sem", "blok", "periode", "term"),
        *("of", "or", "en", "and", "in", "uit", "van", "voor", "from", "for", "verplicht", "compulsory", "ja", "nee"),
    )
)
# A line above the courses of a group: what a student takes may stand before or behind the word for choosing.
_OF_THESE = r"(?:\s+(?:uit|van|of|from|out\s+of)\s+(?:de|the|deze|these|onderstaande|volgende|following)\b.*)?"
_TO_CHOOSE = r"(?:te\s+kiezen|naar\s+keuze|to\s+(?:choose|take|be\s+chosen))"
_HEADING = re.compile(
    rf"(?P<name>.*?)[\s,;:(\[–-]*(?:{_RULE}|(?P<amount>{_AMOUNT})\s*{_UNIT}\s+{_TO_CHOOSE}"
    rf"|(?P<number>{_COUNT}){_NOUN}\s+{_TO_CHOOSE}){_OF_THESE}[\s)\].:]*",
    re.IGNORECASE,
)
_CHOOSING = re.compile(rf"{_VERB}|{_LEAST}|{_TO_CHOOSE}|keuze|elective|option", re.IGNORECASE)
_ANSWERED = re.compile(
    rf"(?:{_VERB}\s+)?(?P<choose>[1-9]\d?){_NOUN}|(?:{_LEAST}\s*)?(?P<ects>{_AMOUNT})\s*{_UNIT}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class GroupWriting:
    """An elective group as a status names it; the name is empty where only what a student takes is said.

    `rule` is what is said of that, and `listed` how many courses the group is said to have. With `at_least` a student
    may take more courses than the rule says.
    """

    name: str
    rule: ElectiveGroup | None = None
    listed: int | None = None
    at_least: bool = False


def group_written(text: str) -> GroupWriting | None:
    """The elective group that the status of a course names, None where it names none for certain.

    With a semicolon behind it everything after the colon is the name.
    """
    headed = _HEADED.fullmatch(text)
    if headed is None:
        return None
    rest, is_certain = headed["rest"], headed["sign"] == ":"
    if not any(map(str.isalnum, rest)):
        return None
    if is_certain and rest.endswith(";"):
        return GroupWriting(rest[:-1].strip())
    ruled = _RULED.fullmatch(rest)
    name = rest if ruled is None else ruled["name"].strip()
    if ruled is None and (not name or name[0] in "(["):
        return None
    if name and not is_certain and not _is_name(name, is_package=same_word(headed["head"]) in _PACKAGES):
        return None
    return GroupWriting(name) if ruled is None else GroupWriting(name, *_rule(name, ruled))


def group_heading(text: str) -> GroupWriting | None:
    """The group that a line above its courses heads with what a student takes of them; None if it says no such thing.

    Without a name of its own it is called by all that stands there.
    """
    found = _HEADING.fullmatch(text)
    if found is None or _CHOOSING.search(text) is None:
        return None
    before = found["name"]
    if before and before[-1].isalnum() and text[len(before)].isalnum():
        return None
    name = before.strip(" ,;:([–-") or text.strip(" :.")
    if found["amount"]:
        return GroupWriting(name, _by_credits(name, found["amount"]))
    if found["number"]:
        return GroupWriting(name, ElectiveGroup(name, _number(found["number"])))
    return GroupWriting(name, *_rule(name, found))


def group_key(name: str) -> str:
    """What the names of groups are compared by, however they are spelled."""
    return same_word(name) or name


def rule_named(name: str, text: str) -> ElectiveGroup | None:
    """What a student takes of the group with this name: a number of courses, or of credits as in '6 ects'."""
    found = _ANSWERED.fullmatch(text.strip())
    if found is None:
        return None
    return ElectiveGroup(name, int(found["choose"])) if found["choose"] else _by_credits(name, found["ects"])


def _rule(name: str, ruled: re.Match[str]) -> tuple[ElectiveGroup, int | None, bool]:
    if ruled["ects"]:
        return _by_credits(name, ruled["ects"]), None, False
    listed = _number(ruled["listed"]) if ruled["listed"] else None
    return ElectiveGroup(name, _number(ruled["part"] or ruled["choose"])), listed, _says_at_least(ruled)


def _says_at_least(ruled: re.Match[str]) -> bool:
    """Whether the number of courses is the fewest that a student takes; that of credits always is."""
    said = ruled.string[ruled.end("name") :]
    return re.search(rf"\b(?:{_LEAST})(?!\w)", said, re.IGNORECASE) is not None


def _by_credits(name: str, written: str) -> ElectiveGroup:
    return ElectiveGroup(name, ects=float(written.replace(",", ".")))


def _number(word: str) -> int:
    return _NUMBERS.get(word.casefold()) or int(word)


def _is_name(name: str, *, is_package: bool) -> bool:
    """Whether this names a group without a colon before it: a word that has no other meaning there."""
    first = same_word(name).partition(" ")[0]
    return (name[0].isalpha() and first not in _NO_NAMES) or (is_package and name[0].isdigit())
