"""Reading one workbook. Floor: unzip the sheet of courses and scan its bytes."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

import pandas as pd

from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.reading import Reading, read_file
from tests.benchmarks.data import filled_template
from tests.benchmarks.measuring import Case, Goal, Way

FLOOR = "floor: unzip the sheet of courses, scan its bytes"
_SHEET, _HEADER_ROW = 1, 2
_ABOUT_COURSE = ["Code", "Course", "ECTS", "Phase", "Semester", "Status"]


def cases() -> Iterator[Case]:
    """A template of an ordinary programme and one that is far too large; both with checks and findings."""
    yield _case(60, Goal(most=4))
    yield _case(1_000, Goal(most=8, remark="(goal of 5,000 x 27)"))


def _case(courses: int, goal: Goal) -> Case:
    data = filled_template(courses)
    peers = (
        Way("pandas with openpyxl, melt", lambda: notebook_ratings(data, "openpyxl")),
        Way("pandas with calamine, melt", lambda: notebook_ratings(data, "calamine")),
    )
    floor = Way(FLOOR, lambda: scan(data))
    return Case(f"read_file, template {courses:,} x 27", Way("ours", lambda: ours(data)), floor, peers, {FLOOR: goal})


def ours(data: bytes) -> Reading:
    """Grid, ambitions and findings."""
    return read_file("template.xlsx", data)


def scan(data: bytes) -> int:
    """The number of tags in the second sheet, that of the courses."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(f"xl/worksheets/sheet{_SHEET + 1}.xml").count(b"<")


def notebook_ratings(data: bytes, engine: Literal["openpyxl", "calamine"]) -> pd.DataFrame:
    """A row per level, as a notebook makes them from the same sheet: no check, no finding, no address."""
    sheet = pd.read_excel(BytesIO(data), sheet_name=_SHEET, header=_HEADER_ROW, engine=engine, na_values=["n/a"])
    ratings = sheet.dropna(subset=["Code"]).melt(id_vars=_ABOUT_COURSE, var_name="target", value_name="written")
    levels = {level.name.en: int(level.value) for level in load_legend().levels}
    ratings["level"] = ratings["written"].map(levels)
    return ratings.dropna(subset=["level"])
