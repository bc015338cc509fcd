"""A visitor looks around: with the mouse, with the keyboard alone, in the other language."""

import re
from urllib.request import Request

from playwright.sync_api import Locator, Page, expect

from curriculum_map.analytics.behind import courses_behind
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.importing.formats.seen import READABLE
from curriculum_map.services.grids import read_upload
from curriculum_map.services.samples import sample_files
from tests.browser.server import DIRECT
from tests.browser.visit import OpenPage, Visit
from tests.ui.titles import TITLES

# What has the focus, also within a table, which is a tree of its own.
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.matches("button.holder") ? [at.dataset.row, at.dataset.column] : null;
}"""
MOST_TABS = 40


def table(visit: Visit) -> Locator:
    region = visit.page.get_by_role("region", name=visit.say("Guaranteed coverage"), exact=True)
    expect(region).to_be_visible()
    return region


def place(visit: Visit, row: str, at: int) -> Locator:
    """The place in this row of the table, counted from the left."""
    return table(visit).locator(f'button[data-row="{row}"]').nth(at)


def focused(page: Page) -> list[str] | None:
    """The row and the column of the place that has the focus."""
    found: list[str] | None = page.evaluate(FOCUSED)
    return found


def tab_into_the_table(page: Page) -> list[str]:
    """Presses Tab until a place has the focus; its row and its column."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if (at := focused(page)) is not None:
            return at
    raise AssertionError(f"no place of the table had the focus after {MOST_TABS} tabs")


def test_the_overview_is_filled_and_each_place_leads_to_its_courses(open_page: OpenPage) -> None:
    visit = open_page("/overview")
    expect(visit.heading(TITLES["overview"])).to_be_visible()
    expect(table(visit).locator("thead th.column")).to_have_count(6)
    expect(table(visit).locator("td.place")).to_have_count(27 * 6)
    assert all(text.strip() for text in table(visit).locator("td.place").all_inner_texts())

    target = "inclusion.skills"
    place(visit, target, 0).click()
    dialog = visit.page.get_by_role("dialog")
    (path,) = [path for path in sample_files() if path.stem == "family-science-hogeschool-demerland"]
    grid = read_upload(LOCAL_ACTOR, path.name, path.read_bytes()).grids[0].grid()
    assert grid is not None
    title = load_edition(grid.edition).name(target, "nl")
    expect(dialog.get_by_role("heading", name=title)).to_be_visible()
    courses = dialog.get_by_test_id("stDataFrame").locator("td")
    behind = courses_behind(grid, target)
    # A canvas draws the rows; of those that are in sight it also keeps the text.
    for course in (behind["title"][at] for at in behind.index if behind["level"][at] == 3):
        expect(courses.get_by_text(course, exact=True).first).to_be_attached()

    # A button cannot be pressed while its file is made. Afterwards it has the keyboard again, and Escape is heard.
    file = dialog.get_by_role("button", name=visit.say("Table as CSV")).first
    file.evaluate("(button) => { button.focus(); button.disabled = true; }")
    visit.page.wait_for_function("() => document.activeElement === document.body")
    file.evaluate("(button) => { button.disabled = false; }")
    expect(file).to_be_focused()
    visit.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    visit.page.get_by_text(visit.say("possible"), exact=True).click()
    expect(visit.page.get_by_role("region", name=visit.say("Possible coverage"), exact=True)).to_be_visible()
    expect(dialog).to_have_count(0)
    visit.assert_clean()


# How many columns are in sight beside the names of the rows, and the places that stand below each other in the window.
IN_SIGHT = """(region) => {
  const box = region.getBoundingClientRect();
  const columns = [...region.querySelectorAll("thead th.column")].map((one) => one.getBoundingClientRect());
  const rows = [...region.querySelectorAll("tbody tr:has(td)")].map((one) => one.getBoundingClientRect());
  return [
    columns.filter(({ right }) => right <= box.right).length,
    rows.filter(({ bottom }) => bottom <= Math.min(box.bottom, innerHeight)).length,
  ];
}"""


# As wide as a reader may set it (WCAG 1.4.12); then the words that no longer stand on their button.
WIDE_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
CUT_OFF = """() => [...document.querySelectorAll("[role=radio] p, [data-testid^=stBaseButton] p")]
  .filter((one) => one.checkVisibility())
  .filter((one) => {
    const [words, button] = [one, one.closest("button")].map((part) => part.getBoundingClientRect());
    return words.top < button.top || words.bottom > button.bottom || words.right > button.right;
  })
  .map((one) => one.innerText)"""


def test_the_table_has_the_room_on_a_narrow_screen_and_on_a_laptop(open_page: OpenPage) -> None:
    """Narrow, the names of the clusters stand above their rows; wide, beside them, and two clusters are in sight."""
    visit = open_page("/overview", width=400)
    _open_and_close_the_menu(visit)
    bands = table(visit).locator("th.band")
    expect(bands).to_have_count(3 + 9)
    columns, rows = table(visit).evaluate(IN_SIGHT)
    assert columns >= 3
    assert rows >= 3
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    expect(bands).to_have_count(0)
    for path in ("/overview", "/programme", "/gaps"):
        visit.go(path)
        region = visit.page.locator(".region").first
        expect(region.locator("td.place").first).to_be_visible()
        assert region.evaluate(IN_SIGHT)[1] >= 3, path
    visit.page.add_style_tag(content=WIDE_SPACING)
    assert visit.page.evaluate(CUT_OFF) == []
    visit.assert_clean()


def _open_and_close_the_menu(visit: Visit) -> None:
    """With the keyboard: what is folded away has no stop, and either button leads to the other."""
    show, fold = (
        visit.page.get_by_role("button", name=visit.say(one)) for one in ("Show the menu", "Fold the menu away")
    )
    for _ in range(2):
        visit.page.keyboard.press("Tab")
    expect(show).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(fold).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(show).to_be_focused()


def test_the_table_works_with_the_keyboard_alone(open_page: OpenPage) -> None:
    visit = open_page("/overview")
    expect(table(visit)).to_be_visible()
    row, column = tab_into_the_table(visit.page)
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowRight")
    moved = focused(visit.page)
    assert moved is not None
    assert moved[0] != row
    assert moved[1] != column
    visit.page.keyboard.press("Enter")
    dialog = visit.page.get_by_role("dialog")
    expect(dialog.get_by_test_id("stMetric")).to_have_count(3)
    visit.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    # Who closes the dialog is back at the place, not at the top of the page.
    visit.page.wait_for_function(f"({FOCUSED})() !== null")
    assert focused(visit.page) == moved
    # An explanation is said with the question mark that it stands behind.
    question = visit.page.get_by_role("button", name=visit.say("More about {field}", field=visit.say("Rows")))
    question.focus()
    explanation = visit.say("None of these grids is rated per element: that is why elements cannot be chosen.")
    expect(question).to_have_accessible_description(explanation)


def _what_may_be_uploaded(visit: Visit) -> str:
    return visit.say("Up to {megabytes} MB: {endings}", megabytes=10, endings=", ".join(READABLE))


def test_choosing_english_changes_the_page_and_what_it_says_of_itself(open_page: OpenPage) -> None:
    visit = open_page("/upload", locale="nl-BE")
    html = visit.page.locator("html")
    expect(html).to_have_attribute("lang", "nl")
    skip = visit.page.get_by_test_id("stSkipToContent")
    expect(skip).to_have_text("Naar de hoofdinhoud")
    uploader = visit.page.get_by_test_id("stFileUploader")
    expect(uploader).to_contain_text(_what_may_be_uploaded(visit))
    visit.page.get_by_text("English", exact=True).click()
    visit.language = "en"
    expect(visit.heading(TITLES["upload"])).to_be_visible()
    expect(html).to_have_attribute("lang", "en")
    expect(uploader).to_contain_text(_what_may_be_uploaded(visit))
    expect(uploader.get_by_role("button", name=visit.say("Choose a file"))).to_be_visible()
    expect(visit.page).to_have_url(re.compile(r"[?&]lang=en"))


def test_a_link_opens_in_the_language_it_was_made_in(open_page: OpenPage) -> None:
    visit = open_page("/gaps?lang=en", locale="nl-BE")
    visit.language = "en"
    expect(visit.heading(TITLES["gaps"])).to_be_visible()


def test_the_start_page_is_known_by_its_name_too(open_page: OpenPage) -> None:
    visit = open_page("/start?density=compact")
    expect(visit.heading(TITLES["start"])).to_be_visible()
    expect(visit.page).to_have_url(re.compile(r"[?&]density=compact"))
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.assert_clean()


def test_the_running_server_sends_the_safe_headers(app_server: str) -> None:
    with DIRECT.open(Request(f"{app_server}/"), timeout=10) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
