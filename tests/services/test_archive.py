"""Everything of one institution goes out in one file of open formats and comes in elsewhere as it was."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.history import with_kept
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.services.archive import Moved, delete_institution, export_institution, import_institution
from curriculum_map.services.archive_zip import sha256
from curriculum_map.services.audit import list_audit, list_elsewhere
from curriculum_map.services.database_care import verify_database
from curriculum_map.services.identity import MergeDone, Undone, merge_institutions, undo_merge
from curriculum_map.services.programmes import own_programmes
from curriculum_map.services.remembered import remembered
from curriculum_map.services.snapshots import list_snapshots, verify_snapshot
from curriculum_map.storage.archived import versions_of
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import list_grids
from curriculum_map.storage.identity import list_institutions
from curriculum_map.storage.originals import load_original
from curriculum_map.storage.versions import StoredLink
from tests.analytics.strategies import any_grids
from tests.databases import store
from tests.grids import make_grid, row
from tests.services.archives import FILE, LATER, an_archive, exported, filled, imported, members
from tests.services.record import (
    FAMILY,
    NOW,
    SOCIAL_WORK,
    A,
    B,
    grid,
    keep_answer,
    keep_grid,
    keep_original,
    key,
)


def without_log(data: bytes) -> dict[str, bytes]:
    """The members but for the log, and the manifest without its checksum: what happened elsewhere differs."""
    found = members(data)
    del found["audit.jsonl"], found["elsewhere.jsonl"]
    manifest = json.loads(found["manifest.json"])
    del manifest["members"]["audit.jsonl"], manifest["members"]["elsewhere.jsonl"]
    return found | {"manifest.json": json.dumps(manifest).encode()}


def checksums(database: Database, institution: str = A) -> list[list[str]]:
    with database.read() as connection:
        return [[one.stored.info.checksum for one in each] for each in versions_of(connection, institution)]


@pytest.mark.xdist_group("postgresql")
def test_it_goes_from_sqlite_to_postgresql_and_back_without_a_difference(postgresql: str) -> None:
    """Every member is equal, byte for byte: grids, versions, links, ambitions, snapshots, files, answers, tables."""
    first = filled()
    out = exported(first)
    second = imported(out, postgresql)
    again = exported(second)
    third = imported(again)
    assert without_log(out) == without_log(again) == without_log(exported(third))
    assert checksums(first) == checksums(second) == checksums(third)
    assert [len(one) for one in checksums(third)] == [1, 3, 1]
    second.close()


def test_what_came_in_works_as_it_did_where_it_came_from() -> None:
    database = imported(an_archive())
    with database.read() as connection:
        infos = {info.key: info for info in list_grids(connection)}
        assert [(one.academic_year, one.programme) for one in infos] == [
            ("2026-27", "Graduaat"),
            ("2026-27", SOCIAL_WORK),
            ("2027-28", SOCIAL_WORK),
        ]
        original = load_original(connection, sha256(FILE), LATER)
        (rolled,) = [one for each in versions_of(connection, A) for one in each if one.links]
    assert original is not None
    assert original.data == FILE
    now = infos[key(A)]
    assert (rolled.stored.info.made_from, rolled.links) == (now.version_id, (StoredLink(0, now.version_id, 0),))
    assert own_programmes(database, LOCAL_ACTOR) == ["Graduaat"]
    assert dict(remembered(database, LOCAL_ACTOR, B).marks) == {"x": 1}, "the old spelling is known here too"
    snapshots = list_snapshots(database, LOCAL_ACTOR, A)
    assert {(one.name, one.institution) for one in snapshots} == {("Visitatie", A), (f"Visitatie ({B})", B)}
    assert all(verify_snapshot(database, LOCAL_ACTOR, one).is_intact for one in snapshots)
    (act,) = list_audit(database, LOCAL_ACTOR)
    assert (act.action, act.about, act.details["versions"]) == ("import-archive", A, 5)


def test_the_same_record_gives_the_same_bytes_and_holds_no_other_institution() -> None:
    database = filled()
    assert exported(database) == exported(database, B), "one institution, by either spelling"
    assert b"Elders" not in b"".join(members(exported(database)).values())
    assert export_institution(database, LOCAL_ACTOR, "Nergens", now=NOW) == Refused(
        Why.NO_INSTITUTION, {"institution": "Nergens"}
    )


@pytest.mark.parametrize("at", [0.0, 0.5, 0.8, 0.9])
def test_an_import_that_is_stopped_leaves_nothing(at: float) -> None:
    """Up to 0.8 the file is checked; from there on its five versions are stored, the fourth of them from 0.92."""

    def stop(share: float) -> None:
        if share >= at:
            raise KeyboardInterrupt

    database = Database("sqlite://")
    with pytest.raises(KeyboardInterrupt):
        import_institution(database, LOCAL_ACTOR, an_archive(), now=LATER, told=stop)
    with database.read() as connection:
        assert (list_grids(connection), list_institutions(connection)) == ([], [])
    assert list_audit(database, LOCAL_ACTOR) == []
    heard: list[float] = []
    assert isinstance(import_institution(database, LOCAL_ACTOR, an_archive(), now=LATER, told=heard.append), Moved)
    assert heard == sorted(heard)
    assert heard[-5:] == pytest.approx([0.8, 0.84, 0.88, 0.92, 0.96])


def test_an_export_says_how_far_it_is_to_the_end_and_stops_where_it_is_told_to() -> None:
    database = filled()
    heard: list[float] = []
    data = export_institution(database, LOCAL_ACTOR, A, now=NOW, told=heard.append)
    assert data == exported(database), "told or not, the bytes are the same"
    assert heard == sorted(heard)
    assert heard[0] == 0
    assert heard[-1] > 0.95

    def stop(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_institution(database, LOCAL_ACTOR, A, now=NOW, told=stop)


def test_the_log_of_the_institution_is_in_it_the_first_act_first() -> None:
    lines = [json.loads(line) for line in members(exported(filled()))["audit.jsonl"].splitlines()]
    assert [(line["action"], line["about"]) for line in lines] == [
        ("make-snapshot", f"{B} | Visitatie"),
        ("make-snapshot", f"{A} | Visitatie"),
        ("merge-institutions", A),
        ("merge-institutions", B),
    ]


def test_the_log_of_where_it_came_from_is_kept_apart_and_goes_along_again() -> None:
    """Four acts at home come along with the first archive; the import into the second with the next."""
    out = an_archive()
    there = imported(out)
    brought = list_elsewhere(there, LOCAL_ACTOR, B)
    assert [one.act.action for one in brought] == ["merge-institutions"] * 2 + ["make-snapshot"] * 2
    assert {one.archive for one in brought} == {sha256(out)}
    assert [act.action for act in list_audit(there, LOCAL_ACTOR)] == ["import-archive"]
    again = exported(there)
    further = list_elsewhere(imported(again), LOCAL_ACTOR, A)
    assert [(one.act.action, one.archive) for one in further[:2]] == [
        ("import-archive", sha256(again)),
        ("merge-institutions", sha256(out)),
    ]
    assert verify_database(there, LOCAL_ACTOR).faults == ()


def test_the_log_of_where_it_came_from_goes_with_a_merge_and_comes_back() -> None:
    database = imported(an_archive())
    keep_grid(database, grid(2, key("Elders")))
    assert isinstance(merge_institutions(database, LOCAL_ACTOR, "Elders", A, now=NOW), MergeDone)
    assert len(list_elsewhere(database, LOCAL_ACTOR, "Elders")) == 4
    assert verify_database(database, LOCAL_ACTOR).faults == ()
    assert undo_merge(database, LOCAL_ACTOR, "Elders", now=NOW) == Undone(A, "Elders")
    assert len(list_elsewhere(database, LOCAL_ACTOR, A)) == 4
    assert list_elsewhere(database, LOCAL_ACTOR, "Elders") == []
    assert verify_database(database, LOCAL_ACTOR).faults == ()


def test_the_tables_can_be_opened_in_a_spreadsheet_without_a_formula_coming_alive() -> None:
    database = Database("sqlite://")
    keep_grid(database, make_grid([row("=1+1", 3, None, code="@x"), row("Ethiek", "n/a", 1)], ["inclusion", "future"]))
    found = members(exported(database, "Example College"))
    table = list(csv.DictReader(io.StringIO(found["ratings.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [(line["code"], line["title"], line["target"], line["level"], line["cell"]) for line in table] == [
        ("'@x", "'=1+1", "inclusion", "3", "G6"),
        ("", "Ethiek", "future", "1", "H7"),
    ]
    origin = ("version", "stored_at", "stored_by", "file", "sheet", "written", "carried")
    assert [table[0][name] for name in origin] == [
        *("1", "2026-11-03T12:00:00+00:00", "somebody", "example.xlsx", "Grid", "practised", "0"),
    ]
    courses = list(csv.DictReader(io.StringIO(found["courses.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [(line["title"], line["ects"], line["phase"], line["status"]) for line in courses] == [
        ("'=1+1", "3", "1", "compulsory"),
        ("Ethiek", "3", "1", "compulsory"),
    ]


def without_zero_credits(made: Grid) -> Grid:
    return replace(made, courses=tuple(replace(course, ects=course.ects or None) for course in made.courses))


# Each example makes two databases: a quarter of the usual number.
@settings(max_examples=settings().max_examples // 4, suppress_health_check=[HealthCheck.too_slow])
@given(stored=st.lists(any_grids.map(without_zero_credits), min_size=1, max_size=4), keeps=st.booleans())
def test_any_versions_come_back_with_equal_checksums(stored: list[Grid], keeps: bool) -> None:
    database = Database("sqlite://")
    for one in stored:
        store(database, with_kept(one, stored[0], range(len(stored[0].courses))) if keeps else one)
    out = exported(database, "Example College")
    again = imported(out)
    assert checksums(again, "Example College") == checksums(database, "Example College")
    assert without_log(exported(again, "Example College")) == without_log(out)


def test_it_is_never_mixed_with_what_is_here() -> None:
    data, database = an_archive(), Database("sqlite://")
    keep_grid(database, grid(1, key(B)))
    outcome = import_institution(database, LOCAL_ACTOR, data, now=LATER)
    assert outcome == Refused(Why.SPELLING_ELSEWHERE, {"institution": A, "spelling": B})
    keep_grid(database, grid(1, key(A)))
    outcome = import_institution(database, LOCAL_ACTOR, data, now=LATER)
    assert outcome == Refused(Why.ALREADY_HERE, {"institution": A})
    assert len(checksums(database)) == 1


@pytest.mark.xdist_group("postgresql")
@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_deleting_takes_everything_of_the_institution_and_nothing_of_another(
    where: str, request: pytest.FixtureRequest
) -> None:
    """Both read the same file: it stays for the other one. The log says that it was done, and may come in again."""
    url = "sqlite://" if where == "sqlite" else request.getfixturevalue("postgresql")
    out = an_archive()
    database = imported(out, url)
    other = sha256(b"shared")
    keep_grid(database, grid(1, key("Elders"), sha256=other))
    keep_grid(database, grid(1, key(A, FAMILY), sha256=other), 5)
    keep_original(database, other, b"shared")
    keep_answer(database, "Elders", "x", 3)
    asked = delete_institution(database, LOCAL_ACTOR, A, A.lower(), now=LATER)
    assert asked == Refused(Why.NOT_CONFIRMED, {"institution": A})
    assert len(checksums(database)) == 4
    assert delete_institution(database, LOCAL_ACTOR, B, A, now=LATER) == Moved(A, 4, 6, 2)
    with database.read() as connection:
        assert [info.key.institution for info in list_grids(connection)] == ["Elders"]
        assert load_original(connection, sha256(FILE), LATER) is None
        assert load_original(connection, other, LATER) is not None
    assert list_snapshots(database, LOCAL_ACTOR) == []
    assert (remembered(database, LOCAL_ACTOR, A).marks, dict(remembered(database, LOCAL_ACTOR, "Elders").marks)) == (
        {},
        {"x": 3},
    )
    act = list_audit(database, LOCAL_ACTOR, A)[0]
    assert (act.action, act.details) == (
        "delete-institution",
        {"grids": 4, "versions": 6, "snapshots": 2, "files": 1, "names": [B, A]},
    )
    assert isinstance(import_institution(database, LOCAL_ACTOR, out, now=LATER), Moved)
    assert len(list_snapshots(database, LOCAL_ACTOR, A)) == 2
    database.close()


def test_the_snapshots_of_a_spelling_that_was_absorbed_go_too() -> None:
    database = filled()
    assert delete_institution(database, LOCAL_ACTOR, A, A, now=LATER) == Moved(A, 3, 5, 2)
    assert list_snapshots(database, LOCAL_ACTOR) == []
