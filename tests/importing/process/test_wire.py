"""What a child hands back arrives as it was; what is anything else is not believed."""

import json
from datetime import date, datetime, time, timedelta

import pytest

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import Look, Sheet
from curriculum_map.importing.opening import open_workbook
from curriculum_map.importing.process import child
from curriculum_map.importing.process.wire import BORN, Parsed, packed, unpacked

LOOK = Look(
    hidden_rows=frozenset({3, 1}),
    hidden_columns=frozenset({2}),
    fills={(0, 1): "FF0000"},
    comments={(2, 0): "Zie “nota”\n2"},
    formats={(1, 1): "000"},
    struck=frozenset({(1, 0)}),
    faint=frozenset({(0, 0), (1, 1)}),
)
ROWS: list[list[object]] = [
    ["a", 1, 2.5, True, ""],
    [datetime(2026, 9, 1, 8, 30), date(2026, 9, 1), time(8, 30), "\U0001f600 é", ""],  # noqa: DTZ001
    ["", "", "", "", ""],
]
SHEET = Sheet("Blad “één”", ROWS, False, (CellRef("Blad “één”", 0, 0, 1, 2),), LOOK)
NOTE = Finding("encoding-guessed", Severity.NOTE, None, {"encoding": "Mac Roman"})
MERGED = Finding("merged-over-all", Severity.WARNING, CellRef("Blad", 0, 0, 8, 3), {"sheet": "Blad"})
REFUSAL = Finding("cell-too-long", Severity.ERROR, CellRef("Blad", 4, 2), {"cells": "C5", "count": 1, "most": 9})


def test_sheets_findings_and_refusals_arrive_as_they_were() -> None:
    for parsed in (Parsed("xlsx", (SHEET,), (NOTE, MERGED)), Parsed("ods", refusal=REFUSAL), Parsed("csv")):
        assert unpacked(packed(parsed)) == parsed


def test_rows_of_unequal_length_stay_so_and_a_stretch_of_time_becomes_text() -> None:
    sheet = Sheet("csv", [["a"], [], ["b", ""], [timedelta(hours=25)]])
    (arrived,) = unpacked(packed(Parsed("csv", (sheet,)))).sheets
    assert arrived.rows == [["a"], [], ["b", ""], ["1 day, 1:00:00"]]


def test_the_empty_ends_of_the_rows_of_an_immense_sheet_are_left_out() -> None:
    """Two million places: written out, they would take sixteen megabytes for nothing."""
    sheet = Sheet("a", [["x", *[""] * 999] for _ in range(2_000)])
    (arrived,) = unpacked(packed(Parsed("xlsx", (sheet,)))).sheets
    assert (len(arrived.rows), arrived.rows[7], arrived.value(7, 999)) == (2_000, ["x"], "")


GOOD = json.loads(packed(Parsed("xlsx", (SHEET,), (NOTE,))))
LED_ASTRAY: dict[str, object] = {
    "no JSON": b"\x80\x04cos\nsystem\n",
    "another number": {**GOOD, "sheets": [{**GOOD["sheets"][0], "width": "1"}]},
    "a cell that holds a list": {**GOOD, "sheets": [{**GOOD["sheets"][0], "rows": [[["a"]]]}]},
    "a cell that holds an object": {**GOOD, "sheets": [{**GOOD["sheets"][0], "rows": [[{"a": 1}]]}]},
    "a row that is a text": {**GOOD, "sheets": [{**GOOD["sheets"][0], "rows": ["abc"]}]},
    "no number": b'{"kind":"xlsx","sheets":[{"rows":[[NaN]]}]}',
    "a date that is none": {**GOOD, "sheets": [{**GOOD["sheets"][0], "rows": [[{"is": "date", "iso": "x"}]]}]},
    "a severity that is none": {**GOOD, "findings": [{**GOOD["findings"][0], "severity": "fatal"}]},
    "a fact that is a list": {**GOOD, "findings": [{**GOOD["findings"][0], "facts": {"a": []}}]},
    "a list in lists without end": b"[" * 200_000,
    "an address without a sheet": {**GOOD, "findings": [{**GOOD["findings"][0], "ref": []}]},
    "a range without its last column": {**GOOD, "findings": [{**GOOD["findings"][0], "ref": ["Blad", 0, 0, 8]}]},
    "something else": b"[]",
    "nothing known": b"{}",
}


@pytest.mark.parametrize("case", sorted(LED_ASTRAY))
def test_an_answer_that_is_none_is_damage_and_no_exception(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = LED_ASTRAY[case]
    answer = said if isinstance(said, bytes) else json.dumps(said).encode()
    monkeypatch.setattr(child, "_CAN_FORK", False)
    monkeypatch.setattr(child, "_ask_spawned", lambda *_: answer)
    refusal = open_workbook("a.csv", b"a;b").refusal
    assert refusal is not None
    assert refusal.code == "damaged-file"


def test_a_child_says_first_that_it_lives() -> None:
    """So that a child that was ended by its file is told from one that never began."""
    assert not packed(Parsed("csv")).startswith(BORN)
