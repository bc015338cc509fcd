"""Who is who: institutions with their spellings, and two of them that somebody says are one."""

from dataclasses import dataclass
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.services.remembered import compared_institution
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.grids import list_grids
from curriculum_map.storage.identity import Institution, institution_called
from curriculum_map.storage.identity import list_institutions as list_known
from curriculum_map.storage.merged_rows import Pair
from curriculum_map.storage.merges import absorbed_ids, changed_since, last_merge, merge, unmerge
from curriculum_map.storage.snapshots import list_snapshots


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


def list_institutions(database: Database, actor: Actor) -> list[Known]:
    """Every institution, by name."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        stored = [info.key.institution for info in list_grids(connection)]
        frozen = [info.institution_id for info in list_snapshots(connection)]
        found = []
        for one in list_known(connection):
            ids, last = ids_of(connection, one.id), last_merge(connection, one.id)
            counts = stored.count(one.name), sum(frozen.count(each) for each in ids)
            found.append(Known(one, *counts, None if last is None else last.name))
    return found


def merge_institutions(
    database: Database, actor: Actor, keep: str, absorb: str, *, now: datetime
) -> MergeDone | Refused:
    """Has everything of one institution go to another, under whose name files with either spelling come from now on."""
    require(actor, Action.MERGE_INSTITUTIONS)
    with database.write() as connection:
        kept, absorbed = institution_called(connection, keep), institution_called(connection, absorb)
        for one, name in ((kept, keep), (absorbed, absorb)):
            if one is None:
                return Refused(Why.NO_INSTITUTION, {"institution": name})
        if kept is None or absorbed is None or kept.id == absorbed.id:
            return Refused(Why.SAME_INSTITUTION, {"institution": keep, "other": absorb})
        moved = merge(connection, _pair(kept.id, kept.name, absorbed.id, absorbed.name), now, actor.name)
        counts = (len(moved["grids"]), len(moved["joined"]), len(moved["sets"]), len(moved["answers"]))
        details = {"absorbed": absorbed.name, "grids": counts[0] + counts[1], "joined": counts[1]}
        record(connection, Act(now, actor.name, Action.MERGE_INSTITUTIONS, kept.name, details))
    return MergeDone(kept.name, absorbed.name, *counts)


def undo_merge(database: Database, actor: Actor, institution: str, *, now: datetime) -> str | Refused:
    """Takes the last merge into an institution apart again; the name of who is on its own again."""
    require(actor, Action.UNDO_MERGE)
    with database.write() as connection:
        kept = institution_called(connection, institution)
        if kept is None:
            return Refused(Why.NO_INSTITUTION, {"institution": institution})
        last = last_merge(connection, kept.id)
        if last is None:
            return Refused(Why.NOTHING_TO_UNDO, {"institution": kept.name})
        changed = changed_since(connection, last.moved)
        if changed:
            return Refused(Why.NEWER_SINCE_MERGE, {"institution": kept.name, "other": last.name, "count": len(changed)})
        unmerge(connection, last, _pair(kept.id, kept.name, last.moved["id"], last.name), now)
        record(connection, Act(now, actor.name, Action.UNDO_MERGE, kept.name, {"absorbed": last.name}))
    return last.name


def ids_of(connection: Connection, institution_id: int) -> dict[int, str | None]:
    """The ids under which snapshots of an institution stand: its own, and those it absorbed with their names."""
    return {institution_id: None, **absorbed_ids(connection, institution_id)}


def _pair(kept: int, kept_name: str, absorbed: int, absorbed_name: str) -> Pair:
    return Pair(kept, absorbed, absorbed_name, compared_institution(kept_name), compared_institution(absorbed_name))
