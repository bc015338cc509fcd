"""The attacks on the reader of separated text, and what is only odd in it; v is their letter in the catalogue."""

import pytest

from curriculum_map.importing.cells import Sheet
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.opening import open_workbook
from curriculum_map.importing.reading import read_file
from curriculum_map.wording.findings import sentence
from tests.faults import evil
from tests.workbooks import zipped

PATIENT = Limits(seconds=60)
TABLE = "code;titel\nA;Één crèche\n"

REFUSED: dict[str, tuple[str, bytes]] = {
    "v01 a NUL": ("control-character", b"code;titel\nA;a\0b\n"),
    "v01 an escape": ("control-character", b"code;titel\nA;\x1b[31mred\n"),
    "v02 a text that shows itself turned around": ("bidirectional-character", "A;\u2067b".encode()),
    "v05 an unclosed quotation mark": ("unclosed-quote", b'a;b\n"c;d\n' + b"e;f\n" * 50_000),
    "v08 a million columns": ("sheet-too-large", b";" * 1_000_000 + b"x"),
    "v09 ten megabytes in a cell": ("cell-too-long", b"x" * (10 * 2**20)),
    "v10 five million rows": ("sheet-too-large", b"x\n" * 5_000_000),
    "v13 a formula that is not between quotation marks": ("text-after-quote", b'A;=HYPERLINK("http://a";"x");6\n'),
    "c01 nothing": ("empty-file", b""),
    "c01 nothing but zeros": ("empty-file", bytes(20_000)),
    "c22 packed once more": ("not-a-workbook", b"\x1f\x8b" + bytes(90)),
}
OTHERS: dict[str, tuple[str, str, bytes]] = {
    "c06 a PDF": ("a.xlsx", "not-a-workbook", b"%PDF-1.7\n"),
    "c07 a picture": ("a.xlsx", "not-a-workbook", b"\x89PNG\r\n\x1a\n"),
    "c08 a web page": ("a.xls", "web-page-as-workbook", b"<html><table><tr><td>code</td></tr></table>"),
    "c08 a web page of Excel's": (
        "a.xls",
        "web-page-as-workbook",
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<html xmlns:x="urn:schemas-microsoft-com:office:excel">',
    ),
    "c08 a web archive": ("a.xls", "web-page-as-workbook", b"MIME-Version: 1.0\nX-Document-Type: Workbook\n"),
    "c08 an XML spreadsheet": (
        "a.xls",
        "old-format",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ),
    "c08 text": ("a.xls", "wrong-extension", b"code\ttitel\n"),
    "c09 text as a workbook": ("a.xlsx", "wrong-extension", TABLE.encode()),
    "c10 a workbook as text": ("a.csv", "wrong-extension", evil.GOOD),
    "c11 a letter": ("a.xlsx", "not-a-workbook", zipped({"[Content_Types].xml": b"", "word/document.xml": b""})),
    "c11 a letter of LibreOffice's": (
        "a.ods",
        "not-a-workbook",
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}),
    ),
    "c17 locked": ("a.xlsx", "password-protected", evil.OLE + "EncryptedPackage".encode("utf-16-le")),
    "c20 a broken .xls": ("a.xls", "damaged-file", evil.OLE + "Workbook\0".encode("utf-16-le")),
    "c21 a hollow .xlsb": ("a.xlsb", "damaged-file", zipped({"xl/workbook.bin": b"\x83\x01\x00"})),
    "c23 a program before the zip": ("a.xlsx", "not-a-workbook", b"#!/bin/sh\necho\n" + evil.GOOD),
}


@pytest.mark.parametrize("attack", sorted(REFUSED))
def test_an_attack_on_the_reader_of_text_is_refused(attack: str) -> None:
    code, data = REFUSED[attack]
    assert refused("a.csv", data) == code


@pytest.mark.parametrize("attack", sorted(OTHERS))
def test_what_is_something_else_is_refused_as_what_it_is(attack: str) -> None:
    name, code, data = OTHERS[attack]
    assert refused(name, data) == code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
def test_every_encoding_from_the_field_gives_the_same_cells(encoding: str) -> None:
    opened = open_workbook("a.csv", TABLE.encode(encoding), PATIENT)
    assert opened.workbook.sheets[0].rows == [["code", "titel"], ["A", "Één crèche"]]


@pytest.mark.parametrize(
    ("encoding", "named"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp850", "code page 850 (DOS)")]
)
def test_an_encoding_that_was_guessed_is_named(encoding: str, named: str) -> None:
    """UTF-8 proves itself; of the older ones every byte could be a sign of every other."""
    (note,) = open_workbook("a.csv", TABLE.encode(encoding), PATIENT).findings
    assert (note.code, note.facts) == ("encoding-guessed", {"encoding": named})
    assert open_workbook("a.csv", TABLE.encode(), PATIENT).findings == ()


@pytest.mark.parametrize("text", ["programma’s, cliënt", "“coördinatie” – één", "€ 3 … ça", "reëel, naïef"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_dutch_and_its_neighbours_are_told_apart_by_the_signs_they_use(text: str, encoding: str) -> None:
    (sheet,) = open_workbook("a.csv", f"code;titel\nA;{text}\n".encode(encoding), PATIENT).workbook.sheets
    assert sheet.rows[1] == ["A", text]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("code,titel\nA,x\n", [["code", "titel"], ["A", "x"]]),
        ("code;tekst\nA;a, b, c\nB;d, e\nC;f, g, h, i\n", 4),
        ("Instelling;Voorbeeld\n\ncode;sp;fase;a\nA;3,5;1;2\nB;4,5;1;\n", 5),
        ("code\ttitel, lang; kort\nA\tb; c, d\n", 2),
        ('code,titel\n"A;1","b;c;d"\n', [["code", "titel"], ["A;1", "b;c;d"]]),
    ],
)
def test_the_separator_is_the_one_that_fits_most_rows(text: str, rows: object) -> None:
    (sheet,) = open_workbook("a.csv", text.encode(), PATIENT).workbook.sheets
    assert rows in (sheet.rows, len(sheet.rows))
    assert min(len(row) for row in sheet.rows if any(row)) > 1


def test_rows_of_unequal_length_stay_as_they_are() -> None:
    """v06: a row that is too short or too long is not put right in silence."""
    assert sheet_of(b"a;b;c\nd\ne;f;g;h\n").rows == [["a", "b", "c"], ["d"], ["e", "f", "g", "h"]]


@pytest.mark.parametrize(
    ("line", "seen"),
    [(b"B;caf\xe9", "caf\u00e9"), (b"B;x\xed\xa0\x80y", "x\u00ed\u00a0\u20acy")],
    ids=["v14 no UTF-8", "v15 half a character"],
)
def test_bytes_that_are_no_utf_8_are_shown_as_they_were_guessed(line: bytes, seen: str) -> None:
    opened = open_workbook("a.csv", b"code;titel\nA;recht\n" + line, PATIENT)
    assert opened.workbook.sheets[0].rows[2] == ["B", seen]
    assert [note.facts for note in opened.findings] == [{"encoding": "Windows-1252"}]


def test_a_header_with_another_separator_than_its_rows_is_no_table() -> None:
    """v07: the header is one cell then, so that no column has a name; nothing is guessed."""
    reading = read_file("a.csv", b"Code,Vak,Status,inclusion\nA;Ethiek;verplicht;3\nB;Recht;verplicht;2\n")
    assert (reading.exit_status, reading.grids) == (3, ())


def test_what_looks_like_a_formula_in_a_text_file_is_text() -> None:
    assert sheet_of(b"a;b\n=1+1;'+cmd|x\n").rows[1] == ["=1+1", "'+cmd|x"]


def test_digits_that_only_python_takes_for_numbers_stay_text() -> None:
    """v17: nothing in a text file is a number before somebody asks for one."""
    assert sheet_of("NaN;inf;1e400;0x10;1_0;٣\n".encode()).rows == [["NaN", "inf", "1e400", "0x10", "1_0", "٣"]]


def refused(name: str, data: bytes) -> str | None:
    refusal = open_workbook(name, data, PATIENT).refusal
    if refusal is None:
        return None
    assert sentence(refusal, "nl") != sentence(refusal, "en")
    return refusal.code


def sheet_of(data: bytes) -> Sheet:
    (sheet,) = open_workbook("a.csv", data, PATIENT).workbook.sheets
    return sheet
