"""Lines that nothing but their place, their look or their numbers sets apart from courses: asked about, once each."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill

from curriculum_map.importing.reading import Reading, read_file
from tests.importing.layout.test_in_doubt import LEVELS, PLAIN, asked, courses
from tests.workbooks import ABOUT, MATRIX, ods, rows_of, upload, xlsx

GAP = " | | | | | "
PLAIN_ROWS = PLAIN.strip().splitlines()
# How many of the five courses are rated for each cluster, and their share.
COUNTS, SHARES = "3 | 3 | 3 | 3 | 3", "60% | 60% | 60% | 60% | 60%"


def dressed(rows: Sequence[int], *, fill: str = "", bold: bool = False, last: str = "Kompas") -> Reading:
    """What is read of the five courses and a last line, with these rows of the sheet filled or in bold."""
    workbook = load_workbook(io.BytesIO(xlsx({"Opleiding": ABOUT, MATRIX: rows_of(f"{PLAIN}{last} | {LEVELS}")})))
    for row in rows:
        for cell in workbook[MATRIX][row]:
            cell.font = Font(bold=bold)
            if fill:
                cell.fill = PatternFill("solid", fgColor=f"FF{fill}")
    out = io.BytesIO()
    workbook.save(out)
    return read_file("kaart.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("lines", "at", "sign"),
    [
        ([*PLAIN_ROWS, GAP, f"Kompas | {LEVELS}"], "A8", "apart"),
        ([PLAIN_ROWS[0], f"Kompas | {LEVELS}", GAP, *PLAIN_ROWS[1:]], "A2", "apart"),
        ([*PLAIN_ROWS, f"Kompas | {COUNTS}"], "A7", "counts"),
        ([*PLAIN_ROWS, f"Kompas | {SHARES}"], "A7", "counts"),
        ([*PLAIN_ROWS, "Kompas | 1 | 2 | 3 | 1 | 2"], "A7", "text"),
    ],
)
def test_a_line_apart_from_the_others_or_with_their_numbers_is_asked_about(
    lines: list[str], at: str, sign: str
) -> None:
    reading = upload("\n".join(lines))
    assert asked(reading) == [(f"Matrix!{at}", "Kompas", sign)]
    assert (len(courses(reading)), reading.exit_status) == (5, 1)


@pytest.mark.parametrize(
    ("last", "is_asked"),
    [
        ("3 | 2 | 2 | 1 | 2", True),  # how many courses are rated
        ("4 | 4 | 3 | 1 | 4", True),  # their sum
        ("1,33 | 2 | 1,5 | 1 | 2", True),  # their mean
        ("3 | 2 | 2 | 1 | 1", False),
    ],
)
def test_numbers_that_are_worked_out_from_those_of_the_others(last: str, is_asked: bool) -> None:
    """inclusion: 2, 1, 1; own-literacy: 3, 1; choosing: 1, 2; supporting: 1; vision: 1, 3."""
    table = f"""
        Vak         | inclusion | own-literacy | choosing | supporting | vision
        Ethiek      | 2         |              | 1        |            |
        Recht       | 1         | 3            |          |            | 1
        Zorg        | 1         |              | 2        | 1          |
        Welzijn     |           | 1            |          |            | 3
        Kompas      | {last}
    """
    assert bool(asked(upload(table))) is is_asked


@pytest.mark.parametrize(
    "lines",
    [
        [*PLAIN_ROWS, GAP, f"Bachelorproef | {LEVELS}"],  # called as courses are
        [*PLAIN_ROWS, GAP, f"Project 3 | {LEVELS}"],  # one of several
        [*PLAIN_ROWS, GAP, GAP.replace(" ", "Keuzevak", 1), f"Drama | {LEVELS}"],  # below a heading of its own
        [*PLAIN_ROWS, GAP, f"Drama | {LEVELS}", f"Film | {LEVELS}"],  # two together
        [one for line in PLAIN_ROWS for one in (line, GAP)],  # an empty line below each
    ],
)
def test_a_course_behind_an_empty_line_stays_one(lines: list[str]) -> None:
    reading = upload("\n".join(lines))
    assert (asked(reading), len(courses(reading)) >= 5) == ([], True)


def test_a_last_line_that_is_filled_or_in_bold_as_no_other_is_asked_about() -> None:
    for reading in (dressed([7], fill="D9D9D9"), dressed([1, 7], bold=True)):
        assert asked(reading) == [("Matrix!A7", "Kompas", "apart")]


@pytest.mark.parametrize("rows", [[4], [2, 3, 4, 5, 6, 7], [3, 5, 7], [2, 7]])
def test_a_fill_among_the_others_or_shared_with_them_says_nothing(rows: list[int]) -> None:
    assert (asked(dressed(rows, fill="FFFF99")), len(courses(dressed(rows, fill="FFFF99")))) == ([], 6)


def test_the_fill_of_the_headings_says_so_among_the_courses_too() -> None:
    workbook = [1, 4]
    assert asked(dressed(workbook, fill="1F4E79")) == [("Matrix!A4", "Praktijkweek", "apart")]


def test_a_line_apart_in_an_open_document_is_asked_about_too() -> None:
    rows = rows_of("\n".join([*PLAIN_ROWS, GAP, f"Kompas | {LEVELS}"]))
    assert asked(read_file("kaart.ods", ods({"Opleiding": ABOUT, MATRIX: rows}))) == [("Matrix!A8", "Kompas", "apart")]
