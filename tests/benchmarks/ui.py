"""`make bench-ui`: the overview in a browser and under many visitors, beside a bare Streamlit page in the same run.

What is compared: from asking for a page to seeing it, by somebody who never came before and by somebody whose browser
keeps the files of an earlier visit; from a choice to seeing what it gives, the first time and afterwards; the memory of
a visitor, and how long visitors wait who all come at once (CURRICULUM_MAP_SESSIONS of them, "20,100" unless told).
Stored are 600 programmes; one overview shows the six of an institution, the other counts all of them.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep

from playwright.sync_api import Browser, Page, expect, sync_playwright
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from curriculum_map.frameworks.loader import load_programmes
from curriculum_map.services.settings import Settings
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Database
from curriculum_map.storage.versions import Making, save_version
from curriculum_map.ui.components.address import ALL
from curriculum_map.wording.catalogue import say
from tests.benchmarks.data import random_grids
from tests.benchmarks.measuring import ROUNDS
from tests.browser.chromium import find_chromium, playwright_env
from tests.browser.conftest import FLAGS
from tests.browser.server import AppServer, free_port, healthy
from tests.browser.visit import AT_REST
from tests.databases import NOW

CROWDS = tuple(map(int, os.environ.get("CURRICULUM_MAP_SESSIONS", "20,100").split(",")))
STORED = 600
PATIENCE = 120
BARE = """
import streamlit as st
st.set_page_config(layout="wide")
st.title("Bare")
side = st.segmented_control("Coverage", ["guaranteed", "possible"], default="guaranteed")
st.html(f"<p id=side-{side}>{side}</p>")
"""
# The page's own clock, since Playwright looks only now and then: milliseconds from asking for the page, and from the
# next press, until the frame in which this is on the page, in a tree of its own too.
CLOCK = """
window.curriculumMapOnceShown = (shown, start) => new Promise((done) => {
  const isShown = (root) => root.querySelector(shown) !== null
    || [...root.querySelectorAll("*")].some((one) => one.shadowRoot && isShown(one.shadowRoot));
  const look = (now) => isShown(document) ? done(now - start) : requestAnimationFrame(look);
  requestAnimationFrame(look);
});
"""
OPENED = "(shown) => window.curriculumMapOnceShown(shown, 0)"
PRESSED = """(shown) => document.addEventListener("pointerup", () => {
  window.answered = window.curriculumMapOnceShown(shown, performance.now());
}, {capture: true, once: true})"""
PRESSES = 4
SETTINGS = ("--server.headless=true", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false")


@dataclass(frozen=True)
class Site:
    """An app that answers: the path of its page, the process, and what is seen once either side is chosen."""

    url: str
    page: str
    query: str
    pid: int
    shows: dict[str, str]
    choices: dict[str, str]


@dataclass(frozen=True)
class Times:
    """Seconds that a page took in a browser, a figure per round."""

    first_visit: list[float] = field(default_factory=list)
    later_visit: list[float] = field(default_factory=list)
    first_answer: list[float] = field(default_factory=list)
    later_answer: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Crowd:
    """What came of visitors who came at once: seconds until the first page and until once more, memory, errors."""

    first: list[float]
    again: list[float]
    each_mb: float
    faults: list[str]


@contextmanager
def bare_site(folder: Path) -> Iterator[Site]:
    """Streamlit with next to nothing on its page: what the least app costs."""
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *SETTINGS]
    with (folder / "bare.log").open("wb") as log:
        process = subprocess.Popen([*command, "--server.address=127.0.0.1"], stdout=log, stderr=subprocess.STDOUT)
    try:
        until = monotonic() + PATIENCE
        while not healthy(url := f"http://127.0.0.1:{port}"):
            if monotonic() > until:
                raise RuntimeError("the bare page did not answer")
            sleep(0.2)
        sides = ("guaranteed", "possible")
        yield Site(url, "", "", process.pid, {side: f"#side-{side}" for side in sides}, {side: side for side in sides})
    finally:
        process.terminate()
        process.wait()


def fill(data: Path) -> None:
    """Stores the grids of six programmes at each of a hundred institutions."""
    data.mkdir()
    database, programmes = Database(Settings(data_dir=data).database()), load_programmes()
    with database.write() as connection:
        for number, grid in enumerate(random_grids(STORED)):
            key = replace(grid.key, programme=programmes[number % len(programmes)].id)
            save_version(connection, replace(grid, key=key), None, Making(NOW, "bench"))
        record(connection, Act(NOW, "bench", "import-grid", "600 grids"))
    database.close()


def our_site(server: AppServer, institution: str) -> Site:
    """The overview of an institution, or of all of them."""
    sides = {"guaranteed": "Guaranteed coverage", "possible": "Possible coverage"}
    shows = {side: f'[role=region][aria-label="{say(text, "en")}"] td.place' for side, text in sides.items()}
    query = f"lang=en&institution={institution}"
    return Site(server.url, "overview", query, server.pid, shows, {side: say(side, "en") for side in sides})


def opening(page: Page, site: Site) -> float:
    """Seconds from asking for the page to seeing what it is about."""
    page.goto(f"{site.url}/{site.page}?{site.query}", wait_until="commit")
    milliseconds: float = page.evaluate(OPENED, site.shows["guaranteed"])
    page.locator(AT_REST).wait_for(timeout=PATIENCE * 1000)
    return milliseconds / 1000


def answering(page: Page, site: Site, side: str) -> float:
    """Seconds from a choice to seeing what it gives."""
    choice = page.get_by_role("radio", name=site.choices[side], exact=True)
    expect(choice).to_be_visible()
    page.evaluate(PRESSED, site.shows[side])
    choice.click()
    milliseconds: float = page.evaluate("() => window.answered")
    page.locator(AT_REST).wait_for(timeout=PATIENCE * 1000)
    return milliseconds / 1000


def in_a_browser(browser: Browser, sites: tuple[Site, ...]) -> list[Times]:
    """Of each site how long opening and answering took, each round with a new visitor, the sites in turn."""
    times = [Times() for _ in sites]
    for number in range(ROUNDS + 1):
        for site, taken in zip(sites, times, strict=True):
            context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
            context.add_init_script(CLOCK)
            first, page = opening(context.new_page(), site), context.new_page()
            later = opening(page, site)
            answers = [answering(page, site, ("possible", "guaranteed")[press % 2]) for press in range(PRESSES)]
            context.close()
            if number:  # the first round fills caches
                taken.first_visit.append(first)
                taken.later_visit.append(later)
                taken.first_answer.append(answers[0])
                taken.later_answer.extend(answers[1:])
    return times


async def visit_twice(socket: ClientConnection, site: Site) -> tuple[float, float]:
    """How long a visitor without a browser waits for the page, and for the page once more."""
    taken = []
    for _ in range(2):
        start = perf_counter()
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = site.page, site.query
        await socket.send(message.SerializeToString())
        while not ended(ForwardMsg.FromString(await asyncio.wait_for(socket.recv(decode=False), PATIENCE))):
            pass
        taken.append(perf_counter() - start)
    return taken[0], taken[1]


def ended(answer: ForwardMsg) -> bool:
    """Whether the page is done; raises where it says that something went wrong."""
    shown = answer.delta.new_element
    if shown.HasField("exception") or shown.alert.format == Alert.ERROR or answer.HasField("page_not_found"):
        raise RuntimeError(shown.exception.message or shown.alert.body or "no such page")
    return bool(answer.HasField("script_finished"))


async def together(site: Site, count: int) -> Crowd:
    """So many visitors at once, who all stay until the last one is served."""
    before = resident_mb(site.pid)
    async with AsyncExitStack() as all_open:

        async def one() -> tuple[float, float]:
            address = site.url.replace("http", "ws", 1) + "/_stcore/stream"
            opened = connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=PATIENCE)
            return await visit_twice(await all_open.enter_async_context(opened), site)

        came = await asyncio.gather(*(one() for _ in range(count)), return_exceptions=True)
        each_mb = (resident_mb(site.pid) - before) / count
    served = [one for one in came if not isinstance(one, BaseException)]
    faults = [f"{type(one).__name__}: {one}" for one in came if isinstance(one, BaseException)]
    return Crowd([first for first, _ in served], [second for _, second in served], each_mb, faults)


def resident_mb(pid: int) -> float:
    """The memory of a process, as Linux says it."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def line(what: str, ours: list[float], bare: list[float], unit: str = "ms", by: float = 1000) -> None:
    """One line of the table: both middles, and ours by theirs."""
    one, other = median(ours) * by, median(bare) * by
    # Below a tenth the clock, or what the system gives back meanwhile, is all that is seen.
    ratio = f"{one / other:6.1f} x" if min(one, other) >= 0.1 else "     -"
    print(f"{what:44}{one:9.1f} {unit}{other:9.1f} {unit}   {ratio}")


def main() -> None:
    """Prints the table; ends with an error where a visitor met one."""
    found = find_chromium()
    if found.chromium is None:
        raise SystemExit(found.sentence)
    os.environ.update(playwright_env())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        into = Path(folder)
        fill(into / "data")
        begun = perf_counter()
        with AppServer(into / "data", into / "ours.log", demo=False) as server, bare_site(into) as bare:
            started = perf_counter() - begun
            ours = our_site(server, "institution-0")
            sites = (ours, our_site(server, ALL), bare)
            env = os.environ | found.chromium.env
            browser = playwright.chromium.launch(executable_path=found.chromium.executable, args=FLAGS, env=env)
            seen = in_a_browser(browser, sites)
            browser.close()
            # In a thread of its own: Playwright keeps this one's loop.
            with ThreadPoolExecutor(1) as apart:
                crowds = {
                    count: [apart.submit(asyncio.run, together(site, count)).result() for site in (ours, bare)]
                    for count in CROWDS
                }
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{os.cpu_count()} processors, load {load}; {STORED} programmes stored; {ROUNDS} rounds in a browser")
    print(f"both servers answered {started:.1f} s after they were started\n")
    print(f"{'':44}{'ours':>12}{'bare page':>12}   ours by theirs")
    for name, taken in (("6 programmes", seen[0]), (f"{STORED} counted", seen[1])):
        line(f"first visit, to visible, {name}", taken.first_visit, seen[2].first_visit)
        line(f"later visit, to visible, {name}", taken.later_visit, seen[2].later_visit)
        line(f"first rerun, to visible, {name}", taken.first_answer, seen[2].first_answer)
        line(f"later rerun, to visible, {name}", taken.later_answer, seen[2].later_answer)
    for count, both in crowds.items():
        show_crowd(count, *both)
    if any(crowd.faults for crowd, _ in crowds.values()):
        raise SystemExit(1)


def show_crowd(count: int, ours: Crowd, bare: Crowd) -> None:
    """The lines of so many visitors who came at once."""
    if not ours.faults and not bare.faults:
        line(f"all {count} at once: first page, middle one", ours.first, bare.first)
        line(f"all {count} at once: first page, slowest", [max(ours.first)], [max(bare.first)])
        line(f"all {count} at once: once more, middle one", ours.again, bare.again)
    line(f"memory of each of {count} visitors", [ours.each_mb], [bare.each_mb], "MB", 1)
    for name, crowd in (("ours", ours), ("bare page", bare)):
        print(f"{name}: {len(crowd.faults)} of {count} visitors met an error", *sorted(set(crowd.faults))[:3])


if __name__ == "__main__":
    main()
