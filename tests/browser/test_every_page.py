"""Every page in both languages, light and dark, wide and narrow: whole, quiet, at home, and open to everybody."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.visit import ColourScheme, Locale, OpenPage, Visit
from tests.ui.titles import TITLES

WIDTHS = (1280, 400)
OVERFLOW = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return [document.documentElement, main].map((one) => one.scrollWidth - one.clientWidth);
}"""


def wait_until_drawn(visit: Visit, page_name: str) -> None:
    expect(visit.heading(TITLES[page_name])).to_be_visible()
    if page_name == "framework":
        expect(visit.page.locator("summary").first).to_be_visible()
    elif page_name not in ("start", "upload", "agreement", "reports"):
        expect(visit.page.locator("td.place").first).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["nl-BE", "en-GB"])
def test_every_page_is_whole_quiet_and_accessible(
    open_page: OpenPage, locale: Locale, colour_scheme: ColourScheme
) -> None:
    visit = open_page("/", locale=locale, colour_scheme=colour_scheme)
    faults: list[str] = []
    for name in TITLES:
        visit.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        visit.go("/" if name == "start" else f"/{name}")
        for width in WIDTHS:
            visit.page.set_viewport_size({"width": width, "height": 900})
            wait_until_drawn(visit, name)
            faults += [f"{name} at {width}: {line}" for line in violations(visit.page)]
            if visit.page.evaluate(OVERFLOW) != [0, 0]:
                faults.append(f"{name} at {width}: the page scrolls sideways")
    assert faults == []
    expect(visit.page.locator("html")).to_have_attribute("lang", visit.language)
    visit.assert_clean()


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_the_dialog_behind_a_place_is_accessible(open_page: OpenPage, colour_scheme: ColourScheme) -> None:
    visit = open_page("/overview", colour_scheme=colour_scheme, width=400)
    visit.page.locator("button.holder").first.click()
    expect(visit.page.get_by_role("dialog").get_by_test_id("stMetric")).to_have_count(3)
    visit.wait_until_at_rest()
    assert violations(visit.page) == []
