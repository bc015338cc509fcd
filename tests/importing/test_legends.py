"""Legends anywhere in a file: where they give the digits another meaning than ours, the digits are asked about."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from curriculum_map.importing.reading import Reading, read_file
from tests.workbooks import ABOUT, MATRIX, rows_of, upload, xlsx

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | inclusion | choosing | vision
    A    | Ethiek              | 6            | 1         | 3        | 2
    B    | Recht               | 3            | 3         | 1        | 2
"""
TURNED = {"1": "practised", "2": "well-framed", "3": "exemplary"}


def asked(reading: Reading) -> dict[object, object]:
    """Each mark that is asked about, with our proposal."""
    return {one.facts["written"]: one.facts["proposal"] for one in reading.findings if one.code == "unknown-mark"}


@pytest.mark.parametrize(
    "legend",
    [
        "1 | geoefend\n 2 | goed gekaderd\n 3 | exemplarisch",
        "geoefend | 1\n gekaderd | 2\n exemplarisch | 3",
        "1 | = | geoefend\n 2 | = | goed gekaderd\n 3 | = | exemplarisch",
        "1 | 2 | 3\n geoefend | goed gekaderd | exemplarisch",
        "1 | geoefend | 2 | goed gekaderd | 3 | exemplarisch",
        "Legende\n geoefend (1)\n goed gekaderd (2)\n exemplarisch (3)",
        "Wij schrijven 1 → geoefend, 2 → goed gekaderd, 3 → exemplarisch.",
    ],
)
def test_a_legend_on_any_sheet_turns_the_digits_into_questions(legend: str) -> None:
    """1 and 3 change places; the 2 in the middle is of the same scale, so it is asked with them."""
    assert asked(upload(TABLE, Uitleg=legend)) == TURNED


def test_a_legend_of_two_columns_below_or_beside_the_map_is_no_course() -> None:
    below = "\n    | | | | | \n 1 | geoefend\n 2 | goed gekaderd\n 3 | exemplarisch"
    told = upload(TABLE + below)
    assert asked(told) == TURNED
    assert [one.title for one in told.grids[0].courses] == ["Ethiek", "Recht"]
    assert [str(one.why) for one in told.sheets[1].excluded] == ["legend"] * 3


def test_a_legend_in_a_comment_is_read_too() -> None:
    workbook = load_workbook(io.BytesIO(xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE)})))
    workbook[MATRIX]["D1"].comment = Comment("1 = geoefend, 2 = goed gekaderd, 3 = exemplarisch", "Iemand")
    out = io.BytesIO()
    workbook.save(out)
    assert asked(read_file("kaart.xlsx", out.getvalue())) == TURNED


def test_where_one_digit_is_turned_one_that_is_not_explained_is_asked_too() -> None:
    """Of the 2 nothing is said; that it is the middle one is proposed."""
    assert asked(upload(TABLE, Uitleg="Schaal van 1 (geoefend) tot 3 (exemplarisch)")) == TURNED


@pytest.mark.parametrize(
    "text",
    [
        "1 = exemplarisch, 2 = goed gekaderd, 3 = geoefend",
        "exemplarisch | 1\n goed gekaderd | 2\n geoefend | 3",
        "In fase 1 wordt geoefend, in fase 3 is het exemplarisch",
        "Engels basis 3",
    ],
)
def test_what_says_the_same_as_our_legend_or_is_none_is_not_asked_about(text: str) -> None:
    assert asked(upload(TABLE, Uitleg=text)) == {}


def test_digits_and_words_side_by_side_in_a_map_are_no_legend() -> None:
    mixed = """
        Code | Opleidingsonderdeel | inclusion | choosing
        A    | Ethiek              | 1         | geoefend
        B    | Recht               | 3         | exemplarisch
    """
    assert asked(upload(mixed)) == {}


def test_letters_on_a_sheet_that_is_called_a_legend_are_explained() -> None:
    """Its first row is empty, its columns have no headings."""
    letters = """
        Code | Opleidingsonderdeel | inclusion | choosing | vision
        SW1  | Ethiek              | A         | C        | B
        SW2  | Recht               | C         | A        | B
    """
    legend = "| \n A | geoefend\n B | goed gekaderd\n C | exemplarisch"
    assert asked(upload(letters, Legende=legend)) == {"A": "practised", "B": "well-framed", "C": "exemplary"}
