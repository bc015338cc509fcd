"""Programmes of one's own: those that are none of the six of the field.

Its id is the name it was added with, so that a grid of it can be read where the programme itself is not known.
"""

from sqlalchemy import Connection, delete, exists, insert, select

from curriculum_map.storage.record_tables import grids, own_programmes
from curriculum_map.storage.seals import touch


def list_programmes(connection: Connection) -> list[str]:
    """Every programme of one's own, by name."""
    return list(connection.execute(select(own_programmes.c.name).order_by(own_programmes.c.name)).scalars())


def save_programme(connection: Connection, name: str) -> None:
    """Stores a programme of one's own."""
    connection.execute(insert(own_programmes).values(id=name, name=name))
    touch(connection, own_programmes, name)


def delete_programme(connection: Connection, name: str) -> bool:
    """Removes a programme; False, and it stays, while a grid is of it."""
    if connection.execute(select(exists().where(grids.c.programme == name))).scalar():
        return False
    touch(connection, own_programmes, name)
    connection.execute(delete(own_programmes).where(own_programmes.c.id == name))
    return True
