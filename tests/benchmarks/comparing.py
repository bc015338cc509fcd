"""The whole comparison of many programmes, once loaded. Floor: one numpy pass, the maximum over the courses.

What is guaranteed and possible per target, how far programmes are apart, and how many are at each level. The peers get
their rows ready, with numbers in place of names, and of the right type.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import ABSENT, TOP, States, count_true
from curriculum_map.analytics.counting import guaranteed
from curriculum_map.analytics.differences import spreads
from curriculum_map.analytics.stack import Stack, both_sides
from tests.benchmarks.covering import FLOOR
from tests.benchmarks.data import TARGETS, random_stack
from tests.benchmarks.measuring import Case, Goal, Way

PIVOT, POLARS, DUCKDB = "notebook: pivot_table", "polars: group_by", "DuckDB: GROUP BY"
PROGRAMMES = {6: 7, 600: 7, 10_000: 3}
LEVELS = range(TOP + 1)


class Comparison(NamedTuple):
    """Levels [programme, target], NaN for none; the spread [target]; how many guarantee each level [level, target]."""

    guaranteed: NDArray[np.float64]
    possible: NDArray[np.float64]
    spread: NDArray[np.float64]
    at_level: NDArray[np.int64]


def cases() -> Iterator[Case]:
    """The comparison, and what of it is left once the levels of each programme are kept."""
    for count, rounds in PROGRAMMES.items():
        stack = random_stack(count)
        floor = Way(FLOOR, lambda stack=stack: stack.states.max(axis=0))
        ways = tuple(Way(name, compare) for name, compare in peers(rows_of(stack)))
        goals = {PIVOT: Goal(least=30)} if count == 600 else {}
        yield Case(title(count), Way("ours", lambda stack=stack: ours(stack)), floor, ways, goals, rounds=rounds)
        kept = guaranteed(*stack)
        same = f"the same of {count:,}, what is guaranteed being kept"
        yield Case(same, Way("ours", lambda kept=kept: compared(kept)), floor, rounds=rounds)


def title(programmes: int) -> str:
    """What the comparison of so many is called in the table."""
    return f"comparison of {programmes:,} programmes in one array"


def ours(stack: Stack) -> tuple[States, States, NDArray[np.float64], NDArray[np.int64]]:
    """Guaranteed and possible [programme, target], the spread [target], programmes at each level [level, target]."""
    sure, best = both_sides(stack)
    return sure, best, *compared(sure)


def compared(sure: States) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """How far the programmes are apart, and how many are at each level."""
    return spreads(sure.T)[0], np.stack([count_true(sure == level) for level in LEVELS])


def rows_of(stack: Stack) -> pd.DataFrame:
    """A row per place of a course; the level is missing where there is none."""
    slots, programmes, targets = stack.states.shape
    there = (stack.states != ABSENT).ravel()
    places = (slots, programmes, targets)
    levels = stack.states.astype(np.float32).ravel()
    levels[levels > TOP] = np.nan
    programme = np.broadcast_to(np.arange(programmes, dtype=np.int32)[:, np.newaxis], places)
    compulsory = np.broadcast_to(stack.taking.compulsory[..., np.newaxis], places)
    target = np.broadcast_to(np.arange(targets, dtype=np.int32), places)
    columns = {"programme": programme, "target": target, "compulsory": compulsory}
    return pd.DataFrame({name: values.ravel()[there] for name, values in columns.items()} | {"level": levels[there]})


def peers(rows: pd.DataFrame) -> Iterator[tuple[str, Callable[[], Comparison]]]:
    """The way of a notebook, and of those engines that are installed."""
    yield PIVOT, lambda: pivoted(rows)
    if find_spec("polars"):
        polars = import_module("polars")
        frame = polars.DataFrame({name: rows[name].to_numpy() for name in rows})
        frame = frame.with_columns(polars.col("level").fill_nan(None))
        yield POLARS, lambda: with_polars(polars, frame)
    if find_spec("duckdb"):
        database = import_module("duckdb").connect()
        database.register("given", rows)
        rated = "CASE WHEN isnan(level) THEN NULL ELSE level END AS level"
        database.execute(f"CREATE TABLE ratings AS SELECT programme, target, compulsory, {rated} FROM given")
        yield DUCKDB, lambda: with_duckdb(database)


def pivoted(rows: pd.DataFrame) -> Comparison:
    """As a colleague would write it."""
    sides = (rows[rows["compulsory"]], rows)
    sure, best = (
        side.pivot_table(index="programme", columns="target", values="level", aggfunc="max", dropna=False)
        for side in sides
    )
    at_level = np.stack([(sure == level).sum().to_numpy() for level in LEVELS])
    return Comparison(sure.to_numpy(), best.to_numpy(), (sure.max() - sure.min()).to_numpy(), at_level)


def with_polars(polars: Any, frame: Any) -> Comparison:
    """One grouping of the rows, and one of what comes out."""
    level, compulsory = polars.col("level"), polars.col("compulsory")
    levels = frame.group_by("programme", "target").agg(sure=polars.when(compulsory).then(level).max(), best=level.max())
    sure = polars.col("sure")
    counts = {f"at_{one}": (sure == one).sum() for one in LEVELS}
    per_target = levels.group_by("target").agg(spread=sure.max() - sure.min(), **counts).sort("target")
    return _comparison(levels.sort("programme", "target"), per_target)


def with_duckdb(database: Any) -> Comparison:
    """The same in SQL."""
    levels = """
        SELECT programme, target, max(level) FILTER (WHERE compulsory) AS sure, max(level) AS best
        FROM ratings GROUP BY programme, target
    """
    database.execute(f"CREATE OR REPLACE TEMP TABLE levels AS {levels}")
    counts = ", ".join(f"count(*) FILTER (WHERE sure = {level}) AS at_{level}" for level in LEVELS)
    found = database.execute("SELECT * FROM levels ORDER BY programme, target").fetchnumpy()
    per_target = database.execute(
        f"SELECT max(sure) - min(sure) AS spread, {counts} FROM levels GROUP BY target ORDER BY target"
    ).fetchnumpy()
    return _comparison(found, per_target)


def _comparison(levels: Any, per_target: Any) -> Comparison:
    """What came out of an engine, sorted, as arrays."""
    sure, best = (_numbers(levels[side]).reshape(-1, len(TARGETS)) for side in ("sure", "best"))
    at_level = np.stack([_numbers(per_target[f"at_{level}"]).astype(np.int64) for level in LEVELS])
    return Comparison(sure, best, _numbers(per_target["spread"]), at_level)


def _numbers(column: Any) -> NDArray[np.float64]:
    """A column of an engine, NaN for what is missing."""
    if isinstance(column, np.ndarray):
        return np.ma.filled(column.astype(np.float64), np.nan)
    found: NDArray[np.float64] = column.to_numpy().astype(np.float64)
    return found
