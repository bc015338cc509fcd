"""An archive that somebody changed, or that is none, is refused with a sentence, and nothing is stored."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.decisions import Decision, DecisionKind, decision_document
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import About, Entry, Subject, entry_document
from curriculum_map.services.archive import Moved, import_institution
from curriculum_map.services.archive_zip import ArchiveLimits, pack, sha256
from curriculum_map.storage.database import Database
from curriculum_map.storage.frameworks import save_framework
from curriculum_map.storage.grids import list_grids
from tests.databases import writing
from tests.frameworks.own_frameworks import SMALL
from tests.services.archives import FILE, LATER, an_archive, members
from tests.services.record import (
    NOW,
    SOCIAL_WORK,
)


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
        ("answers.json", replaced(b'"x"', b'"' + b"x" * 301 + b'"'), True, Why.UNREADABLE_MEMBER),
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


DECISION = Entry(
    About(SOCIAL_WORK, None, None, Subject.DECISION, "1"),
    1,
    decision_document(Decision("inclusion", DecisionKind.CHOICE, "Bewust", "2026-27", GapKind.HARD, Level.EXEMPLARY)),
    NOW,
    "somebody",
)


def with_entry(entry: Entry) -> bytes:
    """The archive with another entry in the register."""

    def change(data: bytes) -> bytes:
        return json.dumps([*json.loads(data), entry_document(entry)]).encode()

    return meddled("register.json", change, with_checksum=True)


@pytest.mark.parametrize(
    "changed",
    [
        {"body": {}},
        {"body": {**(DECISION.body or {}), "kind": "wish"}},
        {"body": {**(DECISION.body or {}), "text": 7}},
        {"about": replace(DECISION.about, name="one")},
        {"number": 2},
    ],
    ids=str,
)
def test_a_decision_that_could_not_be_read_again_is_refused(changed: dict[str, Any]) -> None:
    assert isinstance(import_institution(Database("sqlite://"), LOCAL_ACTOR, with_entry(DECISION), now=LATER), Moved)
    assert refused(with_entry(replace(DECISION, **changed))).why is Why.UNREADABLE_MEMBER


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
