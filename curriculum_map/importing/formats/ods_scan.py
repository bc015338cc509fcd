"""The cells of an OpenDocument spreadsheet as the file has them: how far it is filled in, and what its reader skips."""

import re
from zipfile import ZipFile

from curriculum_map.domain.findings import CellRef, column_letters
from curriculum_map.importing.formats.guard import Handler, refuse_entities, scan
from curriculum_map.importing.formats.seen import not_a_workbook
from curriculum_map.importing.formats.table_scan import TableScan
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.refusal import RefusalError

SPREADSHEET = b"opendocument.spreadsheet"
_CELLS = ("table-cell", "covered-table-cell")
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+")
_MAX_REPEATED = 2**31


class _Content(Handler):
    """Walks through content.xml; rows and cells may stand for thousands of the same."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.tables: dict[str, TableScan] = {}
        self.name = ""
        self.row, self.next_row = 0, 0
        self.column, self.next_column = 0, 0
        self.cell: dict[str, str] | None = None
        self.written: list[str] = []
        self.in_text, self.aside = 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._start_table(attributes)
        elif name == "table-row":
            self.row = self.next_row
            self.next_row += _times(attributes, "table:number-rows-repeated")
            self.next_column = 0
        elif name in _CELLS:
            self.cell, self.written = attributes, []
            self.column = self.next_column
            self.next_column += _times(attributes, "table:number-columns-repeated")
        elif name in ("annotation", "shapes"):
            self.aside += 1
        elif name == "p":
            self.in_text += 1
        elif name == "s" and _times(attributes, "text:c") > self.limits.cell_characters:
            raise self._too_long()

    def text(self, text: str) -> None:
        if self.in_text and not self.aside:
            self.written.append(text)

    def end(self, name: str) -> None:
        if name in _CELLS and self.cell is not None:
            self._end_cell(self.cell, "".join(self.written).strip())
            self.cell = None
        elif name in ("annotation", "shapes"):
            self.aside -= 1
        elif name == "p":
            self.in_text -= 1

    def _too_long(self) -> RefusalError:
        ref = CellRef(self.name, self.row, self.next_column - 1)
        cells = f"{column_letters(ref.column)}{ref.row + 1}"
        return RefusalError("cell-too-long", ref, cells=cells, count=1, most=self.limits.cell_characters)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.name = attributes.get("table:name", "")
        if self.name in self.tables:
            raise RefusalError("contradictory-file")
        if len(self.tables) == self.limits.sheets:
            raise RefusalError("too-many-sheets", most=self.limits.sheets)
        self.tables[self.name] = TableScan(self.name, self.limits)
        self.next_row = 0

    def _end_cell(self, attributes: dict[str, str], written: str) -> None:
        formula, kind = attributes.get("table:formula"), attributes.get("office:value-type")
        if not (written or kind or formula):
            return
        table = self.tables[self.name]
        table.filled(self.next_row - 1, self.next_column - 1)
        if (formula is not None and _ERROR.fullmatch(written)) or (written and kind is None):
            text = written
        elif formula is not None and kind is None:
            text = "=" + formula.partition("=")[2]
        else:
            return
        for row in range(self.row, self.next_row):
            for column in range(self.column, self.next_column):
                table.unseen[row, column] = text


def scan_ods(archive: ZipFile, limits: Limits) -> dict[str, TableScan]:
    """The tables by name; RefusalError where one is too large, locked, or no table at all."""
    parts = set(archive.namelist())
    if SPREADSHEET not in archive.read("mimetype"):
        raise not_a_workbook("zip")
    if "META-INF/manifest.xml" in parts and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise RefusalError("password-protected")
    for part in parts:
        if part.endswith(".xml") and part != "content.xml":
            refuse_entities(archive.open(part))
    content = _Content(limits)
    encoding = scan(archive.open("content.xml"), content)
    if content.tables and encoding.startswith("utf-16"):
        # The reader finds no tables in it and does not say so.
        raise RefusalError("sheet-in-utf-16", sheet=next(iter(content.tables)))
    return content.tables


def _times(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    if not written.isdecimal() or not written.isascii():
        raise RefusalError("damaged-file")
    return int(written[:10])
