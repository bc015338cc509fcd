"""Sheets of cells with addresses, and what a cell says as text."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time

from curriculum_map.domain.findings import CellRef

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of raw values counted from A1, so that a position is an address."""

    name: str
    rows: list[list[object]]
    visible: bool = True

    def value(self, row: int, column: int) -> object:
        """The raw value of a cell; an empty text outside what the sheet holds."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, as text."""
        return cell_text(self.value(row, column))

    def ref(self, row: int, column: int) -> CellRef:
        """The address of a cell."""
        return CellRef(self.name, row, column)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of one file, with the file's own name, format and SHA-256."""

    file_name: str
    sha256: str
    format: str
    sheets: tuple[Sheet, ...] = field(default=())


def cell_text(value: object) -> str:
    """A cell's value as a person sees it: trimmed, white space folded, whole numbers without decimals."""
    if value.__class__ is str:
        return " ".join(str(value).translate(_INVISIBLE).split())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return "" if value is None else str(value)


def same_word(text: str) -> str:
    """The form in which names are compared: no accents, case, punctuation or ligatures; words apart by one space."""
    plain = unicodedata.normalize("NFKD", text.translate(_INVISIBLE)).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_A_WORD.sub(" ", letters).strip()
