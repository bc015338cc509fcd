"""Levels that the raters of a programme-year agree on: agreed, agreed anew, and taken back, each time on record."""

from dataclasses import replace
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.agreed import AgreedLevel, OnRecord, agreed_document, agreed_in
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.decisions import LONGEST_TEXT
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import About, Entry, Subject
from curriculum_map.services.register import said_of, write_down
from curriculum_map.storage.database import Database


def agree(
    database: Database, actor: Actor, key: GridKey, agreed: AgreedLevel, *, seen: int = 0, now: datetime
) -> Entry | Refused:
    """Writes down what the raters of a programme-year agree on, after something was said of it `seen` times before.

    Refused without a reason, with a text that is too long, or where somebody said something of it since.
    """
    tidied = replace(agreed, reason=agreed.reason.strip(), dissent=agreed.dissent.strip())
    if not 0 < len(tidied.reason) <= LONGEST_TEXT:
        return Refused(Why.TEXT_NEEDED, {"most": LONGEST_TEXT})
    if len(tidied.dissent) > LONGEST_TEXT:
        return Refused(Why.TEXT_TOO_LONG, {"most": LONGEST_TEXT})
    return write_down(
        database, actor, key.institution, _about(key, tidied), agreed_document(tidied), seen=seen, now=now
    )


def take_back(
    database: Database, actor: Actor, key: GridKey, agreed: AgreedLevel, *, seen: int, now: datetime
) -> Entry | Refused:
    """Takes an agreed level back: what each rater wrote counts again, and that it was agreed stays on record."""
    return write_down(database, actor, key.institution, _about(key, agreed), None, seen=seen, now=now)


def agreed_of(database: Database, actor: Actor, key: GridKey) -> list[OnRecord]:
    """The agreed levels of a programme-year that stand, by course and target."""
    return agreed_in(_entries(database, actor, key))


def times_said(database: Database, actor: Actor, key: GridKey, agreed: AgreedLevel) -> int:
    """How often something was said of the place of this level, taken back or not."""
    about = _about(key, agreed)
    return sum(entry.about == about for entry in _entries(database, actor, key))


def _entries(database: Database, actor: Actor, key: GridKey) -> list[Entry]:
    require(actor, Action.VIEW)
    said = said_of(database, actor, key.institution, key.programme, key.campus, Subject.AGREED_LEVEL)
    return [entry for entry in said if entry.about.academic_year == key.academic_year]


def _about(key: GridKey, agreed: AgreedLevel) -> About:
    return About(key.programme, key.campus, key.academic_year, Subject.AGREED_LEVEL, agreed.name)
