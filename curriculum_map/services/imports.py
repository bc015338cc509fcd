"""Storing what was read: in one transaction, as the next version of a grid, and never over what nobody has seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from curriculum_map.analytics.course_links import UNDECIDED as NOTHING_SAID
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import Grid
from curriculum_map.importing.reading import Reading
from curriculum_map.services.lineage import said_earlier
from curriculum_map.services.merging import UNDECIDED, Decisions, Merged, Replaced, is_same, merge, replaced
from curriculum_map.services.remembered import compared_institution, to_keep, to_remember
from curriculum_map.storage.ambitions import AmbitionSet, last_set, load_ambitions, save_ambitions
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.drafts import drop_draft, purge_drafts
from curriculum_map.storage.grids import GridInfo, StoredGrid, find_stored
from curriculum_map.storage.originals import Original, purge_originals, save_original
from curriculum_map.storage.remembered import save_remembered
from curriculum_map.storage.troubles import ConcurrentChangeError
from curriculum_map.storage.versions import Making, StoredLink, save_links, save_version


class Outcome(StrEnum):
    """What became of an import."""

    STORED = "stored"
    REPLACED = "replaced"
    ALREADY_THERE = "already-there"
    BLOCKED = "blocked"
    NEEDS_CONFIRMATION = "needs-confirmation"
    # Somebody else stored something after the user had looked.
    CONFLICT = "conflict"
    # Courses would go, and the user did not say so, or spoke of another number of them.
    COURSES_WOULD_GO = "courses-would-go"
    MANY_WOULD_GO = "many-would-go"
    # Courses seem to be called otherwise, and nobody said whether they are.
    COURSES_RENAMED = "courses-renamed"


DONE = frozenset((Outcome.STORED, Outcome.REPLACED, Outcome.ALREADY_THERE))


@dataclass(frozen=True, slots=True)
class Keeping:
    """The bytes of the file, and for how many days they are kept."""

    data: bytes
    days: int


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome of an import and the stored grid it is about."""

    outcome: Outcome
    grid_id: int | None = None
    version: int | None = None
    # Courses of the stored version that are not in the file, and how many it has in all.
    gone: int = 0
    total: int = 0


def import_reading(
    database: Database,
    actor: Actor,
    reading: Reading,
    *,
    now: datetime,
    decisions: Decisions = UNDECIDED,
    keeping: Keeping | None = None,
    is_sample: bool = False,
) -> Imported:
    """Stores the grid and its ambitions as a new version in one transaction, or says why not.

    The same bytes with the same answers are one grid. A next version needs to be confirmed by who has seen the one that
    is there; where that changed since, it is asked again and nothing is lost. Courses that are not in the file stay,
    as they were rated before, unless it is decided that so many of them go. What was answered about marks and columns
    is remembered for the institution's next file. Their draft of the file goes, as does every file whose time is over.
    DatabaseTroubleError, before anything is tried, where the disk of an embedded database has too little room for it.
    """
    require(actor, Action.IMPORT_GRID)
    grid = single_grid(reading)
    if grid is None or reading.exit_status != 0:
        return Imported(Outcome.BLOCKED)
    if keeping is not None:
        database.require_room(len(keeping.data))
    import_ = _Import(actor, reading, grid, now, decisions, keeping, is_sample)
    try:
        imported = import_.run(database)
    except ConcurrentChangeError:
        # Two at once: who comes second looks again, and finds what the first one stored.
        imported = import_.run(database)
    if imported.outcome is Outcome.ALREADY_THERE:
        with database.note() as connection:
            drop_draft(connection, actor.name, grid.provenance.uploaded.sha256)
    return imported


@dataclass(frozen=True, slots=True)
class _Import:
    """One import, which may be tried twice."""

    actor: Actor
    reading: Reading
    grid: Grid
    now: datetime
    decisions: Decisions
    keeping: Keeping | None
    is_sample: bool

    def run(self, database: Database) -> Imported:
        with database.write() as connection:
            existing = find_stored(connection, self.grid.key)
            earlier = NOTHING_SAID if existing is None else said_earlier(connection, existing, self.grid)
            merged = merge(existing, self.reading, self.grid, self.decisions, earlier)
            ambitions = load_ambitions(connection, self.grid.key)
            in_place_of = replaced(existing, ambitions, self.reading, last_set(connection, self.grid.key))
            refusal = self._refusal(existing, merged, in_place_of)
            if refusal is not None:
                seen = in_place_of.seen
                return Imported(refusal, seen.grid, seen.version, len(merged.gone), merged.total)
            stored = self._store(connection, existing, merged)
            self._store_about(connection, stored)
        outcome = Outcome.REPLACED if existing else Outcome.STORED
        return Imported(outcome, stored.id, stored.version, len(merged.gone), merged.total)

    def _refusal(self, existing: StoredGrid | None, merged: Merged, in_place_of: Replaced) -> Outcome | None:
        """Why the import may not go on; None if it may."""
        decided = self.decisions
        if existing is not None and merged.is_intact and is_same(existing.grid, merged.grid):
            return Outcome.ALREADY_THERE
        if in_place_of and decided.seen is None:
            return Outcome.NEEDS_CONFIRMATION
        if decided.seen is not None and in_place_of.seen != decided.seen:
            return Outcome.CONFLICT
        if merged.proposed:
            return Outcome.COURSES_RENAMED
        goes = len(merged.gone) if decided.removed is not None or not merged.stays else 0
        if goes and decided.removed != goes:
            return Outcome.COURSES_WOULD_GO
        if goes and merged.is_many and not decided.sure:
            return Outcome.MANY_WOULD_GO
        return None

    def _store(self, connection: Connection, existing: StoredGrid | None, merged: Merged) -> GridInfo:
        seen = None if existing is None else existing.info.version
        stored = save_version(
            connection,
            merged.grid,
            seen,
            Making(self.now, self.actor.name, is_sample=self.is_sample, answers=to_keep(self.reading.answers)),
        )
        if existing is not None:
            before = existing.info.version_id
            said = merged.as_stored(merged.said)
            links = [StoredLink(after, before, place) for place, after in said.one]
            links += [StoredLink(after, before, place, is_one=False) for place, after in said.apart]
            save_links(connection, {stored.version_id: links})
        return stored

    def _store_about(self, connection: Connection, stored: GridInfo) -> None:
        """What comes with a grid: ambitions, the file, answers to be proposed again, and the entry in the log."""
        source, key, by = self.grid.provenance.uploaded, self.grid.key, self.actor.name
        if self.reading.ambitions:
            new = AmbitionSet(tuple(self.reading.ambitions), self.now, by, source.file_name, source.sha256)
            if {one.target: one for one in new.ambitions} != load_ambitions(connection, key):
                save_ambitions(connection, key, new)
        if self.keeping is not None:
            until = self.now + timedelta(days=self.keeping.days)
            save_original(connection, Original(source.sha256, source.file_name, self.keeping.data, until))
        answers = self.reading.answers
        save_remembered(
            connection,
            compared_institution(stored.key.institution),
            to_remember(answers.marks, answers.columns, self.now),
            by=by,
        )
        drop_draft(connection, by, source.sha256)
        purge_drafts(connection, self.now)
        purge_originals(connection, self.now)
        details = {"version": stored.version, "file": source.file_name, "sha256": source.sha256}
        record(connection, Act(self.now, by, Action.IMPORT_GRID, about_grid(stored), details))


def about_grid(info: GridInfo) -> str:
    """A grid as the audit log names it."""
    return str(info.key)


def single_grid(reading: Reading) -> Grid | None:
    """The one complete grid of a reading; None where there is none or there are several."""
    return reading.grids[0].grid() if len(reading.grids) == 1 else None
