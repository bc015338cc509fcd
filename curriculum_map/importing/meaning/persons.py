"""Columns about persons: their names have no place in a grid, so they are named and not read."""

from collections.abc import Sequence

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import same_word

_WORDS = """
    docent docenten lector lectoren lesgever lesgevers titularis titularissen coordinator coordinatoren
    verantwoordelijke verantwoordelijken opoverantwoordelijke vakverantwoordelijke opocoordinator vakcoordinator
    begeleider begeleiders
    contact contactpersoon auteur auteurs trekker medewerker medewerkers collega lecturer lecturers teacher teachers
    instructor instructors tutor tutors professor professors author authors coordinators owner enseignant enseignants
    professeur responsable email mail mailadres emailadres
"""
_PERSONS = frozenset(_WORDS.split())
# Beside such a word a heading is about something else: "e-mail etiquette" is no column of names.
_OTHER_WORDS = "e naam namen name names van de het of the en and s opo vak course adres address voornaam"
_BESIDE = frozenset(_OTHER_WORDS.split())


def is_about_persons(heading: str) -> bool:
    """Whether a heading says that persons stand below it: lecturers, coordinators, authors, addresses."""
    words = same_word(heading).split()
    return any(word in _PERSONS for word in words) and all(word in _PERSONS | _BESIDE for word in words)


def persons_note(columns: Sequence[tuple[str, CellRef]]) -> Finding | None:
    """One note that names the columns about persons, among headings and where they stand; None if there are none."""
    about = [(heading, ref) for heading, ref in columns if is_about_persons(heading)]
    if not about:
        return None
    facts: dict[str, object] = {"columns": [heading for heading, _ in about], "refs": [str(ref) for _, ref in about]}
    return Finding("persons-not-read", Severity.NOTE, about[0][1], facts)
