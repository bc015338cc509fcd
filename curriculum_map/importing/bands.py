"""A sheet of which the filled cells lie far apart, read a band of rows at a time.

The parser holds a sheet as one block from its first to its last cell, 32 bytes for each place, empty or not: the
largest sheet allowed would take 640 MB. So the rows are dealt out over workbooks that are the same in all else.
"""

import io
import zipfile
from itertools import pairwise
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

from curriculum_map.importing.cells import Place
from curriculum_map.importing.formats.sheet_scan import SheetScan
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.refusal import RefusalError


def read_in_bands(data: bytes, scan: SheetScan, limits: Limits) -> tuple[list[list[Any]], list[tuple[Place, Place]]]:
    """The rows of a sheet, each as far as it is filled, and its merged ranges."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = parts[scan.part]
    rows: list[list[Any]] = [[] for _ in range(scan.last_row + 1)]
    merged: list[tuple[Place, Place]] = []
    first = _starts(scan, limits)[0]
    for start, end in pairwise(_starts(scan, limits)):
        parts[scan.part] = part[:first] + part[start:end] + part[scan.end_byte :]
        sheet = CalamineWorkbook.from_filelike(_zipped(parts)).get_sheet_by_name(scan.sheet)
        _place(sheet, rows)
        merged = sheet.merged_cell_ranges or []
    return rows, merged


def _starts(scan: SheetScan, limits: Limits) -> list[int]:
    """The byte at which each band begins, and the one at which the last ends."""
    height = max(limits.block // 2 // (scan.last_column + 1), 1)
    starts: list[int] = []
    next_band = 0
    for row, byte in scan.row_bytes:
        if row >= next_band or not starts:
            starts.append(byte)
            next_band = row + height
    if not starts or scan.unnumbered:
        # A row that does not say its number would change its place.
        raise RefusalError("too-many-places", sheet=scan.sheet, most=limits.block)
    return [*starts, scan.end_byte]


def _zipped(parts: dict[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    out.seek(0)
    return out


def _place(sheet: CalamineSheet, rows: list[list[Any]]) -> None:
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    for number, values in enumerate(sheet.to_python(), start=first_row):
        while values and values[-1] == "":
            values.pop()
        rows[number] = [""] * first_column + values if values else []
