"""What a line between courses says of those below it: 'Fase 1', 'Afstudeerrichting jeugd', 'Keuzevakken (kies 2)'."""

import re
from dataclasses import dataclass
from typing import Literal

from curriculum_map.domain.curriculum import ElectiveGroup, Status
from curriculum_map.importing.cells import remembered, same_word
from curriculum_map.importing.layout.vocabulary import course_field, is_phase, words_of
from curriculum_map.importing.meaning.group_texts import group_heading, group_written
from curriculum_map.importing.words import TRACK_NAMED

Kind = Literal["phase", "track", "common", "status", "group"]
_COURSES = r"(?:vakken|opleidingsonderdelen|opos|opo s|olods|olod s|modules|onderwijseenheden|courses|units|subjects)"
_PART = r"(?:deel|gedeelte|luik|blok|programma|part)"
_COMMON = re.compile(
    rf"gemeenschappelijke? ?(?:basis|stam|kern|romp|{_PART}|{_COURSES}|traject|jaar|jaren)?|"
    rf"common(?: (?:core|trunk|{_PART}|{_COURSES}|track|years?))?|"
    r"(?:voor )?alle (?:studenten|trajecten|afstudeerrichtingen|richtingen)|all (?:students|tracks)|"
    r"basis(?:traject|vakken|programma|opleiding)?|(?:gemeenschappelijke )?(?:stam|kern)(?:vakken|programma)?"
)
_COMPULSORY = re.compile(
    rf"verplichte? ?(?:{_COURSES}|{_PART})?|plichtvakken|kernvakken|"
    rf"(?:compulsory|mandatory|required|core)(?: {_COURSES}| {_PART})?"
)
_ELECTIVE = re.compile(
    rf"(?:vrije )?keuze ?(?:{_COURSES}|{_PART})|(?:free )?electives|(?:elective|optional) {_COURSES}"
)


@dataclass(frozen=True, slots=True)
class Section:
    """What a line says: a phase, the name of a track, what tracks share, a status, or an elective group.

    `rule` is what a student takes of a group, or `at_least`, and `listed` how many courses it is said to have.
    """

    kind: Kind
    name: str = ""
    rule: ElectiveGroup | None = None
    listed: int | None = None
    at_least: bool = False


@remembered
def section_written(text: str) -> Section | None:
    """What a text that stands above courses says of them; None if it says nothing we know."""
    group = group_heading(text)
    if group is not None:
        return Section("group", group.name, group.rule, group.listed, group.at_least)
    form = same_word(text)
    for pattern, section in (
        (_COMMON, Section("common")),
        (_COMPULSORY, Section("status", Status.COMPULSORY.value)),
        (_ELECTIVE, Section("status", Status.ELECTIVE.value)),
    ):
        if pattern.fullmatch(form):
            return section
    named = TRACK_NAMED.fullmatch(text.rstrip(" :"))
    if named is not None and (name := (named[1] or named[2] or "").strip()):
        return Section("track", name)
    if is_phase(text) and any(course_field(word) == "phase" for word in words_of(text)):
        return Section("phase", text)
    package = group_written(text)
    return None if package is None or package.rule is not None else Section("group", text)
