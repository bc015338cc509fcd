"""What the browser is given to draw, and what comes back from a page."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components.level_table import Column, Head, Part, Place, Row, Table
from curriculum_map.ui.components.level_table.payload import payload

LEGEND = load_legend()
COLUMNS = (Column("sw", "Sociaal werk", sub="2026-27 · 180 ECTS"), Column("fam", "Gezins-Wetensch."))


def table_of(*places: Place | None, **settings: Any) -> Table:
    """A table of one row with these places."""
    columns = COLUMNS[: len(places)]
    heads = (Head("Inclusie", rowspan=3, level=0), Head("Kennis", level=1))
    row = Row("inclusion.knowledge", "Inclusie – Kennis", heads, places)
    return Table("Dekking", ("Cluster", "Component"), columns, (row,), "nl", **settings)


def drawn(*places: Place | None, **settings: Any) -> list[Any]:
    return list(payload(table_of(*places, **settings), LEGEND, dark=False)["rows"][0]["places"])


def test_a_place_says_only_what_it_must() -> None:
    assert drawn(Place(2)) == [{"state": 2}]
    assert drawn(Place()) == [{}]


def test_a_mark_comes_with_what_it_says() -> None:
    assert drawn(Place(1, mark="▲", mark_text="onder de ambitie")) == [
        {"state": 1, "mark": "▲", "mark_text": "onder de ambitie"}
    ]


def test_a_grid_rated_per_cluster_fills_one_place_over_three_rows() -> None:
    assert drawn(Place(3, rowspan=3), None) == [{"state": 3, "rowspan": 3}, None]


def test_across_institutions_each_level_has_its_count() -> None:
    assert drawn(Place(parts=(Part("4", 3), Part("1", NOT_RATED)))) == [{"parts": [["4", 3], ["1", NOT_RATED]]}]


def test_every_state_has_its_word_and_its_sign_in_the_readers_language() -> None:
    states = payload(table_of(Place(0)), LEGEND, dark=False)["states"]
    assert {state: (look["word"], look["sign"]) for state, look in states.items()} == {
        "0": ("komt niet aan bod", "N"),
        "1": ("exemplarisch", "E"),
        "2": ("goed gekaderd", "K"),
        "3": ("geoefend", "G"),
        str(NOT_RATED): ("nog niet beoordeeld", "·"),
        str(NOT_APPLICABLE): ("niet van toepassing", "–"),
    }


@pytest.mark.parametrize("dark", [False, True])
def test_levels_have_the_legends_colours_and_other_states_none(dark: bool) -> None:
    drawing = payload(table_of(Place(0)), LEGEND, dark)
    for level in LEGEND.levels:
        shade = level.dark if dark else level.light
        assert drawing["states"][str(int(level.value))]["fill"] == shade.fill
        assert drawing["states"][str(int(level.value))]["paper"]["fill"] == level.light.fill
    assert drawing["border"] == LEGEND.border[dark]
    assert drawing["paper"] == {"border": LEGEND.border[False], "marker": LEGEND.gap_marker[False]}


def test_a_column_under_a_group_is_spoken_with_it() -> None:
    assert Column("k", "Kennis", ("Focus", "Inclusie")).spoken == "Inclusie – Kennis"
    assert Column("k", "K", name="Kennis").spoken == "Kennis"
    assert Column("k", "Kennis").spoken == "Kennis"


def test_headings_keep_their_level_and_their_rows() -> None:
    heads = payload(table_of(Place(0)), LEGEND, dark=False)["rows"][0]["heads"]
    assert [(head["text"], head["level"], head["rowspan"]) for head in heads] == [("Inclusie", 0, 3), ("Kennis", 1, 1)]


def test_text_from_a_file_travels_as_it_is() -> None:
    title = '<script>alert(1)</script> & "co" =1+1'
    drawing = payload(table_of(Place(text=title)), LEGEND, dark=False)
    assert json.loads(json.dumps(drawing))["rows"][0]["places"] == [{"text": title}]


def test_a_row_needs_a_place_per_column() -> None:
    row = Row("r", "R", (Head("R"),), (Place(0),))
    with pytest.raises(ValueError, match="1 places for 2 columns"):
        Table("T", ("Rij",), COLUMNS, (row,), "nl")


def choosing_page() -> None:
    import streamlit as st

    from curriculum_map.frameworks.loader import load_legend
    from curriculum_map.ui.components.level_table import Column, Head, Place, Row, Table, show

    row = Row("inclusion", "Inclusie", (Head("Inclusie"),), (Place(2),))
    table = Table("Dekking", ("Cluster",), (Column("sw", "Sociaal werk"),), (row,), "nl")
    st.text(str(show(table, "places", load_legend(), dark=False)))


def test_a_page_hears_what_was_chosen() -> None:
    page = AppTest.from_function(choosing_page).run()
    assert page.text[0].value == "None"
    page.session_state["places"] = {"chosen": ["inclusion", "sw"]}
    assert page.run().text[0].value == "('inclusion', 'sw')"
