"""Several raters of one programme-year: what to discuss first, where they differ, side by side, and in figures."""

from dataclasses import replace

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Grid, Perspective
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.columns import load_columns
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.databases import store
from tests.grids import KEY, State, make_grid, row
from tests.ui.screen import Screen, column_of, open_screen, stored

TARGETS = load_edition("sap-2024-nl").targets(Granularity.CLUSTER)


def rated(rater: str, perspective: Perspective, *courses: tuple[str, State, State]) -> Grid:
    """Compulsory courses with a state for two clusters; nobody rated the others."""
    rows = [
        row(title, *({"inclusion": inclusion, "vision": vision}.get(target) for target in TARGETS))
        for title, inclusion, vision in courses
    ]
    return make_grid(rows, TARGETS, key=replace(KEY, rater=rater, perspective=perspective))


# Of six places two differ: Intro for inclusion by one level, which decides, for no other course practises it; Lab for
# vision by two, which does not, for Stage practises it. Stage was not rated for inclusion by the lecturers.
TEAM = rated("Team", Perspective.COORDINATOR, ("Intro", 3, 1), ("Lab", 2, 0), ("Stage", 1, 3))
LECTURERS = rated("Docenten", Perspective.LECTURER, ("Intro", 2, 1), ("Lab", 2, 2), ("Stage", None, 3))
ALUMNI = rated("Alumni", Perspective.ALUMNI, ("Intro", 3, 1), ("Lab", 2, 3), ("Stage", 1, 3))


def open_part(part: str, *grids: Grid) -> Screen:
    for grid in grids:
        store(Database(Settings().database()), grid)
    screen = open_screen("en")
    screen.test.query_params["part"] = part
    return screen.go("agreement")


def test_without_a_second_rater_the_page_says_how_to_get_one() -> None:
    screen = open_part("discuss", TEAM)
    assert screen.tables() == []
    assert any(text.startswith("No programme was rated by two people in the same year yet.") for text in screen.texts())


def test_what_decides_is_discussed_first_with_the_reason_and_who_wrote_what() -> None:
    screen = open_part("discuss", TEAM, LECTURERS)
    assert "They differ on 2 places. 1 of them decides what is guaranteed." in screen.texts()
    queue = screen.table()
    assert [column["text"] for column in queue["columns"][:2]] == ["Docenten · lecturer", "Team · coordinator"]
    assert [row["heads"][0]["text"] for row in queue["rows"]] == ["Intro", "Lab"]
    whys = [place and place["text"] for _, place in column_of(queue, "why")]
    assert whys == ["decides what is guaranteed; 1 level apart", "2 levels apart; covered or not?"]
    screen.choose("discuss", queue["rows"][1]["id"], "rater-0")
    (said,) = [frame.value for frame in screen.test.dataframe]
    column = "GHIJKLMNO"[TARGETS.index("vision")]
    assert list(said["Level"]) == ["well framed", "not covered"]
    assert list(said["Cell"]) == [f"Grid!{column}7"] * 2


def test_the_map_says_how_many_levels_apart_and_leaves_what_one_rated_empty() -> None:
    screen = open_part("map", TEAM, LECTURERS)
    assert "On 2 of the 3 courses they differ somewhere." in screen.texts()
    table = screen.table()
    assert [row["name"] for row in table["rows"]] == ["Intro", "Lab"]
    inclusion, vision = (dict(column_of(table, target)) for target in ("inclusion", "vision"))
    assert [inclusion[course]["shade"] for course in ("0", "1")] == [1, 0]  # type: ignore[index]
    assert vision["1"]["text"] == "2"  # type: ignore[index]
    assert vision["1"]["mark_text"] == "Docenten · lecturer: well framed; Team · coordinator: not covered"  # type: ignore[index]
    screen.test.toggle(key="courses").set_value(True)
    table = screen.run().table()
    assert [row["name"] for row in table["rows"]] == ["Intro", "Lab", "Stage"]
    assert dict(column_of(table, "inclusion"))["2"] == {}
    screen.choose("disagreement", "1", "vision")
    assert len(screen.test.dataframe) == 1


def test_side_by_side_each_rater_has_a_column_of_what_is_guaranteed() -> None:
    table = open_part("beside", TEAM, LECTURERS).table()
    assert [column["text"] for column in table["columns"]] == ["Docenten", "Team", "to talk about"]
    ids = [str(info.id) for info in sorted(stored(), key=lambda info: info.key.rater or "")]
    levels = [[dict(column_of(table, one))[target]["state"] for target in ("inclusion", "vision")] for one in ids]  # type: ignore[index]
    assert levels == [[2, 3], [3, 3]]


def test_figures_come_over_all_places_and_over_claimed_ones_with_what_they_mean() -> None:
    """Five places have two levels: three are equal, one is a level apart and one two. Nobody claims none of them."""
    screen = open_part("figures", TEAM, LECTURERS)
    shown = [(metric.label, metric.value) for metric in screen.test.metric]
    assert shown[:2] == [("the same level", "60%"), ("at most one level apart", "80%")]
    assert shown[3:5] == shown[:2]
    assert next(iter(column_of(screen.table(), "places"))) == ("whole-", {"text": "5"})
    assert any("1 is full agreement, 0 is chance" in text for text in screen.texts())


def test_of_three_raters_two_can_be_laid_beside_each_other() -> None:
    screen = open_part("discuss", TEAM, LECTURERS, ALUMNI)
    of = {info.key.rater: info.id for info in stored()}
    screen.test.multiselect(key="raters").set_value([of["Team"], of["Alumni"]])
    (only,) = screen.run().table()["rows"]
    assert only["name"].startswith("Lab, ")
    screen.test.multiselect(key="raters").set_value([of["Team"]])
    assert "Choose two raters or more." in screen.run().texts()


def test_what_the_raters_agree_on_is_written_down_marked_and_counts() -> None:
    """Intro for inclusion: 3 and 2, agreed 2. The team's guaranteed level goes from 3 to 2; what they wrotestays."""
    screen = open_part("discuss", TEAM, LECTURERS)
    assert any("to write down what you agree on" in text for text in screen.texts())
    first = screen.table()["rows"][0]
    assert (first["places"][-1]["text"], first["places"][-1]["opens"]) == ("write down", True)
    screen.choose("discuss", first["id"], "agreed")
    test = screen.test
    test.radio[0].set_value(Level.WELL_FRAMED)
    test.text_area[0].set_value("De taak kadert het")
    test.text_area[1].set_value("Docent: practised, door de stage")
    next(button for button in test.button if button.label == "Write this down").click()
    screen.run()
    assert any("Written down." in text for text in screen.texts())
    queue, agreed = screen.tables()
    assert [row["heads"][0]["text"] for row in queue["rows"]] == ["Lab", "Intro"], "what is agreed comes last"
    assert [(place or {}).get("state") for _, place in column_of(queue, "agreed")] == [None, 2]
    assert [place and place.get("text") for _, place in column_of(agreed, "dissent")] == [
        "Docent: practised, door de stage"
    ]
    team = next(info.id for info in stored() if info.key.rater == "Team")
    with_agreed, as_rated = (
        load_columns(Database(Settings().database()), LOCAL_ACTOR, [team], as_rated=one)[0] for one in (False, True)
    )
    assert [one.gap("inclusion").guaranteed for one in (with_agreed, as_rated)] == [2, 3]


def test_a_link_to_a_place_names_the_course_and_opens_it_wherever_it_stands_now() -> None:
    """Thirty courses differ by one level in one place: twenty are shown, the link leads to each."""
    names = [f"Course {number:02}" for number in range(30)]
    one, other = (
        rated(rater, perspective, *((name, level, None) for name in names))
        for rater, perspective, level in (("Team", Perspective.COORDINATOR, 2), ("Docenten", Perspective.LECTURER, 1))
    )
    screen = open_part("discuss", one, other)
    (queue,) = screen.tables()
    assert len(queue["rows"]) == 20
    screen.choose("discuss", queue["rows"][3]["id"], "rater-0")
    place = "discuss~course-03-inclusion~rater-0"
    assert screen.test.query_params["place"] in (place, [place])
    for asked, title in (("course-03", "Course 03"), ("course-29", "Course 29")):
        screen = open_screen("en")
        screen.test.query_params["place"] = place.replace("course-03", asked)
        screen = screen.go("agreement")
        assert len(screen.test.dataframe) == 1, title
        assert not any("names something that is not here" in text for text in screen.texts())
