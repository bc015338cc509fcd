"""Files that are damaged, dressed up to the last row, or up to something: never a fault, never a long wait."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.findings import column_letters
from curriculum_map.importing.cells import Look
from curriculum_map.importing.formats.xml_parts import MAX_PASS_BYTES
from curriculum_map.importing.looks.building import MAX_BEYOND, MAX_KEPT
from curriculum_map.importing.looks.look import looks_of
from tests.importing.looks.looked import SHEET, dressed, look_of, replaced, with_part
from tests.workbooks import unzipped, zipped

ROWS: dict[str, list[list[object]]] = {"Matrix": [["Code", "C1"], ["A", "geoefend"]]}


def dress(sheet: Worksheet) -> None:
    """Some of everything."""
    sheet.append(["Code", "C1"])
    sheet.append(["A", "geoefend"])
    sheet["B2"].fill = PatternFill("solid", fgColor="FF00B050")
    sheet["B2"].comment = Comment("Semester 2", "Jan Peeters")
    sheet["A2"].font = Font(strike=True)
    sheet.row_dimensions[2].hidden = True


DRESSED = dressed(dress)
WHOLE = look_of(DRESSED)


def test_some_of_everything() -> None:
    assert (
        Look(frozenset({1}), frozenset(), {(1, 1): "00B050"}, {(1, 1): "Semester 2"}, {}, frozenset({(1, 0)})) == WHOLE
    )


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "ods", "xls", "xlsb", "csv", "tsv", "pdf"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a;b\n1;2", DRESSED[:2000]])
def test_what_is_no_such_file_has_an_empty_look(kind: str, data: bytes) -> None:
    assert looks_of(data, kind, ROWS) == {"Matrix": Look()}


def test_a_sheet_that_the_file_does_not_have_has_an_empty_look() -> None:
    assert looks_of(DRESSED, "xlsx", ROWS | {"Elders": []}) == {"Matrix": WHOLE, "Elders": Look()}


@pytest.mark.parametrize("part", [name for name in unzipped(DRESSED) if name.endswith((".xml", ".rels"))])
@pytest.mark.parametrize("damage", [b"", b"<", b"<a>&b;</a>", b"\xff\xfe<\x00", b"<a/>"])
def test_one_damaged_part_costs_only_what_it_says(part: str, damage: bytes) -> None:
    look = looks_of(zipped(unzipped(DRESSED) | {part: damage}), "xlsx", ROWS)["Matrix"]
    assert look.hidden_rows <= WHOLE.hidden_rows
    assert look.comments.items() <= WHOLE.comments.items()
    assert look.fills.items() <= WHOLE.fills.items()
    assert look.struck <= WHOLE.struck
    if part == "xl/styles.xml":
        assert (look.hidden_rows, look.comments) == (WHOLE.hidden_rows, WHOLE.comments)


@given(st.integers(0, len(unzipped(DRESSED)[SHEET]) - 1), st.binary(min_size=1, max_size=4))
def test_any_bytes_in_a_sheet(place: int, bad: bytes) -> None:
    part = unzipped(DRESSED)[SHEET]
    damaged = zipped(unzipped(DRESSED) | {SHEET: part[:place] + bad + part[place + len(bad) :]})
    assert looks_of(damaged, "xlsx", ROWS).keys() == ROWS.keys()


def test_entities_are_not_unfolded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    data = with_part(DRESSED, SHEET, lambda text: bomb + text.replace("geoefend", "&b;"))
    look = looks_of(data, "xlsx", ROWS)["Matrix"]
    assert look == Look(comments={(1, 1): "Semester 2"})
    data = with_part(DRESSED, "xl/styles.xml", lambda text: bomb + text)
    assert looks_of(data, "xlsx", ROWS)["Matrix"].fills == {}


def sheet_of(rows: str) -> bytes:
    """The workbook with these rows instead of its own; style 2 has a fill."""
    return with_part(DRESSED, SHEET, replaced("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>"))


def test_rows_dressed_up_to_the_end_of_the_sheet() -> None:
    head = '<row r="1"><c r="A1" t="str"><v>Code</v></c><c r="B1" s="2"/></row>'
    rows = "".join(f'<row r="{row}" s="2" customFormat="1"><c r="A{row}" s="2"/></row>' for row in range(2, 200_000))
    # More than MAX_BEYOND fills beyond the values would be kept: then none are, and what is among the values stays.
    assert look_of(sheet_of(head + rows)).fills == {}
    some = "".join(f'<row r="{row}"><c r="A{row}" s="2"/></row>' for row in range(2, 12))
    assert len(look_of(sheet_of(head + some)).fills) == 11
    assert MAX_BEYOND < 200_000


def test_a_sheet_filled_all_over_is_dressed_up_and_not_marked() -> None:
    letters = [column_letters(column) for column in range(100)]
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{letter}{row}" s="2"><v>1</v></c>' for letter in letters) + "</row>"
        for row in range(1, 2_002)
    )
    # 2,001 rows of 100 cells are more than the 200,000 that are kept.
    assert MAX_KEPT == 200_000
    assert look_of(sheet_of(rows)).fills == {}


def test_sheets_larger_than_a_person_makes_are_not_gone_over() -> None:
    padded = with_part(DRESSED, SHEET, replaced("<sheetData>", "<sheetData>" + " " * MAX_PASS_BYTES))
    assert looks_of(padded, "xlsx", ROWS) == {"Matrix": Look(comments=WHOLE.comments)}
    # What is far below the values does not count.
    below = replaced("</sheetData>", '<row r="20001"/>' + " " * MAX_PASS_BYTES + "</sheetData>")
    assert looks_of(with_part(DRESSED, SHEET, below), "xlsx", ROWS) == {"Matrix": WHOLE}
