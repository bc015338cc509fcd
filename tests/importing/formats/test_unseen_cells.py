"""Cells that the parser takes for empty and a person does not: errors, formulas without a value, texts of no kind."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.importing.formats.sheet_scan import SheetScan
from curriculum_map.importing.formats.xlsx_plain import scan_plain
from curriculum_map.importing.formats.xlsx_scan import scan_part
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.opening import open_workbook
from tests.faults.evil import ods_cell, open_document, with_cells, with_rows, worksheet
from tests.importing.looks.test_binary import container, part, record, wide
from tests.workbooks import zipped

PATIENT = Limits(seconds=60)
NAME = "Blad"


def rows(name: str, data: bytes) -> list[list[object]]:
    opened = open_workbook(name, data, PATIENT)
    assert opened.refusal is None, opened.refusal
    return opened.workbook.sheets[0].rows


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ('r="B1" t="e"><v>#REF!</v>', "#REF!"),
        ("r='B1' x='>' t='e'><v>#N/A</v>", "#N/A"),
        ('r="B1"><f>1+1</f>', "=1+1"),
        ('r="B1"><f>A1&amp;"x"</f><v></v>', '=A1&"x"'),
        ('r="B1"><f t="shared" si="0"/>', "="),
        ('r="B1" t="str"><f>""</f><v></v>', ""),
        ('r="B1"><f>1+1</f><v>2</v>', 2.0),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', "#DIV/0!"),
    ],
)
def test_what_an_xlsx_cell_says_is_kept(cell: str, seen: object) -> None:
    """A formula of which the value is an empty text has a value."""
    assert rows("a.xlsx", with_cells('r="A1"><v>1</v>', cell)) == [[1.0, seen]]


def test_an_error_beyond_all_values_makes_the_sheet_larger() -> None:
    with_error = with_rows(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3" t="e"><v>#REF!</v></c></row>',
    )
    assert rows("a.xlsx", with_error) == [[1.0, "", ""], ["", "", ""], ["", "", "#REF!"]]


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (ods_cell("#DIV/0!", ' table:formula="of:=1/0" office:string-value=""'), "#DIV/0!"),
        (ods_cell("Err:502", ' table:formula="of:=a()"'), "Err:502"),
        (b'<table:table-cell table:formula="of:=1+1"/>', "=1+1"),
        (b"<table:table-cell><text:p>x</text:p></table:table-cell>", "x"),
        (b"<table:table-cell><office:annotation><text:p>x</text:p></office:annotation></table:table-cell>", None),
    ],
)
def test_what_an_ods_cell_says_is_kept(cell: bytes, seen: object) -> None:
    """A remark beside a cell is no value of it."""
    data = open_document(b"<table:table-row>" + ods_cell("A") + cell + b"</table:table-row>")
    assert rows("a.ods", data) == [["A"] if seen is None else ["A", seen]]


def test_an_ods_error_that_is_repeated_stands_in_every_place() -> None:
    cell = ods_cell("#N/A", ' table:formula="of:=1/0" table:number-columns-repeated="2"')
    data = open_document(b'<table:table-row table:number-rows-repeated="2">' + cell + b"</table:table-row>")
    assert rows("a.ods", data) == [["#N/A", "#N/A"]] * 2


def xls(*records: bytes, first: bytes = b"") -> bytes:
    """An Excel 97 workbook with these records in its sheet, and perhaps one before what the sheets share."""
    globals_start, name = record(0x809, "HHHHII", 0x600, 5, 0, 0, 0, 0x600) + first, NAME.encode("latin-1")
    length = len(globals_start) + 4 + 8 + len(name) + 4
    sheet = record(0x809, "HHHHII", 0x600, 0x10, 0, 0, 0, 0x600) + b"".join(records) + record(0x0A)
    book = globals_start + record(0x85, "IHBB", length, 0, len(name), 0, after=name) + record(0x0A) + sheet
    data = bytearray(container(book.ljust(4096, b"\0")))
    data[24:34] = struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)  # what the reader of values asks for besides
    return bytes(data)


def test_the_errors_of_an_xls_sheet_are_kept() -> None:
    data = xls(
        record(0x203, "3Hd", 0, 0, 0, 7.0),
        record(0x205, "3HBB", 0, 1, 0, 0x17, 1),
        record(0x06, "3H", 1, 0, 0, after=bytes((2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF)) + bytes(8)),
        record(0x205, "3HBB", 1, 1, 0, 1, 0),
    )
    assert rows("a.xls", data) == [[7.0, "#REF!"], ["#N/A", True]]


@pytest.mark.parametrize(
    ("row", "column", "code"), [(65_535, 255, "sheet-too-large"), (19_999, 255, "too-many-places"), (19_999, 9, None)]
)
def test_an_xls_sheet_is_refused_before_it_is_built(row: int, column: int, code: str | None) -> None:
    """20,000 rows by 256 columns are 5,120,000 places."""
    refusal = open_workbook("a.xls", xls(record(0x203, "3Hd", row, column, 0, 7.0)), PATIENT).refusal
    assert (refusal and refusal.code) == code


def test_an_xls_workbook_with_a_password_is_known_by_it() -> None:
    locked = xls(record(0x203, "3Hd", 60_000, 200, 0, 7.0), first=record(0x2F, "3H", 1, 1, 1))
    refusal = open_workbook("a.xls", locked, PATIENT).refusal
    assert refusal is not None
    assert refusal.code == "password-protected"


def xlsb(*records: tuple[int, bytes]) -> bytes:
    """A binary workbook with these records in its sheet."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    link = f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/>'
    return zipped(
        {
            "xl/workbook.bin": part(
                (131, b""),
                (143, b""),
                (156, struct.pack("<2I", 0, 1) + wide("rId1") + wide(NAME)),
                (144, b""),
                (132, b""),
            ),
            "xl/_rels/workbook.bin.rels": f"<Relationships>{link}</Relationships>".encode(),
            "xl/worksheets/sheet1.bin": part(
                (129, b""), (148, struct.pack("<4I", 0, 1, 0, 1)), (145, b""), *records, (146, b""), (130, b"")
            ),
        }
    )


def in_row(row: int) -> tuple[int, bytes]:
    return 0, struct.pack("<2IHBB", row, 0, 300, 0, 0)


def test_the_errors_of_an_xlsb_sheet_are_kept() -> None:
    data = xlsb(
        in_row(0),
        (5, struct.pack("<2Id", 0, 0, 7.0)),
        (3, struct.pack("<2IB", 1, 0, 0x17)),
        in_row(1),
        (11, struct.pack("<2IB", 0, 0, 0x2A) + bytes(10)),
    )
    assert rows("a.xlsb", data) == [[7.0, "#REF!"], ["#N/A", ""]]


def test_an_xlsb_sheet_with_a_cell_far_away_is_refused_before_it_is_built() -> None:
    data = xlsb(
        in_row(0), (5, struct.pack("<2Id", 0, 0, 7.0)), in_row(1_048_575), (5, struct.pack("<2Id", 16_383, 0, 7.0))
    )
    refusal = open_workbook("a.xlsb", data, PATIENT).refusal
    assert refusal is not None
    assert (refusal.code, refusal.facts["last"]) == ("sheet-too-large", "XFD1048576")


@given(
    st.lists(
        st.lists(st.sampled_from(["", "<v>1</v>", "<f>1</f>", "<f>1</f><v>2</v>", "<is><t>a</t></is>"]), max_size=4),
        max_size=5,
    ),
    st.booleans(),
)
def test_the_quick_look_sees_what_the_close_one_sees(cells: list[list[str]], errors: bool) -> None:
    kind = ' t="e"' if errors else ""
    lines = [
        f'<row r="{row}">'
        + "".join(f'<c r="{"ABCD"[column]}{row}"{kind}>{cell}</c>' for column, cell in enumerate(line))
        for row, line in enumerate(cells, start=1)
    ]
    sheet = worksheet("".join(f"{line}</row>" for line in lines).encode())
    quick, close = SheetScan(NAME, "", PATIENT), SheetScan(NAME, "", PATIENT)
    assert scan_plain(sheet, quick) is bool(cells)
    scan_part(sheet, close)
    if cells:
        assert (quick.last_row, quick.unseen) == (close.last_row, close.unseen)
        assert quick.last_column >= close.last_column
