"""A snapshot that somebody changed in the database says again what it said, and nothing else can come in its place."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text, update

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.canonical import canonical_bytes
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.services.archive import export_institution
from curriculum_map.services.audit import list_audit
from curriculum_map.services.database_care import check_database, verify_database
from curriculum_map.services.snapshot_repair import put_back
from curriculum_map.services.snapshots import export_snapshot, list_snapshots, make_snapshot, still_intact
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.record_tables import snapshots
from curriculum_map.storage.snapshots import SnapshotInfo
from tests.databases import KINDS, writing
from tests.services.archives import LATER
from tests.services.record import NOW, A, grid, keep_comment, keep_grid, key


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    is_sqlite = request.param == "sqlite"
    opened = Database(sqlite_url(tmp_path / "a.sqlite3") if is_sqlite else request.getfixturevalue("postgresql"))
    keep_grid(opened, grid(2, key(A)))
    keep_comment(opened, A, "Waarom hier?")
    yield opened
    opened.close()


def frozen(database: Database) -> tuple[SnapshotInfo, bytes]:
    made = make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW, note="Voor het panel")
    assert not isinstance(made, Refused)
    return made, export_snapshot(database, LOCAL_ACTOR, made.id) or b""


def changed(document: bytes) -> bytes:
    """The same with another note, as somebody would write it who knows how a document is made."""
    return canonical_bytes(json.loads(document) | {"note": "Voor niemand"})


def meddle(database: Database, **values: object) -> None:
    """As somebody does it who may write SQL of their own: the trigger is off for as long as it takes."""
    is_sqlite = database.url.startswith("sqlite")
    with writing(database) as connection:
        of_sqlite = "SELECT sql FROM sqlite_master WHERE name = 'snapshot_no_update'"
        trigger = connection.execute(text(of_sqlite)).scalar_one() if is_sqlite else ""
        off = "DROP TRIGGER snapshot_no_update" if is_sqlite else "ALTER TABLE snapshot DISABLE TRIGGER USER"
        connection.execute(text(off))
        connection.execute(update(snapshots).values(values))
        connection.execute(text(trigger if is_sqlite else "ALTER TABLE snapshot ENABLE TRIGGER USER"))


@pytest.mark.parametrize("what", ["document", "document and hash", "columns"])
def test_from_the_file_that_was_exported_it_is_as_it_was(database: Database, what: str) -> None:
    made, document = frozen(database)
    other = zlib.compress(changed(document))
    values: dict[str, dict[str, object]] = {
        "document": {"document": other},
        "document and hash": {"document": other, "sha256": "f" * 64},
        "columns": {"name": "Anders", "made_by": "iemand anders"},
    }
    meddle(database, **values[what])
    (there,) = list_snapshots(database, LOCAL_ACTOR)
    assert not still_intact(database, LOCAL_ACTOR, there.id)
    assert isinstance(export_institution(database, LOCAL_ACTOR, A, now=LATER), Refused)
    assert put_back(database, LOCAL_ACTOR, there, document, now=LATER) == made
    assert list_snapshots(database, LOCAL_ACTOR) == [made]
    assert export_snapshot(database, LOCAL_ACTOR, made.id) == document
    assert verify_database(database, LOCAL_ACTOR).faults == ()
    faults = check_database(LOCAL_ACTOR, database.url)
    assert faults == [], "nothing says any more that an erasure is going on"
    assert isinstance(export_institution(database, LOCAL_ACTOR, A, now=LATER), bytes)
    assert list_audit(database, LOCAL_ACTOR)[0].details == {"put_back": made.sha256}


def test_nothing_else_comes_in_its_place(database: Database) -> None:
    made, document = frozen(database)
    facts = {"name": "Visitatie", "institution": A}
    assert put_back(database, LOCAL_ACTOR, made, document, now=LATER) == Refused(Why.SNAPSHOT_IS_INTACT, facts)
    meddle(database, document=b"x")
    for other in (changed(document), b"", b"{}", document + b" "):
        refused = put_back(database, LOCAL_ACTOR, made, other, now=LATER)
        assert refused == Refused(Why.NOT_WHAT_WAS_FROZEN, facts)
        assert not still_intact(database, LOCAL_ACTOR, made.id), "as it was found"
    assert list_snapshots(database, LOCAL_ACTOR) == [made]
