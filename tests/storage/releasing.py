"""Databases of released schemas: kept as the statements that made their tables and rows that any database takes.

`python -m tests.storage.releasing 0002` writes a release as it is made by this version, from the database in
CURRICULUM_MAP_DATABASE_URL; it is done once, when a version is released, and never changed after that.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, LargeBinary, MetaData, create_engine, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

FOLDER = Path(__file__).parent / "released"
DIALECTS = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}
_BETWEEN = ";\n\n"


def write_release(name: str, metadata: MetaData, connection: Connection) -> None:
    """Writes the tables in each database's own words, and the rows, to the folder of released schemas."""
    for kind, dialect in DIALECTS.items():
        made = [CreateTable(table) for table in metadata.sorted_tables]
        made += [CreateIndex(index) for table in metadata.sorted_tables for index in table.indexes]
        statements = [str(one.compile(dialect=dialect)).strip() for one in made]
        (FOLDER / f"{name}.{kind}.sql").write_text(_BETWEEN.join(statements) + "\n", encoding="utf-8")
    rows = {
        table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
        for table in metadata.sorted_tables
    }
    written = json.dumps(rows, default=_plain, ensure_ascii=False, indent=1)
    (FOLDER / f"{name}.json").write_text(written + "\n", encoding="utf-8")


def load_release(name: str, connection: Connection) -> None:
    """Puts the tables and rows of a release in an empty database, as that version had them."""
    kind = connection.dialect.name
    for statement in (FOLDER / f"{name}.{kind}.sql").read_text(encoding="utf-8").split(_BETWEEN):
        connection.exec_driver_sql(statement)
    tables = MetaData()
    tables.reflect(connection)
    for table, rows in read_rows(name).items():
        known = tables.tables[table]
        for row in rows:
            values = {column: _typed(value, known.c[column].type) for column, value in row.items()}
            connection.execute(known.insert().values(values))
        if kind == "postgresql" and "id" in known.c and known.c.id.type.python_type is int and len(rows):
            last = "SELECT setval(pg_get_serial_sequence(:table, 'id'), (SELECT max(id) FROM " + f'"{table}"))'
            connection.execute(text(last), {"table": table})


def read_rows(name: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of a release, by table."""
    read: dict[str, list[dict[str, Any]]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return read


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a release")


def _typed(value: Any, column: object) -> Any:
    if value is None:
        return None
    if isinstance(column, LargeBinary):
        return bytes.fromhex(value)
    return datetime.fromisoformat(value) if isinstance(column, DateTime) else value


if __name__ == "__main__":
    from curriculum_map.storage.tables import metadata as current

    with create_engine(os.environ["CURRICULUM_MAP_DATABASE_URL"]).connect() as opened:
        write_release(sys.argv[1], current, opened)
