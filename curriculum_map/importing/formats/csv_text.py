"""Text files of separated values: which encoding, which separator, which cells."""

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from curriculum_map.importing.limits import DEFAULT_LIMITS, Limits
from curriculum_map.importing.refusal import too_large

_SEPARATORS = ";\t,"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows, Mac and the command window of Windows; where they fit equally well, the first of them.
_OLDER = ("cp1252", "mac_roman", "cp850")
# The signs that a Dutch, French or English text has beside ASCII: those in every text, and those in some.
_COMMON, _RARE = frozenset("éèëêïöüçà\u2018\u2019“”–—…€\xa0"), frozenset("âîôûáíóúäñÉÈËÏÖÜÇÀÅåøßæœ•·°½²«»±×≥≤")
# A quotation mark that opens, or a capital, in the middle of a word is another sign in truth.
_MISPLACED = re.compile(r"(?<=\w)[\u2018“](?=\w)|(?<=[a-z])[ÉÈËÏÖÜÇÀÅ](?=[a-z])")
_LINES_TO_LOOK_AT = 40
_SHEET = "csv"
_LINE_ENDS = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and its encoding; `guessed` where nothing in the file says so."""

    text: str
    encoding: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class SeparatedText:
    """The cells of a text file and the separator between them."""

    rows: list[list[object]]
    separator: str


class QuoteError(Exception):
    """A quotation mark of which nobody can say what it encloses: never closed, or closed in the middle of a cell.

    `line` is the line, counted from 1, on which the row begins.
    """

    def __init__(self, line: int, *, unclosed: bool) -> None:
        super().__init__(f"line {line}")
        self.line = line
        self.unclosed = unclosed


def decode(data: bytes) -> Decoded | None:
    """The text of a file in UTF-8, UTF-16, Windows-1252, Mac Roman or code page 850; None if it is not text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _tried(data, encoding)
    if is_utf_16(data[:4096]):
        return _tried(data, "utf-16-be" if data[:1] == b"\0" else "utf-16-le")
    found = _tried(data, "utf-8")
    if found is not None:
        return found
    older = [found for encoding in _OLDER if (found := _tried(data, encoding, guessed=True))]
    return max(older, key=_likeness, default=None)


def is_utf_16(start: bytes) -> bool:
    """Whether a file that begins so is UTF-16: it has the mark, or every other byte of Western text is zero."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    even, odd = start[::2], start[1::2]
    zeros = sorted((even.count(0), odd.count(0)))
    return len(start) >= 4 and zeros[0] == 0 and zeros[1] > 0.8 * len(odd)


def split_cells(text: str, limits: Limits = DEFAULT_LIMITS) -> SeparatedText:
    """The cells of a text, row by row. A first line 'sep=;' names the separator and keeps its row number.

    Raises QuoteError where a quoted text is never closed, or goes on after it was closed; RefusalError where something
    is filled in beyond the limits. What is empty beyond them is left out.
    """
    lines = _LINE_ENDS.sub("\n", text)
    # The reader takes a cell of over 131,072 characters for an error; how long a cell may be is said elsewhere.
    csv.field_size_limit(max(csv.field_size_limit(), len(lines)))
    separator = _separator(lines)
    rows: list[list[object]] = []
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True)
    begun = 0
    try:
        for row in reader:
            begun = reader.line_num
            rows.extend([list(row)] if _fits(row, rows, limits) else _cut_to_fit(row, len(rows), limits))
    except csv.Error as fault:
        raise QuoteError(begun + 1, unclosed="end of data" in str(fault)) from fault
    if rows and _names_separator(lines):
        rows[0] = []
    return SeparatedText(rows, separator)


def _fits(row: list[str], rows: list[list[object]], limits: Limits) -> bool:
    return len(rows) < limits.rows and len(row) <= limits.columns


def _cut_to_fit(row: list[str], number: int, limits: Limits) -> list[list[object]]:
    """The row without its empty cells beyond the limits; nothing for an empty row beyond them."""
    last = max((column for column, text in enumerate(row) if text), default=-1)
    if last >= limits.columns or (last >= 0 and number >= limits.rows):
        raise too_large(_SHEET, number, last, limits)
    return [list(row[: limits.columns])] if number < limits.rows else []


def _tried(data: bytes, encoding: str, *, guessed: bool = False) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, guessed)
    except UnicodeDecodeError:
        return None


def _likeness(decoded: Decoded) -> float:
    """How much of what is not ASCII is usual in a text of ours; every encoding has as many of those signs."""
    signs = Counter(sign for sign in decoded.text if sign > "\x7f")
    usual = sum(count * (1 if sign in _COMMON else 0.4) for sign, count in signs.items() if sign in _COMMON | _RARE)
    return usual - len(_MISPLACED.findall(decoded.text))


def _names_separator(lines: str) -> bool:
    return lines[:4].lower() == "sep=" and lines[4:5] in tuple(_SEPARATORS)


def _separator(lines: str) -> str:
    if _names_separator(lines):
        return lines[4]
    head = "\n".join(lines.split("\n", _LINES_TO_LOOK_AT)[:_LINES_TO_LOOK_AT])
    return max(_SEPARATORS, key=lambda separator: _agreement(head, separator))


def _agreement(head: str, separator: str) -> tuple[float, int]:
    """How many rows this separator parts, and how many of them into as many cells as most; then into how many.

    Commas in a text of some length abound, but each row has another number of them.
    """
    widths = [len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator) if any(row)]
    parted = Counter(width for width in widths if width > 1)
    if not parted:
        return 0, 0
    width, most = max(parted.items(), key=lambda item: (item[1], item[0]))
    return (parted.total() + most) / len(widths), width
