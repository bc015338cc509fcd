"""Institutions: under whichever spelling they come, and what their programmes are called."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, insert, select

from curriculum_map.storage.bulk import insert_many, new_ids
from curriculum_map.storage.record_tables import (
    ambition_sets,
    elsewhere,
    entries,
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
    return institutions_of(connection, [spelling])[spelling]


def institutions_of(connection: Connection, spelled: Iterable[str]) -> dict[str, int]:
    """The institutions that are spelled so, by the spelling; a new one for each that none has."""
    wanted = list(dict.fromkeys(spelled))
    statement = select(spellings.c.spelling, spellings.c.institution_id).where(spellings.c.spelling.in_(wanted))
    found: dict[str, int] = {row.spelling: row.institution_id for row in connection.execute(statement)}
    unknown = [spelling for spelling in wanted if spelling not in found]
    new = list(zip(new_ids(connection, institutions, len(unknown)), unknown, strict=True)) if unknown else []
    insert_many(connection, institutions, ("id", "name"), new)
    insert_many(connection, spellings, ("institution_id", "spelling"), new)
    touch(connection, institutions, *(institution_id for institution_id, _ in new))
    return found | {spelling: institution_id for institution_id, spelling in new}


def institution_called(connection: Connection, spelling: str) -> Institution | None:
    """The institution that is spelled so, with its own name and every spelling."""
    found = find_institution(connection, spelling)
    if found is None:
        return None
    name = connection.execute(select(institutions.c.name).where(institutions.c.id == found)).scalar_one()
    of_it = select(spellings.c.spelling).where(spellings.c.institution_id == found).order_by(spellings.c.spelling)
    return Institution(found, name, tuple(connection.execute(of_it).scalars()))


def add_spellings(connection: Connection, institution_id: int, more: Iterable[str]) -> None:
    """Adds ways in which an institution is spelled; none of them may be there already."""
    rows = [{"spelling": spelling, "institution_id": institution_id} for spelling in more]
    if rows:
        connection.execute(insert(spellings), rows)
        touch(connection, institutions, institution_id)


def delete_institution(connection: Connection, institution_id: int) -> None:
    """Removes an institution with its spellings, grids, ambitions and register; snapshots are not touched."""
    touch(connection, institutions, institution_id)
    touch(connection, elsewhere, institution_id)
    for table in (grids, ambition_sets, entries, merges):
        touch(connection, table, *_ids(connection, table, table.c.institution_id == institution_id))
    of_it = select(grids.c.id).where(grids.c.institution_id == institution_id)
    touch(connection, versions, *_ids(connection, versions, versions.c.grid_id.in_(of_it)))
    connection.execute(delete(institutions).where(institutions.c.id == institution_id))


def forget_unused(connection: Connection, names: Iterable[str]) -> None:
    """Removes those of these institutions of which nothing is stored any more."""
    used = [select(table.c.institution_id) for table in (grids, ambition_sets, entries, snapshots)]
    unused = and_(institutions.c.name.in_(list(names)), *(institutions.c.id.not_in(ids) for ids in used))
    for institution_id in _ids(connection, institutions, unused):
        delete_institution(connection, institution_id)


def count_grids(connection: Connection) -> Counter[int]:
    """How many grids there are of each institution, by its id."""
    return _counts(connection, grids)


def count_snapshots(connection: Connection) -> Counter[int]:
    """How many snapshots there are of each institution, by its id, also of those that another one absorbed."""
    return _counts(connection, snapshots)


def list_institutions(connection: Connection) -> list[Institution]:
    """Every institution with its spellings, by name."""
    known: dict[int, list[str]] = {}
    for row in connection.execute(select(spellings).order_by(spellings.c.spelling)).mappings():
        known.setdefault(row["institution_id"], []).append(row["spelling"])
    rows = connection.execute(select(institutions).order_by(institutions.c.name)).mappings()
    return [Institution(row["id"], row["name"], tuple(known.get(row["id"], ()))) for row in rows]


def _counts(connection: Connection, table: Table) -> Counter[int]:
    counted = select(table.c.institution_id, func.count()).group_by(table.c.institution_id)
    return Counter({row[0]: row[1] for row in connection.execute(counted)})


def _ids(connection: Connection, table: Table, where: ColumnElement[bool]) -> list[int]:
    return list(connection.execute(select(table.c.id).where(where)).scalars())
