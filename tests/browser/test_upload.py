"""The way of a coordinator: the empty workbook, filled in, uploaded, confirmed, and the gap report taken along."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Download, Locator, expect
from playwright.sync_api import Error as BrowserError

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.ambitions import Weight
from curriculum_map.domain.framework import Granularity, split_target
from curriculum_map.frameworks.loader import load_edition, load_legend, programme_name
from curriculum_map.importing.template.courses import first_course_row
from curriculum_map.reports.gap.words import SHEET_NAMES
from curriculum_map.services.grids import list_stored
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.wording.catalogue import say, say_many
from curriculum_map.wording.labels import label
from curriculum_map.wording.outcomes import outcome_sentence
from tests.browser.accessibility import violations
from tests.browser.server import AppServer
from tests.browser.visit import ColourScheme, OpenPage, Visit
from tests.full import FULL
from tests.ui.titles import TITLES
from tests.ui.workbooks import ABOUT, UNTIDY, UNTIDY_NAME, UNTIDY_UNKNOWN, untidy, workbook

EDITION = load_edition("sap-2024-nl")
WORDS = [level.name.nl for level in load_legend().levels]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COURSES = (("A1", "Inleiding", 6, 1, "1", "verplicht"), ("B1", "Atelier", 3, 2, "2", "keuze"))
# The first target: well framed for everybody, practised in an elective; the ambition is practised.
TARGET = "inclusion.knowledge"
ECTS_COLUMN = 3


def open_download(download: Download) -> Workbook:
    path: Path = download.path()
    return load_workbook(BytesIO(path.read_bytes()))


def filled_in(workbook: Workbook, institution: str, *, ects: int = 6) -> bytes:
    """The empty workbook with two courses, each rated in the first two of the 27 places, and one ambition.

    `ects` are the credits of the first course.
    """
    about, courses, ambitions, *_ = workbook.worksheets
    about["B4"], about["B5"], about["B9"] = institution, programme_name("social-work")["nl"], "opleidingsteam"
    places = ((WORDS[2], WORDS[1]), (WORDS[3], WORDS[0]))
    for row, (course, levels) in enumerate(zip(COURSES, places, strict=True), start=first_course_row(Granularity.CELL)):
        for column, value in enumerate((*course, *levels), start=1):
            courses.cell(row, column).value = value
    courses.cell(first_course_row(Granularity.CELL), ECTS_COLUMN).value = ects
    ambitions["C4"], ambitions["D4"] = WORDS[3], label(Weight.ESSENTIAL, "nl")
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def empty_workbook(visit: Visit) -> Workbook:
    """The template as the upload page gives it."""
    visit.page.get_by_text(visit.say("No workbook yet? Start from the empty one")).click()
    visit.wait_until_at_rest()
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=visit.say("Download the empty workbook")).click()
    return open_download(waiting.value)


def choose_file(visit: Visit, data: bytes, name: str = "opleiding.xlsx") -> None:
    file: Any = {"name": name, "mimeType": XLSX, "buffer": data}
    visit.page.locator("input[type=file]").set_input_files(file)
    visit.wait_until_at_rest()


def metric(visit: Visit, name: str) -> Locator:
    """The figure of the preview with this name."""
    metrics = visit.page.get_by_test_id("stMetric")
    named = metrics.filter(has=visit.page.get_by_text(name, exact=True))
    return named.get_by_test_id("stMetricValue")


def choose_institution(visit: Visit, institution: str) -> None:
    visit.page.get_by_role("combobox", name=visit.say("Institution")).click()
    visit.page.get_by_role("option", name=institution, exact=True).click()
    visit.wait_until_at_rest()


def rows_below(sheet: Worksheet, heading: str) -> Iterator[dict[str, Any]]:
    """The rows of a sheet by column heading, below the row that holds this heading."""
    lines = list(sheet.iter_rows(values_only=True))
    (at,) = [number for number, line in enumerate(lines) if heading in line]
    for line in lines[at + 1 :]:
        yield {str(name): value for name, value in zip(lines[at], line, strict=True) if name}


def guaranteed_in(report: Workbook, target: str) -> str:
    """The guaranteed level of a target as the report says it."""
    cluster, component = split_target(target)
    name, part = EDITION.cluster(cluster).name.nl, EDITION.component_name(target, "nl")
    found = [
        row[say("Guaranteed", "nl")]
        for row in rows_below(report[say(SHEET_NAMES["table"], "nl")], say("Guaranteed", "nl"))
        if name in str(row[say("Cluster", "nl")]) and row[say("Component", "nl")] == part
    ]
    assert component is not None
    (level,) = found
    return str(level)


def test_from_the_empty_workbook_to_the_gap_report(open_page: OpenPage) -> None:
    institution = "Hogeschool Voorbeeld"
    visit = open_page("/upload")
    choose_file(visit, filled_in(empty_workbook(visit), institution))
    expect(visit.page.get_by_test_id("stFileUploader").get_by_text(re.compile(r"^\d+(,\d)? kB$"))).to_be_visible()
    expect(metric(visit, visit.say("Courses"))).to_have_text("2")
    expect(metric(visit, visit.say("ECTS offered"))).to_have_text("9")
    expect(metric(visit, WORDS[3])).to_have_text("1")
    expect(metric(visit, visit.say("left blank"))).to_have_text(str(2 * 27 - 4))
    expect(metric(visit, visit.say("Ambitions"))).to_have_text("1")
    assert violations(visit.page) == []
    visit.page.get_by_role("button", name=visit.say("Store this grid")).click()
    expect(visit.page.get_by_text(outcome_sentence("stored", "nl"))).to_be_visible()

    visit.page.get_by_role("link", name=visit.say("See the gaps")).click()
    expect(visit.heading(TITLES["gaps"])).to_be_visible()
    choose_institution(visit, institution)
    place = visit.page.locator(f'button[data-row="{TARGET}"][data-column="guaranteed"]')
    expect(place).to_contain_text(WORDS[2])
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=visit.say("Gap report (Excel)")).click()
    assert waiting.value.suggested_filename == "gap-report-social-work-hogeschool-voorbeeld-2026-27.xlsx"
    assert guaranteed_in(open_download(waiting.value), TARGET) == WORDS[2]
    visit.assert_clean()


def test_a_bad_workbook_is_refused_with_the_address_of_what_is_wrong(open_page: OpenPage) -> None:
    institution = "Hogeschool Niemand"
    visit = open_page("/upload")
    choose_file(visit, filled_in(empty_workbook(visit), institution, ects=-3))
    address = f"{say('Courses', 'nl')}!C{first_course_row(Granularity.CELL)}"
    expect(visit.page.get_by_text(address, exact=True)).to_be_visible()
    expect(visit.page.get_by_role("button", name=visit.say("Store this grid"))).to_have_count(0)
    assert violations(visit.page) == []
    visit.go("/overview")
    visit.page.get_by_role("combobox", name=visit.say("Institution")).click()
    options = visit.page.get_by_role("option")
    expect(options.first).to_be_visible()
    assert institution not in options.all_inner_texts()
    visit.assert_clean()


def press(visit: Visit, message: str) -> None:
    visit.page.get_by_role("button", name=visit.say(message)).click()
    visit.wait_until_at_rest()


def spoken_names(visit: Visit) -> list[str]:
    """What a screen reader calls the parts of the page that are given a name."""
    names: list[str] = visit.page.evaluate(
        "() => [...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'))"
    )
    return names


@pytest.mark.parametrize(("width", "scheme"), [(400, "dark"), *([(1280, "light")] if FULL else ())])
def test_an_untidy_workbook_is_asked_about_step_by_step(open_page: OpenPage, width: int, scheme: ColourScheme) -> None:
    visit = open_page("/upload", width=width, colour_scheme=scheme)
    # Another file for each of the two visitors: an upload that is begun waits for whoever chooses the same file.
    choose_file(visit, untidy((*UNTIDY[:-1], ("Totaal", 4, 3, width))), UNTIDY_NAME)
    visit.page.get_by_text(f"1. {visit.say('What we see')}").click()
    visit.wait_until_at_rest()
    drawn = visit.page.get_by_role(
        "region", name=visit.say("Your sheet “{sheet}”, as we understand it", sheet="Matrix")
    )
    expect(drawn.get_by_role("cell", name="xxx").first).to_have_class("level")
    expect(drawn.get_by_role("rowheader", name=visit.say("left out")).first).to_be_attached()
    assert violations(visit.page) == []
    assert {"Open", "Sidebar", "file upload", "Add files", "Increment"}.isdisjoint(spoken_names(visit))
    expect(visit.page.get_by_role("button", name=visit.say("Take {file} away", file=UNTIDY_NAME))).to_be_visible()
    heading = visit.page.get_by_role("combobox", name=UNTIDY_UNKNOWN)
    heading.click()
    # The end of a long list is drawn only once the list is short.
    heading.fill(visit.say("do not read"))
    visit.page.get_by_role("option", name=visit.say("do not read")).click()
    for step in ("This is what they stand for", "This is what the marks mean", "This is what it is about"):
        assert violations(visit.page) == []
        press(visit, step)
    expect(metric(visit, WORDS[3])).to_have_text("2")
    with visit.page.expect_download() as waiting:
        press(visit, "Your workbook with our findings in it")
    assert visit.say("Findings") in open_download(waiting.value).sheetnames
    sideways = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sideways == 0
    assert violations(visit.page) == []
    visit.assert_clean()


def test_of_several_workbooks_as_many_are_stored_as_the_page_says_after_a_stop(
    open_page: OpenPage, server: AppServer
) -> None:
    """Streamlit begins the run after a press while the one before still stores: only a browser shows that."""
    institution = "Hogeschool Veel"
    visit = open_page("/upload")
    years = [replace(ABOUT, institution=institution, academic_year=f"20{year}-{year + 1}") for year in range(10, 18)]
    files: Any = [
        {"name": f"{one.academic_year}.xlsx", "mimeType": XLSX, "buffer": workbook(about=one)} for one in years
    ]
    visit.page.locator("input[type=file]").set_input_files(files)
    visit.page.get_by_role("button", name=say_many("Store {count} grid", "Store these {count} grids", 8, "nl")).click()
    # On a quick machine all are stored before the mouse is there: what is said has to be so all the same.
    with suppress(BrowserError):
        visit.page.get_by_role("button", name=visit.say("Stop"), exact=True).click(timeout=3_000)
    said = visit.page.get_by_text(re.compile(visit.say("Stored: {count} of {asked}.", count=r"\d+", asked=8)))
    expect(said).to_be_visible()
    visit.wait_until_at_rest()
    there = list_stored(Database(Settings(data_dir=server.data, demo=True).database()), LOCAL_ACTOR)
    count = sum(info.key.institution == institution for info in there)
    assert visit.say("Stored: {count} of {asked}.", count=count, asked=8) in said.inner_text()
    expect(visit.page.get_by_role("cell", name=visit.say("nothing: it is stored"))).to_have_count(count)
    visit.assert_clean()
