"""Who is who: institutions with their spellings, and two of them that somebody says are one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from curriculum_map.analytics.changes import Changes, find_changes
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.frameworks.loader import family
from curriculum_map.services.remembered import compared_institution
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.grids import GridInfo, list_grids, load_grids
from curriculum_map.storage.identity import Institution, count_grids, count_snapshots, institution_called
from curriculum_map.storage.identity import list_institutions as list_known
from curriculum_map.storage.merged_rows import Pair, colliding
from curriculum_map.storage.merges import Merge, came_since, changed_since, merge, standing_merges, unmerge


@dataclass(frozen=True, slots=True)
class Known:
    """An institution with how much of it is stored, and with the name of who was merged into it last."""

    institution: Institution
    grids: int
    snapshots: int
    last_merged: str | None


@dataclass(frozen=True, slots=True)
class MergeDone:
    """What a merge moved, counted: grids that only changed hands, and grids whose versions were put in one row."""

    kept: str
    absorbed: str
    grids: int
    joined: int
    ambition_sets: int
    answers: int


@dataclass(frozen=True, slots=True)
class Colliding:
    """A grid that both institutions have: what counts after a merge, what becomes earlier, and what that changes.

    No changes where one of the two is not what was stored.
    """

    counts: GridInfo
    earlier: GridInfo
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class WouldMerge:
    """What a merge would do: how many grids only change hands, how many snapshots come along, and what collides."""

    kept: str
    absorbed: str
    grids: int
    snapshots: int
    colliding: tuple[Colliding, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """Who is on its own again, and the grids that came in since the merge: they stay with the institution it left."""

    name: str
    institution: str
    stay: tuple[GridKey, ...] = ()


def list_institutions(database: Database, actor: Actor) -> list[Known]:
    """Every institution, by name."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        known = list_known(connection)
        stored, frozen = count_grids(connection), count_snapshots(connection)
        merged: defaultdict[int, list[Merge]] = defaultdict(list)
        for done in standing_merges(connection):
            merged[done.institution_id].append(done)
    found = []
    for one in known:
        ids, last = {one.id, *(done.moved["id"] for done in merged[one.id])}, merged[one.id][-1:]
        found.append(Known(one, stored[one.id], sum(frozen[each] for each in ids), last[0].name if last else None))
    return found


def preview_merge(database: Database, actor: Actor, keep: str, absorb: str) -> WouldMerge | Refused:
    """What merging these two would do, or why it cannot be; nothing is changed."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        both = _two(connection, keep, absorb)
        if isinstance(both, Refused):
            return both
        kept, absorbed = both
        pairs = colliding(connection, kept.id, absorbed.id)
        stored = count_grids(connection)[absorbed.id]
        ids, frozen = ids_of(connection, absorbed.id), count_snapshots(connection)
        grids = {one.info.id: one for one in load_grids(connection, [grid_id for pair in pairs for grid_id in pair])}
    found = []
    for older, younger in ((grids[one], grids[other]) for one, other in pairs):
        same_framework = family(older.grid.edition) == family(younger.grid.edition)
        changes = None
        if older.is_intact and younger.is_intact:
            changes = find_changes(older.grid, younger.grid, same_framework=same_framework)
        found.append(Colliding(younger.info, older.info, changes))
    snapshots = sum(frozen[one] for one in ids)
    return WouldMerge(kept.name, absorbed.name, stored - len(pairs), snapshots, tuple(found))


def merge_institutions(
    database: Database, actor: Actor, keep: str, absorb: str, *, now: datetime
) -> MergeDone | Refused:
    """Has everything of one institution go to another, under whose name files with either spelling come from now on."""
    require(actor, Action.MERGE_INSTITUTIONS)
    with database.write() as connection:
        both = _two(connection, keep, absorb)
        if isinstance(both, Refused):
            return both
        kept, absorbed = both
        moved = merge(connection, _pair(kept.id, kept.name, absorbed.id, absorbed.name), now, actor.name)
        counts = (len(moved["grids"]), len(moved["joined"]), len(moved["sets"]), len(moved["answers"]))
        details = {"absorbed": absorbed.name, "grids": counts[0] + counts[1], "joined": counts[1]}
        record(connection, Act(now, actor.name, Action.MERGE_INSTITUTIONS, kept.name, details))
        # A second line, so that the log of the other one says it too.
        record(connection, Act(now, actor.name, Action.MERGE_INSTITUTIONS, absorbed.name, {"kept": kept.name}))
    return MergeDone(kept.name, absorbed.name, *counts)


def undo_merge(database: Database, actor: Actor, institution: str, *, now: datetime) -> Undone | Refused:
    """Takes the last merge into an institution apart again.

    What came in since stays where it is, under whichever spelling it came: nobody said whose it is.
    """
    require(actor, Action.UNDO_MERGE)
    with database.write() as connection:
        kept = institution_called(connection, institution)
        if kept is None:
            return Refused(Why.NO_INSTITUTION, {"institution": institution})
        merged = standing_merges(connection, kept.id)
        if not merged:
            return Refused(Why.NOTHING_TO_UNDO, {"institution": kept.name})
        last = merged[-1]
        changed = changed_since(connection, last)
        if changed:
            return Refused(Why.NEWER_SINCE_MERGE, {"institution": kept.name, "other": last.name, "count": len(changed)})
        came = set(came_since(connection, last))
        unmerge(connection, last, _pair(kept.id, kept.name, last.moved["id"], last.name), now)
        stay = tuple(info.key for info in list_grids(connection) if info.id in came)
        details = {"absorbed": last.name, "stay": [str(key) for key in stay]}
        record(connection, Act(now, actor.name, Action.UNDO_MERGE, kept.name, details))
        record(connection, Act(now, actor.name, Action.UNDO_MERGE, last.name, {"kept": kept.name}))
    return Undone(last.name, kept.name, stay)


def ids_of(connection: Connection, institution_id: int) -> dict[int, str | None]:
    """The ids under which snapshots of an institution stand: its own, and those it absorbed with their names."""
    return {institution_id: None} | {one.moved["id"]: one.name for one in standing_merges(connection, institution_id)}


def _two(connection: Connection, keep: str, absorb: str) -> tuple[Institution, Institution] | Refused:
    """The institution that stays and the one that goes into it; or why that cannot be."""
    kept, absorbed = institution_called(connection, keep), institution_called(connection, absorb)
    if kept is None or absorbed is None:
        return Refused(Why.NO_INSTITUTION, {"institution": keep if kept is None else absorb})
    if kept.id == absorbed.id:
        return Refused(Why.SAME_INSTITUTION, {"institution": keep, "other": absorb})
    return kept, absorbed


def _pair(kept: int, kept_name: str, absorbed: int, absorbed_name: str) -> Pair:
    return Pair(kept, absorbed, absorbed_name, compared_institution(kept_name), compared_institution(absorbed_name))
