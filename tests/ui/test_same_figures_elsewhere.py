"""The other pages: a notebook that opens the record finds the figures of Programme, Compare and Agreement there."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import load_workbook

from curriculum_map import api as cm
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Grid, Perspective
from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.asking import agree_to_be_asked
from curriculum_map.services.comparison import comparison_report
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.databases import store
from tests.grids import KEY, State, make_grid, row
from tests.ui.screen import Screen, column_of, open_screen, stored

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
TARGETS = load_edition("sap-2024-nl").targets(Granularity.CLUSTER)
INSTITUTIONS = ("Aalst", "Brugge", "Diest", "Eeklo", "Gent", "Hasselt")


def rated(about: dict[str, Any], *courses: tuple[State, ...]) -> Grid:
    """A first and a second phase and two tracks; the states are of inclusion, vision and choosing."""
    of_tracks = (None, None, "Youth", "Care")
    rows = [
        row(
            f"Course {at}",
            *states,
            *[None] * (len(TARGETS) - len(states)),
            phase=1 + at % 2,
            track=track,
            ects=2.5 + at,
        )
        for at, (states, track) in enumerate(zip(courses, of_tracks, strict=False))
    ]
    return make_grid(rows, TARGETS, key=replace(KEY, **about))


GRID = rated({}, (1, 3, None), (None, 0, 2), (2, 1, "n/a"), (3, 1, None))


def opened(page: str, part: str, *grids: Grid) -> Screen:
    database = Database(Settings().database())
    for grid in grids:
        store(database, grid)
    return shown(page, part)


def shown(page: str, part: str) -> Screen:
    screen = open_screen("en")
    screen.test.query_params["part"] = part
    return screen.go(page)


def in_record(**as_rated: bool) -> list[RatedGrid]:
    with cm.open_record() as record:
        return [record.load(number, **as_rated) for number in record.grids()["grid"]]


def texts(table: dict[str, Any], column: str, name: str = "text") -> list[str]:
    return [(place or {}).get(name, "") for _, place in column_of(table, column)]


def states(table: dict[str, Any], column: str) -> list[str]:
    """What stands in a column, in the words of a notebook."""
    legend = {0: "not covered", 1: "exemplary", 2: "well framed", 3: "practised", 254: "not applicable"}
    return [legend.get((place or {}).get("state", 255), "not rated yet") for _, place in column_of(table, column)]


def order(targets: "pd.Series[str]") -> "pd.Series[int]":
    return targets.map(TARGETS.index)


def percents(shares: "pd.Series[float]") -> list[str]:
    return ["–" if pd.isna(share) else f"{int(share * 100 + 0.5)}%" for share in shares]


def test_the_coverage_of_a_programme_and_its_credits() -> None:
    coverage, credits = opened("programme", "coverage", GRID).tables()
    (grid,) = in_record()
    found, highest = cm.coverage(grid), cm.ratings(grid).groupby(["focus", "course"])[["rating_level", "ects"]].max()
    for side in ("guaranteed", "possible"):
        assert states(coverage, side) == list(found[side])
    for level in range(4):
        counts = zip(found[f"courses_{level}"], found[f"credits_{level}"], strict=True)
        assert texts(coverage, f"level-{level}") == [f"{count} ({ects:g})" if count else "–" for count, ects in counts]
    assert texts(coverage, "rated") == percents(found["rated_share"])
    for side, place in (("guaranteed", "text"), ("possible", "sub")):
        ends = zip(found[f"{side}_low_level"], found[f"{side}_high_level"], strict=True)
        said = [f"{low} – {high}" if low != high else "" for low, high in ends]
        assert [text.removeprefix("possible: ").strip("–") for text in texts(coverage, "blanks", place)] == said
    for level in (1, 2, 3):
        claimed = highest[highest["rating_level"] >= level].groupby("focus")["ects"].sum()
        of_focus = claimed / cm.courses(grid)["ects"].sum()
        share = dict(zip(found["target"], found[f"share_from_{level}"], strict=True))
        share |= {focus.id: of_focus.get(focus.name["en"], 0) for focus in load_edition("sap-2024-nl").focuses}
        parts, said = zip(*column_of(credits, f"level-{level}"), strict=True)
        assert [place["text"] for place in said] == percents(pd.Series([share[part] for part in parts]))


def test_the_phases_the_questions_and_the_single_points_of_a_programme() -> None:
    """Course 0 practises inclusion in the first phase, and it is framed in the second: that makes one ask."""
    phases = opened("programme", "phases", rated({}, (3, 3, 1), (2, 0, 2), (0, 1, "n/a"), (2, 1, None))).table()
    (grid,) = in_record()
    found = cm.progression(grid)
    for phase in (1, 2):
        assert states(phases, f"phase-{phase}") == list(found[found["phase"] == phase]["guaranteed"])
    tables = {table["caption"]: table for table in shown("programme", "questions").tables()}
    asked, without = cm.questions(grid), cm.what_if(grid)
    points = without[without["less_guaranteed"]].sort_values("target", key=order, kind="stable")
    kinds = [tables[name] for name in ("Questions about targets", "Questions about courses") if name in tables]
    # On the page the name stands before the question, which therefore begins behind it.
    said = [question for table in kinds for question in texts(table, "question")]
    without_name = [question.partition(": ")[2] for question in asked["question"]]
    assert said == [question[:1].upper() + question[1:] for question in without_name] != []
    hanging = tables["Levels that hang on one course"]
    assert texts(hanging, "course") == list(points["courses"])
    assert states(hanging, "without") == list(points["guaranteed_after"])


def test_grids_side_by_side_on_the_page_and_in_excel() -> None:
    """Inclusion at every level, vision at two of them; Aalst agreed to be asked."""
    levels = zip(INSTITUTIONS, (3, 0, 1, 2, 2, 1), (2, 2, 1, 1, None, 2), strict=True)
    grids = [rated({"institution": name}, (one, two, 1)) for name, one, two in levels]
    database = Database(Settings().database())
    for grid in grids:
        store(database, grid)
    agree_to_be_asked(database, LOCAL_ACTOR, "Aalst", KEY.programme, agreed=True, now=NOW)
    ids = {info.key.institution: info.id for info in stored()}
    found = in_record()
    compared = cm.compare(found)
    agenda = shown("compare", "agenda").table()
    worth = compared[compared["worth_talking"]].drop_duplicates("target").set_index("target")
    assert {line["id"]: line["heads"][0]["sub"][0] for line in agenda["rows"]} == {
        target: str(spread) for target, spread in worth["spread"].items()
    }
    asking = shown("compare", "ask").table()
    for part in ("strong", "thin"):
        named = compared[compared["role_code"] == part].groupby("target")["institution"].agg(", ".join)
        assert {line: place["text"] for line, place in column_of(asking, part) if place} == dict(named)
    screen = shown("compare", "spread")
    screen.test.selectbox(key="among").set_value(ids["Aalst"])
    spread = screen.run().table()
    for level in range(4):
        at_level = compared[compared["guaranteed_level"] == level].groupby("target").size()
        assert texts(spread, f"state-{level}") == [str(at_level.get(target, "")) for target in TARGETS]
    among = compared[compared["institution"] == "Aalst"]
    for name in ("lower", "median", "upper"):
        assert [(place or {}).get("state") for _, place in column_of(spread, name)] == [
            None if pd.isna(level) else level for level in among[f"others_{name}_level"]
        ]
    made = comparison_report(database, LOCAL_ACTOR, list(ids.values()), "en", now=NOW)
    assert made is not None
    sheet = load_workbook(BytesIO(made[1]))["Side by side"]
    lines = [line for line in sheet.iter_rows(values_only=True) if line[0]][-len(TARGETS) :]
    wide = [list(compared[compared["target"] == target]["guaranteed"]) for target in TARGETS]
    assert [list(line[2 : 2 + len(grids)]) for line in lines] == wide
    assert [line[2 + len(grids)] == "●" for line in lines] == [target in worth.index for target in TARGETS]


def test_how_far_raters_agree_and_what_to_discuss() -> None:
    lecturers = rated(
        {"rater": "Docenten", "perspective": Perspective.LECTURER}, (2, 3, 1), (None, 1, 2), (2, 1, 0), (0, 1, None)
    )
    figures = opened("agreement", "figures", GRID, lecturers).table()
    raters = in_record(as_rated=True)
    found = cm.agreement(raters)
    over_all = found[found["over"] == "all"]
    assert texts(figures, "places") == [str(places) for places in over_all["places"]]
    assert texts(figures, "exact") == percents(over_all["exact"])
    assert texts(figures, "adjacent") == percents(over_all["adjacent"])
    alphas = [text.partition(" ")[0] for text in texts(figures, "alpha")]
    assert alphas == [
        "–" if pd.isna(alpha) else f"{alpha if alpha >= 1 else min(alpha, 0.99):.2f}".replace("-", "−")
        for alpha in over_all["alpha"]
    ]
    queue, talk = shown("agreement", "discuss").table(), cm.agreement(raters, per="place")
    assert [line["heads"][0]["text"] for line in queue["rows"]] == list(talk["title"])
    assert [text.startswith("decides") for text in texts(queue, "why")] == list(talk["decides"])
