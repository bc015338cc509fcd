"""Who acts, and the one question whether they may. On one machine a single local actor does everything."""

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a service does on somebody's behalf."""

    VIEW = "view"
    READ_FILE = "read-file"
    IMPORT_GRID = "import-grid"
    ROLL_BACK = "roll-back"
    ROLL_OVER = "roll-over"
    CONFIRM_CARRIED = "confirm-carried"
    LINK_COURSES = "link-courses"
    DECIDE = "decide"
    COMMENT = "comment"
    WRITE_NARRATIVE = "write-narrative"
    AGREE_LEVEL = "agree-level"
    SAMPLE = "sample"
    EXPORT = "export"
    MANAGE_SAMPLES = "manage-samples"
    MANAGE_FRAMEWORKS = "manage-frameworks"
    MANAGE_WORDING = "manage-wording"
    MAKE_SNAPSHOT = "make-snapshot"
    MERGE_INSTITUTIONS = "merge-institutions"
    UNDO_MERGE = "undo-merge"
    MANAGE_PROGRAMMES = "manage-programmes"
    IMPORT_ARCHIVE = "import-archive"
    DELETE_INSTITUTION = "delete-institution"
    VIEW_AUDIT = "view-audit"
    CARE_FOR_DATABASE = "care-for-database"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks a service for something."""

    name: str


LOCAL_ACTOR = Actor("local")


class NotAllowedError(Exception):
    """The actor may not do this."""

    def __init__(self, actor: Actor, action: Action) -> None:
        super().__init__(f"{actor.name} may not {action}")


def may(actor: Actor, action: Action) -> bool:
    """Whether the actor may do this; the local actor may do everything."""
    return actor == LOCAL_ACTOR and action in Action


def require(actor: Actor, action: Action) -> None:
    """Nothing, if the actor may do this; NotAllowedError otherwise."""
    if not may(actor, action):
        raise NotAllowedError(actor, action)
