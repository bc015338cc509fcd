"""Levels that the raters of a programme-year agreed on, each with its reason, and with the dissent that stayed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from curriculum_map.domain.canonical import Document, checksum
from curriculum_map.domain.decisions import NamedCourse
from curriculum_map.domain.levels import Level
from curriculum_map.domain.register import Entry, Subject, standing


@dataclass(frozen=True, slots=True)
class AgreedLevel:
    """The level of a course for a target that the raters agreed on, and why.

    `dissent` says who, by role, stays with which level, and why; it is empty where nobody does.
    """

    edition: str
    course: NamedCourse
    target: str
    level: Level
    reason: str
    dissent: str = ""

    @property
    def name(self) -> str:
        """What the register calls the place that it is about."""
        about = {"edition": self.edition, "code": self.course.code, "title": self.course.title}
        return f"{self.target}:{checksum(about)[:16]}"


@dataclass(frozen=True, slots=True)
class OnRecord:
    """An agreed level that stands, and what the register last said of it: by whom, when, and how often before."""

    agreed: AgreedLevel
    entry: Entry


def agreed_in(entries: Iterable[Entry]) -> list[OnRecord]:
    """The agreed levels that stand among these entries, by course and target."""
    found = [
        OnRecord(agreed_from_document(entry.body or {}), entry)
        for about, entry in standing(entries).items()
        if about.subject is Subject.AGREED_LEVEL
    ]
    return sorted(found, key=lambda one: (one.agreed.course.title, one.agreed.course.code or "", one.agreed.target))


def agreed_document(agreed: AgreedLevel) -> dict[str, Any]:
    """An agreed level in plain values."""
    return {
        "edition": agreed.edition,
        "course": {"code": agreed.course.code, "title": agreed.course.title},
        "target": agreed.target,
        "level": int(agreed.level),
        "reason": agreed.reason,
        "dissent": agreed.dissent,
    }


def agreed_from_document(document: Document) -> AgreedLevel:
    """The agreed level that plain values describe. KeyError, TypeError or ValueError for what describes none."""
    course = document["course"]
    return AgreedLevel(
        document["edition"],
        NamedCourse(course["code"], course["title"]),
        document["target"],
        Level(document["level"]),
        document["reason"],
        document["dissent"],
    )
