"""The start page: four ways through, and what waits for somebody."""

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.history import roll_over
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.databases import NOW, store
from tests.grids import make_grid, row
from tests.ui.screen import Screen, open_screen


def links(screen: Screen) -> dict[str, str]:
    """The links of the page itself: what each says, and the address it leads to."""
    return {one.proto.label: f"{one.proto.page}?{one.proto.query_string}" for one in screen.test.get("page_link")}


@pytest.mark.usefixtures("samples")
def test_the_ways_through_lead_to_their_pages_with_what_is_chosen_there() -> None:
    screen = open_screen("en")
    found = links(screen)
    assert len(found) == 14, "and the page that says who can use it"
    across = found["One programme at every institution"]
    assert across.startswith("overview?lang=en&")
    assert across.endswith("&programme=family-science&columns=institutions")
    beside = found["Differences worth a conversation"]
    assert beside.count("hogeschool-demerland") == 6, "the six programmes of the institution"
    years = found["Two years of it beside each other"]
    assert years.count("family-science-2025-26") == 2, "one of the five, and the first of the two"
    assert "part=snapshots" in found["Snapshots, and whether they are intact"]
    assert any(text.startswith("Nothing waits") for text in screen.texts())
    assert screen.metrics()["Institutions"] == "3"


@pytest.mark.usefixtures("samples")
def test_the_ways_begin_at_the_institution_that_was_looked_at_last() -> None:
    screen = open_screen("en").go("overview")
    screen.test.selectbox(key="institution").set_value("Hogeschool Noordzee")
    screen.run().go("start")
    assert "institution=hogeschool-noordzee" in links(screen)["What one programme covers"]


def test_courses_that_were_carried_over_wait_with_a_link_to_their_grid() -> None:
    database = Database(Settings().database())
    info = store(database, make_grid([row("A", 2), row("B", 0)]))
    roll_over(database, LOCAL_ACTOR, info.id, "2027-28", NOW)
    found = links(open_screen("en"))
    (label,) = [one for one in found if "not confirmed yet" in one]
    assert label.endswith("2027-28: 2 courses carried over, not confirmed yet")
    assert found[label].endswith("stored=example-college-social-work-2027-28-coordinator-a-rater")


def test_an_empty_installation_says_how_a_programme_begins() -> None:
    screen = open_screen("en")
    assert list(links(screen)) == ["Upload a workbook", "Accessibility"]
    assert screen.downloads() == ["Download the empty workbook"]
