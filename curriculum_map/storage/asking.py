"""Programmes that agreed to be asked by others, by name; on record, and off until somebody says so."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from curriculum_map.storage.record_tables import asked_programmes, institutions
from curriculum_map.storage.seals import touch


def list_asked(connection: Connection) -> set[tuple[int, str]]:
    """The id of the institution and the programme of each that agreed."""
    rows = connection.execute(select(asked_programmes.c.institution_id, asked_programmes.c.programme))
    return {(row.institution_id, row.programme) for row in rows}


def save_asked(connection: Connection, institution_id: int, programmes: Iterable[str]) -> None:
    """Keeps that these programmes of an institution agreed; none of them may have done so already."""
    rows = [{"institution_id": institution_id, "programme": programme} for programme in programmes]
    if rows:
        connection.execute(insert(asked_programmes), rows)
        touch(connection, institutions, institution_id)


def forget_asked(connection: Connection, institution_id: int, programme: str) -> None:
    """Takes back that a programme agreed."""
    of_it = (asked_programmes.c.institution_id == institution_id, asked_programmes.c.programme == programme)
    connection.execute(delete(asked_programmes).where(*of_it))
    touch(connection, institutions, institution_id)
