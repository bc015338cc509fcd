"""The faults of an upload on its way in, by their number in the catalogue: two at once, and a visitor who leaves."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from starlette.applications import Starlette
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette import starlette_routes

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.importing.reading import Reading, read_file
from curriculum_map.services.grids import list_stored
from curriculum_map.services.imports import Outcome, import_reading
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.ui.server import STREAMLIT_CONFIG
from tests.faults.uploads import NOW
from tests.workbooks import ABOUT, MATRIX, rows_of, xlsx

LONGEST = 120
"""Seconds that the bytes of somebody who left may stay in memory."""


def workbook(level: int) -> bytes:
    """A map of one course with this level."""
    table = f"Code | Opleidingsonderdeel | inclusion | choosing\nA | Ethiek en recht | {level} | {level}"
    return xlsx({"Opleiding": ABOUT, MATRIX: rows_of(table)})


async def put(app: Starlette, files: list[tuple[str, tuple[str, bytes]]]) -> int:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app") as client:
        return (await client.put("/_stcore/upload_file/visit/file", files=files)).status_code


def test_u01_two_files_in_one_upload_are_refused_and_neither_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starlette_routes, "is_xsrf_enabled", lambda: False)
    kept = MemoryUploadedFileManager("/_stcore/upload_file")
    runtime = cast("Any", SimpleNamespace(is_active_session=lambda _: True))
    app = Starlette(routes=starlette_routes.create_upload_routes(runtime, kept, None))
    files = [(name, (f"{name}.xlsx", workbook(1))) for name in ("a", "b")]

    def statuses() -> list[int]:
        return [asyncio.run(put(app, some)) for some in (files, files[:1])]

    # In a thread of its own: where a browser test ran before, this one already has a running loop.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(statuses).result() == [400, 204]
    assert [one.name for one in kept.get_files("visit", ["file"])] == ["a.xlsx"]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "grids.sqlite3"))


def test_u02_of_two_uploads_at_once_each_is_read_for_itself_and_one_is_stored(database: Database) -> None:
    """Both are of one programme and year: the second is stored only by who saw what it takes the place of."""

    def read(level: int) -> Reading:
        return read_file("a.xlsx", workbook(level))

    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(read, (1, 2, 3, 0)))
    assert [set(one.grids[0].levels) - {255} for one in readings] == [{1}, {2}, {3}, {0}]
    outcomes = [import_reading(database, LOCAL_ACTOR, one, now=NOW).outcome for one in readings[:2]]
    assert outcomes == [Outcome.STORED, Outcome.NEEDS_CONFIRMATION]
    assert len(list_stored(database, LOCAL_ACTOR)) == 1


class Visit:
    """A session of Streamlit as far as its files go: they go with it."""

    def __init__(self, name: str, kept: MemoryUploadedFileManager) -> None:
        self.id, self.kept = name, kept

    def __del__(self) -> None:
        self.kept.remove_session_files(self.id)


def test_u05_the_bytes_of_a_visitor_who_left_go_with_the_visit_within_two_minutes() -> None:
    """A second takes the place of the two minutes of the settings; who comes next clears away what is over."""
    assert 0 < int(str(STREAMLIT_CONFIG["server.disconnectedSessionTTL"])) <= LONGEST
    kept, left = MemoryUploadedFileManager("/_stcore/upload_file"), MemorySessionStorage(ttl_seconds=1)
    for name in ("gone", "here"):
        kept.add_file(name, UploadedFileRec("file", "a.xlsx", "", workbook(1)))
    left.save(cast("Any", SimpleNamespace(session=Visit("gone", kept))))
    assert kept.get_files("gone", ["file"])
    sleep(1.1)
    assert left.list() == []
    next_one = Visit("here", kept)
    left.save(cast("Any", SimpleNamespace(session=next_one)))
    assert [bool(kept.get_files(name, ["file"])) for name in ("gone", "here")] == [False, True]
