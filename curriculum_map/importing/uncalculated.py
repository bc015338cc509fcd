"""Cells of an xlsx workbook that the parser takes for empty and a person does not: errors, formulas without value."""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from defusedxml.ElementTree import fromstring

from curriculum_map.domain.findings import column_number

_CELL = re.compile(rb"<c\s([^<>]*)(?<!/)>(.*?)</c>", re.DOTALL)
_ADDRESS = re.compile(rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_VALUE = re.compile(rb"<v>([^<]+)</v>")
_FORMULA = re.compile(rb"<f(?:\s[^>]*)?>([^<]*)</f>|<f\b[^>]*/>")


def fill_in(data: bytes, sheets: Mapping[str, list[list[Any]]]) -> None:
    """Puts into the rows of each sheet, by name, its error values and, as text, its formulas that hold no value."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, part in _parts(archive):
            for row, column, text in _unseen(archive.read(part)):
                rows = sheets[name]
                rows.extend([] for _ in range(row + 1 - len(rows)))
                rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
                rows[row][column] = text


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part that holds it."""
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target", "")).lstrip("/") for link in links}
    for sheet in fromstring(archive.read("xl/workbook.xml")).iter():
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        if sheet.tag.endswith("}sheet") and "worksheets/" in targets.get(link, ""):
            yield sheet.get("name"), targets[link]


def _unseen(part: bytes) -> Iterator[tuple[int, int, str]]:
    """Row and column, counted from 0, and text of each such cell."""
    if b't="e"' not in part and _FORMULA.search(part) is None:
        return
    for cell in _CELL.finditer(part):
        address, value, formula = _ADDRESS.search(cell[1]), _VALUE.search(cell[2]), _FORMULA.search(cell[2])
        if address is None:
            continue
        place = int(address[2]) - 1, column_number(address[1].decode())
        if b't="e"' in cell[1] and value is not None:
            yield *place, value[1].decode()
        elif formula is not None and value is None and b't="str"' not in cell[1]:
            yield *place, "=" + html.unescape((formula[1] or b"").decode())
