"""The overview by programme, institution or year, folded to clusters and unfolded to elements."""

from dataclasses import replace

import pytest

from curriculum_map.domain.curriculum import GridKey, Perspective
from curriculum_map.domain.framework import Granularity, parent
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.databases import store
from tests.grids import KEY, make_grid, row
from tests.ui.screen import Screen, column_of, open_screen

EDITION = load_edition("sap-2024-nl")
CELL = "inclusion.knowledge"
CLUSTERS, CELLS, ELEMENTS = (
    EDITION.targets(one) for one in (Granularity.CLUSTER, Granularity.CELL, Granularity.ELEMENT)
)
OF_CELL = [element for element in ELEMENTS if parent(element) == CELL]


def keep(key: GridKey, targets: tuple[str, ...], practised: tuple[str, ...]) -> str:
    """Stores a grid of one course that practises these targets and leaves the others uncovered; its id."""
    states = [3 if target in practised else 0 for target in targets]
    return str(store(Database(Settings().database()), make_grid([row("A", *states)], targets, key=key)).id)


def opened(**asked: str) -> Screen:
    screen = open_screen()
    screen.test.query_params.update(asked)
    return screen.go("overview")


def test_elements_are_shown_of_who_rated_them_and_one_place_spans_them_of_who_did_not() -> None:
    """
    grid   | rated per | practised                      | by element           | by cell   | by cluster
    first  | element   | the first element of the cell  | 3, then 0            | 3, 1 of n | 3, 1 of n
    second | cell      | the cell                       | 3 over n rows        | 3         | 3, 1 of 3
    third  | cluster   | the cluster                    | 3 over all its rows  | 3 over 3  | 3
    """
    names = ("Aa", "Bb", "Cc")
    first, second, third = (replace(KEY, institution=name) for name in names)
    ids = (
        keep(first, ELEMENTS, (OF_CELL[0],)),
        keep(second, CELLS, (CELL,)),
        keep(third, CLUSTERS, ("inclusion",)),
    )
    screen = opened(columns="institutions", fold="element")
    whole = screen.say("A place over several rows was rated as a whole, per component or per cluster.")
    assert any(whole in text for text in screen.texts())
    table = screen.table()
    assert [row["id"] for row in table["rows"]] == list(ELEMENTS)
    by_element = [dict(column_of(table, one)) for one in ids]
    shown = [by_element[0][target] for target in OF_CELL]
    assert [place["state"] for place in shown if place] == [3] + [0] * (len(OF_CELL) - 1)
    of_cluster = [target for target in ELEMENTS if (parent(target) or "").startswith("inclusion.")]
    for column, rows, held in ((by_element[1], OF_CELL, CELL), (by_element[2], of_cluster, "inclusion")):
        place = column[rows[0]]
        assert place is not None
        assert (place["state"], place["rowspan"]) == (3, len(rows))
        assert screen.say("one level for all of “{target}”", target=EDITION.name(held, "nl")) in place["mark_text"]
        assert [column[target] for target in rows[1:]] == [None] * (len(rows) - 1)
    only = opened(columns="institutions", fold="inclusion").table()
    assert [row["id"] for row in only["rows"]] == of_cluster
    assert [dict(column_of(only, one)) for one in ids] == [
        {target: column[target] for target in of_cluster} for column in by_element
    ]
    cells = opened(columns="institutions", fold="cell").table()
    rolled = dict(column_of(cells, ids[0]))[CELL]
    assert rolled is not None
    assert (rolled["state"], rolled["mark"]) == (3, f"1/{len(OF_CELL)}")
    folded = opened(columns="institutions", fold="cluster").table()
    assert [row["id"] for row in folded["rows"]] == list(CLUSTERS)
    marks = [dict(column_of(folded, one))["inclusion"] for one in ids]
    assert [place["state"] for place in marks if place] == [3, 3, 3]
    assert [place.get("mark", "") for place in marks if place][1:] == ["1/3", ""]


def test_an_element_of_a_grid_rated_per_cell_leads_to_the_courses_of_its_cell() -> None:
    keep(replace(KEY, institution="Aa"), ELEMENTS, (OF_CELL[0],))
    other = keep(replace(KEY, institution="Bb"), CELLS, (CELL,))
    screen = opened(columns="institutions", fold="element").choose("overview", OF_CELL[0], other)
    (shown,) = [frame.value for frame in screen.test.dataframe]
    assert list(shown[screen.say("Course")]) == ["A"]


def test_a_column_per_year_and_only_of_the_perspective_that_is_asked() -> None:
    """
    2025-26 | coordinator
    2026-27 | coordinator and student
    """
    earlier = keep(replace(KEY, academic_year="2025-26"), CLUSTERS, ())
    now = keep(KEY, CLUSTERS, ("inclusion",))
    students = keep(replace(KEY, rater="S.", perspective=Perspective.STUDENT), CLUSTERS, ())
    heads = [(one["id"], one["text"]) for one in opened(columns="years").table()["columns"]]
    assert heads == [(earlier, "2025-26"), (now, "2026-27")]
    asked = opened(columns="years", perspective="student").table()["columns"]
    assert [one["id"] for one in asked] == [students]


@pytest.mark.usefixtures("samples")
def test_the_columns_are_institutions_by_name_for_one_programme() -> None:
    table = opened(columns="institutions", programme="social-work").table()
    texts = [one["text"] for one in table["columns"]]
    assert len(texts) == 3
    assert texts == sorted(texts)
