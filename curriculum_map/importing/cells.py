"""Sheets of cells with addresses, and what a cell says as text."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeVar

from curriculum_map.domain.findings import CellRef

# Signs that nobody sees: soft hyphens, joiners, marks that turn the direction of writing, control characters.
_INVISIBLE_RANGES = (
    *((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB)),
)
_INVISIBLE = {code: None for first, last in _INVISIBLE_RANGES for code in range(first, last + 1)}
_LONGEST_WHOLE = 1e16
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
# No name, mark or heading is longer; what is, would fill the memory of a process that reads for weeks.
_LONGEST_REMEMBERED, _MOST_REMEMBERED = 200, 16_384

Outcome = TypeVar("Outcome")
Place = tuple[int, int]
"""Row and column, counted from 0."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a sheet shows apart from its values; empty where the format knows no such thing.

    `fills` has the colour of each filled cell as 'RRGGBB', theme colours and tints resolved; `formats` the number
    formats that change what a person sees (dates, leading zeros); `bold` the cells in bold, `faint` those whose text
    one cannot see; `formulas` those that hold a formula without its result, whose text is the formula then;
    `conditional` the areas, by first and last row and column, that a conditional format may colour: how it does is not
    worked out; `asides` what is shown when a cell is entered, and text boxes, at the first cell that they are at.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    fills: Mapping[Place, str] = field(default_factory=dict)
    comments: Mapping[Place, str] = field(default_factory=dict)
    formats: Mapping[Place, str] = field(default_factory=dict)
    struck: frozenset[Place] = frozenset()
    bold: frozenset[Place] = frozenset()
    faint: frozenset[Place] = frozenset()
    formulas: frozenset[Place] = frozenset()
    conditional: tuple[tuple[int, int, int, int], ...] = ()
    asides: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of raw values counted from A1, so that a position is an address; and its merged cells.

    A sheet may be turned or rearranged so that courses stand down and targets across: `origins` then has, for each of
    its rows, the place in the file of each of its cells; `ref` keeps to the file's addresses. Where it was put together
    from several sheets of the file, `homes` has the sheet of each of its cells.
    """

    name: str
    rows: list[list[object]]
    visible: bool = True
    merged: tuple[CellRef, ...] = ()
    look: Look = field(default_factory=Look)
    origins: list[list[Place]] | None = None
    homes: "list[list[Sheet]] | None" = None
    _texts: list[list[str]] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def texts(self) -> list[list[str]]:
        """What stands in each cell, as text, in rows as long as those of the values; made when first asked for."""
        if not self._texts:
            self._texts.extend(_texts_of(self.rows))
        return self._texts

    def value(self, row: int, column: int) -> object:
        """The raw value of a cell; an empty text outside what the sheet holds."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, as text."""
        texts = self._texts or self.texts
        return texts[row][column] if row < len(texts) and column < len(texts[row]) else ""

    def ref(self, row: int, column: int) -> CellRef:
        """The address of a cell in the file."""
        return CellRef(self.home(row, column).name, *self.place(row, column))

    def place(self, row: int, column: int) -> Place:
        """Where a cell of this sheet stands in the file; of one outside a rearranged sheet, the nearest in it."""
        return (row, column) if self.origins is None else _nearest(self.origins, row, column)

    def home(self, row: int, column: int) -> "Sheet":
        """The sheet in which a cell stands in the file; its name and its look are those of the file."""
        return self if self.homes is None else _nearest(self.homes, row, column)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of one file, with the file's own name, format and SHA-256."""

    file_name: str
    sha256: str
    format: str
    sheets: tuple[Sheet, ...] = field(default=())

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name as it is in the file."""
        return next(one for one in self.sheets if one.name == name)


def _nearest(lines: Sequence[Sequence[Outcome]], row: int, column: int) -> Outcome:
    line = lines[min(row, len(lines) - 1)]
    return line[min(column, len(line) - 1)]


class _Known(dict[object, str]):
    """The text of each value; a value is made into a text once."""

    def __missing__(self, value: object) -> str:
        text = self[value] = cell_text(value)
        return text


def _texts_of(rows: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    # Only of these two kinds: True and 1 are the same key.
    known = _Known()
    for values in rows:
        yield [
            known[value] if value.__class__ is str or value.__class__ is float else cell_text(value) for value in values
        ]


def cell_text(value: object) -> str:
    """A cell's value as a person sees it: trimmed, white space folded, whole numbers without decimals."""
    if value.__class__ is str:
        return _visible(str(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # A sheet shows a number beyond sixteen digits in powers of ten too.
        return str(int(value)) if value.is_integer() and abs(value) < _LONGEST_WHOLE else repr(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return "" if value is None else str(value)


def _visible(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(text.split())


class _Remembered(dict[str, Outcome]):
    """What a function said of texts of ordinary length; asking a dict costs less than any other way to remember."""

    def __init__(self, find: Callable[[str], Outcome]) -> None:
        self._find = find

    def __missing__(self, text: str) -> Outcome:
        outcome = self._find(text)
        if len(text) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[text] = outcome
        return outcome


def remembered(find: Callable[[str], Outcome]) -> Callable[[str], Outcome]:
    """The function, which remembers what it said of texts of ordinary length: the same few come back."""
    return _Remembered(find).__getitem__


@remembered
def same_word(text: str) -> str:
    """The form in which names are compared: no accents, case, punctuation or ligatures; words apart by one space."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_INVISIBLE)).casefold()
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_A_WORD.sub(" ", plain).strip()
