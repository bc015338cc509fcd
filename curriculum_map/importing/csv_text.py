"""Text files of separated values: which encoding, which separator, which cells."""

import codecs
import csv
import io
from dataclasses import dataclass

_SEPARATORS = ";\t,"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINES_TO_LOOK_AT = 40


@dataclass(frozen=True, slots=True)
class SeparatedText:
    """The cells of a text file and the separator between them."""

    rows: list[list[object]]
    separator: str


def decode(data: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16 with its mark, or Windows-1252; None if it is not text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _try(data, encoding)
    if b"\0" in data:
        return None
    return _try(data, "utf-8") or _try(data, "cp1252")


def split_cells(text: str) -> SeparatedText:
    """The cells of a text, row by row. A first line 'sep=;' names the separator and keeps its row number.

    Raises csv.Error where a quoted text is never closed.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(lines)
    rows: list[list[object]] = []
    for row in csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True):
        rows.append(list(row))
    if rows and _names_separator(lines):
        rows[0] = []
    return SeparatedText(rows, separator)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _names_separator(lines: str) -> bool:
    return lines[:4].lower() == "sep=" and lines[4:5] in tuple(_SEPARATORS)


def _separator(lines: str) -> str:
    if _names_separator(lines):
        return lines[4]
    head = lines.split("\n", _LINES_TO_LOOK_AT)[:_LINES_TO_LOOK_AT]
    return max(_SEPARATORS, key=lambda separator: sum(line.count(separator) for line in head))
