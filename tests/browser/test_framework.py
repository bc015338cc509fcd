"""The framework page in a browser: a link opens an element, a search narrows, the keyboard is enough."""

import re

import pytest
from playwright.sync_api import Locator, expect

from curriculum_map.frameworks.loader import load_edition
from curriculum_map.frameworks.search import find_elements
from tests.browser.accessibility import violations
from tests.browser.visit import ColourScheme, OpenPage, Visit
from tests.full import FULL

DRAFT = load_edition("sap-2024-nl")
ELEMENT = DRAFT.element("sap-2024-nl:inclusion.skills.2")
ADDRESS = f"/framework?element={ELEMENT.id}"


def elements(visit: Visit) -> Locator:
    return visit.page.get_by_role("navigation", name=visit.say("Elements of this edition"), exact=True)


def crosswalk(visit: Visit) -> Locator:
    return visit.page.get_by_role("navigation", name=visit.say("In the other editions"), exact=True)


def opened(visit: Visit, name: str) -> Locator:
    """The heading of the element that is open."""
    return visit.page.get_by_role("heading", level=2, name=name, exact=True)


@pytest.mark.parametrize(
    ("colour_scheme", "width"), [("light", 1280), ("dark", 400), *([("light", 400), ("dark", 1280)] if FULL else ())]
)
def test_a_link_opens_an_element(open_page: OpenPage, colour_scheme: ColourScheme, width: int) -> None:
    visit = open_page(ADDRESS, colour_scheme=colour_scheme, width=width)
    expect(opened(visit, ELEMENT.label.nl)).to_be_in_viewport()
    chosen = elements(visit).locator("a[aria-current]")
    expect(chosen).to_have_text(ELEMENT.label.nl)
    expect(chosen).to_be_visible()
    expect(visit.page.locator("td.place").first).to_be_attached()
    assert violations(visit.page) == []
    visit.assert_clean()


def test_a_search_narrows_the_list_and_emptying_it_brings_everything_back(open_page: OpenPage) -> None:
    visit = open_page("/framework")
    expect(elements(visit).locator("a")).to_have_count(len(DRAFT.elements))
    field = visit.page.get_by_label(visit.say("Search"))
    field.fill("clienten")
    found = find_elements(DRAFT, "clienten")
    expect(elements(visit).locator("a")).to_have_count(len(found))
    expect(elements(visit).get_by_role("link", name=found[0].label.nl, exact=True)).to_be_visible()
    field.fill("")
    expect(elements(visit).locator("a")).to_have_count(len(DRAFT.elements))


def test_the_open_element_changes_its_language_with_the_page(open_page: OpenPage) -> None:
    visit = open_page(ADDRESS)
    visit.page.get_by_text("English", exact=True).click()
    visit.language = "en"
    expect(opened(visit, ELEMENT.label.en)).to_be_visible()
    expect(elements(visit).locator("a[aria-current]")).to_have_text(ELEMENT.label.en)
    expect(elements(visit)).to_have_attribute("lang", "en")
    expect(visit.page).to_have_url(re.compile(r"lang=en"))


def test_from_element_to_element_and_back_with_the_keyboard(open_page: OpenPage) -> None:
    visit = open_page("/framework")
    summary = elements(visit).locator("summary").first
    summary.focus()
    visit.page.keyboard.press("Enter")
    link = elements(visit).get_by_role("link", name=ELEMENT.label.nl, exact=True)
    link.focus()
    visit.page.keyboard.press("Enter")
    expect(opened(visit, ELEMENT.label.nl)).to_be_visible()
    expect(link).to_be_focused()

    there = crosswalk(visit).get_by_role("link").first
    name = there.inner_text()
    there.focus()
    visit.page.keyboard.press("Enter")
    expect(opened(visit, name)).to_be_focused()
    expect(visit.page).to_have_url(re.compile(r"element=sw-2025-en"))
    visit.page.go_back()
    expect(opened(visit, ELEMENT.label.nl)).to_be_visible()
    visit.assert_clean()


def test_a_link_of_the_list_opens_in_a_tab_of_its_own_too(open_page: OpenPage) -> None:
    visit = open_page("/framework?lang=en", locale="nl-BE")
    visit.language = "en"
    address = elements(visit).locator("a").first.get_attribute("href")
    visit.go(f"/framework{address}")
    expect(opened(visit, DRAFT.elements[0].label.en)).to_be_visible()
