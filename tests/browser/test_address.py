"""A view is its address: loaded again, gone back to, or opened by somebody else, it is the same view."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, expect

from tests.browser.visit import OpenPage, Visit
from tests.ui.titles import TITLES

LINK = (
    "/overview?lang=en&theme=dark&density=compact&columns=institutions&programme=social-work&side=possible"
    "&perspective=any&year=latest&edition=sap-2024-nl&rule=two-courses&fold=cluster&view=table"
)
DARK = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor === 'rgb(16, 19, 24)'"


def shown(visit: Visit) -> list[str]:
    """What stands in the table, place by place, and over its columns."""
    expect(visit.page.locator("td.place").first).to_be_visible()
    return visit.page.locator("thead th, td.place").all_inner_texts()


def query(visit: Visit) -> str:
    return visit.page.url.partition("?")[2]


def saved(download: Download, folder: Path) -> bytes:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path.read_bytes()


def test_a_view_that_is_loaded_again_or_opened_by_somebody_else_is_the_same(open_page: OpenPage) -> None:
    visit = open_page(LINK)
    visit.language = "en"
    visit.page.wait_for_function(DARK)
    visit.wait_until_at_rest()
    before = shown(visit)
    assert len(before) == 2 + 3 + 9 * 3, "three institutions, nine clusters"
    address = query(visit)
    assert set(LINK.partition("?")[2].split("&")) <= set(address.split("&"))
    visit.page.reload()
    visit.wait_until_at_rest()
    assert (shown(visit), query(visit)) == (before, address)
    other = open_page(f"/overview?{address}", colour_scheme="light", locale="nl-BE")
    other.page.wait_for_function(DARK)
    other.wait_until_at_rest()
    assert (shown(other), query(other)) == (before, address)
    other.assert_clean()


def test_the_way_back_is_one_step_per_choice(open_page: OpenPage) -> None:
    visit = open_page("/overview")
    before = shown(visit)
    visit.page.get_by_text(visit.say("possible"), exact=True).click()
    expect(visit.page).to_have_url(re.compile("side=possible"))
    # Who goes back while the app still answers is brought forward again.
    expect(visit.page.get_by_role("region", name=visit.say("Possible coverage"), exact=True)).to_be_visible()
    visit.wait_until_at_rest()
    visit.page.go_back()
    expect(visit.page).to_have_url(re.compile("side=guaranteed"))
    # The address is changed before the app hears of it.
    expect(visit.page.get_by_role("region", name=visit.say("Guaranteed coverage"), exact=True)).to_be_visible()
    visit.wait_until_at_rest()
    assert shown(visit) == before


def test_the_start_page_leads_to_a_column_per_institution(open_page: OpenPage) -> None:
    visit = open_page()
    visit.page.get_by_role("link", name=visit.say("One programme at every institution")).click()
    expect(visit.page).to_have_url(re.compile("columns=institutions"))
    expect(visit.page.locator("td.place")).to_have_count(27 * 3)
    visit.wait_until_at_rest()
    assert len(shown(visit)) == 3 + 3 + 27 * 3
    visit.assert_clean()


@pytest.mark.parametrize("view", ["table", "picture"])
def test_what_is_shown_can_be_taken_along(open_page: OpenPage, tmp_path: Path, view: str) -> None:
    visit = open_page(f"/overview?lang=en&view={view}", locale="en-GB")

    def take(label: str) -> bytes:
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name=visit.say(label), exact=True).click()
        return saved(download.value, tmp_path)

    assert take("Table as CSV").startswith(b"\xef\xbb\xbfFocus,Cluster,Component,")
    take("Table as Excel")
    (path,) = tmp_path.glob("guaranteed-coverage-highest-????-??-??.xlsx")
    (sheet,) = load_workbook(path).worksheets
    said = [str(cell.value) for cell in sheet["A"][1:9]]
    assert said[0].startswith("Counting rule “highest”")
    assert sum("Hogeschool Demerland · " in line for line in said) == 6
    assert said[7].startswith("Taken from curriculum-map on ")
    if view == "picture":
        assert take("Picture as PNG").startswith(b"\x89PNG")
        svg = take("Picture as SVG")
        assert svg.startswith(b"<svg")
        assert b"font-face" in svg
        assert "Counting rule “highest”".encode() in svg
    visit.assert_clean()


def test_the_way_back_to_the_page_before_is_one_step(open_page: OpenPage) -> None:
    visit = open_page()
    addresses = [visit.page.url]
    for link, page in (("Two years of it beside each other", "compare"), ("Gaps", "gaps")):
        visit.page.get_by_role("link", name=visit.say(link), exact=True).click()
        expect(visit.heading(TITLES[page])).to_be_visible()
        visit.wait_until_at_rest()
        addresses.append(visit.page.url)
    for address, page in zip(reversed(addresses[:-1]), ("compare", "start"), strict=True):
        visit.page.go_back()
        expect(visit.heading(TITLES[page])).to_be_visible()
        visit.wait_until_at_rest()
        assert visit.page.url == address
    visit.assert_clean()


def test_a_language_that_is_not_there_leaves_that_of_the_browser(open_page: OpenPage) -> None:
    visit = open_page("/overview?lang=fr", locale="en-GB")
    visit.language = "en"
    expect(visit.heading(TITLES["overview"])).to_be_visible()
    expect(visit.page.get_by_text("The address names something that is not here")).to_contain_text("fr")


def test_a_page_that_is_not_there_is_said_in_the_visitors_language(open_page: OpenPage) -> None:
    visit = open_page("/nergens")
    expect(visit.page.get_by_text("nergens", exact=True)).to_be_visible()
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    assert "page=" not in visit.page.url
    visit.assert_clean()


def test_a_file_that_is_taken_along_is_named_in_the_language_of_the_page(open_page: OpenPage) -> None:
    visit = open_page("/overview?lang=nl&rule=two-courses")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=visit.say("Table as CSV"), exact=True).click()
    named = r"gegarandeerde-dekking-in-twee-opleidingsonderdelen-of-meer-\d{4}-\d\d-\d\d\.csv"
    assert re.fullmatch(named, download.value.suggested_filename)


def test_what_stands_below_a_page_is_said_on_the_page(open_page: OpenPage) -> None:
    visit = open_page("/overview/x")
    expect(visit.heading(TITLES["overview"])).to_be_visible()
    expect(visit.page.get_by_text("overview/x", exact=True)).to_be_visible()
    visit.assert_clean()
