"""The address: every choice stands in it, and a link opens the page as it was."""

import pytest

from curriculum_map.domain.gaps import GapKind
from tests.ui.screen import Screen, open_screen, stored

PAGES = {
    "overview": {"lang", "institution", "year", "edition", "side", "view", "rule"},
    "programme": {"lang", "institution", "programme", "grid", "rule", "part"},
    "gaps": {"lang", "institution", "programme", "grid", "rule", "view"},
    "compare": {"lang", "edition", "side", "rule"},
    "data": {"lang", "part", "whose", "stored"},
    "upload": {"lang"},
    "framework": {"lang", "edition"},
}
UNKNOWN = "Het adres noemt iets wat hier niet (meer) is"

pytestmark = pytest.mark.usefixtures("samples")


def address(screen: Screen) -> dict[str, str]:
    return {name: value[0] if isinstance(value, list) else value for name, value in screen.test.query_params.items()}


def opened(page: str, **asked: str) -> Screen:
    """A page as a new visitor sees it who follows a link with this address."""
    screen = open_screen()
    screen.test.query_params.clear()
    for name, value in asked.items():
        screen.test.query_params[name] = value
    return screen.go(page)


def selects(screen: Screen) -> list[tuple[str, object]]:
    return [(str(one.label), one.value) for one in (*screen.test.selectbox, *screen.test.button_group)]


@pytest.mark.parametrize("page", PAGES)
def test_the_address_names_every_choice_of_a_page(page: str) -> None:
    named = address(opened(page))
    assert set(named) >= PAGES[page]
    assert not {info.id for info in stored()} & {int(value) for value in named.values() if value.isdigit()}


@pytest.mark.parametrize("page", PAGES)
def test_a_link_opens_the_page_as_it_was(page: str) -> None:
    """Each choice stands at the last of its options; whoever gets the link sees the same."""
    screen = opened(page)
    for name in ("institution", "programme", "year", "side", "view", "part", "whose"):
        # What one choice offers depends on those before it.
        for one in (*screen.test.selectbox, *screen.test.button_group):
            if one.key == name:
                one.set_value(last_of(screen, name))
                screen.run()
    link = address(screen)
    other = opened(page, **link)
    assert selects(other) == selects(screen)
    assert address(other) == link
    assert [table.get("rows") for table in other.tables()] == [table.get("rows") for table in screen.tables()]


def last_of(screen: Screen, name: str) -> object:
    options: dict[object, str] = screen.test.session_state["address"].options[name]
    return list(options)[-1]


def test_what_is_chosen_for_all_pages_goes_along_and_what_belongs_to_a_page_does_not() -> None:
    screen = opened("overview", institution="hogeschool-noordzee", view="picture")
    screen.test.query_params.clear()
    named = address(screen.go("gaps"))
    assert (named["institution"], named["view"]) == ("hogeschool-noordzee", "table")


def test_the_way_back_of_the_browser_shows_what_the_address_names_again() -> None:
    screen = opened("overview")
    before = address(screen)
    screen.test.selectbox(key="institution").set_value("Hogeschool Noordzee")
    assert address(screen.run())["institution"] == "hogeschool-noordzee"
    screen.test.query_params["institution"] = before["institution"]
    assert address(screen.run()) == before


def test_who_presses_again_before_the_answer_has_come_keeps_both_choices() -> None:
    """The browser then still sends the address of before the first press: that is not its way back."""
    screen = opened("overview")
    before = address(screen)
    screen.test.selectbox(key="institution").set_value("Hogeschool Noordzee")
    screen.run()
    screen.test.query_params["institution"] = before["institution"]
    screen.test.button_group(key="side").set_value("possible")
    named = address(screen.run())
    assert (named["institution"], named["side"]) == ("hogeschool-noordzee", "possible")
    screen.test.query_params["institution"] = before["institution"]
    assert address(screen.run())["institution"] == before["institution"], "nothing was pressed: this is the way back"


def test_a_place_that_was_closed_stays_closed_whatever_the_browser_still_sends() -> None:
    place = "gaps~choosing.skills~ambition"
    screen = opened("gaps", institution="hogeschool-demerland", programme="family-science", place=place)
    assert len(screen.test.dataframe) == 1
    del screen.test.query_params["place"]
    assert len(screen.run().test.dataframe) == 0
    screen.test.query_params["place"] = place
    screen.test.button_group(key="view").set_value("picture")
    assert "place" not in address(screen.run())
    assert len(screen.test.dataframe) == 0


def test_a_name_that_is_not_there_is_said_once_and_something_else_is_shown() -> None:
    screen = opened("gaps", institution="gone", rule="average", view="upside-down")
    (said,) = [text for text in screen.texts() if text.startswith(UNKNOWN)]
    assert all(f"`{one}`" in said for one in ("gone", "average", "upside-down"))
    named = address(screen)
    assert "gone" not in named.values()
    assert named["rule"] == "highest"
    assert not any(text.startswith(UNKNOWN) for text in screen.run().texts())


def test_two_grids_of_a_programme_are_told_apart_by_who_rated_them() -> None:
    """Noordzee rated special education with two raters: the address says which, not the database's number."""
    screen = opened("programme", institution="hogeschool-noordzee")
    grids = screen.test.session_state["address"].options["grid"]
    assert all(one.startswith("20") for one in grids.values())
    assert len(set(grids.values())) == len(grids)


def test_the_place_whose_courses_are_shown_stands_in_the_address_until_it_is_closed() -> None:
    screen = opened("overview")
    shown = screen.table()
    screen.choose("overview", "inclusion.skills", shown["columns"][0]["id"])
    table, row, column = address(screen)["place"].split("~")
    assert (table, row) == ("overview", "inclusion.skills")
    assert column.startswith("hogeschool-demerland-")
    behind = list(screen.test.dataframe[0].value.iloc[:, 0])
    other = opened("overview", **address(screen))
    assert list(other.test.dataframe[0].value.iloc[:, 0]) == behind
    assert list(other.run().test.dataframe[0].value.iloc[:, 0]) == behind, "it stays, whatever runs the page again"
    del other.test.query_params["place"]
    assert len(other.run().test.dataframe) == 0, "the browser's way back closes it"


def test_a_link_to_a_place_opens_its_courses_beside_the_picture_of_the_gaps_too() -> None:
    about = {
        "institution": "hogeschool-demerland",
        "programme": "family-science",
        "place": "gaps~choosing.skills~ambition",
    }
    behind = [
        list(opened("gaps", view=view, **about).test.dataframe[0].value.iloc[:, 0]) for view in ("table", "picture")
    ]
    assert behind[0] == behind[1] != []
    assert address(opened("gaps", view="picture", **about))["place"] == about["place"]


def test_a_place_that_is_not_there_is_said_and_nothing_opens() -> None:
    screen = opened("overview", place="overview~inclusion.nothing~nobody")
    assert any("`overview~inclusion.nothing~nobody`" in text for text in screen.texts())
    assert len(screen.test.dataframe) == 0
    assert "place" not in address(screen)


def test_the_kinds_of_gap_that_are_shown_are_part_of_the_address() -> None:
    screen = opened("gaps", institution="hogeschool-noordzee", programme="social-work")
    (kinds,) = screen.test.multiselect
    kinds.set_value([GapKind.NONE, GapKind.HARD])
    link = address(screen.run())
    assert link["kinds"] == "none.hard"
    rows = [row["id"] for row in screen.table()["rows"]]
    assert rows == [row["id"] for row in opened("gaps", **link).table()["rows"]] != []


def test_a_programme_without_ambitions_shows_what_it_reaches_all_the_same() -> None:
    """The first year of family science has none: 27 places, whatever kinds were chosen for another programme."""
    grid = "2022-23-coordinator-coordinator-opleidingsprogramma"
    screen = opened("gaps", institution="hogeschool-demerland", programme="family-science", grid=grid, kinds="hard")
    assert len(screen.table()["rows"]) == 27
    assert screen.test.multiselect.len == 0


def test_a_grid_is_first_compared_with_the_year_before_whoever_else_rated_it_this_year() -> None:
    """Lecturers and alumni rated family science in 2026-27 too; the coordinator's list of 2025-26 is the one before."""
    coordinator = "coordinator-coordinator-opleidingsprogramma"
    named = address(opened("data", stored=f"hogeschool-demerland-family-science-2026-27-{coordinator}"))
    assert (named["before"], named["after"]) == (f"2025-26-{coordinator}.1", f"2026-27-{coordinator}.1")
