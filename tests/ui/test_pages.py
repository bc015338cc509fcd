"""Every page from the visitor's side: what an empty installation offers, and that the figures are the analytics'."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from curriculum_map.analytics.behind import courses_behind
from curriculum_map.analytics.closing import offers_of
from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.frameworks.loader import load_edition, load_legend, programme_name
from curriculum_map.services.grids import read_upload
from curriculum_map.services.history import confirm_carried, roll_over
from curriculum_map.services.samples import sample_files
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import delete_grids
from curriculum_map.wording.catalogue import say
from curriculum_map.wording.offers import offer_sentence
from tests.databases import writing
from tests.ui.screen import Screen, column_of, open_screen, stored
from tests.ui.titles import TITLES

LEGEND = load_legend()
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
SAMPLE = "social-work-hogeschool-noordzee"


def read_sample(path: Path) -> tuple[Grid, dict[str, Gap]]:
    """The grid of a sample file and its gaps, computed here and not by the app."""
    reading = read_upload(LOCAL_ACTOR, path.name, path.read_bytes())
    grid = reading.grids[0].grid()
    assert grid is not None
    return grid, gap_values(find_gaps(grid, {one.target: one for one in reading.ambitions}))


def sample(stem: str) -> tuple[Grid, dict[str, Gap]]:
    (path,) = [path for path in sample_files() if path.stem == stem]
    return read_sample(path)


def show_institution(institution: str, page: str = "overview") -> Screen:
    screen = open_screen().go(page)
    screen.test.selectbox(key="institution").set_value(institution)
    return screen.run()


def choose_programme(screen: Screen, programme: str) -> Screen:
    screen.test.selectbox(key="programme").set_value(programme)
    return screen.run()


def id_of(grid: Grid) -> str:
    """The id under which the app keeps this grid."""
    (found,) = [info.id for info in stored() if info.key == grid.key]
    return str(found)


def states_of(table: dict[str, Any], column: str) -> dict[str, int]:
    return {row: place["state"] for row, place in column_of(table, column) if place is not None}


@pytest.mark.parametrize("page", [page for page in TITLES if page not in ("framework", "upload", "accessibility")])
def test_an_empty_installation_offers_a_start(page: str) -> None:
    screen = open_screen().go(page)
    assert [title.value for title in screen.test.title] == [screen.say(TITLES[page])]
    assert screen.say("Nothing is stored yet") in screen.texts()
    assert [button.label for button in screen.test.button] == [screen.say("Load the samples")]
    assert screen.tables() == []


def test_the_samples_come_at_one_press_and_go_at_another() -> None:
    screen = open_screen().press("Load the samples")
    assert len(stored()) == len(sample_files()) == 25
    assert screen.metrics()[screen.say("Grids")] == "25"
    screen.press("Remove the samples")
    assert stored() == []
    assert screen.say("Nothing is stored yet") in screen.texts()


@pytest.mark.usefixtures("samples")
def test_samples_that_were_stopped_halfway_are_loaded_to_the_end_with_another_press() -> None:
    with writing(Database(Settings().database())) as connection:
        delete_grids(connection, [info.id for info in stored()[10:]])
    screen = open_screen("en")
    assert "10 fictitious samples are loaded. 15 are not." in screen.texts()
    screen.press("Load the other samples")
    assert len(stored()) == 25
    assert [button.label for button in screen.test.button] == ["Remove the samples"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", TITLES)
@pytest.mark.usefixtures("samples")
def test_every_page_opens_in_the_visitors_language(page: str, language: Language) -> None:
    screen = open_screen(language).go(page)
    assert [title.value for title in screen.test.title] == [screen.say(TITLES[page])]
    without = ("start", "upload", "reports", "accessibility")
    assert bool(screen.tables()) is (page not in without)


@pytest.mark.usefixtures("samples")
def test_the_demo_says_that_it_is_one_and_cannot_be_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURRICULUM_MAP_DEMO", "1")
    screen = open_screen()
    demo = "Demonstration: everything in the samples is fictitious."
    assert screen.say(demo) in screen.texts()
    assert screen.say("Remove the samples") not in [button.label for button in screen.test.button]


@pytest.mark.usefixtures("samples")
def test_choosing_the_other_language_changes_the_page() -> None:
    screen = open_screen("nl").go("overview")
    screen.test.button_group(key="lang").set_value("en")
    screen.language = "en"
    screen.run()
    assert [title.value for title in screen.test.title] == [screen.say(TITLES["overview"])]
    assert screen.table()["language"] == "en"


@pytest.mark.parametrize("side", ["guaranteed", "possible"])
@pytest.mark.usefixtures("samples")
def test_the_overview_shows_what_the_analytics_say(side: str) -> None:
    grid, gaps = sample(SAMPLE)
    screen = show_institution(grid.key.institution)
    screen.test.button_group(key="side").set_value(side)
    table = screen.run().table()
    assert states_of(table, id_of(grid)) == {target: getattr(gap, side) for target, gap in gaps.items()}
    assert [row["id"] for row in table["rows"]] == list(load_edition("sap-2024-nl").targets(Granularity.CELL))
    assert len(table["columns"]) == 6


@pytest.mark.usefixtures("samples")
def test_guaranteed_and_possible_differ_where_electives_or_tracks_do() -> None:
    _, gaps = sample(SAMPLE)
    assert any(gap.guaranteed != gap.possible for gap in gaps.values())


@pytest.mark.usefixtures("samples")
def test_the_signs_stand_where_the_analytics_put_them() -> None:
    grid, gaps = sample(SAMPLE)
    table = show_institution(grid.key.institution).table()
    marks = {row: place.get("mark", "") for row, place in column_of(table, id_of(grid)) if place is not None}
    assert {row for row, mark in marks.items() if "▲" in mark} == {
        target for target, gap in gaps.items() if gap.is_below_ambition
    }
    asides = {row for row, place in column_of(table, id_of(grid)) if place and place.get("aside") == "≠"}
    assert asides == {target for target, gap in gaps.items() if gap.rule_dependent} != set()
    for flag, words in (("thin", "one course"), ("uncertain", "blanks decide")):
        said = say(words, "nl")
        below = {row for row, place in column_of(table, id_of(grid)) if place and said in place.get("sub", "")}
        assert below == {target for target, gap in gaps.items() if getattr(gap, flag)}


@pytest.mark.usefixtures("samples")
def test_a_grid_rated_per_cluster_fills_one_place_over_three_rows() -> None:
    grid, gaps = sample("applied-psychology-hogeschool-scheldeboord")
    table = show_institution(grid.key.institution).table()
    shown = dict(column_of(table, id_of(grid)))
    assert {row.partition(".")[0]: place["state"] for row, place in shown.items() if place} == {
        target: gap.guaranteed for target, gap in gaps.items()
    }
    assert [place["rowspan"] for place in shown.values() if place] == [3] * 9


@pytest.mark.usefixtures("samples")
def test_a_chosen_place_opens_the_courses_behind_it() -> None:
    grid, gaps = sample(SAMPLE)
    target = "inclusion.knowledge"
    screen = show_institution(grid.key.institution).choose("overview", target, id_of(grid))
    behind = courses_behind(grid, target)
    touching = behind[behind["level"].between(1, 3)].sort_values("level", ascending=False, kind="stable")
    (shown,) = [frame.value for frame in screen.test.dataframe]
    assert list(shown[screen.say("Course")]) == list(touching["title"]) != []
    assert list(shown[screen.say("Cell")]) == list(touching["ref"])
    assert screen.metrics()[screen.say("guaranteed")] == LEGEND.name(gaps[target].guaranteed)["nl"]


@pytest.mark.usefixtures("samples")
def test_across_institutions_grids_are_counted_and_never_merged() -> None:
    programme = "social-educational-care-work"
    grids = [read_sample(path) for path in sample_files() if path.name.startswith(programme)]
    table = show_institution("*").table()
    assert table["choosable"] is True
    for row, place in column_of(table, programme):
        assert place is not None
        expected = Counter(gaps[row].guaranteed for _, gaps in grids)
        assert {state: int(count) for count, state in place["parts"]} == dict(expected)


@pytest.mark.usefixtures("samples")
def test_across_institutions_the_letters_are_explained() -> None:
    texts = " ".join(show_institution("*").texts())
    assert all(f"{level.letter['nl']} = {level.name['nl']}" in texts for level in LEGEND.levels)


@pytest.mark.usefixtures("samples")
def test_gaps_are_filtered_by_kind() -> None:
    grid, gaps = sample(SAMPLE)
    screen = choose_programme(show_institution(grid.key.institution, "gaps"), grid.key.programme)
    below = {GapKind.ELECTIVE, GapKind.HARD, GapKind.SOFT, GapKind.UNKNOWN}
    assert {row["id"] for row in screen.table()["rows"]} == {name for name, gap in gaps.items() if gap.kind in below}
    screen.test.multiselect[0].set_value([GapKind.NONE])
    reached = {name for name, gap in gaps.items() if gap.kind is GapKind.NONE}
    assert {row["id"] for row in screen.run().table()["rows"]} == reached != set()
    screen.test.multiselect[0].set_value([])
    screen.run()
    assert screen.tables() == []
    assert screen.say("No gap of these kinds.") in screen.texts()


@pytest.mark.usefixtures("samples")
def test_each_gap_says_what_would_close_it_and_its_dialog_says_what_else_would() -> None:
    grid, gaps = sample(SAMPLE)
    screen = choose_programme(show_institution(grid.key.institution, "gaps"), grid.key.programme)
    offers = offers_of(grid, gaps, HIGHEST)
    said = {target: offer_sentence(found[0], grid, LEGEND, "nl") for target, found in offers.items()}
    assert said
    shown = dict(column_of(screen.table(), "closing"))
    assert {target: place["text"] for target, place in shown.items() if place and place["text"] != "–"} == said
    others = {target: len(found) - 1 for target, found in offers.items()}
    assert {target: place.get("sub", "") for target, place in shown.items() if place and target in said} == {
        target: f"of {count} andere" if count else "" for target, count in others.items()
    }
    target = next(iter(said))
    key = f"gaps-{id_of(grid)}"
    texts = "\n".join(screen.choose(key, target, "guaranteed").texts())
    assert all(offer_sentence(one, grid, LEGEND, "nl") in texts for one in offers[target])


@pytest.mark.usefixtures("samples")
def test_a_picture_stands_in_for_the_table_on_request() -> None:
    for page in ("overview", "gaps"):
        screen = open_screen().go(page)
        screen.test.button_group(key="view").set_value("picture")
        screen.run()
        assert [table for table in screen.tables() if "rows" in table] == []
        assert len(screen.test.get("plotly_chart")) == 1


@pytest.mark.usefixtures("samples")
def test_comparing_sorts_by_name_however_the_grids_were_chosen() -> None:
    screen = open_screen()
    screen.test.query_params["part"] = "table"
    screen.go("compare")
    ids = [info.id for info in stored()][:6]
    screen.test.multiselect[0].set_value(list(reversed(ids)))
    columns = screen.run().table()["columns"]
    *grids, talk = columns
    names = {
        str(info.id): f"{programme_name(info.key.programme)['nl']} · {info.key.institution}"
        for info in stored()
        if info.id in ids
    }
    assert [column["id"] for column in grids] == sorted(names, key=lambda one: names[one])
    assert talk["id"] == "talk"


@pytest.mark.usefixtures("samples")
def test_comparing_one_grid_asks_for_another() -> None:
    screen = open_screen().go("compare")
    screen.test.multiselect[0].set_value([stored()[0].id])
    assert screen.run().tables() == []


@pytest.mark.usefixtures("samples")
def test_one_programme_shows_its_coverage_and_every_course() -> None:
    grid, gaps = sample(SAMPLE)
    screen = choose_programme(show_institution(grid.key.institution, "programme"), grid.key.programme)
    coverage = screen.tables()[0]
    assert states_of(coverage, "guaranteed") == {target: gap.guaranteed for target, gap in gaps.items()}
    assert states_of(coverage, "possible") == {target: gap.possible for target, gap in gaps.items()}
    assert screen.metrics()[screen.say("Courses")] == str(len(grid.courses))
    screen.test.button_group(key="part").set_value("courses")
    courses = screen.run().table()
    assert [row["name"] for row in courses["rows"]] == [course.title for course in grid.courses]
    levels = [place["state"] for row in courses["rows"] for place in row["places"]]
    assert bytes(levels) == grid.counted_levels()


@pytest.mark.parametrize("page", ["overview", "programme", "gaps", "compare"])
@pytest.mark.usefixtures("samples")
def test_carried_courses_are_said_beside_every_figure_that_they_carry(page: str) -> None:
    """A sample is rolled over, and its first course confirmed: all but one of its courses are carried over."""
    grid, _ = sample(SAMPLE)
    database = Database(Settings().database())
    over = roll_over(database, LOCAL_ACTOR, int(id_of(grid)), "2027-28", NOW).info
    assert over is not None
    confirm_carried(database, LOCAL_ACTOR, over.id, [0], 1, NOW)
    courses = len(grid.courses)
    said = f"{courses - 1} van {courses} opleidingsonderdelen overgenomen, niet bevestigd"
    if page == "compare":
        screen = open_screen()
        screen.test.query_params["part"] = "table"
        screen.go(page).test.multiselect[0].set_value([over.id, int(id_of(grid))])
        screen.run()
    else:
        screen = show_institution(grid.key.institution, page)
    if page in ("programme", "gaps"):
        choose_programme(screen, grid.key.programme)
        assert any(text.startswith(f"{said}. ") for text in screen.texts()), "beside the counting rule"
    else:
        (column,) = [one for one in screen.table()["columns"] if one["id"] == str(over.id)]
        assert column["sub"].endswith(f", {said}")
        assert any("opleidingsonderdelen overgenomen, niet bevestigd. " in text for text in screen.texts())
    assert any(text.startswith("- ") and f" · {said} · " in text for text in screen.texts()), "with the sources"
    if page == "programme":
        screen.test.button_group(key="part").set_value("courses")
        carried = ["overgenomen" in row["heads"][0]["sub"] for row in screen.run().table()["rows"]]
        assert carried == [False] + [True] * (courses - 1)
