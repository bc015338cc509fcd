"""Colours as people see them; the tints of the Office themes are those that Excel itself shows in its palette."""

import pytest
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.importing.looks.theme_colours import Palette, channels, theme_of, tinted
from tests.importing.looks.looked import dressed, look_of, replaced, with_part

DARKER_HALF = -0.499984740745262
COLORS = "<colors><indexedColors><rgbColor rgb='00ABCDEF'/></indexedColors></colors></styleSheet>"


@pytest.mark.parametrize(
    ("colour", "tint", "seen"),
    [
        ("4F81BD", 0.799981688894314, "DCE6F1"),
        ("4F81BD", 0.599993896298105, "B8CCE4"),
        ("4F81BD", 0.399975585192419, "95B3D7"),
        ("4F81BD", -0.249977111117893, "366092"),
        ("4F81BD", DARKER_HALF, "244062"),
        ("5B9BD5", 0.799981688894314, "DDEBF7"),
        ("44546A", -0.249977111117893, "333F4F"),
        ("70AD47", DARKER_HALF, "375623"),
        # Grey has no hue to keep: 255 x 0.85 = 216.75, and 255 x 0.35 = 89.25.
        ("FFFFFF", -0.149998474074526, "D9D9D9"),
        ("000000", 0.349986266670736, "595959"),
        ("ABCDEF", 0, "ABCDEF"),
        ("FF0000", 1, "FFFFFF"),
        ("FF0000", -1, "000000"),
    ],
)
def test_tints_are_those_of_excel(colour: str, tint: float, seen: str) -> None:
    assert tinted(colour, tint) == seen


@pytest.mark.parametrize(
    ("colour", "tint", "excel"),
    [("70AD47", 0.8, "E2EFDA"), ("FFC000", 0.6, "FFE699"), ("ED7D31", 0.4, "F4B084")],
)
def test_other_tints_are_two_steps_of_256_off_at_most(colour: str, tint: float, excel: str) -> None:
    ours = channels(tinted(colour, tint))
    assert max(abs(one - other) for one, other in zip(ours, channels(excel), strict=True)) <= 2


@pytest.mark.parametrize(
    ("named", "colour"),
    [
        ({"theme": "0"}, "FFFFFF"),  # light 1, though the theme part names dark 1 first
        ({"theme": "1"}, "000000"),
        ({"theme": "2"}, "EEECE1"),
        ({"theme": "3"}, "1F497D"),
        ({"theme": "4"}, "4F81BD"),
        ({"theme": "99"}, None),
        ({"rgb": "80ff0000"}, "FF0000"),
        ({"rgb": "00FF00"}, "00FF00"),
        ({"rgb": "red"}, None),
        ({"indexed": "13"}, "FFFF00"),
        ({"indexed": "64"}, None),
        ({"indexed": "-1"}, None),
        ({"rgb": "FFFF0000", "tint": "much"}, None),
        ({"auto": "1"}, None),
        ({}, None),
    ],
)
def test_a_colour_by_theme_number_or_value(named: dict[str, str], colour: str | None) -> None:
    assert Palette().colour(named) == colour


def test_a_workbook_without_a_theme_has_the_first_one() -> None:
    assert theme_of(None)[4] == "4F81BD"


def fill(address: str, color: Color | str, pattern: str = "solid") -> bytes:
    """A workbook with a value in A1 and one cell with a fill."""

    def dress(sheet: Worksheet) -> None:
        sheet["A1"] = "Code"
        sheet[address].fill = PatternFill(pattern, fgColor=color)

    return dressed(dress)


def test_fills_of_every_kind_become_six_signs() -> None:
    assert look_of(fill("B2", "FFFFC000")).fills == {(1, 1): "FFC000"}
    assert look_of(fill("B2", Color(indexed=10))).fills == {(1, 1): "FF0000"}
    # openpyxl writes the Office theme, whose accent 1 is 4F81BD.
    assert look_of(fill("A1", Color(theme=4, tint=0.799981688894314))).fills == {(0, 0): "DCE6F1"}


def test_a_workbook_may_have_numbered_colours_of_its_own() -> None:
    own = with_part(fill("A1", Color(indexed=0)), "xl/styles.xml", replaced("(<colors>.*)?</styleSheet>", COLORS))
    assert look_of(own).fills == {(0, 0): "ABCDEF"}


@pytest.mark.parametrize(
    ("color", "pattern"),
    [
        ("FFFFFFFF", "solid"),
        (Color(theme=0), "solid"),
        (Color(indexed=64), "solid"),
        (Color(auto=True), "solid"),
        ("FFFF0000", "lightUp"),
    ],
)
def test_white_automatic_and_hatched_are_no_fills(color: Color | str, pattern: str) -> None:
    assert look_of(fill("A1", color, pattern)).fills == {}
