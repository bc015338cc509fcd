"""Storing grids in SQLite and in PostgreSQL, at three sizes. Floor: the bare driver writes the same arrays."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

import numpy as np
from sqlalchemy import text

from curriculum_map.domain.curriculum import Grid
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import list_grids, load_grids
from curriculum_map.storage.versions import Making, NewVersion, save_versions
from tests.benchmarks.data import COURSES, SEED, TARGETS, random_grid
from tests.benchmarks.measuring import ROUNDS, Case, Goal, Ratio, Way
from tests.benchmarks.storing_ways import (
    Kind,
    kinds,
    load_frame,
    load_rows,
    read_bare,
    save_frame,
    save_rows,
    table_bytes,
    write_bare,
)
from tests.databases import writing

# Programme-years of 60 courses x 27, and how many rounds each.
SIZES = {100: ROUNDS, 1_000: 5, 3_000: 3}
FLOOR, ROWS, FRAME = "floor: the bare driver, arrays alone", "a row per rating, Core", "a row per rating, pandas"
# The size that the goal was set for. The peers do so few grids there: they are compared per rating.
COMPARED, PEERS_GRIDS = 1_000, 20
RATINGS = COURSES * len(TARGETS)

_AT = datetime(2026, 9, 1, tzinfo=UTC)
# So many different ones; those after them repeat their ratings under keys of their own.
_DIFFERENT = 100
_AT_ONCE = 500
# Levels and what says where they were written; the rows of the courses are counted with the courses.
_PLACES = {
    "grid_version": ("levels", "written", "elsewhere"),
    "source": ("columns", "marks", "file_name", "sha256", "sheet"),
}


def cases() -> Iterator[Case]:
    """One transaction for all grids, into a new database each time; then all of them read back."""
    with kinds() as both:
        for kind in both:
            for size, rounds in SIZES.items():
                yield _saving(kind, size, rounds)
                yield _loading(kind, size, rounds)


def _saving(kind: Kind, size: int, rounds: int) -> Case:
    grids, few = list(programme_years(size)), list(programme_years(PEERS_GRIDS))
    peers = (
        Way(ROWS, lambda database: save_rows(database, few), kind.new, PEERS_GRIDS * RATINGS),
        Way(FRAME, lambda database: save_frame(database, few), kind.new, PEERS_GRIDS * RATINGS),
    )
    return Case(
        f"save_version, {size:,} grids, {kind.name}",
        Way("ours", lambda database: save(database, grids), kind.new, size * RATINGS),
        Way(FLOOR, lambda connection: write_bare(connection, grids), kind.bare, size * RATINGS),
        peers if size == COMPARED else (),
        {ROWS: Goal(least=20)},
        rounds=rounds,
    )


def _loading(kind: Kind, size: int, rounds: int) -> Case:
    grids, few = list(programme_years(size)), list(programme_years(PEERS_GRIDS))
    filled, bare = kind.kept(), kind.kept_bare()
    save(filled, grids)
    save_rows(filled, few)
    save_frame(filled, few)
    write_bare(bare, grids)
    peers = (
        Way(ROWS, lambda: load_rows(filled), pieces=PEERS_GRIDS * RATINGS),
        Way(FRAME, lambda: load_frame(filled), pieces=PEERS_GRIDS * RATINGS),
    )
    return Case(
        f"load_grids, {size:,} grids, {kind.name}",
        Way("ours", lambda: load(filled), pieces=size * RATINGS),
        Way(FLOOR, lambda: read_bare(bare), pieces=size * RATINGS),
        peers if size == COMPARED else (),
        rounds=rounds,
    )


def programme_years(count: int) -> Iterator[Grid]:
    """So many grids of 60 courses x 27, each with a key and a file of its own."""
    rng = np.random.default_rng(SEED)
    different = [random_grid(rng, number, COURSES) for number in range(min(count, _DIFFERENT))]
    for number in range(count):
        grid = different[number % len(different)]
        key = replace(grid.key, institution=f"Institution {number // 6}", programme=f"programme-{number % 6}")
        source = replace(grid.provenance.uploaded, file_name=f"grid-{number}.xlsx", sha256=f"{number:064x}")
        yield replace(grid, key=key, provenance=replace(grid.provenance, sources=(source,)))


def save(database: Database, grids: Iterable[Grid]) -> None:
    """Our way: levels, marks, addresses and courses of each grid."""
    with writing(database) as connection:
        save_versions(connection, (NewVersion(grid, None, Making(_AT, "bench")) for grid in grids))


def load(database: Database) -> list[Grid]:
    """Every stored grid, whole."""
    return [grid for some in load_in_parts(database) for grid in some]


def load_in_parts(database: Database) -> Iterator[list[Grid]]:
    """The same, some hundreds at a time."""
    with database.read() as connection:
        ids = iter([info.id for info in list_grids(connection)])
        while some := list(islice(ids, _AT_ONCE)):
            yield [stored.grid for stored in load_grids(connection, some)]


def rates(ratios: Iterable[Ratio]) -> Iterator[str]:
    """Millions of ratings a second, our way and the others."""
    for one in ratios:
        ours, theirs = one.ours_rate / 1e6, one.their_rate / 1e6
        yield f"{one.case}: {ours:.3g} million ratings a second; {one.compared_with}: {theirs:.3g}"


def bytes_per_rating() -> Iterator[str]:
    """What a rating takes on each kind of database, as 1,000 grids are stored; and what one of the peers takes."""
    with kinds() as both:
        for kind in both:
            database, few = kind.new(), list(programme_years(PEERS_GRIDS))
            save(database, programme_years(COMPARED))
            save_rows(database, few)
            save_frame(database, few)
            arrays, tables = stored_bytes(database)
            with database.read() as connection:
                peers = [table_bytes(connection, name) / PEERS_GRIDS / RATINGS for name in ("level_row", "level_frame")]
            total = COMPARED * RATINGS
            yield (
                f"{kind.name}: {arrays / total:.2f} bytes per rating with its provenance (goal: at most 2), "
                f"{tables / total:.2f} with courses, keys and indexes; "
                f"{ROWS}: {peers[0]:.0f}; {FRAME}: {peers[1]:.0f}"
            )


def stored_bytes(database: Database) -> tuple[int, int]:
    """What levels and all that says where they were written take; and all tables of the grids, indexes included."""
    with database.read() as connection:
        size = "pg_column_size({})" if connection.dialect.name == "postgresql" else "length(CAST({} AS BLOB))"
        arrays = 0
        for table, columns in _PLACES.items():
            sizes = " + ".join(size.format(column) for column in columns)
            arrays += int(connection.execute(text(f"SELECT sum({sizes}) FROM {table}")).scalar_one())
        tables = ("institution", "spelling", "grid", "grid_version", "source", "course")
        return arrays, sum(table_bytes(connection, table) for table in tables)
