"""The texts that a programme writes for its dossier: of an academic year, one about each focus and cluster."""

from datetime import datetime

from curriculum_map.domain.actors import Actor
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import About, Entry, Subject
from curriculum_map.domain.text import Language
from curriculum_map.services.register import said_of, write_down
from curriculum_map.storage.database import Database

LONGEST_NARRATIVE = 20_000


def narrative_names(edition: Edition, language: Language) -> dict[str, str]:
    """What a text can be about: each focus and its clusters, by id, in the order of the framework, by their names."""
    names: dict[str, str] = {}
    for focus in edition.focuses:
        names[focus.id] = focus.name[language]
        names |= {cluster.id: cluster.name[language] for cluster in focus.clusters}
    return names


def narratives(database: Database, actor: Actor, key: GridKey) -> dict[str, list[Entry]]:
    """All that a programme ever wrote in the year of a grid, by focus or cluster, the first time first."""
    said: dict[str, list[Entry]] = {}
    for entry in said_of(database, actor, key.institution, key.programme, key.campus, Subject.NARRATIVE):
        if entry.about.academic_year == key.academic_year:
            said.setdefault(entry.about.name, []).append(entry)
    return said


def write_narrative(
    database: Database, actor: Actor, key: GridKey, name: str, text: str, *, seen: int, now: datetime
) -> Entry | Refused:
    """Writes the text about a focus or cluster, which was written `seen` times before; an empty one takes it back.

    Refused where it is too long, or somebody else wrote one since.
    """
    tidied = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    if len(tidied) > LONGEST_NARRATIVE:
        return Refused(Why.TEXT_NEEDED, {"most": LONGEST_NARRATIVE})
    about = About(key.programme, key.campus, key.academic_year, Subject.NARRATIVE, name)
    body = {"text": tidied} if tidied else None
    return write_down(database, actor, key.institution, about, body, seen=seen, now=now)
