"""Codes that a spreadsheet made dates or numbers of, and what a person still sees of them."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.importing.formats.format_sections import hides
from curriculum_map.importing.formats.number_formats import shown, tells
from tests.importing.looks.looked import dressed, look_of

FIRST_OF_FEBRUARY = datetime.fromisoformat("2026-02-01")


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (FIRST_OF_FEBRUARY, "d-m", "1-2"),
        (FIRST_OF_FEBRUARY, "dd.mm", "01.02"),
        (FIRST_OF_FEBRUARY, r"d\-m\-yyyy", "1-2-2026"),
        (FIRST_OF_FEBRUARY, "d/m;@", "1/2"),
        (FIRST_OF_FEBRUARY, "[$-413]d/m/yy", "1-2-26"),
        (FIRST_OF_FEBRUARY, "[$-813]d/mmm", "1/feb"),
        (FIRST_OF_FEBRUARY, "[$-409]mmmm", "February"),
        (FIRST_OF_FEBRUARY.replace(month=3), r"[$-413]mmm\-yy", "mrt-26"),
        (date(2026, 2, 1), "m.d", "2.1"),
        # 46,054 days after 30 December 1899 is 1 February 2026.
        (46054, "d-m", "1-2"),
        (time(9, 5), "h:mm", "9:05"),
        (FIRST_OF_FEBRUARY.replace(hour=14, minute=30, second=9), "d hh:mm:ss", "1 14:30:09"),
        (7, '"SW"000', "SW007"),
        (FIRST_OF_FEBRUARY, '"SW"00000', "SW46054"),
        (45.0, "00000", "00045"),
        (123456, "000-000", "123-456"),
        (12, "000-000", "000-012"),
        (1234, r"0\.000", "1.234"),
        (6, 'General" SP"', "6 SP"),
        (4.5, '0.0" SP"', "4.5 SP"),
        (2, '[Red]0"e jaar"', "2e jaar"),
        (5, "[$€-413] 0.00", "€ 5.00"),
        (-3, '"SW"000', "-SW003"),
        (-3, "0;(0)", "(3)"),
        (0, '0;-0;"-"', "-"),
        (0, "0;-0;;@", ""),
        (0.5, "0%", "50%"),
        (3.1, "0.00", "3.10"),
        (3.14159, "0.###", "3.142"),
        (3, "0.###", "3"),
        (0.5, ".00", ".50"),
        (12.5, ".00", "12.50"),
        (2.5, "0", "3"),
        (20000, "0.00E+00", "2.00E+04"),
        (12345, "#,##0", None),
        (345, "#,##0", "345"),
        ("ICT", '@" (keuze)"', "ICT (keuze)"),
        ("ICT", "0", "ICT"),
        ("ICT", ";;;", ""),
    ],
)
def test_what_a_person_sees(value: object, number_format: str, seen: str | None) -> None:
    assert shown(value, number_format) == seen


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (FIRST_OF_FEBRUARY, "d-mmm"),  # 1-feb or 1-Feb: the format does not say in which language
        (FIRST_OF_FEBRUARY, "[$-407]mmm"),
        (FIRST_OF_FEBRUARY, "[$-x-sysdate]dd/mm/yyyy"),
        (FIRST_OF_FEBRUARY, "dddd"),
        (time(9, 5), "d-m"),
        (-1, "d-m"),
        (0.5, "[h]:mm"),
        (0.5, "h AM/PM"),
        (0.5, "# ?/?"),
        (5, "[>3]0;General"),
        (1e300, "0"),
        (True, "0"),
        (None, "0"),
        (timedelta(hours=1), "h"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(value: object, number_format: str) -> None:
    assert shown(value, number_format) is None


@pytest.mark.parametrize("number_format", ["", '"', "\\", "[", "_", "*", ";", ";;;;;;", "0.0.0", "%%", "E+0", "@@"])
@pytest.mark.parametrize("value", [1, -2.5, 0, "x", FIRST_OF_FEBRUARY])
def test_no_format_is_too_odd(value: object, number_format: str) -> None:
    assert isinstance(shown(value, number_format), str | None)
    tells(value, number_format)


@pytest.mark.parametrize(
    ("value", "number_format", "differs"),
    [
        (3, "0.00", False),
        (4.6, "0", False),
        (12345, "#,##0", False),
        (3.1, "0.00", True),
        (1234, r"00\.00", True),
        (7, "000", True),
        (0.5, "0%", True),
        (5, "0;-0;;@", False),
        (0, "0;-0;;@", True),
        (FIRST_OF_FEBRUARY, "d-mmm", True),
        ("ICT", "00000", False),
    ],
)
def test_a_format_tells_where_it_shows_another_text(value: object, number_format: str, differs: bool) -> None:
    assert tells(value, number_format) is differs


def test_three_semicolons_hide_everything() -> None:
    assert hides(";;;")
    assert not hides(";;;@")
    assert not hides("0;;")
    assert not hides("")


def test_the_sheet_gives_the_formats_that_tell() -> None:
    def dress(sheet: Worksheet) -> None:
        for address, value, number_format in (
            ("A1", 45, "00000"),
            ("B1", FIRST_OF_FEBRUARY, "d-m"),
            ("C1", 6, "0.00"),
            ("D1", "tekst", "00000"),
            ("E1", 3, ";;;"),
            ("F1", FIRST_OF_FEBRUARY, "mm-dd-yy"),
        ):
            sheet[address] = value
            sheet[address].number_format = number_format

    look = look_of(dressed(dress))
    # How Excel shows its own first date format is up to the reader's settings, and the format says so.
    own_settings = "[$-x-sysdate]dd/mm/yyyy"
    assert look.formats == {(0, 0): "00000", (0, 1): "d-m", (0, 4): ";;;", (0, 5): own_settings}
    assert look.faint == {(0, 4)}
