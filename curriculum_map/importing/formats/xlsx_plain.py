"""The quick look at an xlsx sheet: row by row where its part is written as spreadsheet programs write it.

A million cells take a second so, and six seconds tag by tag. What is written in any other way, and every row in which
something is the matter, goes the slow way, which decides.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from curriculum_map.domain.findings import column_number
from curriculum_map.importing.formats.sheet_scan import SheetScan
from curriculum_map.importing.refusal import RefusalError

# Every cell and row says first where it stands, nothing has a prefix, and there is no text that only looks like a tag.
_ODD = re.compile(
    rb"<!|<\?(?!xml )|<\w+:(?:c|row|v|is|f|sheetData)[\s/>]"
    rb'|<row(?! r="[0-9]{1,7}")[\s/>]|<c(?! r="[A-Z]{1,3}[0-9]{1,7}")[\s/>]'
)
_UTF_8 = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml(?:(?!encoding)[^>])*(?:encoding=[\"']utf-8[\"'][^>]*)?\?>)?\s*<\w", re.I
)
_CONTENT = re.compile(rb"<(?:v|is|f)[\s/>]")
_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')
_CALCULATED = re.compile(rb"(?:</f>|<f[^<>]*/>)<v>[^<]")
_FORMULA = re.compile(rb"<f[\s/>]")
_END = b"</sheetData>"
_ROW = b'<row r="'
_DIGITS = len(_ROW)


def scan_plain(part: bytes, found: SheetScan) -> bool:
    """Looks through the rows of a part, if it is written plainly; whether it is. RefusalError as `scan_xlsx`."""
    end = part.find(_END)
    first = part.find(b"<row ")
    if _UTF_8.match(part) is None or _ODD.search(part) or not 0 <= first < end:
        return False
    if part.find(b"<c ", 0, first) >= 0 or part.find(b"<c ", end) >= 0 or part.find(b"<row ", end) >= 0:
        return False
    found.end_byte = end
    previous = -1
    for start, stop in _filled_rows(part, first, end):
        row = part[start:stop]
        number = int(row[_DIGITS : row.index(b'"', _DIGITS)]) - 1
        if number <= previous or not _is_harmless(row, number, start, found):
            found.look_closely(row, start, previous)
        previous = number
    return True


def _filled_rows(part: bytes, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each row with something in it begins and ends; a million rows may be only dressed up."""
    stop = first
    while content := _CONTENT.search(part, stop, end):
        start = part.rfind(_ROW, stop, content.start())
        if start < 0:
            raise RefusalError("damaged-file")
        stop = part.find(_ROW, content.end(), end)
        stop = end if stop < 0 else stop
        yield start, stop


def _is_harmless(row: bytes, number: int, start: int, found: SheetScan) -> bool:
    """Whether nothing in this row needs a closer look; then it counts as filled in as far as its last cell."""
    cells = _CELL.findall(row)
    if not cells:
        return False
    columns, rows = zip(*cells, strict=True)
    last = _last_column(columns)
    if (
        last is None
        or set(rows) != {b"%d" % (number + 1)}
        or number >= found.limits.rows
        or last >= found.limits.columns
    ):
        return False
    if b'"e"' in row or b"'e'" in row or len(_FORMULA.findall(row)) != len(_CALCULATED.findall(row)):
        return False
    found.row_bytes.append((number, start))
    found.last_row, found.last_column = number, max(found.last_column, last)
    return True


@lru_cache(maxsize=512)
def _last_column(columns: tuple[bytes, ...]) -> int | None:
    """The last of these columns; None if they are not in order. Most rows of a sheet have the same ones."""
    numbers = [column_number(letters.decode()) for letters in columns]
    in_order = all(one < other for one, other in pairwise(numbers))
    return numbers[-1] if in_order else None
