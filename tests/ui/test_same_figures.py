"""One figure, three places: what a notebook, the overview page and the Excel report say of the samples is the same."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from curriculum_map import api as cm
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.levels import NOT_APPLICABLE
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.reports import gap_report
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.ui.screen import column_of, open_screen

NOW = datetime(2026, 9, 2, 9, 30, tzinfo=UTC)
INSTITUTIONS = ("Hogeschool Demerland", "Hogeschool Noordzee", "Hogeschool Scheldeboord")
WORDS = {"thin": "one course", "uncertain": "blanks decide"}
# The columns of a notebook's frame in the order in which the report's sheet has them, after those that name a target.
IN_REPORT = [
    *("guaranteed", "possible", "ambition", "weight", "reason", "gap"),
    *(f"{what}_{level}" for what in ("courses", "credits") for level in range(4)),
    *("rated", "courses"),
]
FLAGS = IN_REPORT.index("gap") + 1


def in_notebook(institution: str) -> Iterator[tuple[int, cm.RatedGrid, pd.DataFrame]]:
    """Each grid of an institution: its number, the grid, and its coverage and gaps in one frame."""
    with cm.open_record() as record:
        stored = record.grids()
        for number in stored[stored["institution"] == institution]["grid"]:
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
        for side, table in tables.items():
            places = dict(column_of(table, str(number)))
            assert shown(places, "state") == dict(zip(frame["target"], frame[side], strict=True))
            assert levels(places) == known(frame, side)
        drawn = list(one_per_target(places))
        marked = {target for target, place in drawn if "▲" in place.get("mark", "").split()}
        assert marked == set(frame[frame["below_ambition"]]["target"])
        for name, words in WORDS.items():
            marked = {target for target, place in drawn if words in place.get("sub", "").split(", ")}
            assert marked == set(frame[frame[name]]["target"])


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
        # The flags are words there, and the share is the quotient of the two columns before it.
        figures = [[*line[first : first + FLAGS], *line[first + FLAGS + 1 : -1]] for line in rows]
        assert figures == plain(frame[IN_REPORT]), grid.name


def named(cells: tuple[Any, ...]) -> str:
    """Cluster and component, without the number of the cluster."""
    _, cluster, *component = cells
    return " – ".join([cluster.partition(" ")[2], *component])
