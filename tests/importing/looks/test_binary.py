"""What the binary formats show apart from their values, in files put together byte by byte as their formats say."""

import struct
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.importing.cells import Look
from curriculum_map.importing.looks.look import looks_of
from tests.workbooks import zipped

ROWS: dict[str, list[list[object]]] = {"Één": [["Code", "C1", "C2", "C3"], ["A", "x", 7.0, ""], ["B", "x", "", ""]]}
SECTOR, END_OF_CHAIN, TABLE_SECTOR, FREE = 512, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def record(kind: int, layout: str = "", *values: float, after: bytes = b"") -> bytes:
    """A record of an xls workbook."""
    body = struct.pack(f"<{layout}", *values) + after
    return struct.pack("<2H", kind, len(body)) + body


def style(font: int = 0, number_format: int = 0, ground: int | None = None) -> bytes:
    """A cell style with a font, a number format and the number of a colour."""
    pattern, colours = (0, 0) if ground is None else (1 << 26, ground | 65 << 7)
    return record(0xE0, "2H10xIH", font, number_format, pattern, colours)


def xls_book() -> bytes:
    """One sheet, Één, with hidden parts, fills from a palette of its own, a struck text, a white one and a format."""
    name, code = "Één".encode("utf-16-le"), b'"SW"000'
    sheet = (
        record(0x809)
        + record(0x7D, "5H", 1, 1, 2000, 0, 1)
        + record(0x7D, "5H", 3, 255, 0, 0, 0)
        + record(0x208, "6HH", 2, 0, 4, 0, 0, 0, 0x20)
        + record(0xFD, "3HI", 0, 0, 1, 0)
        + record(0xBE, "2H3HH", 0, 1, 1, 0, 1, 3)
        + record(0xFD, "3HI", 1, 0, 2, 0)
        + record(0xFD, "3HI", 1, 1, 3, 0)
        + record(0xBD, "2HHIHIH", 1, 2, 4, 0, 0, 0, 3)
        + record(0xE5, "H4H", 1, 1, 2, 3, 3)
        + record(0x0A)
    )
    fonts = b"".join(record(0x31, "3H", 200, *font) for font in ((0, 8), (8, 0x7FFF), (0, 9), (0, 8), (0, 8)))
    before = (
        record(0x809)
        + fonts
        + record(0x41E, "2HB", 164, len(code), 0, after=code)
        + style()
        + style(ground=10)
        + style(font=1)
        + style(font=2)
        + style(number_format=164)
        + record(0x92, "H", 3, after=bytes.fromhex("00000000 ffffff00 00b05000"))
    )
    length = len(before) + 4 + 8 + len(name) + 4
    return before + record(0x85, "IHBB", length, 0, len("Één"), 1, after=name) + record(0x0A) + sheet


def sectors(data: bytes) -> list[bytes]:
    """Data cut into sectors, the last one filled up."""
    return [data[start : start + SECTOR].ljust(SECTOR, b"\0") for start in range(0, len(data), SECTOR)]


def chain(first: int, count: int) -> list[int]:
    """The part of the table for a file in sectors beside each other."""
    return [*range(first + 1, first + count), END_OF_CHAIN] if count else []


def entry(name: str, start: int, size: int) -> bytes:
    """A line of the directory."""
    said = name.encode("utf-16-le") + b"\0\0"
    return said.ljust(64, b"\0") + struct.pack("<H50x2I4x", len(said), start, size)


def table_of(numbers: Sequence[int]) -> bytes:
    """A sector of the table."""
    return struct.pack("<128I", *numbers, *[FREE] * (128 - len(numbers)))


def container(book: bytes) -> bytes:
    """The workbook in a container: in sectors of its own from 4,096 bytes on, else in small ones."""
    # Sector 0 has the table, 1 the directory, 2 the table of small sectors, and from 3 on stands the workbook.
    whole = sectors(book)
    small = len(book) < 4096
    root = entry("Root Entry", 3 if small else END_OF_CHAIN, len(whole) * SECTOR)
    directory = (root + entry("Workbook", 0 if small else 3, len(book))).ljust(SECTOR, b"\0")
    table = [TABLE_SECTOR, END_OF_CHAIN, END_OF_CHAIN, *chain(3, len(whole))]
    small_table = table_of(chain(0, -(-len(book) // 64))) if small else table_of([])
    header = bytes.fromhex("d0cf11e0a1b11ae1").ljust(30, b"\0") + struct.pack(
        "<H12xII4xIIIII", 9, 1, 1, 4096, 2, 1, FREE, 0
    )
    head = header + struct.pack("<109I", 0, *[FREE] * 108)
    return head + table_of(table) + directory + small_table + b"".join(whole)


SEEN = Look(
    hidden_rows=frozenset({2}),
    hidden_columns=frozenset({1, 3}),
    # B1 and D1 by a record for many cells; C1 has style 0, without a fill.
    fills={(0, 0): "00B050", (0, 1): "00B050", (0, 3): "00B050"},
    formats={(1, 2): '"SW"000'},
    struck=frozenset({(1, 0)}),
    faint=frozenset({(1, 1)}),
)


@pytest.mark.parametrize("book", [xls_book(), xls_book().ljust(5000, b"\0")])
def test_an_xls_sheet(book: bytes) -> None:
    assert looks_of(container(book), "xls", ROWS) == {"Één": SEEN}


def note(number: int, *parts: tuple[bytes, int], of: int = 0x19) -> bytes:
    """The object of a comment and its text, written in these parts: in one byte for a sign (0) or in two (1)."""
    signs = sum(len(text) // (1 + wide) for text, wide in parts)
    return (
        record(0xEC, after=bytes(8))
        + record(0x5D, "4H", 0x15, 0x12, of, number)
        + record(0x1B6, "2H6x2H4x", 0, 0, signs, 16)
        + b"".join(record(0x3C, "B", wide, after=text) for text, wide in parts)
        + record(0x3C, after=bytes(16))
    )


def test_the_comments_of_an_xls_sheet_without_who_wrote_them() -> None:
    """A long text goes on in a second part; a chart with records of its own, and a text box, lie between them."""
    sheet = (
        note(1, ("An Peeters:\nEén of ".encode("utf-16-le"), 1), (b"twee", 0))
        + note(7, (b"een tekstvak", 0), of=0x06)
        + record(0x809)
        + record(0x0A)
        + note(2, (b"gaf in 2024 nog niets", 0))
        + record(0x1C, "4H", 1, 2, 0, 1)
        + record(0x1C, "4H", 2, 0, 0, 2)
        + record(0x1C, "4H", 2, 1, 0, 9)
    )
    book = xls_book()[: -len(record(0x0A))] + sheet + record(0x0A)
    look = looks_of(container(book), "xls", ROWS)["Één"]
    assert look == replace(SEEN, comments={(1, 2): "Eén of twee", (2, 0): "gaf in 2024 nog niets"})


def short(text: str) -> bytes:
    """A text as a rule of an xls sheet has it; an empty one is a sign of nothing."""
    is_wide = any(ord(sign) > 255 for sign in text)
    return struct.pack("<HB", len(text or "-"), is_wide) + (text.encode("utf-16-le" if is_wide else "latin-1") or b"\0")


def fills(*areas: tuple[int, int, int, int], what: int) -> bytes:
    """A conditional format with one condition, over areas of first and last row, then columns."""
    listed = struct.pack("<H", len(areas)) + b"".join(struct.pack("<4H", *area) for area in areas)
    return record(0x1B0, "2H4H", 1, 0, 0, 2, 1, 3, after=listed) + record(0x1B1, "BB2HIH", 2, 0, 0, 0, what, 0)


def test_the_rules_of_an_xls_sheet() -> None:
    """B2:D3 may be filled and A1:A3 only get bold; on entering C2 the first of two rules says what 1 means."""
    formula = struct.pack("<HH3s", 3, 0, b"\x1e\x00\x00")
    said = b"".join(map(short, ("Niveaus", "", "1 = geoefend – é", "Kies 0 tot 3")))
    cells = struct.pack("<H4H", 1, 1, 2, 2, 3)
    rule = record(0x1BE, "I", 0, after=said + formula + bytes(4) + cells)
    silent = record(0x1BE, "I", 0, after=short("") * 4 + bytes(8) + cells)
    cut = rule[:4] + rule[4:40]
    cut = cut[:2] + struct.pack("<H", len(cut) - 4) + cut[4:]
    sheet = fills((1, 2, 1, 3), what=1 << 29) + fills((0, 2, 0, 0), what=1 << 26) + rule + silent + cut
    look = looks_of(container(xls_book()[: -len(record(0x0A))] + sheet + record(0x0A)), "xls", ROWS)["Één"]
    assert look == replace(
        SEEN, conditional=((1, 1, 2, 3),), asides={(1, 2): "Niveaus\n1 = geoefend – é\nKies 0 tot 3"}
    )


def part(*records: tuple[int, bytes]) -> bytes:
    """A part of an xlsb workbook."""
    out = b""
    for kind, body in records:
        number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        length = bytes([len(body)]) if len(body) < 128 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
        out += number + length + body
    return out


def wide(text: str) -> bytes:
    """A text as xlsb writes it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_the_hidden_rows_and_columns_of_an_xlsb_sheet() -> None:
    sheet = part(
        (60, struct.pack("<4IH", 1, 1, 2000, 0, 1)),
        (60, struct.pack("<4IH", 3, 16383, 0, 0, 0)),
        (7, bytes(200)),
        (0, struct.pack("<2IHBB", 1, 0, 300, 0, 0)),
        (0, struct.pack("<2IHBB", 2, 0, 300, 0, 0x10)),
    )
    link = '<Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.bin"/>'
    links = f"<Relationships>{link}</Relationships>"
    data = zipped(
        {
            "xl/workbook.bin": part((131, b""), (156, struct.pack("<2I", 0, 1) + wide("rId1") + wide("Één"))),
            "xl/_rels/workbook.bin.rels": links.encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
    look = Look(hidden_rows=frozenset({2}), hidden_columns=frozenset({1, 3}))
    assert looks_of(data, "xlsb", ROWS) == {"Één": look}


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_any_bytes_in_an_xls_file(place: int, bad: bytes) -> None:
    data = container(xls_book())
    assert looks_of(data[:place] + bad + data[place + len(bad) :], "xls", ROWS).keys() == ROWS.keys()
