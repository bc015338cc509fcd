"""The page of the gaps in a browser: read without scrolling sideways, and ambitions set with the keyboard alone."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.accessibility import violations
from tests.browser.visit import ColourScheme, Locale, OpenPage, Visit
from tests.full import FULL

SIDEWAYS = "region => region.scrollWidth - region.clientWidth"
AMBITIONS = "/gaps?part=ambitions"
LOOKS: list[tuple[Locale, int]] = [
    ("nl-BE", 320),
    ("en-GB", 1280),
    ("nl-BE", 400),
    ("nl-BE", 1280),
    ("en-GB", 320),
    ("en-GB", 400),
]


@pytest.mark.parametrize(("locale", "width"), LOOKS if FULL else LOOKS[:2])
def test_the_gaps_are_read_without_scrolling_sideways(open_page: OpenPage, locale: Locale, width: int) -> None:
    visit = open_page("/gaps", locale=locale, width=width)
    table = visit.page.locator(".region").first
    expect(table.locator("td.place").first).to_be_visible()
    assert table.evaluate(SIDEWAYS) == 0
    offer = table.locator("button[data-column=closing]").first
    offer.scroll_into_view_if_needed()
    offer.click()
    expect(visit.page.get_by_role("dialog").get_by_test_id("stMetric")).to_have_count(3)
    visit.assert_clean()


@pytest.mark.parametrize(("colour_scheme", "width"), [("dark", 320), *([("light", 1280)] if FULL else ())])
def test_the_ambitions_and_the_list_of_the_rules_are_accessible(
    open_page: OpenPage, colour_scheme: ColourScheme, width: int
) -> None:
    visit = open_page(AMBITIONS, colour_scheme=colour_scheme, width=width)
    expect(visit.page.locator("td.place").first).to_be_visible()
    assert violations(visit.page) == []
    visit.go("/gaps")
    visit.page.locator("summary").filter(has_text="≠").click()
    expect(visit.page.locator("table")).to_have_count(2)
    visit.wait_until_at_rest()
    assert violations(visit.page) == []
    visit.assert_clean()


def test_an_ambition_is_changed_and_let_go_with_the_keyboard(open_page: OpenPage) -> None:
    """The list of levels opens with an arrow; the next one down is another level than the one that stood there."""
    visit = open_page(f"{AMBITIONS}&lang=en", locale="en-GB")
    level = field(visit, "Knowledge: level")
    expect(level).to_be_visible()
    before = level.input_value()
    level.focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        visit.page.keyboard.press(key)
    # Streamlit would say it in words of its own, in English always.
    expect(visit.page.locator("[data-live-announcer]")).to_contain_text(visit.say("Choices: {count}", count=4))
    heading = visit.page.get_by_role("heading", name="1 change, not saved yet")
    expect(heading).to_be_visible()
    visit.wait_until_at_rest()
    assert level.input_value() != before
    let_go = visit.page.get_by_role("button", name=visit.say("Let the changes go"))
    let_go.focus()
    visit.page.keyboard.press("Enter")
    expect(heading).to_have_count(0)
    # Until the page is at rest the field of before stands beside the new one.
    visit.wait_until_at_rest()
    expect(level).to_have_value(before)
    # The button went with the changes: the keyboard goes on from what stood before it, not from the top of the page.
    expect(visit.page.get_by_role("button", name=visit.say("Next cluster"))).to_be_focused()
    visit.assert_clean()


def field(visit: Visit, label: str) -> Locator:
    return visit.page.get_by_label(label, exact=True)
