"""Two processes of the app on one PostgreSQL, as two machines share a record: each sees what the other did, at once."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.grids import list_stored
from curriculum_map.storage.database import Database
from curriculum_map.wording.outcomes import outcome_sentence
from tests.browser.chromium import Chromium
from tests.browser.server import AppServer
from tests.browser.test_upload import choose_file, empty_workbook, filled_in, press
from tests.browser.visit import Visit
from tests.full import FULL
from tests.ui.workbooks import UNTIDY_NAME, UNTIDY_UNKNOWN, untidy


@pytest.fixture
def two(
    chromium: Chromium, new_context: Callable[..., BrowserContext], postgresql: str, tmp_path: Path
) -> Iterator[tuple[Visit, Visit]]:
    """A visitor of each process; they share nothing but the database."""
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                AppServer(tmp_path / name, tmp_path / f"{name}.log", demo=False, database_url=postgresql)
            )
            for name in ("one", "other")
        ]
        first, second = (Visit(new_context(locale="nl-BE").new_page(), server.url) for server in servers)
        yield first, second


def nothing_is_stored(visit: Visit) -> None:
    visit.go("/")
    expect(visit.page.get_by_role("heading", name=visit.say("Nothing is stored yet"))).to_be_visible()


def stored(visit: Visit) -> None:
    """Stores the grid that stands ready."""
    press(visit, "Store this grid")
    expect(visit.page.get_by_text(outcome_sentence("stored", "nl"))).to_be_visible()


def institutions_offered(visit: Visit) -> list[str]:
    """The institutions of which the page of the gaps offers a grid, just opened."""
    visit.go("/gaps")
    visit.page.get_by_role("combobox", name=visit.say("Institution")).click()
    expect(visit.page.get_by_role("option").first).to_be_visible()
    return sorted(visit.page.get_by_role("option").all_inner_texts())


def begin(visit: Visit) -> None:
    """Says of the unknown column that it is not to be read, and leaves the rest for later."""
    visit.go("/upload")
    choose_file(visit, untidy(), UNTIDY_NAME)
    heading = visit.page.get_by_role("combobox", name=UNTIDY_UNKNOWN)
    heading.click()
    heading.fill(visit.say("do not read"))
    visit.page.get_by_role("option", name=visit.say("do not read")).click()
    press(visit, "This is what they stand for")


def finish(visit: Visit) -> None:
    """Takes the upload up where it was left, at the meaning of the marks, and stores it."""
    visit.go("/upload")
    visit.page.get_by_role("button", name=visit.say("Go on with {file}", file=UNTIDY_NAME)).click()
    visit.wait_until_at_rest()
    press(visit, "This is what the marks mean")
    press(visit, "This is what it is about")
    stored(visit)
    visit.go("/upload")
    expect(visit.page.get_by_role("heading", name=visit.say("Begun and not finished"))).to_have_count(0)


def institutions_stored(database: Database) -> list[str]:
    return sorted(info.key.institution for info in list_stored(database, LOCAL_ACTOR))


@pytest.mark.skipif(not FULL, reason="half a minute; in make test-all")
def test_what_is_done_in_one_process_is_there_in_the_other_without_a_restart(
    two: tuple[Visit, Visit], postgresql: str
) -> None:
    one, other = two
    database = Database(postgresql)
    before = database.change_count()
    nothing_is_stored(one)
    nothing_is_stored(other)
    begin(one)
    # To begin an upload changes no figure.
    assert database.change_count() == before

    finish(other)
    assert database.change_count() == before + 1
    assert institutions_offered(one) == institutions_stored(database)

    one.go("/upload")
    choose_file(one, filled_in(empty_workbook(one), "Hogeschool Bergop"))
    stored(one)
    assert database.change_count() == before + 2
    assert len(institutions_stored(database)) == 2
    assert institutions_offered(other) == institutions_stored(database)
    database.close()
    one.assert_clean()
    other.assert_clean()
