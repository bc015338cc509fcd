"""An installation that was just started: empty, and it says what to do."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.chromium import Chromium
from tests.browser.server import AppServer
from tests.browser.visit import Visit


def test_a_new_installation_is_empty_and_offers_the_samples(
    chromium: Chromium, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    with AppServer(tmp_path / "data", tmp_path / "server.log", demo=False) as server:
        visit = Visit(new_context(locale="nl-BE").new_page(), server.url)
        visit.go("/")
        expect(visit.page.get_by_role("heading", name=visit.say("Nothing is stored yet"))).to_be_visible()
        expect(visit.page.locator("td.place")).to_have_count(0)
        visit.page.get_by_role("button", name=visit.say("Load the samples")).click()
        expect(visit.page.get_by_role("heading", name=visit.say("Programmes side by side"))).to_be_visible(
            timeout=60_000
        )
        visit.page.get_by_role("button", name=visit.say("Remove the samples")).click()
        expect(visit.page.get_by_role("heading", name=visit.say("Nothing is stored yet"))).to_be_visible()
        visit.assert_clean()
