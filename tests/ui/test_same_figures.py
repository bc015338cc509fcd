"""One figure, three places: what a notebook, the pages and the Excel report say of the samples is the same."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from textwrap import shorten
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from curriculum_map import api as cm
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import NOT_APPLICABLE
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.reports import gap_report
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.ui.screen import column_of, open_screen

NOW = datetime(2026, 9, 2, 9, 30, tzinfo=UTC)
INSTITUTIONS = ("Hogeschool Demerland", "Hogeschool Noordzee", "Hogeschool Scheldeboord")
WORDS = {"thin": "one course", "uncertain": "blanks decide"}
IN_FULL = {
    "thin": "thin: one course carries it",
    "uncertain": "depends on what the blanks hide",
    "rule_dependent": "depends on the counting rule",
}
BELOW = ("elective", "hard", "soft")
# The columns of a notebook's frame in the order in which the report's sheet has them, after those that name a target.
IN_REPORT = [
    *("guaranteed", "possible", "ambition", "weight", "reason", "gap"),
    *(f"{side}_{end}" for end in ("low", "high") for side in ("guaranteed", "possible")),
    *(f"{what}_{level}" for what in ("courses", "credits") for level in range(4)),
    *("rated", "courses"),
]
FLAGS = IN_REPORT.index("gap") + 1


def in_notebook(institution: str) -> Iterator[tuple[int, RatedGrid, pd.DataFrame]]:
    """Each grid of an institution in the latest year: its number, the grid, and its coverage and gaps in one frame."""
    with cm.open_record() as record:
        stored = record.grids()
        for number in stored[(stored["institution"] == institution) & stored["in_tables"]]["grid"]:
            grid = record.load(number)
            found = cm.gaps(grid)
            extra = cm.coverage(grid)
            yield int(number), grid, pd.concat([found, extra[extra.columns.difference(found.columns)]], axis=1)


def word(state: int) -> str:
    return load_legend().name(state)["en"]


def plain(frame: pd.DataFrame) -> list[list[object]]:
    """The rows with None for whatever is missing."""
    return [[None if pd.isna(value) else value for value in row] for row in frame.itertuples(index=False)]


@pytest.mark.parametrize("institution", INSTITUTIONS)
@pytest.mark.usefixtures("samples")
def test_the_overview_shows_what_the_notebook_says(institution: str) -> None:
    screen = open_screen("en").go("overview")
    screen.test.selectbox(key="institution").set_value(institution)
    tables = {}
    for side in ("guaranteed", "possible"):
        screen.test.button_group(key="side").set_value(side)
        tables[side] = screen.run().table()
    grids = list(in_notebook(institution))
    assert len(grids) == 6
    for number, _, frame in grids:
        of_target = {one["target"]: one for one in lines_of(frame)}
        for side, table in tables.items():
            places = dict(column_of(table, str(number)))
            assert shown(places, "state") == dict(zip(frame["target"], frame[side], strict=True))
            assert levels(places) == known(frame, side)
            for target, place in one_per_target(places):
                one = of_target[target]
                assert ("▲" in place.get("mark", "").split()) == one["below_ambition"]
                assert place.get("sub", "") == flag_words(one, side)
                assert place.get("aside", "") == ("≠" if one["rule_dependent"] else "")


def flag_words(one: dict[str, Any], side: str = "") -> str:
    """The flags below a level: of one whose blanks decide with both ends of its band on this side."""
    words = [WORDS[name] for name in WORDS if one[name]]
    if one["uncertain"] and side and (ends := band_of(one, side)):
        words[-1] += f" {ends}"
    return ", ".join(words)


def band_of(one: dict[str, Any], side: str) -> str:
    low, high = (one[f"{side}_{end}_level"] for end in ("low", "high"))
    return "" if low == high else f"{low} – {high}"


def one_per_target(places: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each place that is drawn; one over three rows is that of the cluster."""
    for row, place in places.items():
        if place is not None:
            yield (row.partition(".")[0] if place.get("rowspan", 1) > 1 else row), place


def shown(places: dict[str, Any], name: str) -> dict[str, str]:
    return {target: word(place[name]) for target, place in one_per_target(places)}


def levels(places: dict[str, Any]) -> dict[str, int]:
    return {target: place["state"] for target, place in one_per_target(places) if place["state"] < NOT_APPLICABLE}


def known(frame: pd.DataFrame, side: str) -> dict[str, int]:
    return frame.set_index("target")[f"{side}_level"].dropna().astype(int).to_dict()


@pytest.mark.parametrize("institution", INSTITUTIONS)
@pytest.mark.usefixtures("samples")
def test_the_gap_report_says_what_the_notebook_says(institution: str) -> None:
    database = Database(Settings().database())
    for number, grid, frame in in_notebook(institution):
        made = gap_report(database, LOCAL_ACTOR, number, "en", NOW)
        assert made is not None
        lines = list(load_workbook(BytesIO(made[1]))["Table"].iter_rows(values_only=True))
        (heading,) = [row for row, line in enumerate(lines) if "Guaranteed" in line and "Outcome" in line]
        first = lines[heading].index("Guaranteed")
        rows = [line for line in lines[heading + 1 :] if line[0]]
        assert [named(line[:first]) for line in rows] == [
            " – ".join(str(part) for part in parts if part) for parts in plain(frame[["cluster", "component"]])
        ]
        flags = [line[first + FLAGS] for line in rows]
        assert flags == ["; ".join(IN_FULL[name] for name in IN_FULL if one[name]) or None for one in lines_of(frame)]
        # The flags were looked at, and the share is the quotient of the two columns before it.
        figures = [[*line[first : first + FLAGS], *line[first + FLAGS + 1 : -1]] for line in rows]
        assert figures == plain(with_band_in_words(frame)[IN_REPORT]), grid.name


def with_band_in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the ends of the missing-data band in words; where they are no level the blanks change nothing."""
    ends = [(side, f"{side}_{end}") for side in ("guaranteed", "possible") for end in ("low", "high")]
    return frame.assign(
        **{
            name: [
                said if pd.isna(level) else word(level)
                for level, said in zip(frame[f"{name}_level"], frame[side], strict=True)
            ]
            for side, name in ends
        }
    )


def named(cells: tuple[Any, ...]) -> str:
    """Cluster and component, without the number of the cluster."""
    _, cluster, *component = cells
    return " – ".join([cluster.partition(" ")[2], *component])


@pytest.mark.parametrize("institution", INSTITUTIONS)
@pytest.mark.usefixtures("samples")
def test_the_gaps_their_flags_and_what_would_close_them_are_one_on_the_page_in_excel_and_in_a_notebook(
    institution: str,
) -> None:
    database = Database(Settings().database())
    for number, grid, frame in in_notebook(institution):
        table = all_gaps(grid.grid.key, number)
        offers = sentences(cm.offers(grid))
        for one in lines_of(frame):
            places = {name: dict(column_of(table, name))[one["target"]] for name in ("ambition", "kind", "closing")}
            assert in_words(places["kind"]) == said_of(one), (grid.name, one["target"])
            assert places["ambition"].get("state") == one["ambition_level"]
            for side in ("guaranteed", "possible"):
                ends = band_of(one, side)
                assert dict(column_of(table, side))[one["target"]].get("sub", "") == (f"blanks: {ends}" if ends else "")
            assert places["closing"]["text"] == first_changes(offers, one)
            assert places["closing"].get("sub", "") == what_else(offers, one)
        made = gap_report(database, LOCAL_ACTOR, number, "en", NOW)
        assert made is not None
        book = load_workbook(BytesIO(made[1]))
        assert closing_sheet(book) == [line for one in lines_of(frame) for line in reported(offers, one)]


def all_gaps(key: GridKey, number: int) -> dict[str, Any]:
    """The table of the page of the gaps of a grid with every kind of gap in it."""
    screen = open_screen("en").go("gaps")
    for name, value in (("institution", key.institution), ("programme", key.programme)):
        screen.test.selectbox(key=name).set_value(value)
        screen.run()
    # Of two programmes whose raters are called alike AppTest, and no browser, keeps the grid of the first.
    (grids,) = [one for one in screen.test.selectbox if one.label == "Grid"]
    grids.set_value(number)
    screen.run()
    # Where there is no ambition, every place is shown without a choice.
    for kinds in screen.test.multiselect:
        kinds.set_value(list(GapKind))
    return screen.run().table()


def lines_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame by column, None for whatever is missing."""
    return [dict(zip(frame.columns, line, strict=True)) for line in plain(frame)]


def said_of(one: dict[str, Any]) -> tuple[object, ...]:
    """What the page says beside a target: the kind of gap, the words below it, the reason, the sign of the rules."""
    reason = shorten(one["reason"] or "", 60, placeholder="…")
    return one["gap"], " · ".join(filter(None, (flag_words(one), reason))), "≠" if one["rule_dependent"] else ""


def in_words(place: dict[str, Any]) -> tuple[object, ...]:
    return place["text"], place.get("sub", ""), place.get("aside", "")


def sentences(offers: pd.DataFrame) -> dict[str, list[list[str]]]:
    """Per target its offers, each as the sentences of its changes."""
    found: dict[str, list[list[str]]] = {}
    for one in lines_of(offers):
        course = " ".join(filter(None, (one["code"], one["title"])))
        change = f"{course}: from “{one['now']}” to “{one['then']}”"
        of_target = found.setdefault(one["target"], [])
        if one["offer"] > len(of_target):
            of_target.append([])
        of_target[-1].append(change if one["change_code"] == "level" else f"make {course} compulsory")
    return found


TOO_MANY = "more than 6 changes: this asks for a revision of the programme"


def first_changes(offers: dict[str, list[list[str]]], one: dict[str, Any]) -> str:
    """The first two changes of the first offer."""
    if one["gap_code"] not in BELOW:
        return "–"
    return "; ".join(offers[one["target"]][0][:2]) if one["target"] in offers else TOO_MANY


def what_else(offers: dict[str, list[list[str]]], one: dict[str, Any]) -> str:
    of_target = offers.get(one["target"], [])
    if not of_target:
        return ""
    changes, others = len(of_target[0]) - 2, len(of_target) - 1
    if changes > 0:
        return f"and {changes} change{'s' if changes > 1 else ''} more"
    return f"or {others} other{'s' if others > 1 else ''}" if others else ""


def reported(offers: dict[str, list[list[str]]], one: dict[str, Any]) -> list[str]:
    """The lines of the report for a target: its first five offers, and how many more there are."""
    if one["gap_code"] not in BELOW:
        return []
    of_target = ["; ".join(changes) for changes in offers.get(one["target"], [])] or [TOO_MANY]
    more = len(of_target) - 5
    return [*of_target[:5], *([f"and {more} more"] if more > 0 else [])]


def closing_sheet(book: Workbook) -> list[str]:
    """What stands in the column of the offers."""
    lines = list(book["What would close it"].iter_rows(values_only=True))
    (heading,) = [row for row, line in enumerate(lines) if "Steps" in line]
    at = lines[heading].index("What would close it")
    return [str(line[at]) for line in lines[heading + 1 :] if line[at]]
