"""Why something about the record was not done, with the facts that a sentence about it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """Why nothing was done."""

    NO_INSTITUTION = "no-institution"
    SAME_INSTITUTION = "same-institution"
    NOT_CONFIRMED = "not-confirmed"
    NOTHING_TO_UNDO = "nothing-to-undo"
    NEWER_SINCE_MERGE = "newer-since-merge"
    NAME_NEEDED = "name-needed"
    NAME_TAKEN = "name-taken"
    NOTHING_TO_FREEZE = "nothing-to-freeze"
    # Somebody changed what is stored in the database itself.
    NOT_INTACT = "not-intact"
    NO_SNAPSHOT = "no-snapshot"
    SNAPSHOT_IS_INTACT = "snapshot-is-intact"
    NOT_WHAT_WAS_FROZEN = "not-what-was-frozen"
    NO_FRAMEWORK = "no-framework"
    PROGRAMME_KNOWN = "programme-known"
    PROGRAMME_IN_USE = "programme-in-use"
    NO_PROGRAMME = "no-programme"
    NO_GRID_OF_PROGRAMME = "no-grid-of-programme"
    NOT_AN_ARCHIVE = "not-an-archive"
    OTHER_FORMAT = "other-format"
    ARCHIVE_TOO_LARGE = "archive-too-large"
    UNKNOWN_MEMBER = "unknown-member"
    MISSING_MEMBER = "missing-member"
    WRONG_CHECKSUM = "wrong-checksum"
    UNREADABLE_MEMBER = "unreadable-member"
    ALREADY_HERE = "already-here"
    SPELLING_ELSEWHERE = "spelling-elsewhere"
    OTHER_FRAMEWORK = "other-framework"
    SNAPSHOT_NOT_INTACT = "snapshot-not-intact"
    # Somebody else wrote something down about it after the user had looked.
    SAID_SINCE = "said-since"
    TEXT_NEEDED = "text-needed"
    TEXT_TOO_LONG = "text-too-long"
    NOTHING_TO_DRAW = "nothing-to-draw"
    LEVEL_NEEDED = "level-needed"
    YEAR_NEEDED = "year-needed"
    # What would be exported is more than is ever imported, or not what an import takes.
    EXPORT_TOO_LARGE = "export-too-large"
    EXPORT_UNSOUND = "export-unsound"
    EXPORT_NOT_INTACT = "export-not-intact"


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done: why, and what its sentence names."""

    why: Why
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)
