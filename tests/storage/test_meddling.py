"""Each column of each table changed by hand, a row taken out, a row put in: verifying sees it and names it.

What it cannot see, and why, stands in docs/database.md.
"""

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import JSON, Boolean, Column, DateTime, Float, Integer, LargeBinary, Table, TypeDecorator

from curriculum_map.domain.actors import LOCAL_ACTOR, Action
from curriculum_map.domain.levels import Level
from curriculum_map.domain.official_wording import Wording
from curriculum_map.services.database_care import verify_database
from curriculum_map.services.identity import merge_institutions
from curriculum_map.services.snapshots import make_snapshot
from curriculum_map.storage.audit import Act
from curriculum_map.storage.database import Database
from curriculum_map.storage.drafts import Draft, DraftInfo, save_draft
from curriculum_map.storage.elsewhere import ActElsewhere, save_elsewhere
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.frameworks import save_framework
from curriculum_map.storage.official_wording import replace_wording
from curriculum_map.storage.programmes import save_programme
from curriculum_map.storage.tables import metadata
from curriculum_map.storage.versions import StoredLink, save_links
from tests.databases import writing
from tests.frameworks.own_frameworks import SMALL
from tests.services.record import (
    NOW,
    A,
    B,
    grid,
    keep_ambition,
    keep_answer,
    keep_comment,
    keep_grid,
    keep_original,
    key,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "database.md"
FILE = b"Code;Titel"
SHA256 = hashlib.sha256(FILE).hexdigest()
# What is not the record: `db check` or nobody looks at it (docs/database.md).
NOT_SEEN = {
    "erasure": ("put in",),
    "original": ("file_name", "kept_until", "taken out"),
    "draft": (
        *("sha256", "institution", "file_name", "data", "answers", "choices", "created_at", "created_by", "kept_until"),
        *("taken out", "put in"),
    ),
}
# In which words the row that was meddled with is named: what it is about, or its table and its key.
NAMED = {
    "institution": f"{A}|institution 1001",
    "spelling": "institution 1",
    "merge": "merge (1|1001)",
    "own_programme": "own_programme (Ergo|hacked)",
    "grid": "grid (1|1002)",
    "grid_version": rf"grid_version 1 |{A} \| social-work \| 2026-27 \| \w+ \| coordinator \| (1|1001)",
    "source": rf"{A} \| social-work \| 2026-27 \| \w+ \| coordinator \| 1",
    "course": rf"{A} \| social-work \| 2026-27 \| \w+ \| coordinator \| 1",
    "course_link": "grid_version 2",
    "ambition_set": rf"ambition_set (1|1002)|{A} \| social-work \| 2026-27",
    "ambition": rf"{A} \| social-work \| 2026-27 \| (1|2)",
    "entry": "entry (1|1001)",
    "snapshot": f"^snapshot: ({A}|.* Visitatie)|snapshot 1 ",
    "framework": f"framework ({SMALL.id}|hacked)",
    "official_wording": "official_wording (kjg-nl nl|hacked hacked)",
    "remembered_answer": "remembered_answer (hogeschool gent|hacked)",
    "original": "map.xlsx",
    "elsewhere": "elsewhere (1|1001)",
    "audit": "^line: |^log-end: ",
    "changes": "^log-end: ",
}


def filled(file: Path) -> None:
    """A row in every table but `erasure`, in which there is one only while an erasure goes on."""
    database = Database(sqlite_url(file))
    for number, one in enumerate((grid(1, key(A)), grid(2, key(A)), grid(3, key(B, rater="docenten")))):
        keep_grid(database, one, number)
    keep_ambition(database, key(A), Level.PRACTISED)
    keep_ambition(database, key(A), Level.EXEMPLARY, 1)
    keep_answer(database, A, "gk", 2)
    keep_comment(database, A, "Waarom hier?")
    keep_original(database, SHA256, FILE)
    with writing(database) as connection:
        save_links(connection, {2: [StoredLink(0, 1, 0)]})
        save_programme(connection, "Ergo")
        acts = [Act(NOW, "somebody", Action.IMPORT_GRID, A, {"version": one}) for one in (1, 2)]
        save_elsewhere(connection, 1, [ActElsewhere(act, "c" * 64) for act in acts])
        save_framework(connection, SMALL, sha256="0" * 64, at=NOW)
        replace_wording(connection, "kjg-nl", "nl", [Wording("kjg-nl", "kjg-nl:vision.skills.1", "nl", "zin")])
        save_draft(connection, Draft(DraftInfo(SHA256, A, "map.csv", NOW, "somebody", NOW), FILE, "marks: {}"))
    make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW)
    merge_institutions(database, LOCAL_ACTOR, A, B, now=NOW)
    database.close()


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("meddling") / "record.sqlite3"
    filled(file)
    with closing(sqlite3.connect(file)) as connection:
        for table, operation in (
            ("snapshot", "update"),
            ("snapshot", "delete"),
            ("audit", "update"),
            ("audit", "delete"),
        ):
            connection.execute(f"DROP TRIGGER {table}_no_{operation}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.commit()
    return file


def found_after(untouched: Path, folder: Path, statement: str = "") -> list[str]:
    """What verifying says after a statement of a program that knows nothing of foreign keys."""
    file = folder / "record.sqlite3"
    shutil.copy(untouched, file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        assert connection.total_changes == bool(statement)
        connection.commit()
    database = Database(sqlite_url(file))
    faults = verify_database(database, LOCAL_ACTOR).faults
    database.close()
    return [f"{fault.kind}: {fault.about}" for fault in faults]


def otherwise(column: Column[object]) -> str:
    """Another value of the column's kind, as SQL."""
    name, kind = f'"{column.name}"', column.type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    if column.table.name == "ambition" and column.name == "level":
        return "1 + level % 3"
    if isinstance(kind, Boolean):
        return f"1 - {name}"
    if isinstance(kind, Integer | Float):
        return f"coalesce({name}, 0) + 1000"
    if isinstance(kind, DateTime):
        return f"'{datetime(1999, 1, 1):%Y-%m-%d %H:%M:%S}.000000'"  # noqa: DTZ001
    if isinstance(kind, JSON):
        return "'[7]'"
    return "x'00'" if isinstance(kind, LargeBinary) else "'hacked'"


def one_row(table: Table) -> str:
    """The first row: of the first version of the grid with two, the first line of the log."""
    return f'rowid = (SELECT min(rowid) FROM "{table.name}")'


def changed(table: Table, column: Column[object]) -> str:
    """The first row with another value in a column, as SQL."""
    return f'UPDATE "{table.name}" SET "{column.name}" = {otherwise(column)} WHERE {one_row(table)}'


def put_in(table: Table) -> str:
    """A copy of the last row with another key, as SQL."""
    row = ", ".join(
        _another(column) if column.primary_key or column.unique else f'"{column.name}"' for column in table.c
    )
    if table.name in ("grid", "grid_version", "ambition_set", "entry", "snapshot"):
        name = {
            "grid": "rater",
            "grid_version": "number",
            "ambition_set": "number",
            "entry": "number",
            "snapshot": "name",
        }[table.name]
        row = row.replace(f'"{name}"', otherwise(table.c[name]))
    columns = ", ".join(f'"{column.name}"' for column in table.c)
    last = f'rowid = (SELECT max(rowid) FROM "{table.name}")'
    return f'INSERT INTO "{table.name}" ({columns}) SELECT {row} FROM "{table.name}" WHERE {last}'


def _another(column: Column[object]) -> str:
    # What belongs to an object stays with it: another course of the same version.
    return f'"{column.name}"' if column.name in ("version_id", "set_id") else otherwise(column)


TABLES = [table for table in metadata.sorted_tables if table.name != "erasure"]
CASES = [
    *(
        pytest.param(table.name, changed(table, column), id=f"{table.name}.{column.name}")
        for table in TABLES
        for column in table.c
        if column.name not in NOT_SEEN.get(table.name, ())
    ),
    *(
        pytest.param(table.name, f'DELETE FROM "{table.name}" WHERE {one_row(table)}', id=f"{table.name} taken out")
        for table in TABLES
        if "taken out" not in NOT_SEEN.get(table.name, ())
    ),
    *(
        pytest.param(table.name, put_in(table), id=f"{table.name} put in")
        for table in TABLES
        if "put in" not in NOT_SEEN.get(table.name, ())
    ),
]


@pytest.mark.parametrize(("table", "statement"), CASES)
def test_what_was_done_by_hand_is_seen_and_named(untouched: Path, tmp_path: Path, table: str, statement: str) -> None:
    found = found_after(untouched, tmp_path, statement)
    assert any(re.search(NAMED[table], fault) for fault in found), found


def test_without_meddling_nothing_is_found(untouched: Path, tmp_path: Path) -> None:
    assert found_after(untouched, tmp_path) == []


@pytest.mark.parametrize("what", ["the newest ambitions", "the last line of the log", "the newest version"])
def test_the_last_of_its_kind_is_missed_too(untouched: Path, tmp_path: Path, what: str) -> None:
    statement, named = {
        "the newest ambitions": ("DELETE FROM ambition_set WHERE id = 2", "logged: ambition_set 2 (a test)"),
        "the last line of the log": ("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)", "log-end: "),
        "the newest version": ("DELETE FROM grid_version WHERE id = 2", "logged: grid_version 2 (a test)"),
    }[what]
    assert any(fault.startswith(named) for fault in found_after(untouched, tmp_path, statement))


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_the_document_says_of_each_table_what_is_seen(table: Table) -> None:
    (line,) = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith(f"| `{table.name}` |")]
    assert all(f"`{name}`" in line for name in NOT_SEEN.get(table.name, ()) if name in table.c)
