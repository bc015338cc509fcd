"""Everything of one institution goes out in one file of open formats and comes in elsewhere as it was."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.history import Made, rolled_over, with_kept
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.frameworks.own import as_edition
from curriculum_map.services.archive import Moved, delete_institution, export_institution, import_institution
from curriculum_map.services.archive_zip import ArchiveLimits, pack, sha256
from curriculum_map.services.audit import list_audit
from curriculum_map.services.identity import merge_institutions
from curriculum_map.services.programmes import add_programme, own_programmes
from curriculum_map.services.remembered import remembered
from curriculum_map.services.snapshots import list_snapshots, make_snapshot, verify_snapshot
from curriculum_map.storage.archived import versions_of
from curriculum_map.storage.database import Database
from curriculum_map.storage.frameworks import save_framework
from curriculum_map.storage.grids import find_grid, list_grids
from curriculum_map.storage.originals import load_original
from curriculum_map.storage.versions import Making, StoredLink, save_links, save_version
from tests.analytics.strategies import grids
from tests.databases import store, writing
from tests.frameworks.own_frameworks import SMALL
from tests.grids import make_grid, row
from tests.services.record import (
    FAMILY,
    NOW,
    SOCIAL_WORK,
    A,
    B,
    grid,
    keep_ambition,
    keep_answer,
    keep_grid,
    keep_original,
    key,
)

FILE = b"the workbook as it came"
LATER = NOW + timedelta(days=2)


def filled() -> Database:
    """Two spellings that were merged, versions, links, a year rolled over, an own programme, an own framework."""
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(B)), 0)
    keep_grid(database, grid(2, key(A), sha256=sha256(FILE)), 10)
    keep_grid(database, grid(3, key(B), "=1+1"), 20)
    keep_ambition(database, key(A), Level.PRACTISED)
    keep_ambition(database, key(A), Level.EXEMPLARY, 1)
    keep_answer(database, A, "x", 1)
    keep_original(database, sha256(FILE), FILE)
    make_snapshot(database, LOCAL_ACTOR, B, "Visitatie", now=NOW)
    make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW)
    merge_institutions(database, LOCAL_ACTOR, A, B, now=NOW)
    add_programme(database, LOCAL_ACTOR, "Graduaat", now=NOW)
    _with_last_years_grid(database)
    keep_grid(database, grid(2, key("Elders")), 40)
    return database


def _with_last_years_grid(database: Database) -> None:
    """Rolled over from version 3 of this year's grid, with a course that was linked; and one of an own framework."""
    target = as_edition(SMALL).targets(Granularity.ELEMENT)[0]
    with writing(database) as connection:
        save_framework(connection, SMALL, sha256="0" * 64, at=NOW)
        now = find_grid(connection, key(A))
        assert now is not None
        next_year = rolled_over(grid(2, key(A)), "2027-28")
        making = Making(NOW, "somebody", Made.ROLLED_OVER, made_from=now.version_id)
        stored = save_version(connection, next_year, None, making)
        save_links(connection, stored.version_id, [StoredLink(0, now.version_id, 0)])
    store(database, make_grid([row("A", 2)], [target], edition=SMALL.id, key=key(A, "Graduaat")))


def exported(database: Database, institution: str = A) -> bytes:
    data = export_institution(database, LOCAL_ACTOR, institution, now=NOW)
    assert isinstance(data, bytes)
    return data


def imported(data: bytes, url: str = "sqlite://") -> Database:
    database = Database(url)
    assert isinstance(import_institution(database, LOCAL_ACTOR, data, now=LATER), Moved)
    return database


@cache
def an_archive() -> bytes:
    return exported(filled())


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without_log(data: bytes) -> dict[str, bytes]:
    """The members but for the log, and the manifest without its checksum: what happened elsewhere differs."""
    found = members(data)
    del found["audit.jsonl"]
    manifest = json.loads(found["manifest.json"])
    del manifest["members"]["audit.jsonl"]
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


def test_the_log_of_the_institution_is_in_it_the_first_act_first() -> None:
    lines = [json.loads(line) for line in members(exported(filled()))["audit.jsonl"].splitlines()]
    assert [(line["action"], line["about"]) for line in lines] == [
        ("make-snapshot", f"{B} | Visitatie"),
        ("make-snapshot", f"{A} | Visitatie"),
        ("merge-institutions", A),
    ]


def test_the_tables_can_be_opened_in_a_spreadsheet_without_a_formula_coming_alive() -> None:
    database = Database("sqlite://")
    keep_grid(database, make_grid([row("=1+1", 3, None, code="@x"), row("Ethiek", "n/a", 1)], ["inclusion", "future"]))
    found = members(exported(database, "Example College"))
    table = list(csv.DictReader(io.StringIO(found["ratings.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [(line["code"], line["title"], line["target"], line["level"], line["cell"]) for line in table] == [
        ("'@x", "'=1+1", "inclusion", "3", "G6"),
        ("", "Ethiek", "future", "1", "H7"),
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
@given(stored=st.lists(grids.map(without_zero_credits), min_size=1, max_size=4), keeps=st.booleans())
def test_any_versions_come_back_with_equal_checksums(stored: list[Grid], keeps: bool) -> None:
    database = Database("sqlite://")
    for one in stored:
        store(database, with_kept(one, stored[0], range(len(stored[0].courses))) if keeps else one)
    out = exported(database, "Example College")
    again = imported(out)
    assert checksums(again, "Example College") == checksums(database, "Example College")
    assert without_log(exported(again, "Example College")) == without_log(out)


def refused(data: bytes, limits: ArchiveLimits | None = None) -> Refused:
    database = Database("sqlite://")
    outcome = import_institution(database, LOCAL_ACTOR, data, now=LATER, limits=limits or ArchiveLimits())
    assert isinstance(outcome, Refused)
    with database.read() as connection:
        assert list_grids(connection) == []
    assert database.change_count() == 0
    return outcome


def meddled(name: str, change: Callable[[bytes], bytes], *, with_checksum: bool) -> bytes:
    """The archive with one member changed, and if asked with a checksum that fits."""
    found = members(an_archive())
    found[name] = change(found[name])
    if with_checksum:
        manifest = json.loads(found["manifest.json"])
        manifest["members"][name] = sha256(found[name])
        found["manifest.json"] = json.dumps(manifest).encode()
    return pack(found)


GRID = "grids/0001/v0001.json"


def in_grid(**changes: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        document = json.loads(data)
        document["grid"] |= changes
        return json.dumps(document).encode()

    return change


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, new)


@pytest.mark.parametrize(
    ("name", "change", "with_checksum", "why"),
    [
        (GRID, replaced(b'"levels":"02"', b'"levels":"03"'), False, Why.WRONG_CHECKSUM),
        (GRID, replaced(b'"levels":"02"', b'"levels":"03"'), True, Why.WRONG_CHECKSUM),
        (GRID, in_grid(levels="0203"), True, Why.UNREADABLE_MEMBER),
        (GRID, in_grid(perspective="boss"), True, Why.UNREADABLE_MEMBER),
        (GRID, lambda _: b"[" * 100_000, True, Why.UNREADABLE_MEMBER),
        (GRID, lambda _: b"[]", True, Why.UNREADABLE_MEMBER),
        ("snapshots/0001.json", replaced(b"Visitatie", b"Anders"), True, Why.WRONG_CHECKSUM),
        ("ambitions.json", replaced(b"essential", b"vital"), True, Why.UNREADABLE_MEMBER),
        ("frameworks.json", replaced(b'"items"', b'"things"'), True, Why.UNREADABLE_MEMBER),
        ("answers.json", lambda _: b"{}", True, Why.UNREADABLE_MEMBER),
        (f"originals/{sha256(FILE)}", lambda _: b"another file", True, Why.WRONG_CHECKSUM),
        ("manifest.json", replaced(b'"version": 1', b'"version": 2'), False, Why.OTHER_FORMAT),
        ("manifest.json", lambda _: b"{}", False, Why.NOT_AN_ARCHIVE),
        ("manifest.json", replaced(b"grids/0001/v0001.json", b"grids/0001/v0009.json"), False, Why.MISSING_MEMBER),
    ],
)
def test_whatever_somebody_changed_in_it_nothing_is_stored(
    name: str, change: Callable[[bytes], bytes], with_checksum: bool, why: Why
) -> None:
    assert refused(meddled(name, change, with_checksum=with_checksum)).why is why


def rewritten(change: Callable[[dict[str, object]], None]) -> bytes:
    """The archive with a grid that fits its checksum, but that no file can have given."""
    from curriculum_map.domain.canonical import checksum

    def all_through(data: bytes) -> bytes:
        document = json.loads(data)
        change(document["grid"])
        document["checksum"] = checksum(document["grid"])
        return json.dumps(document).encode()

    return meddled(GRID, all_through, with_checksum=True)


@pytest.mark.parametrize(
    "change",
    [
        {"levels": "4d"},
        {"written": "63"},
        {"campus": "x" * 301},
        {"rater": "a\0b"},
        {"programme": 7},
        {"edition": "x" * 51},
        {"elsewhere": [[0, 0, -1, 2]]},
        {"sources": []},
    ],
    ids=str,
)
def test_a_grid_that_no_database_could_hold_is_refused_though_its_checksum_fits(change: dict[str, object]) -> None:
    assert refused(rewritten(lambda document: document.update(change))).why is Why.UNREADABLE_MEMBER


def test_a_framework_that_is_nowhere_or_another_one_here_is_said() -> None:
    alien = rewritten(lambda document: document.update({"edition": "elsewhere"}))
    assert refused(alien) == Refused(Why.NO_FRAMEWORK, {"name": "elsewhere"})
    database = Database("sqlite://")
    with writing(database) as connection:
        save_framework(connection, replace(SMALL, title="Anders"), sha256="1" * 64, at=NOW)
    outcome = import_institution(database, LOCAL_ACTOR, an_archive(), now=LATER)
    assert outcome == Refused(Why.OTHER_FRAMEWORK, {"name": SMALL.id})


@pytest.mark.parametrize("name", ["../../etc/passwd", "/grids/0001/v0001.json", "grids/0001/v0001.json/", "evil.py"])
def test_a_member_with_another_name_is_refused(name: str) -> None:
    assert refused(pack({**members(an_archive()), name: b"x"})).facts == {"member": name}


def test_a_member_that_the_manifest_does_not_list_and_one_that_is_there_twice_are_refused() -> None:
    found = members(an_archive())
    assert refused(pack({**found, "grids/0009/v0001.json": b"{}"})).why is Why.UNKNOWN_MEMBER
    twice = io.BytesIO(pack(found))
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("README.txt", "x")
    assert refused(twice.getvalue()).why is Why.UNKNOWN_MEMBER


def test_a_bomb_and_a_file_that_is_no_zip_are_refused_before_they_are_unpacked() -> None:
    """A hundred megabytes of nothing are 100 kB; the limit here is ten."""
    bomb = pack({"README.txt": bytes(100 * 2**20)})
    assert len(bomb) < 2**18
    small = ArchiveLimits(unpacked_bytes=10 * 2**20)
    assert refused(bomb, small).why is Why.ARCHIVE_TOO_LARGE
    assert refused(bomb, ArchiveLimits(member_bytes=2**20)).why is Why.ARCHIVE_TOO_LARGE
    assert refused(bomb, ArchiveLimits(archive_bytes=2**10)).why is Why.ARCHIVE_TOO_LARGE
    assert refused(an_archive(), ArchiveLimits(members=3)).why is Why.ARCHIVE_TOO_LARGE
    # A size that is said too small: what is unpacked ends there, and the zip's own checksum is wrong.
    lying = bomb.replace((100 * 2**20).to_bytes(4, "little"), (2**10).to_bytes(4, "little"))
    assert refused(lying, small).why is Why.NOT_AN_ARCHIVE
    for data in (b"", b"PK", b"%PDF-1.7", an_archive()[:-30]):
        assert refused(data).why is Why.NOT_AN_ARCHIVE


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
        {"grids": 4, "versions": 6, "snapshots": 2, "files": 1},
    )
    assert isinstance(import_institution(database, LOCAL_ACTOR, out, now=LATER), Moved)
    assert len(list_snapshots(database, LOCAL_ACTOR, A)) == 2
    database.close()


def test_the_snapshots_of_a_spelling_that_was_absorbed_go_too() -> None:
    database = filled()
    assert delete_institution(database, LOCAL_ACTOR, A, A, now=LATER) == Moved(A, 3, 5, 2)
    assert list_snapshots(database, LOCAL_ACTOR) == []
