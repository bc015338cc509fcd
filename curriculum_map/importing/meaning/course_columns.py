"""Which course field a column holds: by its heading, or as a proposal by what stands below it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.layout.vocabulary import is_remark
from curriculum_map.importing.meaning.answers import NOT_READ, Answers
from curriculum_map.importing.meaning.persons import is_about_persons
from curriculum_map.importing.words import COURSE_FIELDS, choice_named

FieldWhy = Literal["name", "answer", "not-read", "person", "values", "unknown"]
# Two values can be alike by chance.
_LEAST_VALUES = 3
_NUMBER = re.compile(r"[0-9]{1,2}(?:[.,](?:5|50|0|00))?")
_PHASE = re.compile(
    r"(?:fase|jaar|year|ba|b|bachelor|deeltraject|schijf)\s*[1-4]|[1-4]\s*(?:e|ste|de|st|nd|rd|th)?\s*(?:fase|jaar|year|ba)"
)
_SEMESTER = re.compile(
    r"(?:s|sem|semester|term|periode)\s*[1-6](?:\s*(?:en|and|[+&/-])\s*[1-6])?|[1-6]\s*(?:e|ste|de|st|nd)?\s*sem(?:ester)?"
    r"|(?:heel )?jaar|jaarvak|full year|year"
)


@dataclass(frozen=True, slots=True)
class CourseColumn:
    """A column beside the outcomes: its heading, where that stands, and the texts below it that are not empty."""

    heading: str
    ref: CellRef
    values: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FieldReading:
    """The course field of a column where that is certain or answered, else perhaps a proposal, and why."""

    column: CourseColumn
    field: str | None
    proposal: str | None
    why: FieldWhy


def name_course_columns(columns: Sequence[CourseColumn], answers: Answers) -> tuple[FieldReading, ...]:
    """What each column holds, one reading per column; a field is proposed once, and only where no heading has it."""
    answered = {same_word(heading): name for heading, name in answers.course_columns.items()}
    readings = [_by_heading(column, answered) for column in columns]
    taken = {reading.field for reading in readings if reading.field}
    for place, reading in enumerate(readings):
        if reading.why == "unknown":
            proposal = _by_values(reading.column, taken)
            if proposal is not None:
                taken.add(proposal)
                readings[place] = FieldReading(reading.column, None, proposal, "values")
    return tuple(readings)


def field_questions(readings: Sequence[FieldReading]) -> Iterator[Finding]:
    """One question for each column whose values look like those of a course field."""
    for reading in readings:
        if reading.field is None and reading.proposal is not None:
            facts: dict[str, object] = {
                "field": "course_column",
                "written": reading.column.heading or str(reading.column.ref),
                "values": list(dict.fromkeys(reading.column.values))[:5],
                "choices": [*COURSE_FIELDS.labels, NOT_READ],
                "proposal": reading.proposal,
            }
            yield Finding("column-unsure", Severity.QUESTION, reading.column.ref, facts)


def _by_heading(column: CourseColumn, answered: Mapping[str, str | None]) -> FieldReading:
    for key in (same_word(column.heading), same_word(str(column.ref))):
        if key and key in answered:
            name = answered[key]
            return FieldReading(column, name, None, "not-read" if name is None else "answer")
    if is_about_persons(column.heading):
        return FieldReading(column, None, None, "person")
    named = COURSE_FIELDS.named(column.heading)
    return FieldReading(column, named, None, "name" if named else "unknown")


def _by_values(column: CourseColumn, taken: Collection[str | None]) -> str | None:
    """The first field that all values fit. Numbers alone fit too much: they need a heading that says nothing."""
    values = [" ".join(value.split()).casefold() for value in column.values]
    if len(values) < _LEAST_VALUES or is_remark(column.heading):
        return None
    says_something = re.search(r"[^\W\d_]{3}", column.heading) is not None
    for name, fits in _FITS.items():
        if name not in taken and not (says_something and name in ("ects", "phase")) and fits(values):
            return name
    return None


def _are_statuses(values: Sequence[str]) -> bool:
    # V and K alone could be the marks of anything.
    known = all(choice_named(value, (Status.COMPULSORY, Status.ELECTIVE)) for value in values)
    return known and any(len(value) > 1 for value in values)


def _are_credits(values: Sequence[str]) -> bool:
    if not all(map(_NUMBER.fullmatch, values)):
        return False
    numbers = sorted(float(value.replace(",", ".")) for value in values)
    return numbers[0] > 0 and 3 <= numbers[len(numbers) // 2] <= 15 and numbers[-1] <= 30


def _are_phases(values: Sequence[str]) -> bool:
    bare = set(values) <= {"1", "2", "3", "4"} and len(set(values)) > 1
    return bare or all(map(_PHASE.fullmatch, values))


_FITS: Mapping[str, Callable[[Sequence[str]], bool]] = {
    "status": _are_statuses,
    "semester": lambda values: all(map(_SEMESTER.fullmatch, values)),
    "ects": _are_credits,
    "phase": _are_phases,
}
