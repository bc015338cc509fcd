"""Workbooks dressed up for tests of looks, and what is seen of them."""

import io
import re
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from curriculum_map.importing.cells import Look
from curriculum_map.importing.looks.look import looks_of
from tests.workbooks import unzipped, zipped

SHEET = "xl/worksheets/sheet1.xml"


def dressed(dress: Callable[[Worksheet], None]) -> bytes:
    """A workbook of one sheet, Matrix, after `dress` had its way with it."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Matrix"
    dress(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def look_of(data: bytes, kind: str = "xlsx") -> Look:
    """The look of the sheet Matrix, its values read as elsewhere."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return looks_of(data, kind, rows)["Matrix"]


def with_part(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The same workbook with one part written differently; it is made if need be."""
    parts = unzipped(data)
    return zipped(parts | {part: change(parts.get(part, b"").decode()).encode()})


def replaced(pattern: str, by: str) -> Callable[[str], str]:
    """Writes something else where the pattern is found, which it must be."""

    def change(text: str) -> str:
        found, count = re.subn(pattern, lambda _: by, text, flags=re.DOTALL)
        assert count, f"no {pattern} in {text[:2000]}"
        return found

    return change
