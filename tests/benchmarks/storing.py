"""Storing grids in SQLite. Floor: write the raw bytes of levels and marks to a file and fsync it."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Column, Integer, MetaData, SmallInteger, Table, insert

from curriculum_map.domain.curriculum import Grid
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.grids import list_grids, load_grids
from curriculum_map.storage.versions import Making, save_version
from tests.benchmarks.data import random_grids
from tests.benchmarks.measuring import Case, Goal, Way
from tests.databases import writing

FLOOR = "floor: write and fsync the raw bytes"
ROWS = "a row per level, Core insert"
GRIDS = 100

_AT = datetime(2026, 9, 1, tzinfo=UTC)
_metadata = MetaData()
_levels = Table(
    "level_row",
    _metadata,
    Column("grid", Integer, primary_key=True),
    Column("course", Integer, primary_key=True),
    Column("target", Integer, primary_key=True),
    Column("level", SmallInteger, nullable=False),
)


def cases() -> Iterator[Case]:
    """One transaction for all grids, into a new file each time; then all of them read back."""
    grids = random_grids(GRIDS)
    with TemporaryDirectory() as folder:
        paths = (Path(folder) / f"{number}.bin" for number in count())
        yield Case(
            f"save_grid, {GRIDS} grids",
            Way("ours", lambda database: save(database, grids), lambda: new_database(next(paths))),
            Way(FLOOR, lambda path: write_bytes(path, grids), lambda: next(paths)),
            (Way(ROWS, lambda database: save_rows(database, grids), lambda: new_database(next(paths))),),
            {ROWS: Goal(least=20, remark="(goal of 1,000 grids)")},
        )
        filled, raw = new_database(next(paths)), next(paths)
        save(filled, grids)
        save_rows(filled, grids)
        write_bytes(raw, grids)
        yield Case(
            f"load_grids, {GRIDS} grids",
            Way("ours", lambda: load(filled)),
            Way("floor: read the raw bytes", raw.read_bytes),
            (Way("a row per level, Core select", lambda: load_rows(filled)),),
        )


def new_database(path: Path) -> Database:
    """An empty database with our tables and the peer's."""
    database = Database(sqlite_url(path))
    with writing(database) as connection:
        _metadata.create_all(connection)
    return database


def save(database: Database, grids: list[Grid]) -> None:
    """Our way: levels, marks, addresses and courses of each grid."""
    with writing(database) as connection:
        for grid in grids:
            save_version(connection, grid, None, Making(_AT, "bench"))


def save_rows(database: Database, grids: list[Grid]) -> None:
    """The peer's way stores less: the levels alone, without courses, marks or addresses."""
    with writing(database) as connection:
        for number, grid in enumerate(grids):
            connection.execute(insert(_levels), _rows(number, grid))


def write_bytes(path: Path, grids: list[Grid]) -> None:
    """Levels and marks, one after the other."""
    with path.open("wb") as out:
        out.writelines(part for grid in grids for part in (grid.levels, grid.provenance.written))
        out.flush()
        os.fsync(out.fileno())


def load(database: Database) -> list[Grid]:
    """Every stored grid, whole."""
    with database.read() as connection:
        infos = list_grids(connection)
        return [stored.grid for stored in load_grids(connection, [info.id for info in infos])]


def load_rows(database: Database) -> int:
    """Every row of levels; how many there were."""
    with database.read() as connection:
        return len(connection.execute(_levels.select()).all())


def bytes_per_level(grids: list[Grid]) -> tuple[float, float]:
    """What a level takes: with the marks and columns that say where it was written, and in the whole database."""
    with TemporaryDirectory() as folder:
        database = Database(sqlite_url(Path(folder) / "grids.sqlite3"))
        save(database, grids)
        with database.read() as connection:
            pages, size = (connection.exec_driver_sql(f"PRAGMA page_{what}").scalar_one() for what in ("count", "size"))
    levels = sum(len(grid.levels) for grid in grids)
    return sum(map(_array_bytes, grids)) / levels, pages * size / levels


def _array_bytes(grid: Grid) -> int:
    source, written = grid.provenance.uploaded, grid.provenance.written
    return len(grid.levels) + len(written) + len(json.dumps([source.columns, source.marks]))


def _rows(number: int, grid: Grid) -> list[dict[str, int]]:
    width = len(grid.targets)
    return [
        {"grid": number, "course": place // width, "target": place % width, "level": level}
        for place, level in enumerate(grid.levels)
    ]
