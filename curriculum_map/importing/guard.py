"""What a small file may not make the parser build: a sheet of billions of cells, a cell of billions of spaces.

The parser holds a sheet as one block from A1 to the last filled cell. A block that does not fit ends the process, and
no exception says so; hence this look at the parts beforehand.
"""

import re
import zipfile
from collections.abc import Iterator

from curriculum_map.domain.findings import column_number

MAX_ROWS, MAX_COLUMNS = 20_000, 1_000
MAX_SPACES = 10_000

_PART = re.compile(r"xl/.*\.xml|content\.xml", re.IGNORECASE)
# Cells without a value close at once; whole columns of them are only dressed up, and the parser skips them.
# Only addresses with three letters or five digits can be out of bounds; the others are not worth a closer look.
_FAR_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']\s*(?=[A-Za-z]{3}|[A-Za-z]+\d{5})([A-Za-z]+)(\d+)[^<>]*(?<!/)>"
)
_FAR_ROW = re.compile(rb"<(?:\w+:)?row\s(?:[^<>]*?\s)?r\s*=\s*[\"']\s*(\d{7,})")
_SPACES = re.compile(rb"<text:s\s(?:[^<>]*?\s)?text:c\s*=\s*[\"']\s*(\d+)")
_LAST_ROW = 1_048_576


def is_too_large(archive: zipfile.ZipFile) -> bool:
    """Whether a part of this workbook describes more cells, or more spaces in a cell, than anybody fills in."""
    return any(
        row > MAX_ROWS or column > MAX_COLUMNS
        for part in archive.namelist()
        if _PART.fullmatch(part)
        for row, column in _reach(archive.read(part))
    )


def _reach(part: bytes) -> Iterator[tuple[int, int]]:
    """Row and column, counted from 1, of each filled cell far away, and of what lies beyond every sheet."""
    for cell in _FAR_CELL.finditer(part):
        yield _number(cell[2]), column_number(cell[1].decode()) + 1
    yield from ((_number(row[1]), 0) for row in _FAR_ROW.finditer(part) if _number(row[1]) > _LAST_ROW)
    yield from ((MAX_ROWS + 1, 0) for spaces in _SPACES.finditer(part) if _number(spaces[1]) > MAX_SPACES)


def _number(digits: bytes) -> int:
    # Python refuses to read thousands of digits as one number; ten of them are over every limit.
    return int(digits[:10])
