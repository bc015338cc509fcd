"""The comparison, and the whole way to it: from workbooks to a table in Excel, as a colleague's notebook goes it.

The notebook reads each workbook with `read_excel`, counts with `pivot_table` and writes with `to_excel`. Our way checks
every workbook, counts all in one array and hands its table to the same `to_excel`.
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from math import log
from statistics import median
from time import process_time

import pandas as pd

from curriculum_map.analytics.stack import Stack, stacked
from curriculum_map.services.imports import single_grid
from tests.benchmarks import comparing, reading
from tests.benchmarks.covering import FLOOR
from tests.benchmarks.data import COURSES, TARGETS, filled_template, random_stack
from tests.benchmarks.measuring import Case, Ratio, Way

FEW, MANY, MOST = comparing.PROGRAMMES
NOTEBOOK = "notebook: read_excel, pivot_table, to_excel"
_RUNS = 15
_TITLE = f"from {FEW} workbooks to a table in Excel"


def cases() -> Iterator[Case]:
    """The comparison at every size, and the whole way for a few workbooks."""
    yield from comparing.cases()
    books = [filled_template(COURSES)[0]] * FEW
    floor = Way(
        "floor: unzip and scan the sheets", lambda: [reading.scan(book, reading.TEMPLATE_SHEET) for book in books]
    )
    yield Case(_TITLE, Way("ours", lambda: ours(books)), floor, (Way(NOTEBOOK, lambda: notebook(books)),), rounds=3)


def ours(workbooks: Sequence[bytes]) -> bytes:
    """What each programme guarantees, as a workbook."""
    grids = [grid for data in workbooks if (grid := single_grid(reading.in_process(data)))]
    sure, *_ = comparing.ours(stacked(grids, TARGETS))
    return written(pd.DataFrame(sure, columns=list(TARGETS)))


def notebook(workbooks: Sequence[bytes]) -> bytes:
    """The same as a colleague would write it, who knows in which row the headings stand."""
    read = [reading.notebook_ratings(data, "openpyxl").assign(programme=at) for at, data in enumerate(workbooks)]
    rows = pd.concat(read)
    sure, *_ = comparing.pivoted(rows.assign(compulsory=rows["Status"] == "compulsory"))
    targets = rows["target"].unique()
    return written(pd.DataFrame(sure, columns=sorted(targets))[targets])


def written(table: pd.DataFrame) -> bytes:
    """A table as a workbook without any look."""
    out = BytesIO()
    table.to_excel(out, index=False)
    return out.getvalue()


def lines(measured: Sequence[Ratio]) -> Iterator[str]:
    """What only several rows of the table together say: how time grows with the ratings, and the whole way for more."""
    compared = {count: _seconds(measured, comparing.title(count)) for count in comparing.PROGRAMMES}
    grown = ", ".join(f"{way} {growth(compared, way):.2f}" for way in compared[MANY])
    yield f"From {MANY:,} to {MOST:,} programmes time grows with the ratings to the power of (1 is linear): {grown}."
    few = _seconds(measured, _TITLE)
    for count in (MANY, MOST):
        own, theirs = (
            few[whole] * count / FEW + compared[count][counting] - compared[FEW][counting] * count / FEW
            for whole, counting in (("ours", "ours"), (NOTEBOOK, comparing.PIVOT))
        )
        yield (
            f"From {count:,} workbooks to a table in Excel, reading and writing as long for each as with {FEW}: "
            f"ours {own:.0f} s, {NOTEBOOK} {theirs:.0f} s: {theirs / own:.1f} x as fast."
        )
        once = theirs / compared[count]["ours"]
        yield f"Once loaded, the comparison of {count:,} against all that the notebook does: {once:,.0f} x as fast."


def processor_growth() -> str:
    """The same for our way and the floor in processor time, which other work on the machine lengthens less."""
    stacks = {count: random_stack(count) for count in (MANY, MOST)}
    ways: dict[str, Callable[[Stack], object]] = {"ours": comparing.ours, FLOOR: lambda stack: stack.states.max(axis=0)}
    took = {
        count: {name: median(_processor_time(way, stack) for _ in range(_RUNS)) for name, way in ways.items()}
        for count, stack in stacks.items()
    }
    grown = ", ".join(f"{name} {growth(took, name):.2f}" for name in ways)
    return f"In processor time, {_RUNS} runs of each: {grown}."


def _processor_time(way: Callable[[Stack], object], stack: Stack) -> float:
    start = process_time()
    way(stack)
    return process_time() - start


def growth(compared: dict[int, dict[str, float]], way: str) -> float:
    """The power of the number of ratings with which the time of a way grows."""
    return log(compared[MOST][way] / compared[MANY][way]) / log(MOST / MANY)


def _seconds(measured: Sequence[Ratio], title: str) -> dict[str, float]:
    """How long our way and each other one took for a case."""
    rows = [ratio for ratio in measured if ratio.case == title]
    return {"ours": 1 / rows[0].ours_rate} | {ratio.compared_with: 1 / ratio.their_rate for ratio in rows}
