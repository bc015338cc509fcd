"""How the app is served: its script, its settings, its headers, and what is made ready before the first visitor."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.samples import load_samples, put_unusable_demo_aside
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.ui.components.address import NO_PAGE
from curriculum_map.ui.file_addresses import make_unguessable
from curriculum_map.ui.frame.menu import NAMES
from curriculum_map.ui.session import say_fault
from curriculum_map.wording.troubles import demo_aside_sentence

SCRIPT = Path(__file__).parent / "frame" / "main.py"

# The same as .streamlit/config.toml, which only `streamlit run` reads; a test keeps them equal.
STREAMLIT_CONFIG: Mapping[str, object] = {
    "server.headless": True,
    "server.address": "127.0.0.1",
    "server.maxUploadSize": 10,
    "server.fileWatcherType": "none",
    "server.enableStaticServing": False,
    "server.disconnectedSessionTTL": 120,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "runner.postScriptGC": False,
    "theme.showWidgetBorder": True,
    "theme.linkUnderline": True,
    "theme.light.primaryColor": "#0b5cad",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f3f4f6",
    "theme.light.textColor": "#0f1115",
    "theme.light.borderColor": "#6b7280",
    "theme.light.linkColor": "#0b4f94",
    "theme.dark.primaryColor": "#7db7ff",
    "theme.dark.backgroundColor": "#101318",
    "theme.dark.secondaryBackgroundColor": "#1b2028",
    "theme.dark.textColor": "#f4f6f8",
    "theme.dark.linkColor": "#7db7ff",
}

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
)

# Opened at /gaps, Streamlit asks whether the app lives under /gaps, waits, and then looks at the root, which takes a
# tenth of a second and leaves two errors in the browser's console: so its page is told where the root is.
_THEIRS = "<title>Streamlit</title>"
_OURS = """<title>curriculum-map</title>
    <script>window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href}</script>"""


def options() -> dict[str, Any]:
    """What st.App is made with."""
    return {
        "script_path": SCRIPT,
        "lifespan": _lifespan,
        "routes": _pages(),
        "middleware": [Middleware(_SafeHeaders)],
        "on_script_error": say_fault,
    }


def run(host: str, port: int) -> None:
    """Serves the app until it is stopped."""
    st.App(**options()).run(config=_config(host, port))


def _config(host: str, port: int) -> dict[str, object]:
    # A file that is too large is refused before it is sent; one that came in all the same, when it is opened.
    set_here = {"server.address": host, "server.port": port, "server.maxUploadSize": Settings().max_file_mb}
    return {**STREAMLIT_CONFIG, **set_here}


class _Words(Convertor[str]):
    """What could be the name of a page: a file has a dot in its name, and what is Streamlit's own a line or a digit."""

    regex = "[A-Za-z-]+"

    def convert(self, value: str) -> str:
        """The same."""
        return value

    def to_string(self, value: str) -> str:
        """The same."""
        return value


register_url_convertor("words", _Words())


def _pages() -> list[Route]:
    """Every page by its address, any other name too; where an app has a longer root, Streamlit answers itself."""
    html = files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8").replace(_THEIRS, _OURS)

    async def page(_request: Request) -> HTMLResponse:
        return HTMLResponse(html, headers={"cache-control": "no-cache"})

    async def no_page(request: Request) -> RedirectResponse:
        # The start page says so, in the visitor's language; Streamlit's own dialog is English.
        asked = request.url.include_query_params(**{NO_PAGE: request.path_params["name"]}).query
        return RedirectResponse(f"./?{asked}")

    async def below(request: Request) -> RedirectResponse:
        # The page itself says so; Streamlit would leave the window empty.
        path = request.url.path.strip("/")
        name, _, rest = path.partition("/")
        asked = request.url.include_query_params(**{NO_PAGE: path}).query if rest else request.url.query
        return RedirectResponse("../" * (request.url.path.count("/") - 1) + f"{name}?{asked}")

    async def start(request: Request) -> RedirectResponse:
        # Led there by the page itself, whoever goes back would be led there again.
        return RedirectResponse(f"./?{request.url.query}")

    return [
        Route("/start", start),
        *(Route(f"/{name}", page) for name in NAMES),
        *(Route(f"/{name}/{{rest:path}}", below) for name in NAMES),
        Route("/{name:words}", no_page),
    ]


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    make_unguessable()
    settings = Settings()
    aside = put_unusable_demo_aside(settings, LOCAL_ACTOR)
    if aside is not None:
        logging.getLogger("curriculum_map").warning(demo_aside_sentence(aside.name, "en"))
    database = Database(settings.database())
    if settings.demo:
        load_samples(database, LOCAL_ACTOR, datetime.now(UTC))
    # The first visitor should not wait for these.
    import curriculum_map.charts.heatmap
    import curriculum_map.services.reports  # noqa: F401

    yield


class _SafeHeaders:
    """Adds the headers that keep the app out of other sites' frames."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self._app(scope, receive, send_with_headers)
