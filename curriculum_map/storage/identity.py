"""Institutions: under whichever spelling they come, and what their programmes are called."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, select

from curriculum_map.storage.record_tables import (
    ambition_sets,
    elsewhere,
    grids,
    institutions,
    merges,
    snapshots,
    spellings,
    versions,
)
from curriculum_map.storage.seals import touch


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution with every way in which files spell it; its own name is one of them."""

    id: int
    name: str
    spellings: tuple[str, ...]


def find_institution(connection: Connection, spelling: str) -> int | None:
    """The institution that is spelled so."""
    found = connection.execute(select(spellings.c.institution_id).where(spellings.c.spelling == spelling)).scalar()
    return None if found is None else int(found)


def institution_of(connection: Connection, spelling: str) -> int:
    """The institution that is spelled so; a new one where none is."""
    found = find_institution(connection, spelling)
    if found is not None:
        return found
    new = insert(institutions).values(name=spelling).returning(institutions.c.id)
    institution_id = int(connection.execute(new).scalar_one())
    connection.execute(insert(spellings).values(spelling=spelling, institution_id=institution_id))
    touch(connection, institutions, institution_id)
    return institution_id


def institution_called(connection: Connection, spelling: str) -> Institution | None:
    """The institution that is spelled so, with its own name and every spelling."""
    found = find_institution(connection, spelling)
    return None if found is None else next(one for one in list_institutions(connection) if one.id == found)


def add_spellings(connection: Connection, institution_id: int, more: Iterable[str]) -> None:
    """Adds ways in which an institution is spelled; none of them may be there already."""
    rows = [{"spelling": spelling, "institution_id": institution_id} for spelling in more]
    if rows:
        connection.execute(insert(spellings), rows)
        touch(connection, institutions, institution_id)


def delete_institution(connection: Connection, institution_id: int) -> None:
    """Removes an institution with its spellings, its grids and its ambitions; snapshots are not touched."""
    touch(connection, institutions, institution_id)
    touch(connection, elsewhere, institution_id)
    for table in (grids, ambition_sets, merges):
        touch(connection, table, *_ids(connection, table, table.c.institution_id == institution_id))
    of_it = select(grids.c.id).where(grids.c.institution_id == institution_id)
    touch(connection, versions, *_ids(connection, versions, versions.c.grid_id.in_(of_it)))
    connection.execute(delete(institutions).where(institutions.c.id == institution_id))


def forget_unused(connection: Connection, names: Iterable[str]) -> None:
    """Removes those of these institutions of which nothing is stored any more."""
    used = [select(table.c.institution_id) for table in (grids, ambition_sets, snapshots)]
    unused = and_(institutions.c.name.in_(list(names)), *(institutions.c.id.not_in(ids) for ids in used))
    for institution_id in _ids(connection, institutions, unused):
        delete_institution(connection, institution_id)


def list_institutions(connection: Connection) -> list[Institution]:
    """Every institution with its spellings, by name."""
    known: dict[int, list[str]] = {}
    for row in connection.execute(select(spellings).order_by(spellings.c.spelling)).mappings():
        known.setdefault(row["institution_id"], []).append(row["spelling"])
    rows = connection.execute(select(institutions).order_by(institutions.c.name)).mappings()
    return [Institution(row["id"], row["name"], tuple(known.get(row["id"], ()))) for row in rows]


def _ids(connection: Connection, table: Table, where: ColumnElement[bool]) -> list[int]:
    return list(connection.execute(select(table.c.id).where(where)).scalars())
