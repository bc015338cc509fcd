"""A file of a snapshot comes back: whether it is what was exported, and which cells are not."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.exported import FileIs, check_exported
from curriculum_map.services.reports import gap_report, snapshot_report
from curriculum_map.services.snapshots import export_snapshot, make_snapshot
from curriculum_map.storage.database import Database
from curriculum_map.storage.snapshots import SnapshotInfo
from tests.services.record import NOW, SOCIAL_WORK, A, grid, keep_grid, key


@pytest.fixture
def database() -> Database:
    database = Database("sqlite://")
    keep_grid(database, grid(2, key(A)))
    return database


@pytest.fixture
def info(database: Database) -> SnapshotInfo:
    made = make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW)
    assert isinstance(made, SnapshotInfo)
    return made


def report(database: Database, info: SnapshotInfo, language: str = "nl") -> bytes:
    made = snapshot_report(database, LOCAL_ACTOR, info.id, SOCIAL_WORK, "nl" if language == "nl" else "en", now=NOW)
    assert made is not None
    return made[1]


def test_the_document_is_known_and_a_level_that_was_changed_is_named(database: Database, info: SnapshotInfo) -> None:
    document = export_snapshot(database, LOCAL_ACTOR, info.id) or b""
    whole = check_exported(database, LOCAL_ACTOR, "a.json", document)
    assert (whole.outcome, whole.snapshot, whole.differences) == (FileIs.UNCHANGED, info, ())
    plain = json.loads(document)
    plain["grids"][0]["grid"]["levels"] = "03"
    plain["note"] = "Anders"
    found = check_exported(database, LOCAL_ACTOR, "a.json", json.dumps(plain).encode())
    assert found.outcome is FileIs.CHANGED
    assert [(one.where, one.was, one.now) for one in found.differences] == [
        ("note", "", "Anders"),
        (f"{key(A)} | Ethiek | inclusion | Grid!G6", "2", "3"),
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_workbook_with_its_hash_is_known_and_a_cell_that_was_changed_is_named(
    database: Database, info: SnapshotInfo, language: str
) -> None:
    data = report(database, info, language)
    assert check_exported(database, LOCAL_ACTOR, "a.xlsx", data).outcome is FileIs.UNCHANGED
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[1]
    sheet["A1"] = "Alles is in orde"
    out = BytesIO()
    book.save(out)
    found = check_exported(database, LOCAL_ACTOR, "a.xlsx", out.getvalue())
    assert (found.outcome, [one.where for one in found.differences]) == (FileIs.CHANGED, [f"{sheet.title}!A1"])
    assert found.differences[0].now == "Alles is in orde"


def test_what_is_of_no_snapshot_here_is_said(database: Database, info: SnapshotInfo) -> None:
    document = export_snapshot(database, LOCAL_ACTOR, info.id) or b""
    assert check_exported(Database("sqlite://"), LOCAL_ACTOR, "a.json", document).outcome is FileIs.OF_NONE_HERE
    of_today = gap_report(database, LOCAL_ACTOR, 1, "nl", NOW)
    assert of_today is not None
    assert check_exported(database, LOCAL_ACTOR, *of_today).outcome is FileIs.OF_NONE_HERE
    for name, data in (("a.json", b"{}"), ("a.json", b"{"), ("a.xlsx", b"PK"), ("a.csv", b"a;b")):
        assert check_exported(database, LOCAL_ACTOR, name, data).outcome is FileIs.NO_EXPORT
