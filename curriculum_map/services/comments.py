"""Comments on the targets of a programme in an academic year: written, changed, taken back, each time on record."""

from datetime import datetime

from curriculum_map.domain.actors import Actor
from curriculum_map.domain.comments import LONGEST_COMMENT, Comment, comments_among
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import About, Entry, Subject
from curriculum_map.services.register import said_of, write_down
from curriculum_map.storage.database import Database


def write_comment(
    database: Database, actor: Actor, key: GridKey, target: str, text: str, *, seen: int, now: datetime
) -> Entry | Refused:
    """Writes the comment on a target for the year of a grid, over the one of the `seen`th time; 0 for the first."""
    said = text.strip()
    if not 0 < len(said) <= LONGEST_COMMENT:
        return Refused(Why.TEXT_NEEDED, {"most": LONGEST_COMMENT})
    return write_down(database, actor, key.institution, _about(key, target), {"text": said}, seen=seen, now=now)


def take_comment_back(
    database: Database, actor: Actor, key: GridKey, target: str, *, seen: int, now: datetime
) -> Entry | Refused:
    """Takes the comment on a target back; that it was there stays on record."""
    return write_down(database, actor, key.institution, _about(key, target), None, seen=seen, now=now)


def comments_of(database: Database, actor: Actor, key: GridKey) -> dict[str, Comment]:
    """The comments for a programme in the year of a grid, by target; those that were taken back too."""
    said = said_of(database, actor, key.institution, key.programme, key.campus, Subject.COMMENT)
    return comments_among(said, (key.programme, key.campus, key.academic_year))


def _about(key: GridKey, target: str) -> About:
    return About(key.programme, key.campus, key.academic_year, Subject.COMMENT, target)
