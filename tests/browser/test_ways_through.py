"""The four ways that the start page offers, each from its first click to what somebody takes along.

What was on the screen at each step is kept in test-results/ways.
"""

import csv
import re
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.framework import Granularity
from curriculum_map.importing.template.courses import first_course_row
from curriculum_map.services.grids import read_upload
from curriculum_map.services.imports import Outcome, import_reading
from curriculum_map.services.settings import Settings
from curriculum_map.services.snapshots import Scope, make_snapshot
from curriculum_map.services.templates import template
from curriculum_map.storage.database import Database
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.ui.components.data.snapshot_new import SLUG
from curriculum_map.wording.catalogue import say_many
from curriculum_map.wording.outcomes import outcome_sentence
from tests.browser.recording import Recording
from tests.browser.server import AppServer
from tests.browser.test_gaps import SIDEWAYS
from tests.browser.test_upload import (
    COURSES,
    EDITION,
    TARGET,
    WORDS,
    choose_file,
    filled_in,
    guaranteed_in,
    open_download,
)
from tests.browser.visit import OpenPage, Visit
from tests.databases import NOW
from tests.ui.titles import TITLES

SECOND_PLACE = len(COURSES[0]) + 2
DEMERLAND = "Hogeschool Demerland"
COURSES_CHANGED = ("{count} course that changes", "{count} courses that change")
CHANGED = ("{count} rating that changes", "{count} ratings that change")


def follow(visit: Visit, label: str, page: str) -> None:
    """Takes a link, and waits for the page that it leads to."""
    visit.page.get_by_role("link", name=visit.say(label)).click()
    expect(visit.heading(TITLES[page])).to_be_visible()
    visit.wait_until_at_rest()


def choose(visit: Visit, part: str) -> None:
    """Chooses one of a few that stand beside each other."""
    visit.page.get_by_role("radio", name=visit.say(part), exact=True).click()
    visit.wait_until_at_rest()


def places(visit: Visit, row: str = "") -> Locator:
    """The places that lead somewhere; those of one row."""
    return visit.page.locator(f'button.holder[data-row="{row}"]' if row else "button.holder")


def opened(visit: Visit, place: Locator) -> Locator:
    """The dialog that a place opens, with everything in it."""
    place.click()
    return filled_dialog(visit)


def filled_dialog(visit: Visit) -> Locator:
    dialog = visit.page.get_by_role("dialog")
    expect(dialog.get_by_test_id("stDataFrame").first.locator("td").first).to_be_attached(timeout=30_000)
    visit.wait_until_at_rest()
    return dialog


def close(visit: Visit) -> None:
    dialog = visit.page.get_by_role("dialog")
    visit.wait_until_at_rest()
    # A button that makes a file cannot be pressed meanwhile, and gives the keyboard back to the dialog once it can.
    visit.page.wait_for_function("() => document.activeElement.closest('[role=dialog]') !== null")
    visit.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    visit.wait_until_at_rest()


def cells(dialog: Locator) -> list[str]:
    """The addresses of cells that the dialog names: of a table that is drawn, the text is there a moment later."""
    expect(dialog.locator("td").filter(has_text=re.compile(r"![A-Z]+\d")).first).to_be_attached()
    return [text for text in dialog.locator("td").all_text_contents() if re.fullmatch(r".+![A-Z]+\d+", text)]


def database_of(server: AppServer) -> Database:
    """The database of the running app, from beside it."""
    return Database(Settings(data_dir=server.data, demo=True).database())


def frozen(server: AppServer, name: str, year: str) -> SnapshotInfo:
    """A snapshot of family science in that year."""
    database = database_of(server)
    made = make_snapshot(
        database, LOCAL_ACTOR, DEMERLAND, name, scope=Scope(["family-science"], year), now=datetime.now(UTC)
    )
    database.close()
    assert isinstance(made, SnapshotInfo)
    return made


def list_of_june(server: AppServer, institution: str) -> bytes:
    """The workbook that a programme stored before the summer."""
    _, empty = template(LOCAL_ACTOR, EDITION, "nl", Granularity.CELL, NOW.date())
    data = filled_in(load_workbook(BytesIO(empty)), institution)
    database, reading = database_of(server), read_upload(LOCAL_ACTOR, "juni.xlsx", data)
    assert import_reading(database, LOCAL_ACTOR, reading, now=NOW).outcome is Outcome.STORED
    database.close()
    return data


def list_of_october(june: bytes) -> bytes:
    """The same with one level more: the first course frames its second place well now, which it gave as an example."""
    workbook, out = load_workbook(BytesIO(june)), BytesIO()
    place = workbook.worksheets[1].cell(first_course_row(Granularity.CELL), SECOND_PLACE)
    assert place.value == WORDS[1]
    place.value = WORDS[2]
    workbook.save(out)
    return out.getvalue()


def test_the_coordinator_in_october(open_page: OpenPage, server: AppServer) -> None:
    june = list_of_june(server, "Hogeschool Oktober")
    visit = open_page()
    recording = Recording("coordinator", visit.page)
    recording.step("start")
    follow(visit, "Upload the list of this year", "upload")
    choose_file(visit, list_of_october(june), "oktober.xlsx")
    expect(visit.page.get_by_text(visit.say("What changes against the grid that is stored"))).to_be_visible()
    recording.step("what would change")
    visit.page.get_by_text(visit.say("The new one may take the place of what is there."), exact=True).click()
    visit.wait_until_at_rest()
    visit.page.get_by_role("button", name=visit.say("Store this grid")).click()
    expect(visit.page.get_by_text(outcome_sentence("replaced", "nl"))).to_be_visible()
    visit.wait_until_at_rest()
    recording.step("stored")
    follow(visit, "See what changed since the version before", "data")
    expect(visit.page.get_by_text(say_many(*CHANGED, 1, "nl")).first).to_be_visible()
    recording.step("what changed")
    visit.page.get_by_role("link", name="Start", exact=True).click()
    follow(visit, "See where it is thin, and take the report to the committee", "gaps")
    thin = places(visit, TARGET).first
    expect(thin).to_contain_text(WORDS[2])
    recording.step("thin places")
    assert len(cells(opened(visit, thin))) == 2
    recording.step("the courses behind one")
    close(visit)
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=visit.say("Gap report (Excel)")).click()
    assert waiting.value.suggested_filename == "gap-report-social-work-hogeschool-oktober-2026-27.xlsx"
    assert guaranteed_in(open_download(waiting.value), TARGET) == WORDS[2]
    visit.assert_clean()


def test_the_facilitator_with_six_programmes_on_the_projector(open_page: OpenPage) -> None:
    visit = open_page(width=1920, height=1080)
    recording = Recording("facilitator", visit.page)
    follow(visit, "Differences worth a conversation", "compare")
    expect(visit.page.get_by_role("button", name=re.compile(f"{DEMERLAND} · 2026-27"))).to_have_count(6)
    recording.step("talk about these first")
    first = places(visit).first
    for _ in range(2):
        # Once more: who looked at a place may look at it again.
        assert cells(opened(visit, first))
        recording.step("the courses behind a place")
        close(visit)
    choose(visit, "Everything side by side")
    # A smaller projector too: the last column, which says where to talk, is whole beside six programmes.
    visit.page.set_viewport_size({"width": 1280, "height": 720})
    visit.wait_until_at_rest()
    whole = visit.page.locator(".region").first
    expect(whole.locator("th.column")).to_have_count(7)
    assert whole.evaluate(SIDEWAYS) == 0
    visit.page.set_viewport_size({"width": 1920, "height": 1080})
    choose(visit, "A small table each")
    expect(visit.page.locator("table")).to_have_count(6)
    recording.step("small tables")
    small = opened(visit, places(visit, "inclusion").nth(4))
    assert cells(small)
    close(visit)
    choose(visit, "Two of them")
    visit.page.get_by_text(visit.say("Only where they differ"), exact=True).click()
    visit.wait_until_at_rest()
    recording.step("where two differ")
    visit.page.get_by_role("link", name="Overeenstemming").click()
    expect(visit.heading(TITLES["agreement"])).to_be_visible()
    visit.wait_until_at_rest()
    dialog = opened(visit, places(visit).first)
    assert len(cells(dialog)) > 1
    dialog.get_by_text(WORDS[2], exact=True).last.click()
    dialog.get_by_role("textbox", name=visit.say("Reason"), exact=True).fill("De stage kadert het")
    recording.step("an agreed level")
    dialog.get_by_role("button", name=visit.say("Write this down")).click()
    expect(visit.page.get_by_text(visit.say("Written down."))).to_be_visible()
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    # The place that led to it may stand elsewhere now; what was said of it has the keyboard.
    expect(visit.page.locator(".st-key-said")).to_be_focused()
    recording.step("written down")
    agreed = visit.page.get_by_role("region", name=visit.say("What is agreed"), exact=True)
    expect(agreed).to_contain_text("De stage kadert het")
    # Other tests look at the same programme.
    opened(visit, agreed.locator("button.holder").first)
    visit.page.get_by_role("button", name=visit.say("Take it back")).click()
    expect(visit.page.get_by_text(visit.say("Taken back: what each rater wrote counts again."))).to_be_visible()
    visit.assert_clean()


def test_the_reviewer_with_twenty_minutes_and_a_link(open_page: OpenPage, server: AppServer) -> None:
    made = frozen(server, "Visitatie", "2026-27")
    about = "lang=en&institution=hogeschool-demerland&programme=family-science&rule=highest&part=coverage"
    visit = open_page(f"/programme?{about}&place=coverage~inclusion.skills~guaranteed", locale="nl-BE")
    visit.language = "en"
    recording = Recording("reviewer", visit.page)
    dialog = filled_dialog(visit)
    expect(dialog).to_contain_text("Counting rule “highest”")
    recording.step("the link")
    found = cells(dialog)
    with visit.page.expect_download() as waiting:
        dialog.get_by_role("button", name=visit.say("Table as CSV")).first.click()
    path: Path = waiting.value.path()
    rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"))))
    assert [row[visit.say("Cell")] for row in rows] == found
    assert {row[visit.say("File")] for row in rows} == {"family-science-hogeschool-demerland.xlsx"}
    close(visit)
    expect(visit.page).not_to_have_url(re.compile("place="))
    recording.step("the programme")
    visit.go(f"/data?lang=en&part=snapshots&snapshot={made.sha256[:SLUG]}")
    visit.page.get_by_role("button", name=visit.say("Check this snapshot")).click()
    expect(visit.page.get_by_text("✓")).to_be_visible()
    recording.step("the snapshot is intact")
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=visit.say("Gap report (Excel)")).click()
    assert open_download(waiting.value).sheetnames
    visit.assert_clean()


def test_the_quality_officer_over_five_years(open_page: OpenPage, server: AppServer) -> None:
    before, after = (frozen(server, name, year) for name, year in (("Eerst", "2025-26"), ("Dan", "2026-27")))
    visit = open_page()
    recording = Recording("quality", visit.page)
    follow(visit, "One programme, a column per year", "overview")
    expect(visit.page).to_have_url(re.compile("columns=years"))
    columns = visit.page.locator("thead th.column")
    expect(columns).to_have_count(5)
    expect(columns.first).to_contain_text("2022-23")
    expect(columns.last).to_contain_text("2026-27")
    recording.step("five years")
    visit.page.get_by_role("link", name="Start", exact=True).click()
    follow(visit, "Two years of it beside each other", "compare")
    expect(columns.nth(0)).to_contain_text("2025-26")
    expect(columns.nth(1)).to_contain_text("2026-27")
    visit.page.get_by_text(visit.say("Only where they differ"), exact=True).click()
    visit.wait_until_at_rest()
    recording.step("where two years differ")
    address = visit.page.url
    assert cells(opened(visit, places(visit).first))
    recording.step("the courses behind a change")
    visit.page.go_back()
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    expect(visit.page).to_have_url(address)
    visit.go(f"/data?part=snapshots&snapshot={after.sha256[:SLUG]}&beside={before.sha256[:SLUG]}")
    expect(visit.page.get_by_role("region", name=visit.say("Programmes in the two snapshots"))).to_contain_text(
        "2025-26"
    )
    # One course went and two came between the two years.
    expect(visit.page.get_by_text(say_many(*COURSES_CHANGED, 3, "nl"), exact=True).first).to_be_visible()
    recording.step("two snapshots")
    visit.assert_clean()
