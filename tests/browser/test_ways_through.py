"""The way over the years that the start page offers: one programme, a column per year."""

import re

from playwright.sync_api import expect

from tests.browser.visit import OpenPage, Visit
from tests.ui.titles import TITLES


def follow(visit: Visit, label: str, page: str) -> None:
    """Takes a link of the start page, and waits for the page that it leads to."""
    visit.page.get_by_role("link", name=visit.say(label)).click()
    expect(visit.heading(TITLES[page])).to_be_visible()
    visit.wait_until_at_rest()


def test_the_quality_officer_follows_one_programme_over_five_years(open_page: OpenPage) -> None:
    visit = open_page()
    follow(visit, "One programme, a column per year", "overview")
    expect(visit.page).to_have_url(re.compile("columns=years"))
    columns = visit.page.locator("thead th.column")
    expect(columns).to_have_count(5)
    expect(columns.first).to_contain_text("2022-23")
    expect(columns.last).to_contain_text("2026-27")
    visit.assert_clean()
