"""Colours that are a ground to write on, or a legend, and no marks."""

import pytest

from tests.importing.layout.drawn import read

_TARGETS = (
    "Online cliëntgegevens beheren",
    "Bewust kiezen bij blended hulp bieden",
    "Alert zijn voor mediawijsheid bij cliënten",
    "Constructief kritisch blended hulp evalueren",
)
_MAP = f"""
    Vak | {" | ".join(_TARGETS)}
    Ethiek | | | |
    Recht | | | |
    Stage | | | |
    Zorg | | | |
    Sociaal beleid | | | |
"""
_BLUE, _PINK = "DDEBF7", "FCE4D6"


@pytest.mark.parametrize(
    "fills",
    [
        {"B2:E2": _PINK, "B3:E3": _BLUE, "B4:E4": _PINK, "B5:E5": _BLUE, "B6:E6": _PINK},
        {"B2:E2": _PINK, "B4:E4": _PINK, "B6:E6": _PINK},
        {"B2:C6": _PINK, "D2:E6": _BLUE},
    ],
    ids=["stripes of two colours", "every other row", "a colour for each two columns"],
)
def test_stripes_and_blocks_over_an_empty_map_are_no_marks(fills: dict[str, str]) -> None:
    found = read(_MAP, fills=fills)
    assert found.courses == ["Ethiek", "Recht", "Stage", "Zorg", "Sociaal beleid"]
    assert not found.shape.marks


def test_colours_that_differ_within_rows_and_columns_are_marks() -> None:
    fills = {"B2:C3": _PINK, "D2:E3": _BLUE, "B4:C5": _BLUE, "D4:E5": _PINK}
    assert read(_MAP, fills=fills).shape.marks == {_PINK: 8, _BLUE: 8}


def test_a_colour_legend_below_a_map_is_left_out_as_a_legend() -> None:
    found = read(
        _MAP + " | | | |\n | exemplarisch | | |\n | geoefend | | |",
        fills={"B2": _BLUE, "C3": _PINK, "D4": _PINK, "A8": _BLUE, "A9": _PINK},
    )
    assert found.shape.marks == {"exemplarisch": 1, "geoefend": 2}
    assert found.left_out == [("A8:E8", "legend"), ("A9:E9", "legend")]


@pytest.mark.parametrize(
    ("below", "fills"),
    [
        (" exemplarisch | | | |\n geoefend | | | |", {"A7": _BLUE, "A8": _PINK}),
        (" | | | |\n exemplarisch | geoefend | | |", {"A8": _BLUE, "B8": _PINK}),
    ],
    ids=["right below the last course", "in one line without a heading"],
)
def test_colours_with_the_names_of_levels_are_a_legend_and_no_courses(below: str, fills: dict[str, str]) -> None:
    found = read(_MAP + below, fills=fills | {"B2": _BLUE, "C3": _PINK, "D4": _PINK})
    assert found.courses == ["Ethiek", "Recht", "Stage", "Zorg", "Sociaal beleid"]
    assert found.shape.marks == {"exemplarisch": 1, "geoefend": 2}


@pytest.mark.parametrize(
    ("rows", "fills", "written"),
    [
        (f"{_MAP} | | | |\n | groen = geoefend | | |", {"B8": _PINK}, "geoefend"),
        (f"{_MAP} | groen = geoefend | | |", {"B7": _PINK}, "geoefend"),
        (f"{_MAP} | Groen: geoefend | | |", {"A7:E7": _PINK}, "geoefend"),
        (f"{_MAP} | | | |\n | | geoefend | |", {"B8": _PINK}, "geoefend"),
        (f"{_MAP} | | | |\n | groen = geoefend | | |", {}, _PINK),
    ],
    ids=["apart", "right below", "a whole row", "beside its colour", "without the colour itself"],
)
def test_the_legend_of_a_single_colour_is_no_mark_and_takes_none_away(
    rows: str, fills: dict[str, str], written: str
) -> None:
    """Four places in one colour, two of them in the column where the legend stands."""
    found = read(rows, fills=fills | {"B2": _PINK, "B5": _PINK, "C3": _PINK, "E4": _PINK})
    assert found.courses == ["Ethiek", "Recht", "Stage", "Zorg", "Sociaal beleid"]
    assert found.shape.marks == {written: 4}
    assert [why for _, why in found.left_out] == ["legend"]
