"""Programmes that a file may be about: the six of the field, and those that were added here."""

from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import Programme
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.text import Text
from curriculum_map.frameworks.loader import load_programmes
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.description import programme_forms
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Database
from curriculum_map.storage.programmes import delete_programme, list_programmes, save_programme

# As long as a grid can name one.
_LONGEST = 100


def own_programmes(database: Database, actor: Actor) -> list[str]:
    """The programmes that were added here, by name."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return list_programmes(connection)


def shown_programmes(database: Database, actor: Actor) -> tuple[Programme, ...]:
    """Every programme that a file may be about: the six of the field, then those that were added here."""
    own = (Programme(name, Text(name, name), Text(name, name), ()) for name in own_programmes(database, actor))
    return (*load_programmes(), *own)


def add_programme(database: Database, actor: Actor, name: str, *, now: datetime) -> str | Refused:
    """Adds a programme that is none of the six; its name as it is kept."""
    require(actor, Action.MANAGE_PROGRAMMES)
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST:
        return Refused(Why.NAME_NEEDED, {"most": _LONGEST})
    for known in shown_programmes(database, actor):
        if same_word(name) in programme_forms(known):
            return Refused(Why.PROGRAMME_KNOWN, {"name": name, "programme": known.id})
    with database.write() as connection:
        save_programme(connection, name)
        record(connection, Act(now, actor.name, Action.MANAGE_PROGRAMMES, name, {"added": True}))
    return name


def remove_programme(database: Database, actor: Actor, name: str, *, now: datetime) -> str | Refused:
    """Removes a programme that was added here, unless a grid is of it; its name."""
    require(actor, Action.MANAGE_PROGRAMMES)
    name = " ".join(name.split())
    with database.write() as connection:
        if name not in list_programmes(connection):
            return Refused(Why.NO_PROGRAMME, {"name": name})
        if not delete_programme(connection, name):
            return Refused(Why.PROGRAMME_IN_USE, {"name": name})
        record(connection, Act(now, actor.name, Action.MANAGE_PROGRAMMES, name, {"removed": True}))
    return name
