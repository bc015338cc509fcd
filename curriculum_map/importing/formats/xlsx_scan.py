"""The sheets of an xlsx workbook, looked through before the parser builds them."""

import io
from collections.abc import Iterator
from xml.parsers import expat
from zipfile import ZipFile

from curriculum_map.importing.formats.guard import Handler, refuse_entities, scan
from curriculum_map.importing.formats.plain_sheet import PlainSheet, read_plain, shared_texts, styles_of_numbers
from curriculum_map.importing.formats.sheet_scan import SheetScan
from curriculum_map.importing.formats.xlsx_plain import scan_plain
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.refusal import RefusalError

_PREFIX = "xl/"
_SHARED, _STYLES = "xl/sharedstrings.xml", "xl/styles.xml"


def scan_xlsx(archive: ZipFile, limits: Limits) -> dict[str, SheetScan]:
    """The sheets by name, in the order of the workbook; RefusalError where one is too large or contradicts itself."""
    parts = {name.lower(): name for name in archive.namelist()}
    if "[content_types].xml" not in parts:
        raise RefusalError("damaged-file")
    for name, part in parts.items():
        if name.startswith("xl/") and name.endswith((".xml", ".rels")):
            refuse_entities(archive.open(part))
    scans: dict[str, SheetScan] = {}
    shared = shared_texts(archive.read(parts[_SHARED])) if _SHARED in parts else []
    numbers = styles_of_numbers(archive.read(parts[_STYLES]) if _STYLES in parts else b"")
    for name, target in _sheet_parts(archive, parts):
        if name in scans:
            raise RefusalError("contradictory-file")
        if len(scans) == limits.sheets:
            raise RefusalError("too-many-sheets", most=limits.sheets)
        if target.lower() not in parts:
            raise RefusalError("damaged-file")
        part = parts[target.lower()]
        found = scans[name] = SheetScan(name, part, limits)
        sheet = archive.read(part)
        found.plain = _plain(sheet, shared, numbers, limits)
        if found.plain is None and not scan_plain(sheet, found):
            scan_part(sheet, found)
    return scans


def _plain(part: bytes, shared: list[str | None], numbers: frozenset[str], limits: Limits) -> PlainSheet | None:
    """The cells of a sheet, if they can be read without a parser and none is a date."""
    sheet = read_plain(part, shared, limits)
    if sheet is None or not sheet.numbers <= numbers:
        return None
    try:
        scan(io.BytesIO(sheet.hull), Handler())
    except expat.ExpatError:
        return None
    return sheet


def scan_part(part: bytes, found: SheetScan) -> None:
    """Looks through a sheet tag by tag. RefusalError as `scan_xlsx`."""
    encoding = scan(io.BytesIO(part), found)
    if found.places and encoding.startswith("utf-16"):
        # The reader finds no cells in it and does not say so.
        raise RefusalError("sheet-in-utf-16", sheet=found.sheet)


class _Collected(Handler):
    """The attributes of the elements of one name, in their order."""

    def __init__(self, element: str) -> None:
        self.element = element
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self.element:
            self.found.append({key.rpartition(":")[2]: value for key, value in attributes.items()} | attributes)


def _sheet_parts(archive: ZipFile, parts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The name of each sheet of cells and the part that holds it."""
    links, sheets = _Collected("Relationship"), _Collected("sheet")
    for part, handler in (("xl/_rels/workbook.xml.rels", links), ("xl/workbook.xml", sheets)):
        if part not in parts:
            raise RefusalError("damaged-file")
        scan(archive.open(parts[part]), handler)
    targets = {link.get("Id"): link.get("Target", "") for link in links.found}
    for sheet in sheets.found:
        target = targets.get(sheet.get("id"), "").removeprefix("/")
        if "worksheets/" in target:
            yield sheet.get("name", ""), target if target.startswith(_PREFIX) else _PREFIX + target
