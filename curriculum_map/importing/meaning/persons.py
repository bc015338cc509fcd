"""Columns about persons: their names have no place in a grid, so they are named and not read."""

import re
from collections.abc import Sequence

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import same_word

_WORDS = """
    docent docente docenten docententeam lector lectoren lesgever lesgevers titularis titularissen trekker trekkers
    contact contactpersoon ankerpersoon auteur auteurs medewerker medewerkers collega collegas examinator examinatoren
    teamleider lecturer lecturers teacher teachers teaching staff instructor instructors tutor tutors professor
    professors author authors owner enseignant enseignants professeur responsable email mail mailadres emailadres
    telefoon telefoonnummer
"""
_PERSONS = frozenset(_WORDS.split())
# What these end with is somebody too: opleidingscoördinator, stagebegeleider, vakverantwoordelijke.
_ROLES = re.compile(r".*(?:coordinator|coordinatoren|coordinators|verantwoordelijken?|begeleiders?)")
_PHRASES = frozenset(("ingevuld door", "laatst gewijzigd door", "gewijzigd door", "filled in by", "last changed by"))
# Beside such a word a heading is about something else: "e-mail etiquette" is no column of names.
_OTHER_WORDS = "e naam namen name names van de het of the en and s opo vak course adres address voornaam betrokken nr"
_BESIDE = frozenset(_OTHER_WORDS.split())


def is_about_persons(heading: str) -> bool:
    """Whether a heading says that persons stand below it: lecturers, coordinators, authors, addresses."""
    form = same_word(heading)
    words = [word for word in form.split() if not word.isdigit()]
    persons = [word in _PERSONS or _ROLES.fullmatch(word) is not None for word in words]
    others = [word for word, is_person in zip(words, persons, strict=True) if not is_person]
    return form in _PHRASES or (any(persons) and _BESIDE.issuperset(others))


def persons_note(columns: Sequence[tuple[str, CellRef]]) -> Finding | None:
    """One note that names the columns about persons, among headings and where they stand; None if there are none."""
    about = [(heading, ref) for heading, ref in columns if is_about_persons(heading)]
    if not about:
        return None
    facts: dict[str, object] = {"columns": [heading for heading, _ in about], "refs": [str(ref) for _, ref in about]}
    return Finding("persons-not-read", Severity.NOTE, about[0][1], facts)
