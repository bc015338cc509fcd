"""How the app is served: the same settings by either door, the headers, and app.py as Streamlit has to find it."""

import ast
import asyncio
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.runtime import memory_media_file_storage as storage
from streamlit.runtime.media_file_storage import MediaFileKind

from curriculum_map.ui.file_addresses import make_unguessable
from curriculum_map.ui.frame.menu import NAMES, STATEMENT, menu
from curriculum_map.ui.server import SCRIPT, STREAMLIT_CONFIG, options

ROOT = Path(__file__).parent.parent.parent


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, object]:
    """The settings of a TOML table by their dotted names."""
    found: dict[str, object] = {}
    for name, value in table.items():
        found |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": value}
    return found


def answer_of(app: Starlette, path: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app") as client:
            return await client.get(path)

    # In a thread of its own: where a browser test ran before, this one already has a running loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(ask())).result()


def test_streamlit_run_and_serve_have_the_same_settings() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert flat(config) == dict(STREAMLIT_CONFIG)


def test_streamlit_accepts_the_options() -> None:
    assert isinstance(st.App(**options()), st.App)
    assert SCRIPT.is_file()


def test_app_py_makes_the_app_where_streamlit_looks_for_it() -> None:
    source = (ROOT / "app.py").read_text(encoding="utf-8")
    made = [node.value for node in ast.parse(source).body if isinstance(node, ast.Assign)]
    assert [ast.unparse(call.func) for call in made if isinstance(call, ast.Call)] == ["st.App"]
    assert len(source.splitlines()) < 50


def test_every_answer_carries_the_safe_headers() -> None:
    async def answer(_request: object) -> PlainTextResponse:
        return PlainTextResponse("ok")

    app = Starlette(routes=[Route("/", answer)], middleware=options()["middleware"])
    headers = answer_of(app, "/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"


def test_each_page_is_told_where_its_app_begins_before_a_script_of_streamlit_looks_for_it() -> None:
    app = Starlette(routes=options()["routes"])
    assert set(NAMES) == {*menu(), STATEMENT}
    assert answer_of(app, "/start?lang=en").headers["location"] == "./?lang=en"
    for page in {*NAMES} - {"start"}:
        html = answer_of(app, f"/{page}").text
        assert 0 < html.index("BACKEND_BASE_URL") < html.index('<script type="module"')


def test_a_name_that_no_page_has_leads_to_the_start_page_which_says_so() -> None:
    """Files and what is Streamlit's own are not taken for pages."""
    app = Starlette(routes=options()["routes"])
    answer = answer_of(app, "/no-page?lang=en")
    assert answer.is_redirect
    assert answer.headers["location"] == "./?lang=en&page=no-page"
    assert {answer_of(app, path).status_code for path in ("/favicon.png", "/_stcore/health", "/oauth2callback")} == {
        404
    }


def test_what_stands_below_a_page_leads_to_the_page_which_says_so() -> None:
    app = Starlette(routes=options()["routes"])
    for asked, led_to in (
        ("/overview/x", "../overview?page=overview%2Fx"),
        ("/data/a/b?part=log", "../../data?part=log&page=data%2Fa%2Fb"),
        ("/overview/?lang=en", "../overview?lang=en"),
    ):
        answer = answer_of(app, asked)
        assert (answer.is_redirect, answer.headers["location"]) == (True, led_to)


def test_the_address_of_a_file_comes_from_all_of_it_and_a_key_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two megabytes that differ in one byte off the pieces that Streamlit looks at; and the same file elsewhere."""
    monkeypatch.setattr(storage, "_calculate_file_id", storage._calculate_file_id)
    data = bytes(2 * 2**20)
    other = data[:100_000] + b"x" + data[100_001:]
    addresses = []
    for _process in range(2):
        make_unguessable()
        kept = storage.MemoryMediaFileStorage("/media")
        first, again, changed, renamed = (
            kept.load_and_get_id(file, "text/csv", MediaFileKind.DOWNLOADABLE, name)
            for file, name in ((data, "a.csv"), (data, "a.csv"), (other, "a.csv"), (data, "b.csv"))
        )
        assert first == again
        assert len({first, changed, renamed}) == 3
        addresses.append(first)
    assert addresses[0] != addresses[1]
