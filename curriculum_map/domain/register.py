"""The register: what a programme writes down about its own figures. What was said last counts, and the rest stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from curriculum_map.domain.canonical import Document

Body = Mapping[str, Any]


class Subject(StrEnum):
    """What an entry is."""

    DECISION = "decision"
    COMMENT = "comment"
    NARRATIVE = "narrative"
    AGREED_LEVEL = "agreed-level"
    AUDIT_SAMPLE = "audit-sample"


# What has a number for a name, given in the order in which they were made: two of one number are not the same thing.
NUMBERED = frozenset({Subject.DECISION, Subject.AUDIT_SAMPLE})


@dataclass(frozen=True, slots=True, order=True)
class About:
    """What an entry is about: a programme, the academic year, None where it holds for all, and its own name there.

    Of a narrative the name is the focus or cluster, of a decision its number.
    """

    programme: str
    campus: str | None
    academic_year: str | None
    subject: Subject
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What was written down about something the `number`th time, in plain values; None where it was taken back.

    `is_intact`: whether what is stored is what its checksum was made of.
    """

    about: About
    number: int
    body: Body | None
    made_at: datetime
    made_by: str
    is_intact: bool = True


def standing(entries: Iterable[Entry]) -> dict[About, Entry]:
    """Of each thing what was said last, unless it was taken back."""
    last: dict[About, Entry] = {}
    for entry in entries:
        if entry.about not in last or last[entry.about].number < entry.number:
            last[entry.about] = entry
    return {about: entry for about, entry in last.items() if entry.body is not None}


def entry_document(entry: Entry) -> dict[str, Any]:
    """An entry in plain values."""
    return {
        "programme": entry.about.programme,
        "campus": entry.about.campus,
        "academic_year": entry.about.academic_year,
        "subject": entry.about.subject.value,
        "name": entry.about.name,
        "number": entry.number,
        "body": None if entry.body is None else dict(entry.body),
        "made_at": entry.made_at.isoformat(),
        "made_by": entry.made_by,
    }


def entry_from_document(document: Document) -> Entry:
    """The entry that plain values describe. KeyError, TypeError or ValueError for what describes none."""
    about = About(
        document["programme"],
        document["campus"],
        document["academic_year"],
        Subject(document["subject"]),
        document["name"],
    )
    body, number, made_at = document["body"], document["number"], datetime.fromisoformat(document["made_at"])
    if not (body is None or isinstance(body, dict)) or not isinstance(number, int) or made_at.tzinfo is None:
        raise TypeError("no entry")
    return Entry(about, number, body, made_at, document["made_by"])
