"""Separated text from Excel, LibreOffice and student systems: encodings, separators, line ends, quotation marks."""

import pytest

from curriculum_map.importing.opening import open_workbook
from tests.workbooks import csv_text

ROWS = [["code", "titel"], ["A", "Cliënt, één"], ["B", "Crèche"]]


def read(data: bytes, name: str = "export.csv") -> list[list[object]]:
    opened = open_workbook(name, data)
    assert opened.refusal is None, opened.refusal
    return opened.workbook.sheets[0].rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_every_encoding_separator_and_line_end_gives_the_same_cells(
    encoding: str, separator: str, line_end: str
) -> None:
    assert read(csv_text(ROWS, separator, line_end).encode(encoding)) == ROWS


def test_utf_16_of_either_byte_order_is_read() -> None:
    text = csv_text(ROWS)
    assert read(b"\xff\xfe" + text.encode("utf-16-le")) == read(b"\xfe\xff" + text.encode("utf-16-be")) == ROWS


@pytest.mark.parametrize(
    ("separator", "name", "known_as"), [("\t", "a.tsv", "tsv"), ("\t", "a.txt", "tsv"), (";", "a.csv", "csv")]
)
def test_the_format_follows_the_separator(separator: str, name: str, known_as: str) -> None:
    assert open_workbook(name, csv_text(ROWS, separator).encode()).workbook.format == known_as


def test_a_first_line_that_names_the_separator_keeps_its_row_so_that_addresses_hold() -> None:
    """Commas abound, yet the file says that cells are parted by semicolons."""
    assert read(b"sep=;\ncode;a,b,c\nA;d,e,f\n") == [[], ["code", "a,b,c"], ["A", "d,e,f"]]
    assert read(b"\xef\xbb\xbfSEP=,\r\ncode,titel;\r\n") == [[], ["code", "titel;"]]


@pytest.mark.parametrize("text", ["sep=", "sep=\n", "sep"])
def test_a_separator_that_is_not_named_is_just_a_text(text: str) -> None:
    assert read(text.encode())[0][0] == text.strip()


def test_an_empty_line_keeps_its_row_too() -> None:
    assert read(b"a;b\n\n\nc;d\n") == [["a", "b"], [], [], ["c", "d"]]


def test_commas_in_names_do_not_outvote_the_semicolons_between_cells() -> None:
    heading = "Providing digital care, help and support"
    assert read(f"code;titel;{heading};{heading}\nA;Ethics;2;3\n".encode())[0] == ["code", "titel", heading, heading]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('a;b\n"c;d\ne;f\n', "unclosed-quote", 2),
        ("a;b\nc;d\n" + '"' + "x\n" * 200_000, "unclosed-quote", 3),
        ('a;b\n"1\n2";c\na;"b" c\n', "text-after-quote", 4),
        ('A;=HYPERLINK("a";"x");6\n', "text-after-quote", 1),
    ],
)
def test_a_quotation_mark_that_swallows_cells_is_refused_with_the_line_where_its_row_begins(
    text: str, code: str, line: int
) -> None:
    refusal = open_workbook("export.csv", text.encode()).refusal
    assert refusal is not None
    assert (refusal.code, refusal.facts["line"]) == (code, line)


def test_a_quotation_mark_inside_a_text_is_a_sign_like_any_other() -> None:
    assert read(b'A;Scherm 5" en 7"\n"B";"Zeg ""ja"""\n') == [["A", 'Scherm 5" en 7"'], ["B", 'Zeg "ja"']]
