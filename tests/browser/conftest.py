"""A real Chromium and a running app for the tests in this folder, each started once per run."""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.chromium import CACHE, Chromium, find_chromium, playwright_env
from tests.browser.server import AppServer
from tests.browser.visit import ColourScheme, Locale, OpenPage, Visit

HERE = Path(__file__).parent
SERVER = pytest.StashKey[AppServer]()
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Letters as wide as on the screens of readers; without it a browser without a screen rounds them to whole pixels.
    "--font-render-hinting=none",
]
# On a busy machine what is expected comes later; that it comes is what the tests are about.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks everything in this folder, and keeps it on one worker, so that one server and one browser are enough."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds what the server wrote to the report of a test that failed."""
    report = yield
    if report.failed and (server := item.config.stash.get(SERVER, None)):
        report.sections.append(("what the app server wrote last", server.log_end()))
    return report


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two workers may look for a browser at once; the second waits and then finds what the first unpacked."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "browser.lock").open("w") as lock:
        if sys.platform != "win32":  # there, nothing is unpacked
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def chromium() -> Chromium:
    """The browser to drive; without one the tests are skipped, or fail where a browser is required."""
    with one_at_a_time():
        search = find_chromium()
        os.environ.update(playwright_env())
    if search.chromium is None:
        required = os.environ.get("CURRICULUM_MAP_REQUIRE_BROWSER") == "1"
        (pytest.fail if required else pytest.skip)(search.sentence)
    return search.chromium


@pytest.fixture(scope="session")
def playwright(chromium: Chromium, playwright: Playwright) -> Playwright:
    """Playwright's driver, started after the browser is found: it needs the node that was found with it."""
    return playwright


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: Chromium, browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright starts the browser that was found."""
    found = {"executable_path": chromium.executable, "args": FLAGS, "env": os.environ | chromium.env}
    return browser_type_launch_args | found


@pytest.fixture(scope="session")
def server(
    chromium: Chromium, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[AppServer]:
    """The demo app with a data folder of its own; asks for the browser first, as nobody needs a server without one."""
    folder = tmp_path_factory.mktemp("app")
    with AppServer(folder / "data", folder / "server.log") as running:
        pytestconfig.stash[SERVER] = running
        yield running


@pytest.fixture(scope="session")
def app_server(server: AppServer) -> str:
    """The address of the running app, without a slash at the end."""
    return server.url


@pytest.fixture
def open_page(app_server: str, new_context: Callable[..., BrowserContext]) -> OpenPage:
    """Opens the app as a new visitor; see OpenPage for what can be chosen."""

    def open_as(
        path: str = "/",
        *,
        locale: Locale = "nl-BE",
        colour_scheme: ColourScheme = "light",
        width: int = 1280,
        height: int = 900,
    ) -> Visit:
        context = new_context(
            locale=locale,
            color_scheme=colour_scheme,
            viewport={"width": width, "height": height},
            accept_downloads=True,
        )
        visit = Visit(context.new_page(), app_server, "en" if locale.startswith("en") else "nl")
        visit.go(path)
        return visit

    return open_as
