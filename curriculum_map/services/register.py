"""What programmes write down about their own figures: said, changed and taken back, each time on record."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import About, Body, Entry, Subject, standing
from curriculum_map.storage.audit import LONGEST_ABOUT, PART, Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.identity import institution_called, list_institutions
from curriculum_map.storage.register import add_entry, entries_of, trusted
from curriculum_map.storage.troubles import ConcurrentChangeError

_ACTIONS = {
    Subject.DECISION: Action.DECIDE,
    Subject.COMMENT: Action.COMMENT,
    Subject.NARRATIVE: Action.WRITE_NARRATIVE,
    Subject.AGREED_LEVEL: Action.AGREE_LEVEL,
    Subject.AUDIT_SAMPLE: Action.SAMPLE,
}


def write_down(
    database: Database, actor: Actor, institution: str, about: About, body: Body | None, *, seen: int, now: datetime
) -> Entry | Refused:
    """Has the register say this, after the `seen`th time that something was said about it; None takes it back.

    Refused where somebody else said something since, or nothing is stored of the institution.
    """
    require(actor, _ACTIONS[about.subject])
    try:
        with database.write() as connection:
            known = institution_called(connection, institution)
            if known is None:
                return Refused(Why.NO_INSTITUTION, {"institution": institution})
            return _written(connection, actor, (known.id, known.name), about, body, seen, now)
    except ConcurrentChangeError:
        return Refused(Why.SAID_SINCE, {})


def write_down_new(
    database: Database, actor: Actor, institution: str, about: About, body: Body, *, now: datetime
) -> Entry | Refused:
    """The same for what has a number for a name: the next one of the programme, whatever name `about` has."""
    require(actor, _ACTIONS[about.subject])
    with database.write() as connection:
        known = institution_called(connection, institution)
        if known is None:
            return Refused(Why.NO_INSTITUTION, {"institution": institution})
        there = entries_of(connection, known.id, about.programme, about.campus, about.subject)
        last = max((int(entry.about.name) for entry in there if entry.about.name.isdigit()), default=0)
        numbered = About(about.programme, about.campus, about.academic_year, about.subject, str(last + 1))
        return _written(connection, actor, (known.id, known.name), numbered, body, 0, now)


def said_of(
    database: Database, actor: Actor, institution: str, programme: str, campus: str | None, subject: Subject
) -> list[Entry]:
    """All that the register of a programme ever said of a subject, the first time first.

    NotIntactError where something that stands is not what was written down.
    """
    require(actor, Action.VIEW)
    with database.read() as connection:
        known = institution_called(connection, institution)
        if known is None:
            return []
        return trusted(entries_of(connection, known.id, programme, campus, subject), known.name)


def changed_entries(database: Database, actor: Actor) -> list[tuple[str, Entry]]:
    """What stands in any register and is not what was written down, each with the name of its institution."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return [
            (known.name, entry)
            for known in list_institutions(connection)
            for entry in standing(entries_of(connection, known.id)).values()
            if not entry.is_intact
        ]


def withdraw_changed(
    database: Database, actor: Actor, changed: Iterable[tuple[str, Entry]], *, now: datetime
) -> list[Refused]:
    """Takes back what was changed in the database, so that the rest can be used again; why not where it was refused.

    What stands there stays on record as it was found, and what was written down before does not come back by itself.
    """
    done = [
        write_down(database, actor, institution, entry.about, None, seen=entry.number, now=now)
        for institution, entry in changed
    ]
    return [one for one in done if isinstance(one, Refused)]


def _written(
    connection: Connection,
    actor: Actor,
    institution: tuple[int, str],
    about: About,
    body: Body | None,
    seen: int,
    now: datetime,
) -> Entry:
    institution_id, name = institution
    entry = add_entry(connection, institution_id, about, body, seen, now, actor.name)
    parts = (name, about.programme, about.campus, about.academic_year, about.name)
    action = _ACTIONS[about.subject]
    details = {"taken_back" if body is None else "said": entry.number}
    record(connection, Act(now, actor.name, action, PART.join(filter(None, parts))[:LONGEST_ABOUT], details))
    return entry


def texts(entries: Sequence[Entry]) -> list[str]:
    """What entries that have a text said, each time in turn; empty where it was taken back."""
    return [str(entry.body["text"]) if entry.body is not None else "" for entry in entries]
