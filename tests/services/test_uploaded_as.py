"""Who uploaded a level, when and as which version: that of its file, whatever was done with the grid since."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.history import with_kept
from curriculum_map.domain.provenance import Brought
from curriculum_map.services.archive import export_institution
from curriculum_map.services.columns import load_columns
from curriculum_map.services.history import confirm_carried, roll_back, roll_over
from curriculum_map.services.reports import gap_report, snapshot_report
from curriculum_map.services.snapshots import load_snapshot, make_snapshot
from curriculum_map.services.uploaded_as import uploaded_as
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import find_stored
from curriculum_map.storage.snapshots import SnapshotInfo
from tests.databases import store
from tests.grids import make_grid, row
from tests.services.archives import members
from tests.services.record import NOW, SOCIAL_WORK, A, key

NEXT = "2027-28"
LAST_YEAR, PART, TAIL = "a" * 64, "b" * 64, "c" * 64


def file_of(titles: str, sha256: str, year: str) -> Grid:
    """A file with these courses, each rated 2; it is called after the first sign of its hash."""
    made = make_grid([row(title, 2) for title in titles], key=key(A, year=year))
    source = replace(made.provenance.uploaded, sha256=sha256, file_name=f"{sha256[0]}.xlsx")
    return replace(made, provenance=replace(made.provenance, sources=(source,)))


@pytest.fixture
def database() -> Database:
    """
    when   | year    | version | what
    12:00  | 2026-27 | 1       | a.xlsx with courses P, Q, R is uploaded
    12:05  | 2027-28 | 1       | carried over
    12:10  | 2027-28 | 2       | b.xlsx with P is uploaded; Q and R stay
    12:20  | 2027-28 | 3       | c.xlsx with Q is uploaded; P and R stay
    12:30  | 2027-28 | 4       | R is confirmed
    """
    database = Database("sqlite://")
    first = store(database, file_of("PQR", LAST_YEAR, "2026-27"), NOW)
    over = roll_over(database, LOCAL_ACTOR, first.id, None, NOW + timedelta(minutes=5)).info
    assert over is not None
    for title, sha256, minutes in (("P", PART, 10), ("Q", TAIL, 20)):
        new, old = file_of(title, sha256, NEXT), current(database)
        others = [place for place, course in enumerate(old.courses) if course.title != title]
        store(database, with_kept(new, old, others), NOW + timedelta(minutes=minutes))
    carried = sorted(current(database).carried)
    assert [current(database).courses[place].title for place in carried] == ["R"]
    confirm_carried(database, LOCAL_ACTOR, over.id, carried, 3, NOW + timedelta(minutes=30))
    return database


def current(database: Database) -> Grid:
    with database.read() as connection:
        stored = find_stored(connection, key(A, year=NEXT))
    assert stored is not None
    return stored.grid


def grid_id(database: Database) -> int:
    with database.read() as connection:
        stored = find_stored(connection, key(A, year=NEXT))
    assert stored is not None
    return stored.info.id


FOUND = {
    LAST_YEAR: Brought("2026-27", 1, NOW, "somebody"),
    PART: Brought(NEXT, 2, NOW + timedelta(minutes=10), "somebody"),
    TAIL: Brought(NEXT, 3, NOW + timedelta(minutes=20), "somebody"),
}


def test_each_file_has_the_version_that_it_was_uploaded_as(database: Database) -> None:
    (column,) = load_columns(database, LOCAL_ACTOR, [grid_id(database)])
    assert (column.info.version, uploaded_as(database, LOCAL_ACTOR, column)) == (4, FOUND)


def test_after_going_back_the_levels_are_still_those_of_the_first_upload(database: Database) -> None:
    """Version 5 says what version 2 said: c.xlsx is not in it, and Q is last year's again."""
    roll_back(database, LOCAL_ACTOR, grid_id(database), 2, 4, NOW + timedelta(minutes=40))
    (column,) = load_columns(database, LOCAL_ACTOR, [grid_id(database)])
    assert column.info.version == 5
    assert uploaded_as(database, LOCAL_ACTOR, column) == {one: FOUND[one] for one in (LAST_YEAR, PART)}


def test_a_file_that_was_uploaded_twice_has_the_last_of_both_versions(database: Database) -> None:
    at = NOW + timedelta(minutes=50)
    store(database, file_of("PQ", PART, NEXT), at)
    (column,) = load_columns(database, LOCAL_ACTOR, [grid_id(database)])
    assert uploaded_as(database, LOCAL_ACTOR, column) == {PART: Brought(NEXT, 5, at, "somebody")}


def said(data: bytes, sheet: str, column: int) -> list[str]:
    lines = load_workbook(BytesIO(data))[sheet].iter_rows(values_only=True)
    return [str(line[column]) for line in lines if line[column] is not None]


def test_the_report_names_file_and_version_of_each_course(database: Database) -> None:
    made = gap_report(database, LOCAL_ACTOR, grid_id(database), "en", NOW)
    assert made is not None
    assert said(made[1], "Courses", 6)[1:] == [
        "c.xlsx!Grid!G6; uploaded on 3 November 2026, 13:20 CET, by somebody, as version 3",
        "b.xlsx!Grid!G6; uploaded on 3 November 2026, 13:10 CET, by somebody, as version 2",
        "a.xlsx!Grid!G8; uploaded on 3 November 2026, 13:00 CET, by somebody, as version 1 of 2026-27",
    ]


def test_a_snapshot_keeps_it_and_its_report_says_it(database: Database) -> None:
    info = make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW)
    assert isinstance(info, SnapshotInfo)
    frozen = load_snapshot(database, LOCAL_ACTOR, info.id)
    assert frozen is not None
    assert [dict(one.brought) for one in frozen.grids] == [{LAST_YEAR: FOUND[LAST_YEAR]}, FOUND]
    made = snapshot_report(database, LOCAL_ACTOR, info.id, SOCIAL_WORK, "en", now=NOW)
    assert made is not None
    facts = said(made[1], "Cover", 1)
    assert [one for one in facts if one in FOUND] == [TAIL, PART, LAST_YEAR]
    assert [one for one in facts if one.endswith(".xlsx")] == ["c.xlsx", "b.xlsx", "a.xlsx"]
    assert facts.count("1 of 3") == 3


def test_the_tables_of_an_archive_say_it_in_each_line(database: Database) -> None:
    data = export_institution(database, LOCAL_ACTOR, A, now=NOW)
    assert isinstance(data, bytes)
    for table in ("ratings.csv", "courses.csv"):
        head, *lines = [line.split(";") for line in members(data)[table].decode("utf-8-sig").splitlines()]
        found = [dict(zip(head, line, strict=True)) for line in lines]
        assert [one["institution"] for one in found] == [A] * 6
        this_year = [one for one in found if one["academic_year"] == NEXT]
        assert [(one["file"], one["uploaded_year"], one["uploaded_version"], one["version"]) for one in this_year] == [
            ("c.xlsx", NEXT, "3", "4"),
            ("b.xlsx", NEXT, "2", "4"),
            ("a.xlsx", "2026-27", "1", "4"),
        ]
        assert this_year[2]["uploaded_at"] == "2026-11-03T12:00:00+00:00"
