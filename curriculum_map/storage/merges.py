"""Two institutions that are one: everything of the one comes to the other, written down so that it can go back.

Snapshots stay where they are: a snapshot is never changed, and its institution's name stands in its document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from curriculum_map.storage.asking import list_asked, save_asked
from curriculum_map.storage.merged_rows import (
    Pair,
    join_grids,
    move_answers,
    move_numbered,
    move_register,
    numbered_as_merged,
    part_grids,
    return_answers,
    return_numbered,
    return_register,
    written_since,
)
from curriculum_map.storage.record_tables import (
    ambition_sets,
    elsewhere,
    entries,
    grids,
    institutions,
    merges,
    spellings,
)
from curriculum_map.storage.seals import touch
from curriculum_map.storage.tables import remembered_answers

Moved = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merge:
    """That `name` was merged into an institution, and what came along."""

    id: int
    institution_id: int
    name: str
    moved: Moved
    merged_at: datetime
    merged_by: str


def merge(connection: Connection, pair: Pair, at: datetime, by: str) -> Moved:
    """Moves everything of the absorbed institution to the kept one and removes it; what was moved."""
    # Of those that it absorbed itself: they come along, and go back with it.
    earlier = list(connection.execute(select(merges.c.id).where(merges.c.institution_id == pair.absorbed)).scalars())
    spelled = list(
        connection.execute(select(spellings.c.spelling).where(spellings.c.institution_id == pair.absorbed)).scalars()
    )
    moved = {
        "id": pair.absorbed,
        "last_grid": connection.execute(select(func.max(grids.c.id))).scalar() or 0,
        "spellings": sorted(spelled),
        "merges": earlier,
        # They agreed under a name that is gone: under the other one somebody says it anew.
        "asked": sorted(programme for holder, programme in list_asked(connection) if holder == pair.absorbed),
        # Before the grids move: it says of which programmes they are.
        **move_register(connection, pair),
        **join_grids(connection, pair),
        "sets": move_numbered(connection, ambition_sets, pair),
        "elsewhere": _ids_elsewhere(connection, pair.absorbed),
        **move_answers(connection, pair),
    }
    connection.execute(update(merges).where(merges.c.id.in_(earlier)).values(institution_id=pair.kept))
    _move_elsewhere(connection, moved, pair.kept)
    connection.execute(
        update(spellings).where(spellings.c.institution_id == pair.absorbed).values(institution_id=pair.kept)
    )
    connection.execute(delete(institutions).where(institutions.c.id == pair.absorbed))
    values = {"institution_id": pair.kept, "name": pair.absorbed_name, "moved": moved, "merged_at": at, "merged_by": by}
    merge_id = connection.execute(insert(merges).values(values).returning(merges.c.id)).scalar_one()
    _touch_moved(connection, moved, pair, merge_id)
    return moved


def unmerge(connection: Connection, done: Merge, pair: Pair, at: datetime) -> None:
    """Puts back everything that a merge moved; `changed_since` has to say first that this can be."""
    moved = done.moved
    connection.execute(insert(institutions).values(id=pair.absorbed, name=done.name))
    connection.execute(
        update(spellings).where(spellings.c.spelling.in_(moved["spellings"])).values(institution_id=pair.absorbed)
    )
    connection.execute(update(merges).where(merges.c.id.in_(moved["merges"])).values(institution_id=pair.absorbed))
    save_asked(connection, pair.absorbed, moved["asked"])
    part_grids(connection, moved, pair)
    return_numbered(connection, ambition_sets, moved["sets"])
    return_register(connection, moved)
    _move_elsewhere(connection, moved, pair.absorbed)
    return_answers(connection, moved, pair)
    connection.execute(update(merges).where(merges.c.id == done.id).values(undone_at=at))
    _touch_moved(connection, moved, pair, done.id)


def standing_merges(connection: Connection, institution_id: int | None = None) -> list[Merge]:
    """The merges into an institution, or into any, that were not undone, the last one last.

    What is absorbed is `moved["id"]`: the id under which its snapshots stand.
    """
    statement = select(merges).where(merges.c.undone_at.is_(None)).order_by(merges.c.id)
    if institution_id is not None:
        statement = statement.where(merges.c.institution_id == institution_id)
    return [_merge(row) for row in connection.execute(statement).mappings()]


def changed_since(connection: Connection, done: Merge) -> list[int]:
    """The moved grids that have another version now, or are gone; 0 where ambitions were set, or the register was."""
    moved = done.moved
    as_merged = {
        **dict(moved["grids"]),
        **{one["older"]: one["version"] + one["younger"]["version"] for one in moved["joined"]},
    }
    statement = select(grids.c.id, grids.c.version).where(grids.c.id.in_(list(as_merged)))
    now = {row["id"]: row["version"] for row in connection.execute(statement).mappings()}
    changed = [grid_id for grid_id, version in as_merged.items() if now.get(grid_id) != version]
    numbered = ((ambition_sets, moved["sets"]), (entries, moved["entries"]))
    same = all(numbered_as_merged(connection, table, before) for table, before in numbered)
    same = same and not written_since(connection, done.institution_id, moved)
    return changed if same else [*changed, 0]


def came_since(connection: Connection, done: Merge) -> list[int]:
    """The grids of the institution that were begun after a merge into it: they are not among what it moved."""
    later = grids.c.id > done.moved["last_grid"]
    statement = select(grids.c.id).where(grids.c.institution_id == done.institution_id, later)
    return list(connection.execute(statement.order_by(grids.c.id)).scalars())


def _ids_elsewhere(connection: Connection, institution_id: int) -> list[int]:
    return list(
        connection.execute(select(elsewhere.c.id).where(elsewhere.c.institution_id == institution_id)).scalars()
    )


def _move_elsewhere(connection: Connection, moved: Moved, institution_id: int) -> None:
    of_them = elsewhere.c.id.in_(moved["elsewhere"])
    connection.execute(update(elsewhere).where(of_them).values(institution_id=institution_id))


def _touch_moved(connection: Connection, moved: Moved, pair: Pair, merge_id: int) -> None:
    touch(connection, institutions, pair.kept, pair.absorbed)
    touch(connection, elsewhere, pair.kept, pair.absorbed)
    touch(connection, merges, merge_id, *moved["merges"])
    touch(connection, grids, *(grid_id for grid_id, _ in moved["grids"]))
    touch(connection, grids, *(grid_id for one in moved["joined"] for grid_id in (one["older"], one["younger"]["id"])))
    touch(connection, ambition_sets, *(set_id for set_id, _, _ in moved["sets"]))
    touch(connection, entries, *(entry_id for entry_id, _, _ in moved["entries"]))
    touch(connection, remembered_answers, pair.kept_answers, pair.absorbed_answers)


def _merge(row: RowMapping) -> Merge:
    return Merge(row["id"], row["institution_id"], row["name"], row["moved"], row["merged_at"], row["merged_by"])
