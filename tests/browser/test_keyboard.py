"""A task from end to end with the keyboard alone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from curriculum_map.wording.outcomes import outcome_sentence
from tests.browser.keyboard import tab_to
from tests.browser.test_upload import filled_in, open_download
from tests.browser.visit import OpenPage, Visit
from tests.full import FULL


def press(visit: Visit, message: str) -> None:
    """Walks to what is called so, and presses it; what was pressed before has been answered by then."""
    visit.wait_until_at_rest()
    tab_to(visit.page, visit.say(message))
    visit.page.keyboard.press("Enter")


@pytest.mark.skipif(not FULL, reason="ten seconds; in make test-all")
def test_the_empty_workbook_is_taken_filled_in_chosen_and_stored(open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page("/upload")
    press(visit, "No workbook yet? Start from the empty one")
    with visit.page.expect_download() as waiting:
        press(visit, "Download the empty workbook")
    file = tmp_path / "toetsenbord.xlsx"
    file.write_bytes(filled_in(open_download(waiting.value), "Hogeschool Toetsenbord"))
    with visit.page.expect_file_chooser() as chooser:
        press(visit, "Choose a file")
    chooser.value.set_files(file)
    expect(visit.page.get_by_role("button", name=visit.say("Store this grid"))).to_be_visible()
    press(visit, "Store this grid")
    expect(visit.page.get_by_text(outcome_sentence("stored", "nl"))).to_be_visible()
    visit.assert_clean()
