"""Reading one workbook. Floor: unzip the sheet of courses and scan its bytes."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Literal
from unittest.mock import patch

import pandas as pd
from python_calamine import CalamineWorkbook

from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing import opening
from curriculum_map.importing.parsing import parse
from curriculum_map.importing.process.child import end_warm_process
from curriculum_map.importing.reading import Reading, read_file
from tests.benchmarks.data import filled_template, own_map
from tests.benchmarks.measuring import Case, Goal, Way

FLOOR = "floor: unzip the sheet of courses, scan its bytes"
CALAMINE = "calamine: the values of that sheet, no check"
IN_PROCESS = "the same in process"
TEMPLATE_SHEET, OWN_SHEET = 1, 0
# The names of targets that a heading shows are those of cells, or the much longer ones of elements.
SIZES = ((60, Granularity.CELL), (60, Granularity.ELEMENT), (600, Granularity.CELL), (5_000, Granularity.CELL))
_SLOW_FROM = 5_000
_MOST_ACROSS = 600
_ABOUT_COURSE = ["Code", "Course", "ECTS", "Phase", "Semester", "Status"]


def cases() -> Iterator[Case]:
    """Our template and somebody's own map, both with checks and findings; and what a process of its own costs."""
    for courses, granularity in SIZES:
        most = 4 if courses < _SLOW_FROM else 8
        goal = {FLOOR: Goal(most=most)} if (courses, granularity) in (SIZES[0], SIZES[-1]) else {}
        yield _template(courses, granularity, goal)
    for courses, granularity in SIZES:
        most = 12 if courses < _SLOW_FROM else 24
        goal = {FLOOR: Goal(most=most)} if (courses, granularity) in (SIZES[0], SIZES[-1]) else {}
        yield _own_map(courses, granularity, goal)
    yield from _in_child()


def _template(courses: int, granularity: Granularity, goals: dict[str, Goal]) -> Case:
    data, targets = filled_template(courses, granularity)
    ways = [Way(CALAMINE, lambda: values(data, TEMPLATE_SHEET))]
    header = 3 if granularity is Granularity.ELEMENT else 2
    if courses < _SLOW_FROM:
        # At 5,000 courses one reading by the notebook takes longer than everything else together.
        ways.append(Way("pandas with openpyxl, melt", lambda: notebook_ratings(data, "openpyxl", header)))
        ways.append(Way("pandas with calamine, melt", lambda: notebook_ratings(data, "calamine", header)))
    return Case(
        f"read_file in process, template {courses:,} x {targets}",
        Way("ours", lambda: in_process(data)),
        Way(FLOOR, lambda: scan(data, TEMPLATE_SHEET)),
        tuple(ways),
        goals,
        frozenset({CALAMINE}),
    )


def _own_map(courses: int, granularity: Granularity, goals: dict[str, Goal]) -> Case:
    # A sheet may have a thousand columns: more courses than that stand below one another.
    across = courses <= _MOST_ACROSS
    data, targets = own_map(courses, granularity, across=across)
    return Case(
        f"read_file in process, own map {courses:,} x {targets}, courses {'across' if across else 'down'}",
        Way("ours", lambda: in_process(data)),
        Way(FLOOR, lambda: scan(data, OWN_SHEET)),
        (Way(CALAMINE, lambda: values(data, OWN_SHEET)),),
        goals,
        frozenset({CALAMINE}),
    )


def _in_child() -> Iterator[Case]:
    for courses in (60, 600):
        data, targets = filled_template(courses, Granularity.CELL)
        size, same = f"template {courses:,} x {targets}", Way(IN_PROCESS, lambda data=data: in_process(data))
        yield Case(f"read_file, child of a warm process, {size}", Way("ours", lambda data=data: ours(data)), same)
    data, targets = filled_template(60, Granularity.CELL)
    cold = Way("ours", lambda _: ours(data), end_warm_process)
    yield Case(
        f"read_file, no warm process yet, template 60 x {targets}", cold, Way(IN_PROCESS, lambda: in_process(data))
    )


def ours(data: bytes) -> Reading:
    """Grid, ambitions and findings."""
    return read_file("template.xlsx", data)


def in_process(data: bytes) -> Reading:
    """The same without the child process that guards against bad bytes."""
    with patch.object(opening, "parse_in_child", parse):
        return ours(data)


def scan(data: bytes, sheet: int) -> int:
    """The number of tags in a sheet, that of the courses."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(f"xl/worksheets/sheet{sheet + 1}.xml").count(b"<")


def values(data: bytes, sheet: int) -> list[list[object]]:
    """The values of a sheet."""
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def notebook_ratings(data: bytes, engine: Literal["openpyxl", "calamine"], header: int = 2) -> pd.DataFrame:
    """A row per level, as a notebook makes them from the same sheet: no check, no finding, no address.

    Whoever writes it knows in which row the names of the fields stand.
    """
    sheet = pd.read_excel(BytesIO(data), sheet_name=TEMPLATE_SHEET, header=header, na_values=["n/a"], engine=engine)
    ratings = sheet.dropna(subset=["Code"]).melt(id_vars=_ABOUT_COURSE, var_name="target", value_name="written")
    levels = {level.name.en: int(level.value) for level in load_legend().levels}
    ratings["level"] = ratings["written"].map(levels)
    return ratings.dropna(subset=["level"])
