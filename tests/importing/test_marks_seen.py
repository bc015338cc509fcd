"""Cells as a person sees them: marks and codes with their number format, their colours and those of their text."""

import io
from datetime import date

from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill

from curriculum_map.importing.reading import Reading, read_file
from tests.workbooks import ABOUT, MATRIX, Value, rows_of, xlsx

GREEN, BLUE, RED = "92D050", "00B0F0", "FF7C80"


def styled(table: str, **looks: object) -> Reading:
    """What is read of a workbook with this table; `looks` has a number format, a fill or a font for each address.

    Its sheet of colours says what three fills mean.
    """
    colours: list[list[Value]] = [["", "exemplarisch"], ["", "goed gekaderd"], ["", "geoefend"]]
    sheets = {"Opleiding": ABOUT, MATRIX: rows_of(table), "Kleuren": colours}
    workbook = load_workbook(io.BytesIO(xlsx(sheets)))
    for row, colour in enumerate((GREEN, BLUE, RED), start=1):
        workbook["Kleuren"].cell(row, 1).fill = PatternFill("solid", fgColor=colour)
    for address, look in looks.items():
        cell = workbook[MATRIX][address]
        if isinstance(look, str):
            cell.number_format = look
        elif isinstance(look, Font):
            cell.font = look
        elif isinstance(look, date):
            cell.value, cell.number_format = look, "d-mmm"
        else:
            cell.fill = look
    out = io.BytesIO()
    workbook.save(out)
    return read_file("kaart.xlsx", out.getvalue())


def asked(reading: Reading) -> dict[object, tuple[object, object]]:
    """Each mark that is asked about, with our proposal and what it seems to be."""
    return {
        one.facts["written"]: (one.facts["proposal"], one.facts["note"])
        for one in reading.findings
        if one.code == "unknown-mark"
    }


TABLE = """
    Code | Opleidingsonderdeel | inclusion | choosing | vision
    A    | Ethiek              | {0}       | {1}      | {2}
    B    | Recht               | {0}       | {1}      | {2}
    C    | Beleid              | {0}       | {1}      | {2}
    D    | Stage               | {0}       | {1}      | {2}
"""


def test_a_share_is_asked_about_as_it_is_shown_and_a_hundred_percent_is_no_level() -> None:
    cells = (f"{column}{row}" for column in "CDE" for row in (2, 3, 4, 5))
    reading = styled(TABLE.format("0.25", "0.5", "1"), **dict.fromkeys(cells, "0%"))
    assert asked(reading) == dict.fromkeys(("25%", "50%", "100%"), (None, "other-scale"))


def test_crosses_in_colours_that_a_legend_explains_are_not_taken_for_one_level() -> None:
    """The cross says nothing of how far it goes, its colour does."""
    fills = {
        f"{column}2": PatternFill("solid", fgColor=colour)
        for column, colour in zip("CDE", (GREEN, BLUE, RED), strict=True)
    }
    assert asked(styled(TABLE.format("x", "x", "x"), **fills)) == {"x": (None, "coloured")}
    assert asked(styled(TABLE.format("x", "x", "x"))) == {"x": ("exemplary", "tick")}


def test_a_white_text_on_a_pale_grey_is_faint_and_one_on_a_darker_grey_is_not() -> None:
    white, pale, grey = (
        Font(color="FFFFFF"),
        PatternFill("solid", fgColor="F2F2F2"),
        PatternFill("solid", fgColor="A6A6A6"),
    )
    for fill, expected in ((pale, ["Matrix!C2"]), (grey, [])):
        workbook = load_workbook(
            io.BytesIO(xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE.format("geoefend", "", ""))}))
        )
        workbook[MATRIX]["C2"].font, workbook[MATRIX]["C2"].fill = white, fill
        out = io.BytesIO()
        workbook.save(out)
        faint = [str(one.ref) for one in read_file("kaart.xlsx", out.getvalue()).findings if one.code == "faint-text"]
        assert faint == expected


def test_a_code_that_became_a_date_is_proposed_as_most_people_see_it() -> None:
    """The format d-mmm leaves the language of the month to whoever looks: 1-mrt in Dutch, 1-Mar in English."""
    reading = styled(TABLE.format("geoefend", "", ""), A2=date(2026, 3, 1))
    proposals = [one.facts["proposal"] for one in reading.findings if one.code == "code-is-date"]
    assert proposals == ["1-mrt"]
