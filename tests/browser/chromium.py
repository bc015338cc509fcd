"""Finds a Chromium for the browser tests, without root: the first rung of the ladder that gives one that runs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser import chromium_npm

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".cache"

LOCATION = "CURRICULUM_MAP_CHROMIUM"
LADDER = "CURRICULUM_MAP_BROWSER_LADDER"
PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\nwith sync_playwright() as p: print(p.chromium.executable_path)"
)


@dataclass(frozen=True)
class Chromium:
    """A browser that runs, and what must stand in its environment."""

    executable: Path
    env: dict[str, str] = field(default_factory=dict)

    def runs(self) -> bool:
        if sys.platform == "win32":
            return self.executable.is_file()  # there, asking for the version opens a window
        return chromium_npm.starts(self.executable, os.environ | self.env)


@dataclass(frozen=True)
class Search:
    """What came of looking: a browser, or None with the reason per rung."""

    chromium: Chromium | None
    tried: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"No Chromium for the browser tests; tried {'; '.join(self.tried)}. Name one with {LOCATION}=<path>."


Rung = Callable[[], Chromium | str]


def named() -> Chromium | str:
    location = os.environ.get(LOCATION)
    if not location:
        return f"{LOCATION} (not set)"
    browser = Chromium(Path(location))
    return browser if browser.runs() else f"{LOCATION} (what it names does not run)"


def on_path() -> Chromium | str:
    for program in PROGRAMS:
        found = shutil.which(program)
        if found and (browser := Chromium(Path(found))).runs():
            return browser
    return "Chromium, Chrome and Edge on PATH (none that runs)"


def from_playwright() -> Chromium | str:
    """Playwright's own: the one the user has, else one it downloads into the cache folder here."""
    ours = {"PLAYWRIGHT_BROWSERS_PATH": str(CACHE / "playwright")}
    browser = playwrights_browser({}) or playwrights_browser(ours)
    if browser:
        return browser
    install = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    try:
        subprocess.run(install, env=playwright_env() | ours, capture_output=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return "playwright install chromium (took longer than two minutes)"
    return playwrights_browser(ours) or "playwright install chromium (did not give one that runs)"


def playwrights_browser(env: dict[str, str]) -> Chromium | None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT],
        env=playwright_env() | env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    browser = Chromium(Path(asked.stdout.strip() or "nothing"))
    return browser if browser.runs() else None


def playwright_env() -> dict[str, str]:
    """The environment in which Playwright's driver starts: its own node needs a library that bare systems lack."""
    try:
        node = chromium_npm.working_node(CACHE) or chromium_npm.node_from_pip(CACHE)
    except chromium_npm.NotInstalledError:
        return dict(os.environ)
    return os.environ | {"PLAYWRIGHT_NODEJS_PATH": str(node)}


def from_npm() -> Chromium | str:
    try:
        folder = chromium_npm.installed(CACHE)
    except chromium_npm.NotInstalledError as reason:
        return f"the npm package {chromium_npm.PACKAGE} ({reason})"
    browser = Chromium(folder / "chromium", chromium_npm.environment(folder))
    return browser if browser.runs() else f"the npm package {chromium_npm.PACKAGE} (it does not run here)"


RUNGS: dict[str, Rung] = {"named": named, "path": on_path, "playwright": from_playwright, "npm": from_npm}


def find_chromium() -> Search:
    """The first browser on the ladder; `CURRICULUM_MAP_BROWSER_LADDER=npm` (or `path,npm`) climbs only those rungs."""
    wanted = os.environ.get(LADDER)
    tried: list[str] = []
    for name in wanted.split(",") if wanted else RUNGS:
        answer = RUNGS[name]()
        if isinstance(answer, Chromium):
            return Search(answer, tuple(tried))
        tried.append(answer)
    return Search(None, tuple(tried))
