"""The faults in what a sheet says, by their number in the catalogue: s for its cells, u for the upload around it.

Each is a sheet of believable courses with one thing wrong: it becomes a finding with its address and a sentence in both
languages, or it is read as meant; never a level that nobody wrote.
"""

import io
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.findings import Finding
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.importing.description import Description
from curriculum_map.importing.reading import Reading, read_file
from curriculum_map.services.grids import list_stored, preview
from curriculum_map.services.imports import Outcome, import_reading
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.wording.findings import sentence
from tests.workbooks import ABOUT, MATRIX, Value, rows_of, upload, xlsx

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion | choosing
    A    | Ethiek              | 6            | verplicht | 3         | 2
    B    | Recht               | 3            | verplicht | 1         | 0
    C    | Stage               | 9            | keuze     | 2         | 3
"""
LEVELS = [[3, 2], [1, 0], [2, 3]]
Change = Mapping[str, Value]

# What is changed in the table, and the finding that it becomes, with its address.
ASKED_OR_REFUSED: dict[str, tuple[Change, str, str]] = {
    "s01 a heading twice": ({"F1": "inclusion"}, "target-twice", "F1"),
    "s02 a code twice": ({"A3": "A"}, "duplicate-code", "A3"),
    "s03 credits below nothing": ({"C2": -6}, "bad-credits", "C2"),
    "s04 a level beyond the legend": ({"E2": 7}, "unknown-mark", "E2"),
    "s05 a level between two": ({"E2": 2.5}, "unknown-mark", "E2"),
    "s06 a number in words": ({"E2": "twee"}, "unknown-mark", "E2"),
    "s07 a tick box": ({"E2": True}, "unknown-mark", "E2"),
    "s08 a level that became a date": ({"E2": date(2026, 2, 1)}, "unknown-mark", "E2"),
    "s10 a code with a sign of no width": ({"A3": "A\u200b"}, "duplicate-code", "A3"),
    "s10 a code with a soft hyphen": ({"A3": "\u00adA"}, "duplicate-code", "A3"),
    "s11 a code in two Unicode forms": (
        {"A2": "CR\u00c9", "A3": unicodedata.normalize("NFD", "CR\u00c9")},
        "duplicate-code",
        "A3",
    ),
    "s12 a Cyrillic letter in a heading": (
        {"F1": "Bewust kiezen bij blend\u0435d hulp bieden"},
        "heading-unsure",
        "F1",
    ),
    "s17 an error of the spreadsheet": ({"E2": "#REF!"}, "unknown-mark", "E2"),
    "s17 another error": ({"E2": "#N/A"}, "unknown-mark", "E2"),
    "s20 a title as long as a cell can hold": ({"B2": "x" * 32_767}, "title-too-long", "B2"),
    "s25 credits beyond counting": ({"C2": 1e308}, "bad-credits", "C2"),
}
# What is only odd: the value that the first course has then.
READ_AS_MEANT: dict[str, tuple[Change, str, object]] = {
    "s09 credits with a comma": ({"C2": "3,5"}, "ects", 3.5),
    "s18 a formula as a title": ({"B2": '\'=HYPERLINK("http://a")'}, "title", '\'=HYPERLINK("http://a")'),
    "s18 a command as a title": ({"B2": "+cmd|' /C calc'!A0"}, "title", "+cmd|' /C calc'!A0"),
    "s18 a function as a title": ({"B2": "@SUM(1+1)"}, "title", "@SUM(1+1)"),
    "s21 a picture as a title": ({"B2": "<img src=x onerror=alert(1)>"}, "title", "<img src=x onerror=alert(1)>"),
    "s21 a link as a title": ({"B2": "[x](javascript:alert(1))"}, "title", "[x](javascript:alert(1))"),
    "s21 colour and formulas as a title": ({"B2": ":red[x] $y$"}, "title", ":red[x] $y$"),
    "s19 headings with spaces, capitals and line ends": ({"A1": " Code ", "B1": "TITEL\n"}, "code", "A"),
}


@pytest.mark.parametrize("fault", sorted(ASKED_OR_REFUSED))
def test_a_fault_becomes_a_finding_with_its_address(fault: str) -> None:
    changed, code, address = ASKED_OR_REFUSED[fault]
    reading = upload(TABLE, changed)
    named = [one for one in stopping(reading) if one.code == code]
    assert [str(one.ref) for one in named] == [f"{MATRIX}!{address}"]
    assert sentence(named[0], "nl") != sentence(named[0], "en")
    assert (reading.exit_status, [grid.grid() is not None for grid in reading.grids]) == (1, [True])
    wrong = {(0, 0)} if address == "E2" else set[tuple[int, int]]()
    unread = {(course, 1) for course in range(3)} if address == "F1" else wrong
    assert_no_other_level(reading, unread)


@pytest.mark.parametrize("fault", sorted(READ_AS_MEANT))
def test_what_is_only_odd_is_read_as_meant(fault: str) -> None:
    changed, name, value = READ_AS_MEANT[fault]
    reading = upload(TABLE, changed)
    assert (reading.exit_status, stopping(reading)) == (0, [])
    assert getattr(reading.grids[0].courses[0], name) == value
    assert_no_other_level(reading, set())


def test_s01_both_columns_are_named() -> None:
    (finding,) = stopping(upload(TABLE, {"F1": "inclusion"}))
    assert (str(finding.ref), finding.facts["other"]) == ("Matrix!F1", "Matrix!E1")


def test_s12_the_nearest_known_name_is_proposed() -> None:
    (finding,) = stopping(upload(TABLE, {"F1": "Bewust kiezen bij blend\u0435d hulp bieden"}))
    assert finding.facts["proposal"] == "choosing"


def test_s08_two_levels_that_became_a_date_are_proposed_as_the_higher_of_both() -> None:
    """1-2 typed becomes 1 February in a Dutch Excel, 2 January in an American one."""
    (finding,) = stopping(upload(TABLE, {"E2": date(2026, 2, 1)}))
    assert (finding.facts["note"], finding.facts["proposal"]) == ("date", "well-framed")


def test_s13_a_sheet_without_any_heading_is_no_map() -> None:
    reading = read_file("a.xlsx", xlsx({MATRIX: rows_of(TABLE)[1:]}))
    assert (reading.exit_status, reading.grids) == (3, ())


@pytest.mark.parametrize(
    ("rows", "code", "status"),
    [([], "no-course-table", 3), (rows_of(TABLE)[:1], "no-courses", 1)],
    ids=["s14 empty", "s15 headings alone"],
)
def test_s14_s15_nothing_to_read_is_said(rows: list[list[Value]], code: str, status: int) -> None:
    reading = read_file("a.xlsx", xlsx({"Opleiding": ABOUT, MATRIX: rows}))
    assert (reading.exit_status, [one.code for one in stopping(reading)]) == (status, [code])


def test_s16_a_formula_without_a_stored_value_is_asked_about_and_no_blank() -> None:
    reading = upload(TABLE, {"E2": "=1+1"})
    (finding,) = stopping(reading)
    assert (finding.code, str(finding.ref), reading.grids[0].blanks) == ("unknown-mark", "Matrix!E2", 0)
    assert_no_other_level(reading, {(0, 0)})


def test_s22_five_thousand_courses_are_read() -> None:
    rows = [
        ["Code", "Vak", "Status", "inclusion"],
        *([f"C{row:04}", f"Vak {row}", "keuze", row % 4] for row in range(5_000)),
    ]
    reading = read_file("a.xlsx", xlsx({"Opleiding": ABOUT, MATRIX: rows}))
    assert (len(reading.grids[0].courses), reading.exit_status) == (5_000, 0)


def test_s23_a_hidden_first_sheet_is_neither_read_nor_kept() -> None:
    sheets = {"Vorig jaar": rows_of(TABLE.replace("Ethiek", "Geheim")), "Opleiding": ABOUT, MATRIX: rows_of(TABLE)}
    reading = read_file("a.xlsx", xlsx(sheets, hidden=["Vorig jaar"]))
    (hidden,) = [one for one in reading.findings if one.code == "hidden-sheet"]
    assert (hidden.facts, reading.exit_status) == ({"sheet": "Vorig jaar"}, 0)
    assert reading.grids[0].provenance.uploaded.sheet == MATRIX
    assert "Geheim" not in repr(reading.grids)


def test_s24_a_level_in_merged_cells_counts_for_each_and_the_range_is_named() -> None:
    workbook = load_workbook(io.BytesIO(xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE)})))
    workbook[MATRIX].merge_cells("E2:E3")
    out = io.BytesIO()
    workbook.save(out)
    reading = read_file("a.xlsx", out.getvalue())
    (merged,) = [one for one in reading.findings if one.code == "merged-levels"]
    assert (str(merged.ref), reading.exit_status) == ("Matrix!E2:E3", 0)
    assert [level_of(reading, course, "inclusion") for course in range(3)] == [3, 3, 2]


def test_s32_a_table_that_starts_at_c5_is_addressed_where_it_stands() -> None:
    rows = rows_of(TABLE)
    rows[1][4] = "twee"
    reading = read_file("a.xlsx", xlsx({MATRIX: rows}, at=(5, 3)))
    (finding,) = [one for one in reading.findings if one.code == "unknown-mark"]
    assert str(finding.ref) == "Matrix!G6"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "grids.sqlite3"))


def test_u03_the_same_bytes_again_are_known_and_store_nothing(database: Database) -> None:
    reading = upload(TABLE)
    outcomes = [import_reading(database, LOCAL_ACTOR, reading, now=NOW).outcome for _ in range(2)]
    assert outcomes == [Outcome.STORED, Outcome.ALREADY_THERE]
    assert len(list_stored(database, LOCAL_ACTOR)) == 1


def test_u04_a_file_of_another_programme_than_was_said_is_an_error() -> None:
    reading = upload(TABLE, answers=Description(programme="applied-psychology"))
    assert [one.code for one in stopping(reading)] == ["two-programmes"]


def test_u06_a_name_with_folders_is_kept_without_them() -> None:
    reading = read_file("../../etc/passwd\r\nX: y.xlsx", xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE)}))
    assert "/" not in reading.workbook.file_name
    assert reading.exit_status == 0


def test_u07_a_file_with_fewer_courses_needs_confirmation_that_counts_them(database: Database) -> None:
    """Two of three courses would be gone: nothing is lost before somebody saw it."""
    import_reading(database, LOCAL_ACTOR, upload(TABLE), now=NOW)
    fewer = upload("\n".join(TABLE.strip().splitlines()[:2]))
    assert import_reading(database, LOCAL_ACTOR, fewer, now=NOW).outcome is Outcome.NEEDS_CONFIRMATION
    shown = preview(database, LOCAL_ACTOR, fewer)
    assert shown is not None
    assert [course.title for course in shown.merged.gone_courses] == ["Recht", "Stage"]
    (kept,) = list_stored(database, LOCAL_ACTOR)
    assert kept.imported_at == NOW


def stopping(reading: Reading) -> list[Finding]:
    """The errors and questions of a reading."""
    return [one for one in reading.findings if one.severity.value in ("error", "question")]


def level_of(reading: Reading, course: int, target: str) -> int:
    grid = reading.grids[0]
    return grid.levels[course * len(grid.targets) + grid.targets.index(target)]


def assert_no_other_level(reading: Reading, unread: set[tuple[int, int]]) -> None:
    """Every level is the one that stands in the table, and those places have none."""
    for course, levels in enumerate(LEVELS):
        for place, target in enumerate(("inclusion", "choosing")):
            expected = NOT_RATED if (course, place) in unread else levels[place]
            assert level_of(reading, course, target) == expected
