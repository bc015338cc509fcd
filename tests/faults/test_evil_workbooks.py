"""The attacks on the reader of workbooks: each is refused with a code of its own, or read for what it is.

The letters and numbers are those of the catalogue of attacks by which the limits were chosen: b for bombs, x for XML,
c for containers, o for OpenDocument, s for sheets.
"""

import time
from collections.abc import Callable

import pytest

from curriculum_map.domain.findings import Severity
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.opening import open_workbook
from curriculum_map.wording.findings import sentence
from tests.faults import evil
from tests.faults.evil import inline, ods_cell, open_document, package, with_cells, with_rows, worksheet
from tests.workbooks import zipped

MB = 2**20
ONE = "<v>1</v>"
EMPTY_ROWS = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(1, 1_048_577))
ROWS = range(1, 12_001)
STYLED = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(1, 1_048_577))


def a_row(cells: str, number: int = 1) -> bytes:
    return f'<row r="{number}">{cells}</row>'.encode()


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "b01 one cell of 101 MB": ("unpacked-too-large", lambda: inline("x" * 101 * MB)),
    "b02 101 MB of empty rows": ("unpacked-too-large", lambda: with_rows(b"<row/>" * (17 * MB))),
    "b03 101 MB of spaces": ("unpacked-too-large", lambda: with_rows(b" " * 101 * MB)),
    "b04 101 MB of shared strings": ("unpacked-too-large", lambda: package({evil.STRINGS: bytes(101 * MB)})),
    "b05 101 MB of styles": ("unpacked-too-large", lambda: package({"xl/styles.xml": bytes(101 * MB)})),
    "b06 101 MB in a part nobody reads": ("unpacked-too-large", lambda: package({"xl/media/a.png": bytes(101 * MB)})),
    "b09 16,384 columns": ("sheet-too-large", lambda: with_rows(a_row(f"<c>{ONE}</c>" * 16_384))),
    "b10 A1 and XFD1048576": (
        "sheet-too-large",
        lambda: with_rows(
            a_row(f'<c r="A1">{ONE}</c>') + a_row(f'<c r="XFD1048576">{ONE}</c>', 1_048_576),
        ),
    ),
    "b10 the same with a sign in between that ends no tag": (
        "sheet-too-large",
        lambda: with_rows(
            a_row(f'<c r="A1">{ONE}</c>') + f'<row x=">" r="1048576"><c x=">" r=\'XFD1048576\'>{ONE}</c></row>'.encode()
        ),
    ),
    "b10 the same by position alone": (
        "sheet-too-large",
        lambda: with_rows(a_row(f"<c>{ONE}</c>") + a_row("<c/>" * 16_383 + f"<c>{ONE}</c>", 1_048_576)),
    ),
    "b10 the same in a part with another ending": (
        "sheet-too-large",
        lambda: package(
            {
                "xl/worksheets/sheet.bin": worksheet(a_row(f'<c r="XFD1048576">{ONE}</c>', 1_048_576)),
                "xl/_rels/workbook.xml.rels": evil.PARTS["xl/_rels/workbook.xml.rels"].replace(
                    b"sheet1.xml", b"sheet.bin"
                ),
            },
            without=[evil.SHEET],
        ),
    ),
    "b10 the same with a prefix": (
        "sheet-too-large",
        lambda: package(
            {
                evil.SHEET: b'<x:worksheet xmlns:x="a"><x:sheetData><x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v>'
                b"</x:c></x:row></x:sheetData></x:worksheet>"
            }
        ),
    ),
    "b12 A1 and A1048576": (
        "sheet-too-large",
        lambda: with_rows(a_row(f"<c>{ONE}</c>") + a_row(f"<c>{ONE}</c>", 1_048_576)),
    ),
    "b13 row 9,999,999,999": ("sheet-too-large", lambda: with_rows(a_row(f"<c>{ONE}</c>", 9_999_999_999))),
    "b14 column ZZZZZ": ("sheet-too-large", lambda: with_cells(f'r="ZZZZZ1">{ONE}')),
    "b15 merged cells all over the table": (
        "too-many-merged",
        lambda: with_rows(
            b"".join(a_row(f"<c>{ONE}</c><c>{ONE}</c><c>{ONE}</c><c>{ONE}</c>", row) for row in ROWS),
            end=b"<mergeCells>"
            + b"".join(
                b'<mergeCell ref="A%d:B%d"/><mergeCell ref="C%d:D%d"/>' % ((row,) * 4) for row in range(1, 12_001)
            )
            + b"</mergeCells>",
        ),
    ),
    "b17 5,000 sheets": (
        "too-many-parts",
        lambda: package({f"xl/worksheets/sheet{number}.xml": worksheet() for number in range(1, 5_001)}),
    ),
    "b18 200,000 parts": ("too-many-parts", lambda: evil.many_entries(200_000)),
    "b19 a cell of a megabyte": ("cell-too-long", lambda: inline("x" * MB)),
    "b20 two million elements in each other": ("unsafe-file", lambda: with_rows(b"<a>" * 2_000_000)),
    "b21 a million attributes": (
        "unsafe-file",
        lambda: with_rows(b"<row " + b" ".join(b'a%d="1"' % number for number in range(1_000_000)) + b"/>"),
    ),
    "b22 one text in a hundred thousand cells": (
        "too-hard-to-read",
        lambda: package(
            {
                evil.SHEET: worksheet(
                    b"".join(a_row('<c t="s"><v>0</v></c>' * 100, row) for row in range(1, 1_001)),
                ),
                evil.STRINGS: b"<sst><si><t>" + b"x" * 32_000 + b"</t></si></sst>",
            }
        ),
    ),
    "x01 billion laughs in a sheet": ("unsafe-file", lambda: evil.declaring(evil.BILLION_LAUGHS)),
    "x02 quadratic blow-up": ("unsafe-file", lambda: evil.declaring(evil.QUADRATIC)),
    "x03 a file of the server": ("unsafe-file", lambda: evil.declaring(evil.EXTERNAL_FILE)),
    "x04 an address": ("unsafe-file", lambda: evil.declaring(evil.EXTERNAL_HTTP)),
    "x05 a document type elsewhere": ("unsafe-file", lambda: evil.declaring(evil.EXTERNAL_DTD)),
    "x06 billion laughs in the strings": ("unsafe-file", lambda: evil.declaring(evil.BILLION_LAUGHS, evil.STRINGS)),
    "x07 billion laughs in the workbook": ("unsafe-file", lambda: evil.declaring(evil.BILLION_LAUGHS, evil.BOOK)),
    "x08 not well-formed": ("damaged-file", lambda: with_rows(b"<row><c></row>")),
    "x09 a sheet in UTF-16": (
        "sheet-in-utf-16",
        lambda: package(
            {
                evil.SHEET: worksheet(a_row(f"<c>{ONE}</c>"))
                .decode()
                .replace('"1.0"', '"1.0" encoding="UTF-16"', 1)
                .encode("utf-16")
            }
        ),
    ),
    "x09 a sheet in UTF-16 that does not say so": (
        "sheet-in-utf-16",
        lambda: package({evil.SHEET: worksheet(a_row(f"<c>{ONE}</c>")).decode().encode("utf-16")}),
    ),
    "x09 the list of sheets in UTF-16": (
        "damaged-file",
        lambda: package({evil.BOOK: evil.PARTS[evil.BOOK].decode().encode("utf-16")}),
    ),
    "x09 shared texts in UTF-16": (
        "damaged-file",
        lambda: package(
            {
                evil.SHEET: worksheet(a_row('<c t="s"><v>0</v></c>')),
                evil.STRINGS: '<?xml version="1.0" encoding="UTF-16"?><sst><si><t>x</t></si></sst>'.encode("utf-16"),
            }
        ),
    ),
    "x12 a NUL byte": ("control-character", lambda: inline("a\0b")),
    "x13 an escaped NUL": ("control-character", lambda: inline("a_x0000_b")),
    "x14 a text that shows itself turned around": ("bidirectional-character", lambda: inline("a\u202eb")),
    "c05 a bit flipped in a packed part": ("damaged-file", lambda: _flipped(evil.GOOD)),
    "c12 no list of contents": ("damaged-file", lambda: package({}, without=["[Content_Types].xml"])),
    "c13 no sheet": ("damaged-file", lambda: package({}, without=[evil.SHEET])),
    "c14 a sheet outside the package": (
        "damaged-file",
        lambda: package(
            {
                "xl/_rels/workbook.xml.rels": evil.PARTS["xl/_rels/workbook.xml.rels"].replace(
                    b"/xl/worksheets/sheet1.xml", b"../../../etc/worksheets/passwd"
                )
            }
        ),
    ),
    "c15 a part outside its folder": ("contradictory-file", lambda: package({"../../etc/passwd": b""})),
    "c16 a part that is there twice": (
        "contradictory-file",
        lambda: evil.twice(evil.SHEET, worksheet(a_row(f"<c>{ONE}</c>")), worksheet(a_row("<c><v>2</v></c>"))),
    ),
    "c18 locked parts": ("password-protected", lambda: evil.with_locked_flag(evil.GOOD)),
    "c24 a part larger than it says": (
        "damaged-file",
        lambda: evil.claiming_little(worksheet(b" " * 5 * MB)),
    ),
    "s26 no number": ("number-without-value", lambda: with_cells('r="A1"><v>NaN</v>', 'r="B1"><v>1e999</v>')),
    "s27 a truth that is neither": ("damaged-file", lambda: with_cells('r="A1" t="b"><v>7</v>')),
    "s28 a string that is not there": ("damaged-file", lambda: with_cells('r="A1" t="s"><v>99</v>')),
    "s30 rows out of order": (
        "rows-out-of-order",
        lambda: with_rows(a_row(f"<c>{ONE}</c>", 5) + a_row(f"<c>{ONE}</c>", 3)),
    ),
    "s30 a row twice": ("rows-out-of-order", lambda: with_rows(a_row(f"<c>{ONE}</c>", 5) * 2)),
    "s30 a cell that says it is elsewhere": ("rows-out-of-order", lambda: with_rows(a_row(f'<c r="A7">{ONE}</c>', 5))),
}
REFUSED_ODS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "o01 a row a million times": (
        "sheet-too-large",
        lambda: open_document(_ods_row(ods_cell("x"), ' table:number-rows-repeated="1048576"')),
    ),
    "o02 rows times columns": (
        "sheet-too-large",
        lambda: open_document(
            _ods_row(ods_cell("x", ' table:number-columns-repeated="16384"'), ' table:number-rows-repeated="1048576"')
        ),
    ),
    "o02 rows times columns within the limits": (
        "too-many-places",
        lambda: open_document(
            _ods_row(ods_cell("x", ' table:number-columns-repeated="1000"'), ' table:number-rows-repeated="20000"')
        ),
    ),
    "o03 a row two billion times": (
        "sheet-too-large",
        lambda: open_document(_ods_row(ods_cell("x"), ' table:number-rows-repeated="2000000000"')),
    ),
    "o04 two billion spaces": (
        "cell-too-long",
        lambda: open_document(_ods_row(ods_cell('<text:s text:c="2000000000"/>'))),
    ),
    "o04 the same with a sign in between that ends no tag": (
        "cell-too-long",
        lambda: open_document(_ods_row(ods_cell('<text:s text:x=">" text:c="2000000000"/>'))),
    ),
    "o04 the same with many tags": (
        "cell-too-long",
        lambda: open_document(_ods_row(ods_cell('<text:s text:c="30000"/>' * 2))),
    ),
    "o05 billion laughs": ("unsafe-file", lambda: _ods_declaring(evil.BILLION_LAUGHS)),
    "o09 a file of the server": ("unsafe-file", lambda: _ods_declaring(evil.EXTERNAL_FILE)),
    "o06 locked": (
        "password-protected",
        lambda: zipped(
            evil.ODS_PARTS
            | {"META-INF/manifest.xml": b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"}
        ),
    ),
    "o08 a negative number of times": (
        "damaged-file",
        lambda: open_document(_ods_row(ods_cell("x"), ' table:number-rows-repeated="-5"')),
    ),
    "o10 a table twice": (
        "contradictory-file",
        lambda: open_document(b'</table:table><table:table table:name="Blad">' + _ods_row(ods_cell("x"))),
    ),
    "b09 16,384 columns": (
        "sheet-too-large",
        lambda: open_document(_ods_row(ods_cell("x", ' table:number-columns-repeated="16384"'))),
    ),
    "x09 all in UTF-16": (
        "sheet-in-utf-16",
        lambda: zipped(
            evil.ODS_PARTS
            | {"content.xml": evil.ODS_PARTS["content.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16")}
        ),
    ),
    "x12 a steering sign": ("damaged-file", lambda: open_document(_ods_row(ods_cell("a\x01b")))),
    "s26 no number": (
        "number-without-value",
        lambda: open_document(_ods_row(b'<table:table-cell office:value-type="float" office:value="NaN"/>')),
    ),
    "o11 a letter": ("not-a-workbook", lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"})),
}
READ: dict[str, Callable[[], bytes]] = {
    "b07 a million dressed-up empty rows": lambda: with_rows(EMPTY_ROWS),
    "b07 a million dressed-up empty cells": lambda: with_rows(STYLED),
    "b11 a sheet that says it is immense": lambda: package(
        {evil.SHEET: worksheet(a_row(f"<c>{ONE}</c>"), after=b'<dimension ref="A1:XFD1048576"/>')}
    ),
    "b15 100,000 merged cells below the table": lambda: with_rows(
        a_row(f"<c>{ONE}</c>"),
        end=b"<mergeCells>"
        + b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(2, 100_002))
        + b"</mergeCells>",
    ),
    "b16 everything merged": lambda: with_rows(
        a_row(f"<c>{ONE}</c>"), end=b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "x10 a link to another computer": lambda: package(
        {
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": b'<Relationships><Relationship Id="rId1" '
            b'Target="file://evil/share/a.xlsx" TargetMode="External"/></Relationships>',
        }
    ),
    "x11 an inclusion": lambda: inline('<xi:include href="/etc/passwd" xmlns:xi="http://www.w3.org/2001/XInclude"/>'),
    "s31 a sheet with a strange name": lambda: package(
        {evil.BOOK: evil.PARTS[evil.BOOK].replace(b'name="Blad"', b'name="../../=cmd&#10;x"')}
    ),
}
READ_ODS: dict[str, Callable[[], bytes]] = {
    "o07 empty rows to the end of the sheet": lambda: open_document(
        _ods_row(ods_cell("x")) + _ods_row(b"<table:table-cell/>", ' table:number-rows-repeated="1048575"')
    ),
}


@pytest.mark.parametrize("attack", sorted(REFUSED))
def test_an_attack_on_the_reader_of_xlsx_is_refused(attack: str) -> None:
    code, build = REFUSED[attack]
    assert outcome("a.xlsx", build()) == code


@pytest.mark.parametrize("attack", sorted(REFUSED_ODS))
def test_an_attack_on_the_reader_of_ods_is_refused(attack: str) -> None:
    code, build = REFUSED_ODS[attack]
    assert outcome("a.ods", build()) == code


@pytest.mark.parametrize("attack", sorted(READ))
def test_what_is_only_odd_in_xlsx_is_read(attack: str) -> None:
    assert outcome("a.xlsx", READ[attack]()) is None


@pytest.mark.parametrize("attack", sorted(READ_ODS))
def test_what_is_only_odd_in_ods_is_read(attack: str) -> None:
    assert outcome("a.ods", READ_ODS[attack]()) is None


def outcome(name: str, data: bytes) -> str | None:
    """The code of the refusal, if any, with a sentence in both languages.

    A child may compute for seven seconds; the clock may run longer here, since the machine of the tests may be busy.
    """
    began = time.process_time()
    refusal = open_workbook(name, data, Limits(seconds=60)).refusal
    assert time.process_time() - began < 10
    if refusal is None:
        return None
    assert refusal.severity is Severity.ERROR
    assert sentence(refusal, "nl") != sentence(refusal, "en")
    return refusal.code


def _flipped(data: bytes) -> bytes:
    start = data.index(evil.SHEET.encode()) + len(evil.SHEET) + 20
    return data[:start] + bytes([data[start] ^ 0xFF]) + data[start + 1 :]


def _ods_row(cells: bytes, attributes: str = "") -> bytes:
    return f"<table:table-row{attributes}>".encode() + cells + b"</table:table-row>"


def _ods_declaring(doctype: bytes) -> bytes:
    content = evil.ODS_PARTS["content.xml"]
    head, _, rest = content.partition(b"?>")
    return zipped(evil.ODS_PARTS | {"content.xml": head + b"?>" + doctype + rest})
