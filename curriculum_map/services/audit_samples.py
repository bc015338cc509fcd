"""Audit samples of the claims in a grid: drawn, marked place by place, and kept in the register."""

from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.decisions import LONGEST_OWNER, LONGEST_TEXT
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import About, Entry, Subject
from curriculum_map.domain.samples import Marked, SampleOnRecord, draw, sample_document, samples_in
from curriculum_map.services.register import said_of, write_down, write_down_new
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import find_stored, require_intact


def draw_sample(database: Database, actor: Actor, key: GridKey, *, n: int, seed: int, now: datetime) -> Entry | Refused:
    """Draws so many claimed places of the grid with this key, as its rater wrote them, and writes down which.

    Refused where there is no such grid, or nothing is claimed in it.
    """
    require(actor, Action.SAMPLE)
    with database.read() as connection:
        stored = find_stored(connection, key)
    if stored is None:
        return Refused(Why.NO_INSTITUTION, {"institution": key.institution})
    require_intact([stored])
    sample = draw(stored.grid, stored.info.version, stored.info.checksum, n, seed)
    if not sample.places:
        return Refused(Why.NOTHING_TO_DRAW)
    about = About(key.programme, key.campus, key.academic_year, Subject.AUDIT_SAMPLE, "")
    return write_down_new(database, actor, key.institution, about, sample_document(sample), now=now)


def mark_place(
    database: Database, actor: Actor, key: GridKey, number: int, place: int, said: Marked, *, seen: int, now: datetime
) -> Entry | Refused:
    """Writes down what the course sheet says of a place of a sample, after something was said of it `seen` times.

    Refused where there is no such place, the remark is too long, or somebody said something since.
    """
    said = Marked(said.verdict, said.remark.strip(), " ".join(said.role.split())[:LONGEST_OWNER])
    if len(said.remark) > LONGEST_TEXT:
        return Refused(Why.TEXT_TOO_LONG, {"most": LONGEST_TEXT})
    found = [one for one in samples_of(database, actor, key) if one.entry.about.name == str(number)]
    if not found or not 0 <= place < len(found[0].sample.places):
        return Refused(Why.NOTHING_TO_DRAW)
    if found[0].entry.number != seen:
        return Refused(Why.SAID_SINCE)
    document = sample_document(found[0].sample.marked(place, said))
    return write_down(database, actor, key.institution, found[0].entry.about, document, seen=seen, now=now)


def samples_of(database: Database, actor: Actor, key: GridKey) -> list[SampleOnRecord]:
    """The samples of a programme-year that stand, by number."""
    said = said_of(database, actor, key.institution, key.programme, key.campus, Subject.AUDIT_SAMPLE)
    return samples_in(entry for entry in said if entry.about.academic_year == key.academic_year)
