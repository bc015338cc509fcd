"""Grids side by side: what to talk about first, two of them, small tables, how many at each level, whom to ask."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Grid, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.asking import agree_to_be_asked
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.databases import store
from tests.grids import KEY, State, make_grid, row
from tests.ui.screen import Screen, column_of, open_screen, stored

OLD, NEW = "sap-2024-nl", "sw-2025-en"
TARGETS = load_edition(OLD).targets(Granularity.CLUSTER)
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def of(institution: str, inclusion: State, vision: State, year: str = "2026-27") -> Grid:
    """One compulsory course with a state for two clusters; nobody rated the others."""
    states = [{"inclusion": inclusion, "vision": vision}.get(target) for target in TARGETS]
    return make_grid([row("Intro", *states)], TARGETS, key=replace(KEY, institution=institution, academic_year=year))


# Inclusion: 3, 0 and 1, three levels apart; vision: 2, 2 and nothing, the same.
ANTWERP, BRUGES, GENT = of("Antwerp", 3, 2), of("Bruges", 0, 2), of("Gent", 1, None)


def open_part(part: str, *grids: Grid) -> Screen:
    for grid in grids:
        store(Database(Settings().database()), grid)
    screen = open_screen("en")
    screen.test.query_params["part"] = part
    return screen.go("compare")


def agree(institution: str) -> None:
    database = Database(Settings().database())
    agree_to_be_asked(database, LOCAL_ACTOR, institution, KEY.programme, agreed=True, now=NOW)


def ids() -> dict[str, str]:
    """The id of each grid by its institution."""
    return {info.key.institution: str(info.id) for info in stored()}


def texts(table: dict, column: str) -> dict[str, str | None]:
    return {line: (place or {}).get("text") for line, place in column_of(table, column)}


def test_the_agenda_says_who_stands_where_and_leads_to_the_courses() -> None:
    """Inclusion is three levels apart, vision is the same where it is rated: one point to talk about."""
    screen = open_part("agenda", GENT, ANTWERP, BRUGES)
    assert any(text.startswith("1 difference is worth a conversation.") for text in screen.texts())
    agenda = screen.table()
    (point,) = agenda["rows"]
    assert point["heads"][0]["text"].startswith("1. ")
    assert point["heads"][0]["sub"] == "3 levels apart"
    said = [texts(agenda, f"level-{level}")["inclusion"] for level in (3, 2, 1, 0)]
    assert said == ["Antwerp", None, "Gent", "Bruges"]
    screen.choose("agenda", "inclusion", "level-3")
    behind = [frame.value for frame in screen.test.dataframe]
    assert [list(frame["Written"]) for frame in behind] == [["practised"], ["exemplary"]], "Bruges covers it nowhere"


def test_behind_a_difference_stands_who_takes_each_course_so_that_the_level_follows_from_them() -> None:
    """Ghent practises inclusion in an elective only: what is guaranteed there is 1, the level of its Intro."""
    states = {title: [{"inclusion": level}.get(t) for t in TARGETS] for title, level in (("Intro", 1), ("Choice", 3))}
    rows = [row("Intro", *states["Intro"]), row("Choice", *states["Choice"], status=Status.ELECTIVE)]
    ghent = make_grid(rows, TARGETS, key=replace(KEY, institution="Ghent"))
    screen = open_part("agenda", ANTWERP, ghent)
    assert texts(screen.table(), "level-1")["inclusion"] == "Ghent"
    screen.choose("agenda", "inclusion", "level-1")
    _, behind = (frame.value for frame in screen.test.dataframe)
    assert list(zip(behind["Course"], behind["Level"], behind["Status"], strict=True)) == [
        ("Choice", "practised", "elective"),
        ("Intro", "exemplary", "compulsory"),
    ]


def test_where_no_course_has_a_status_the_page_says_why_nothing_is_guaranteed_and_what_to_do() -> None:
    """Ghent rated its one course, but does not say that everybody takes it; Antwerp does."""
    ghent = replace(GENT, courses=tuple(replace(course, status=None) for course in GENT.courses))
    screen = open_part("table", ANTWERP, ghent)
    (said,) = [text for text in screen.texts() if "No course says whether it is compulsory" in text]
    assert said.startswith("Social Work, Gent. ")
    assert "upload the workbook again" in said
    screen.test.button_group(key="side").set_value("possible")
    assert not any("No course says whether it is compulsory" in text for text in screen.run().texts())


def test_only_grids_that_are_called_the_same_say_who_rated_them() -> None:
    """Antwerp was rated by two in 2026-27; its other year and Bruges need no rater to be told apart."""
    second = replace(ANTWERP, key=replace(ANTWERP.key, rater="B. Rater"))
    screen = open_part("table", ANTWERP, second, BRUGES, of("Antwerp", 1, 1, "2025-26"))
    screen.test.multiselect(key="grids").set_value([info.id for info in stored()])
    heads = {column["text"] for column in screen.run().table()["columns"]}
    assert heads == {
        "Antwerp · 2025-26",
        "Antwerp · 2026-27 · A. Rater",
        "Antwerp · 2026-27 · B. Rater",
        "Bruges · 2026-27",
        "to talk about",
    }


def test_the_widest_difference_comes_first_and_grids_stand_by_name_never_by_level() -> None:
    """Vision 3 and 0 is wider than inclusion 2 and 0; of two at one level Antwerp stands before Gent."""
    agenda = open_part("agenda", of("Gent", 2, 3), of("Antwerp", 2, 3), of("Bruges", 0, 0)).table()
    assert [row["id"] for row in agenda["rows"]] == ["vision", "inclusion"]
    assert texts(agenda, "level-3")["vision"] == "Antwerp, Gent"


def test_only_who_agreed_is_named_as_one_to_ask() -> None:
    """Antwerp practises inclusion, and Bruges and Gent are thin; nobody is named until Antwerp agrees."""
    screen = open_part("ask", ANTWERP, BRUGES, GENT)
    assert screen.tables() == []
    assert any("There is nobody to ask yet." in text for text in screen.texts())
    note = "“may be asked”: the programme agreed to that."
    assert note not in open_part("agenda").texts(), "a note that stands nowhere needs no explanation"
    agree("Antwerp")
    table = screen.run().table()
    assert texts(table, "strong") == {"inclusion": "Antwerp"}
    assert texts(table, "thin") == {"inclusion": "Bruges, Gent"}
    shown = open_part("agenda")
    assert note in shown.texts()
    agenda = shown.table()
    strong = dict(column_of(agenda, "level-3"))["inclusion"]
    assert strong is not None
    assert strong["sub"] == "may be asked"


def test_who_may_be_asked_is_set_on_the_page_of_the_data_and_taken_back_there() -> None:
    store(Database(Settings().database()), ANTWERP)
    screen = open_screen("en")
    screen.test.query_params["part"] = "institutions"
    screen.go("data")
    for agreed, said in ((True, "may be asked from now on."), (False, "is no longer named.")):
        (box,) = [one for one in screen.test.checkbox if one.label == "Social Work may be asked"]
        assert box.value is not agreed
        box.set_value(agreed)
        screen.run()
        assert any(text.endswith(said) for text in screen.texts())


def test_two_of_them_are_apart_without_a_sign_of_better_or_worse() -> None:
    """Antwerp 3 and Bruges 0; both 2 for vision; the seven others nobody rated."""
    screen = open_part("pair", ANTWERP, BRUGES)
    table = screen.table()
    assert [column["text"] for column in table["columns"]] == ["Antwerp", "Bruges", "difference"]
    apart = texts(table, "apart")
    assert (apart["inclusion"], apart["vision"], apart["choosing"]) == ("3 levels apart", "the same", "–")
    counted = "Of 9 places 1 are the same, 1 differ, and on 7 at least one has no level."
    assert counted in screen.texts()
    screen.test.toggle(key="differing").set_value(True)
    assert [row["id"] for row in screen.run().table()["rows"]] == ["inclusion"]
    assert screen.test.query_params["differing"] == "yes"
    screen.choose("pair", "inclusion", "second")
    assert screen.metrics()["guaranteed"] == "not covered"


def test_of_two_years_the_earlier_comes_first_and_the_difference_has_a_direction() -> None:
    """Inclusion goes from 3 in 2025-26 to 1 in 2026-27, vision from 0 to 2."""
    table = open_part("pair", of("Gent", 1, 2), of("Gent", 3, 0, "2025-26")).table()
    assert [column["text"] for column in table["columns"]][:2] == ["2025-26", "2026-27"]
    apart = texts(table, "apart")
    assert (apart["inclusion"], apart["vision"]) == ("2 levels down", "2 levels up")


def test_elements_of_two_editions_compare_where_the_crosswalk_has_the_same_one() -> None:
    """Of three elements of the new edition one is the same as an old one, one is narrower, and one is new there."""
    old, new = load_edition(OLD), load_edition(NEW)
    grids = [
        make_grid(
            [row("Intro", *[level] * len(edition.elements))],
            edition.targets(Granularity.ELEMENT),
            edition=edition.id,
            key=replace(KEY, academic_year=year),
        )
        for edition, year, level in ((old, "2025-26", 1), (new, "2026-27", 3))
    ]
    screen = open_part("pair", *grids)
    assert all(text == "yes" for text in texts(screen.table(), "comparable").values()), "cells are the same in each"
    screen.test.button_group(key="detail").set_value("element")
    whole, *_ = screen.run().tables()
    comparable, apart = texts(whole, "comparable"), texts(whole, "apart")
    assert len(comparable) == len(new.elements)
    for element, said in comparable.items():
        assert apart[element] == ("2 levels up" if said == "yes" else "–"), element
    assert {(said or "").partition(":")[0] for said in comparable.values()} == {"yes", "no"}


def test_small_tables_stand_by_name_and_one_rated_per_cluster_is_not_spread_out() -> None:
    screen = open_part("small", GENT, ANTWERP)
    first, second = screen.tables()
    assert screen.texts().index("Antwerp") < screen.texts().index("Gent")
    assert [column["text"] for column in first["columns"]] == ["rated per cluster"]
    assert len(first["rows"]) == len(TARGETS)
    assert [table["rows"][0]["places"][0]["state"] for table in (first, second)] == [3, 1]


def test_how_many_at_each_level_is_counted_and_one_stands_among_five_others() -> None:
    """Inclusion of six: 3, 0, 1, 1, 2, 2. Of the others of A: 0, 1, 1, 2, 2: a quarter at 1, half at 1, three at 2."""
    six = [of(name, level, None) for name, level in zip("ABCDEF", (3, 0, 1, 1, 2, 2), strict=True)]
    screen = open_part("spread", *six)
    table = screen.table()
    assert [texts(table, f"state-{state}")["inclusion"] for state in (3, 2, 1, 0)] == ["1", "2", "2", "1"]
    assert texts(table, "state-255")["vision"] == "6"
    screen.test.selectbox(key="among").set_value(int(ids()["A"]))
    table = screen.run().table()
    among = [dict(column_of(table, name))["inclusion"] for name in ("own", "lower", "median", "upper")]
    assert [place and place["state"] for place in among] == [3, 1, 1, 2]
    assert texts(table, "median")["vision"] == "–"


def test_fewer_than_six_grids_are_not_told_apart_as_one_among_others() -> None:
    screen = open_part("spread", ANTWERP, BRUGES, GENT)
    assert [one.key for one in screen.test.selectbox if one.key == "among"] == []
    assert any(text.startswith("With 6 grids or more") for text in screen.texts())


@pytest.mark.parametrize("part", ["agenda", "table", "pair", "small", "spread", "ask"])
def test_each_part_names_its_rule_and_the_grids_behind_it(part: str) -> None:
    screen = open_part(part, ANTWERP, BRUGES)
    assert any(text.startswith("Counting rule “highest”") for text in screen.texts())
    assert any(text.startswith("- `Antwerp`") for text in screen.texts())


def test_what_is_compared_stands_in_the_address_by_stable_names() -> None:
    screen = open_part("pair", ANTWERP, BRUGES, GENT)
    screen.test.multiselect(key="grids").set_value([int(ids()[name]) for name in ("Gent", "Antwerp")])
    grids = "".join(screen.run().test.query_params["grids"])
    assert [slug.partition("-")[0] for slug in grids.split(".")] == ["antwerp", "gent"]
    again = open_screen("en")
    again.test.query_params.update({"part": "pair", "grids": grids})
    assert [column["text"] for column in again.go("compare").table()["columns"]][:2] == ["Antwerp", "Gent"]
