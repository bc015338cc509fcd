"""Every page in both languages, light and dark, wide and narrow: whole, quiet, at home, and open to everybody.

In `make test` six pages, each in a look of its own; in `make test-all` every view of every page in every look.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import BrowserContext, expect

from curriculum_map.wording.numbers import day
from tests.browser.accessibility import violations
from tests.browser.keyboard import MOST_STOPS, SMALL, SMALLEST, tab_to, walk
from tests.browser.rated_twice import app_rated_twice
from tests.browser.server import AppServer
from tests.browser.views import VIEWS, Look, View, looks
from tests.browser.visit import ColourScheme, OpenPage, Visit
from tests.full import FULL
from tests.ui.titles import TITLES

WIDE, NARROW = 1280, 320
# Each language, scheme and width in at least two of them, and each two of those together at least once.
SIX = (
    Look("nl-BE", "light", WIDE),
    Look("nl-BE", "dark", NARROW),
    Look("en-GB", "light", NARROW),
    Look("en-GB", "dark", WIDE),
    Look("nl-BE", "light", NARROW),
    Look("en-GB", "light", WIDE),
)
FIRST = {view.page: view for view in VIEWS if not view.query}
SIX_PAGES = ("overview", "programme", "gaps", "compare", "upload", "data")
SIX_VIEWS = tuple(FIRST[page] for page in SIX_PAGES)
CASES = (
    [(look, VIEWS) for look in looks(WIDE, NARROW)]
    if FULL
    else [(look, (view,)) for look, view in zip(SIX, SIX_VIEWS, strict=True)]
)
SEEN = VIEWS if FULL else SIX_VIEWS
OVERFLOW = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return [document.documentElement, main].map((one) => one.scrollWidth - one.clientWidth);
}"""
FILL = "(button) => getComputedStyle(button).backgroundColor"
# Where the system imposes its colours: the words that would stand in a place without being seen.
UNSEEN = """() => [...document.querySelectorAll("*")]
  .flatMap((one) => one.shadowRoot ? [...one.shadowRoot.querySelectorAll("td.place .holder")] : [])
  .concat([...document.querySelectorAll("td.place .holder")])
  .filter((one) => one.innerText.trim())
  .filter((one) => getComputedStyle(one).color === getComputedStyle(one.closest("td")).backgroundColor)
  .map((one) => one.innerText)"""

# In print: what is left of the menu, what was chosen, what a sheet is made of, and what it says below.
ON_PAPER = """() => ({
  menus: [...document.querySelectorAll("[data-testid=stSidebar], [data-testid=stHeader]")]
    .filter((one) => one.checkVisibility()).length,
  chosen: [...document.querySelectorAll("[data-testid=stMain] [role=radio]")]
    .filter((one) => one.checkVisibility()).map((one) => one.innerText),
  paper: getComputedStyle(document.body).backgroundColor,
  below: [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSPageRule)
    .map((rule) => rule.cssText).join(" "),
})"""
# A PDF says of each of its sheets that it is one.
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")
# And which links stand on it: what is made one is found again there.
LINK = re.compile(rb"(\d+) 0 obj\s<</Type /Annot\b[^>]*/URI \(https://(\w+)")
LINKS_OF_SHEET = re.compile(rb"/Annots \[([^]]*)\]")
MAKE_LINK = """(one, name) => {
  one.innerHTML = `<a href="https://${name}.example">${one.innerHTML}</a>`;
}"""


@pytest.fixture(scope="module")
def rated_twice(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """The samples, one of them rated by a second person: every page has something on it."""
    with app_rated_twice(tmp_path_factory.mktemp("twice")) as server:
        yield server


def visitor(new_context: Callable[..., BrowserContext], server: AppServer, look: Look) -> Visit:
    """Somebody who looks so at the app on this server."""
    context = new_context(locale=look.locale, color_scheme=look.scheme, viewport={"width": look.width, "height": 900})
    return Visit(context.new_page(), server.url, look.language)


def faults_of(visit: Visit, view: View) -> list[str]:
    """What is wrong with a view, once it is drawn."""
    visit.go(view.path)
    expect(visit.heading(TITLES[view.page])).to_be_visible()
    faults = violations(visit.page)
    if visit.page.evaluate(OVERFLOW) != [0, 0]:
        faults.append("the page scrolls sideways")
    if not visit.page.title().endswith(" – curriculum-map"):
        faults.append(f"it is called {visit.page.title()}")
    return [f"{view.name}: {fault}" for fault in faults]


@pytest.mark.slow
@pytest.mark.parametrize(("look", "views"), CASES, ids=[look.name for look, _ in CASES])
def test_every_page_is_whole_quiet_and_accessible(
    new_context: Callable[..., BrowserContext], rated_twice: AppServer, look: Look, views: tuple[View, ...]
) -> None:
    visit = visitor(new_context, rated_twice, look)
    assert [fault for view in views for fault in faults_of(visit, view)] == []
    expect(visit.page.locator("html")).to_have_attribute("lang", visit.language)
    visit.assert_clean()


def test_each_page_has_a_title_of_its_own_in_the_visitors_language(open_page: OpenPage) -> None:
    dutch, english = open_page("/overview"), open_page("/overview", locale="en-GB")
    for visit, overview, gaps in ((dutch, "Overzicht", "Hiaten"), (english, "Overview", "Gaps")):
        expect(visit.page).to_have_title(f"{overview} – curriculum-map")
        expect(visit.go("/gaps")).to_have_title(f"{gaps} – curriculum-map")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"] if FULL else ["light"])
def test_the_tab_key_walks_over_a_page_and_one_sees_where_it_is(
    new_context: Callable[..., BrowserContext], rated_twice: AppServer, scheme: ColourScheme
) -> None:
    visit = visitor(new_context, rated_twice, Look("nl-BE", scheme, WIDE))
    faults: list[str] = []
    for view in SEEN:
        visit.go(view.path)
        faults += [f"{view.name}: {small}" for small in visit.page.evaluate(SMALL, SMALLEST)]
        stops = walk(visit.page)
        if len(stops) > MOST_STOPS or len({stop.number for stop in stops}) < len(stops):
            faults.append(f"{view.name}: {len(stops)} stops, some of them twice")
        faults += [f"{view.name}: nothing shows the focus on {stop.name}" for stop in stops if not stop.seen]
        small = [stop for stop in stops if min(stop.width, stop.height) < SMALLEST]
        faults += [f"{view.name}: {stop.name} is {stop.width} x {stop.height}" for stop in small]
    assert faults == []


def test_with_the_colours_of_the_system_every_level_keeps_its_word(open_page: OpenPage) -> None:
    visit = open_page("/overview")
    visit.page.emulate_media(forced_colors="active")
    expect(visit.page.locator("td.place").first).to_be_visible()
    visit.wait_until_at_rest()
    assert all(text.strip() for text in visit.page.locator("td.place").all_inner_texts())
    assert visit.page.evaluate(UNSEEN) == []
    chosen, other = (visit.page.locator(f"[aria-checked={one}]").first for one in ("true", "false"))
    assert chosen.evaluate(FILL) != other.evaluate(FILL)
    for view in VIEWS if FULL else ():
        visit.go(view.path)
        assert visit.page.evaluate(UNSEEN) == [], view.name


def test_a_page_prints_white_with_what_was_chosen_and_the_day_below(open_page: OpenPage) -> None:
    """The overview takes two sheets of A4, two focuses and then the third; 27 courses stand on one of A3."""
    visit = open_page("/overview", colour_scheme="dark")
    visit.page.emulate_media(media="print")
    printed = visit.page.evaluate(ON_PAPER)
    assert (printed["menus"], printed["paper"]) == (0, "rgb(255, 255, 255)")
    assert printed["chosen"] == ["Opleidingen", "gegarandeerd", "Tabel"]
    assert f"curriculum-map · Overzicht · {day(datetime.now(UTC), 'nl')}" in printed["below"]
    visit.page.emulate_media(media="null")
    assert [sheets(visit, size) for size in ("A4", "A3")] == [2, 1]
    visit.go("/overview?view=picture")
    assert sheets(visit, "A4") == 1
    visit.go("/programme?part=courses")
    assert sheets(visit, "A3") == 1


def sheets(visit: Visit, size: str) -> int:
    """On how many of these the page prints, once its table or its picture is drawn."""
    expect(visit.page.locator("td.place, .js-plotly-plot").first).to_be_visible()
    return len(SHEET.findall(visit.page.pdf(format=size, landscape=True)))


def test_a_heading_is_printed_on_the_sheet_on_which_its_table_begins(
    new_context: Callable[..., BrowserContext], rated_twice: AppServer
) -> None:
    """What stands above them is made higher step by step, so that the sheet ends all over them."""
    visit = visitor(new_context, rated_twice, Look("nl-BE", "light", WIDE))
    visit.go("/agreement?part=figures")
    visit.page.locator("h2").last.evaluate(MAKE_LINK, "heading")
    visit.page.locator("tbody th").first.evaluate(MAKE_LINK, "row")
    above = visit.page.get_by_test_id("stExpander").first
    for height in range(280, 420, 20):
        above.evaluate("(box, height) => { box.style.height = `${height}px`; box.style.overflow = 'hidden'; }", height)
        assert {b"heading", b"row"} in linked(visit.page.pdf(format="A4", landscape=True)), height


def linked(pdf: bytes) -> list[set[bytes]]:
    """The names of what was made a link, by the sheets that they stand on."""
    names = dict(LINK.findall(pdf))
    return [{names[one] for one in names.keys() & set(re.findall(rb"\d+", of))} for of in LINKS_OF_SHEET.findall(pdf)]


@pytest.mark.parametrize("colour_scheme", ["light", "dark"] if FULL else ["dark"])
def test_the_dialog_behind_a_place_is_accessible(open_page: OpenPage, colour_scheme: ColourScheme) -> None:
    visit = open_page("/overview", colour_scheme=colour_scheme, width=400)
    visit.page.locator("button.holder").first.click()
    expect(visit.page.get_by_role("dialog").get_by_test_id("stMetric")).to_have_count(3)
    visit.wait_until_at_rest()
    assert violations(visit.page) == []


@pytest.mark.skipif(not FULL, reason="twelve seconds; in make test-all")
def test_a_gap_is_decided_about_with_the_keyboard_alone(
    new_context: Callable[..., BrowserContext], rated_twice: AppServer
) -> None:
    visit = visitor(new_context, rated_twice, Look("en-GB", "light", WIDE))
    press = visit.page.keyboard.press
    visit.go("/gaps?institution=hogeschool-demerland&programme=family-science")
    expect(visit.page.locator("button.holder").first).to_be_visible()
    tab_to(visit.page, visit.say("Gap report (Excel)"))
    # The table is one stop, or two where it scrolls; the last place of a row is where it is decided.
    tab_to(visit.page, "Choosing consciously")
    press("End")
    press("Enter")
    text = visit.page.get_by_label(visit.say("What is done"))
    expect(text).to_be_visible()
    expect(visit.page.get_by_role("heading", name=visit.say("Decide about a gap"))).to_be_focused()
    visit.wait_until_at_rest()
    tab_to(visit.page, visit.say("What is done"))
    visit.page.keyboard.type("Een les over keuzes maken.")
    tab_to(visit.page, visit.say("Write the decision down"))
    press("Enter")
    expect(
        visit.page.get_by_text(visit.say("Decision {number} was written down: {target}.", number=1, target="")[:26])
    ).to_be_visible()
    visit.assert_clean()
