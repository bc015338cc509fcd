"""The cells of an xlsx sheet whose part is written as spreadsheet programs write it, read without a parser.

Each different cell is understood once, however often it comes back: most places of a map hold one of a few marks. What
is written in any other way, or means more than it shows here (dates, texts in several fonts, formulas without a value),
is not read here: the parsers that know everything take several times as long.
"""

import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from curriculum_map.domain.findings import column_number
from curriculum_map.importing.cells import Place
from curriculum_map.importing.formats.xml_parts import MAX_PASS_BYTES
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.places import MERGED, areas

_UTF_8 = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml(?:(?!encoding)[^>])*(?:encoding=[\"']utf-8[\"'][^>]*)?\?>)?\s*<worksheet[\s>]", re.I
)
_ROW, _CELL, _START, _END = b'<row r="', b'<c r="', b"<sheetData>", b"</sheetData>"
_HEAD = re.compile(rb'([1-9][0-9]{0,6})"((?: [A-Za-z0-9:]+="[^"<>&]*")*) ?(/?)>')
_ROW_END = re.compile(rb"</row>\s*\Z")
_TELLS_OF_ROW = re.compile(rb'hidden|customFormat| ht="0')
_ADDRESS = re.compile(rb"([A-Z]{1,3})([1-9][0-9]{0,6})")
# What follows the address of a cell: its style, its kind, and an empty cell, a value, or a text of one font.
_REST = re.compile(
    rb'(?: s="([0-9]{1,5})")?(?: t="(s|str|n|b|e|inlineStr)")? ?'
    rb"(?:/>|></c>|>(?:<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?<v>([^<]+)</v></c>"
    rb'|><is><t(?: xml:space="preserve")?>([^<]+)</t></is></c>)\s*'
)
_NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_SHARED = re.compile(rb'<t(?: xml:space="preserve")?>([^<]+)</t></si>\s*(?:</sst>\s*)?')
# In the part of the styles: those of cells, the format that each has, and what the formats of the workbook's own are.
_CELL_STYLES = re.compile(rb"<cellXfs[\s>](.*?)</cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<xf(\s[^<>]*|/)?>")
_FORMAT_OF = re.compile(rb'\snumFmtId="([0-9]+)"')
_FORMAT = re.compile(rb'<numFmt numFmtId="([0-9]+)" formatCode="([^"]*)"')
_NO_DATE = re.compile(rb"[0#?.,% _();-]*")
_NO_DATES = frozenset(b"%d" % number for number in (*range(14), *range(37, 41), 48, 49))
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENTITY = re.compile(r"&([^;&]{0,8});?")
# A sheet with more different cells than this is quicker read by a parser, and in less memory.
_MOST_DIFFERENT = 50_000


class _NotPlainError(Exception):
    """Something in a part asks for a parser."""


class Cell(NamedTuple):
    """What stands in a cell, and the number of its style."""

    value: object
    style: str


class Row(NamedTuple):
    """A row that has cells: its number, their columns and what they are; `told` if its own attributes may matter."""

    number: int
    columns: tuple[int, ...]
    cells: list[Cell]


@dataclass(slots=True)
class PlainSheet:
    """The cells of a sheet as written, and its part without the rows.

    `told` has the attributes of rows that are hidden or have a style; `numbers` the styles of numbers, of which one may
    make a date of them.
    """

    hull: bytes
    rows: list[Row] = field(default_factory=list)
    told: dict[int, bytes] = field(default_factory=dict)
    styles: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    last_row: int = -1
    last_column: int = -1

    @property
    def merged(self) -> list[tuple[Place, Place]]:
        """The first and last place of each merged range."""
        return [((one[0], one[1]), (one[2], one[3])) for one in areas(MERGED, self.hull)]

    def values(self) -> list[list[object]]:
        """The values of every place from A1 to the last that is filled."""
        width = self.last_column + 1
        found: list[list[object]] = [[""] * width for _ in range(self.last_row + 1)]
        for number, columns, cells in self.rows:
            if number > self.last_row:
                break
            if columns[-1] == len(columns) - 1:
                line = [cell.value for cell in cells[:width]]
                found[number][: len(line)] = line
                continue
            line = found[number]
            for column, cell in zip(columns, cells, strict=True):
                if cell.value != "":
                    line[column] = cell.value
        return found


def shared_texts(part: bytes) -> list[str | None]:
    """The texts that cells share, by their number; None for one in several fonts, or that needs a parser."""
    return [_shared(one) for one in part.split(b"<si>")[1:]]


def styles_of_numbers(part: bytes) -> frozenset[str]:
    """The numbers of the cell styles of a workbook, given that part, that surely make no date of a number."""
    found = _CELL_STYLES.search(part)
    if found is None:
        return frozenset(() if part else ("0",))
    plain = {number for number, code in _FORMAT.findall(part) if _NO_DATE.fullmatch(code)}
    styles = [_FORMAT_OF.search(style) for style in _STYLE.findall(found[1])]
    formats = [b"0" if one is None else one[1] for one in styles]
    return frozenset(str(at) for at, one in enumerate(formats) if one in _NO_DATES or one in plain)


def read_plain(part: bytes, shared: list[str | None], limits: Limits) -> PlainSheet | None:
    """The cells of a part that is written plainly; None if it is not, or holds more than is read."""
    start, end = part.find(_START), part.rfind(_END)
    if len(part) > MAX_PASS_BYTES or not 0 <= start < end or _UTF_8.match(part) is None:
        return None
    hull = part[: start + len(_START)] + part[end:]
    if _ROW in hull or _CELL in hull or hull.count(b"<sheetData") != 1 or b"<!" in hull:
        return None
    sheet, reader = PlainSheet(hull), _Reader(shared)
    try:
        for number, told, cells in _rows(part, start + len(_START), end):
            _take_in(sheet, reader, number, told, cells)
            if number >= limits.rows or sheet.last_column >= limits.columns:
                return None
    except (_NotPlainError, UnicodeDecodeError):
        return None
    sheet.styles, sheet.numbers = frozenset(reader.styles), frozenset(reader.numbers)
    return sheet if (sheet.last_row + 1) * (sheet.last_column + 1) <= limits.block else None


def _rows(part: bytes, at: int, end: int) -> Iterator[tuple[int, bytes, list[bytes]]]:
    """The number of each row, counted from 0, its attributes, and its cells as written behind their `<c r="`."""
    before = -1
    if part[at:end].isspace():
        return
    while at < end:
        if not part.startswith(_ROW, at):
            raise _NotPlainError
        after = part.find(_ROW, at + 1, end)
        after = end if after < 0 else after
        first, *cells = part[at + len(_ROW) : after].split(_CELL)
        head = _HEAD.match(first)
        if head is None or (cells and (head.end() != len(first) or head[3])):
            raise _NotPlainError
        number, at = int(head[1]) - 1, after
        if number <= before or not _closes(first[head.end() :], cells, bool(head[3])):
            raise _NotPlainError
        before = number
        yield number, head[2], cells


def _closes(behind: bytes, cells: list[bytes], closed: bool) -> bool:
    """Whether a row ends as it should, which is taken off its last cell."""
    if not cells:
        return behind.strip() == b"" if closed else _ROW_END.fullmatch(behind) is not None
    last = cells[-1]
    ends = _ROW_END.search(last)
    if ends is None:
        return False
    cells[-1] = last[: ends.start()]
    return True


def _take_in(sheet: PlainSheet, reader: "_Reader", number: int, told: bytes, cells: list[bytes]) -> None:
    if told and _TELLS_OF_ROW.search(told):
        sheet.told[number] = told
    if not cells:
        return
    columns, found = reader.read(b"%d" % (number + 1), cells)
    sheet.rows.append(Row(number, columns, found))
    last = len(found) - 1
    while last >= 0 and found[last].value == "":
        last -= 1
    if last >= 0:
        sheet.last_row, sheet.last_column = number, max(sheet.last_column, columns[last])


class _Reader(dict[bytes, Cell]):
    """What stands behind the address of a cell, understood; and the columns in which the rows have cells."""

    def __init__(self, shared: list[str | None]) -> None:
        super().__init__()
        self._shared = shared
        self._letters: tuple[bytes, ...] = ()
        self._columns: tuple[int, ...] = ()
        self.styles: set[str] = set()
        self.numbers: set[str] = set()

    def read(self, row: bytes, cells: list[bytes]) -> tuple[tuple[int, ...], list[Cell]]:
        """The columns and cells of a row; mostly it has the same columns as the one before."""
        if len(cells) == len(self._letters):
            ending = row + b'"'
            rests = [cell.removeprefix(letters + ending) for cell, letters in zip(cells, self._letters, strict=True)]
            # Where the columns are others than in the row before, what is left of an address is no cell.
            with suppress(_NotPlainError):
                return self._columns, [self[rest] for rest in rests]
        parts = [cell.partition(b'"') for cell in cells]
        self._letters = tuple(_letters(address, row) for address, _, _ in parts)
        self._columns = _columns(self._letters)
        return self._columns, [self[rest] for _, _, rest in parts]

    def __missing__(self, rest: bytes) -> Cell:
        found = _REST.fullmatch(rest)
        if found is None or len(self) >= _MOST_DIFFERENT:
            raise _NotPlainError
        style = (found[1] or b"0").decode()
        self.styles.add(style)
        cell = self[rest] = Cell(self._value(found[2], found[3], found[4], style), style)
        return cell

    def _value(self, kind: bytes | None, value: bytes | None, inline: bytes | None, style: str) -> object:
        if (inline is not None) != (kind == b"inlineStr") and (value is not None or inline is not None):
            raise _NotPlainError
        if inline is not None:
            return _text(inline)
        if value is None:
            return ""
        if kind in (None, b"n"):
            self.numbers.add(style)
            return _number(value)
        if kind == b"s":
            return self._shared_text(value)
        if kind == b"b" and value in (b"0", b"1"):
            return value == b"1"
        if kind in (b"str", b"e"):
            return _text(value)
        raise _NotPlainError

    def _shared_text(self, value: bytes) -> str:
        number = int(value) if len(value) < 8 and value.isdigit() else len(self._shared)
        text = self._shared[number] if number < len(self._shared) else None
        if text is None:
            raise _NotPlainError
        return text


def _letters(address: bytes, row: bytes) -> bytes:
    found = _ADDRESS.fullmatch(address)
    if found is None or found[2] != row:
        raise _NotPlainError
    return found[1]


@lru_cache(maxsize=512)
def _columns(letters: tuple[bytes, ...]) -> tuple[int, ...]:
    columns = tuple(column_number(one.decode()) for one in letters)
    if not all(one < other for one, other in pairwise(columns)):
        raise _NotPlainError
    return columns


def _number(written: bytes) -> float:
    if _NUMBER.fullmatch(written) is None or not math.isfinite(number := float(written)):
        raise _NotPlainError
    return number


def _text(written: bytes) -> str:
    text = written.decode()
    if "\r" in text or "_x" in text:
        # What the first stands for depends on what follows; the second may stand for any sign.
        raise _NotPlainError
    return _ENTITY.sub(_sign, text) if "&" in text else text


def _sign(found: re.Match[str]) -> str:
    if found[1] not in _ENTITIES or not found[0].endswith(";"):
        raise _NotPlainError
    return _ENTITIES[found[1]]


def _shared(written: bytes) -> str | None:
    found = _SHARED.fullmatch(written)
    try:
        return None if found is None else _text(found[1])
    except (_NotPlainError, UnicodeDecodeError):
        return None
