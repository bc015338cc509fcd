"""Many rows at once, by the quickest way that each database has."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, text
from sqlalchemy.exc import DBAPIError, OperationalError


def new_ids(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """So many ids that no row of the table has or had; for a writer, of which there is one at a time."""
    if connection.dialect.name == "postgresql":
        numbers = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
        return connection.execute(numbers, {"name": table.name, "count": count}).scalars().all()
    last = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    after = connection.execute(last, {"name": table.name}).scalar() or 0
    return range(after + 1, after + count + 1)


def insert_many(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Stores rows with these columns of a table; each row has their values in the same order."""
    values = list(map(tuple, _as_stored(connection, table, names, rows)))
    if not values:
        return
    quoted = ", ".join(f'"{name}"' for name in names)
    columns = f"{table.name} ({quoted})"
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {columns} FROM STDIN", values)
    else:
        places = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {columns} VALUES ({places})", values)


def _as_stored(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterable[Sequence[Any]]:
    """The rows with each value as the driver takes it."""
    dialect = connection.dialect
    processes = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    changed = [(place, process) for place, process in enumerate(processes) if process is not None]
    if not changed:
        return rows
    found = []
    for row in rows:
        values = list(row)
        for place, process in changed:
            values[place] = process(values[place])
        found.append(values)
    return found


def _copy(connection: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    driver: Any = connection.connection.driver_connection
    dbapi: Any = connection.dialect.loaded_dbapi
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except dbapi.Error as fault:
        # As SQLAlchemy would have said it, which is not asked here; troubles.py knows what it means.
        if connection.dialect.is_disconnect(fault, None, None):
            connection.invalidate(fault)
        kind = OperationalError if isinstance(fault, dbapi.OperationalError) else DBAPIError
        raise kind(statement, None, fault) from fault
