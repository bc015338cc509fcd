"""Bytes to sheets of cells; what is no workbook is refused with a finding, before any parser sees it."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import Sheet, Workbook
from curriculum_map.importing.csv_text import decode, split_cells
from curriculum_map.importing.guard import MAX_COLUMNS, MAX_ROWS, is_too_large
from curriculum_map.importing.uncalculated import fill_in

MAX_FILE_BYTES = 10 * 2**20
MAX_UNPACKED_BYTES = 100 * 2**20
READABLE = ("xlsx", "ods", "csv", "tsv")

_Range = tuple[tuple[int, int], tuple[int, int]]
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
    (b"<table", "HTML"),
    (b"<?xml", "XML"),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's sheets, or why it cannot be opened."""

    workbook: Workbook
    refusal: Finding | None = None


class _RefusalError(Exception):
    """Never leaves this module: it becomes a finding."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.finding = Finding(code, Severity.ERROR, None, facts)


def open_workbook(file_name: str, data: bytes) -> Opened:
    """The sheets of a file; a refusal if it is empty, damaged, locked, too large or no workbook."""
    sha256 = hashlib.sha256(data).hexdigest()
    # A name in an older encoding can hold halves of characters, which can be neither printed nor stored.
    name = PurePath(file_name.replace("\\", "/")).name.encode(errors="replace").decode()
    try:
        kind = _kind(data)
        _check_extension(name, kind)
        sheets, kind = _text_sheets(data) if kind == "csv" else (_workbook_sheets(data, kind), kind)
        return Opened(Workbook(name, sha256, kind, sheets))
    except _RefusalError as refused:
        extension = PurePath(name).suffix.lstrip(".").lower()
        return Opened(Workbook(name, sha256, extension if extension in READABLE else "unknown"), refused.finding)


def _kind(data: bytes) -> str:
    if len(data) > MAX_FILE_BYTES:
        raise _RefusalError("file-too-large", megabytes=MAX_FILE_BYTES // 2**20)
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise _RefusalError("password-protected") if locked else _RefusalError("old-format")
    for start, found in _FOREIGN:
        if data[:64].lstrip().lower().startswith(start.lower()):
            raise _RefusalError("not-a-workbook", found=found)
    text = decode(data)
    if text is None:
        raise _RefusalError("not-a-workbook", found="")
    if not text.strip():
        raise _RefusalError("empty-file")
    return "csv"


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise _RefusalError("unpacked-too-large", megabytes=MAX_UNPACKED_BYTES // 2**20)
            if any(part.flag_bits & 1 for part in archive.infolist()):
                raise _RefusalError("password-protected")
            kind = _kind_of_parts(archive)
            if is_too_large(archive):
                raise _RefusalError("sheet-too-large", sheet="…", rows=MAX_ROWS, columns=MAX_COLUMNS)
            return kind
    except _RefusalError:
        raise
    except Exception as fault:
        # Half a dozen kinds of exception come out of a zip with one byte changed; all of them say the same.
        raise _RefusalError("damaged-file") from fault


def _kind_of_parts(archive: zipfile.ZipFile) -> str:
    parts = set(archive.namelist())
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "xl/workbook.bin" in parts:
        raise _RefusalError("old-format")
    if "mimetype" in parts and b"opendocument.spreadsheet" in archive.read("mimetype"):
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise _RefusalError("password-protected")
        return "ods"
    raise _RefusalError("not-a-workbook", found="Word" if any(name.startswith("word/") for name in parts) else "zip")


def _check_extension(name: str, kind: str) -> None:
    extension = PurePath(name).suffix.lstrip(".").lower()
    allowed = {"csv": ("csv", "tsv", "txt")}.get(kind, (kind,))
    if kind == "csv" and extension not in (*READABLE, *allowed):
        # Any text can be read as cells; what does not call itself a table is not taken for one.
        raise _RefusalError("not-a-workbook", found=f".{extension}" if extension else "")
    if extension not in allowed:
        raise _RefusalError("wrong-extension", extension=extension, kind=kind)


def _workbook_sheets(data: bytes, kind: str) -> tuple[Sheet, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        # Without skip_empty_area=False the rows above the data vanish and every address is wrong.
        sheets = {meta.name: book.get_sheet_by_name(meta.name) for meta in found}
        rows = {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets.items()}
        if kind == "xlsx":
            fill_in(data, rows)
        return tuple(
            _limited(meta.name, rows[meta.name], meta.visible, sheets[meta.name].merged_cell_ranges or ())
            for meta in found
        )
    except PasswordError as fault:
        raise _RefusalError("password-protected") from fault
    except (_RefusalError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:
        # The parser is no Python: where it gives up on a file, what it raises is no Exception.
        raise _RefusalError("damaged-file") from fault


def _text_sheets(data: bytes) -> tuple[tuple[Sheet, ...], str]:
    try:
        split = split_cells(decode(data) or "")
    except csv.Error as fault:
        raise _RefusalError("unclosed-quote") from fault
    kind = "tsv" if split.separator == "\t" else "csv"
    return (_limited("csv", split.rows, SheetVisibleEnum.Visible),), kind


def _limited(name: str, rows: Sequence[list[Any]], visible: SheetVisibleEnum, merged: Iterable[_Range] = ()) -> Sheet:
    columns = max(map(len, rows), default=0)
    if len(rows) > MAX_ROWS or columns > MAX_COLUMNS:
        raise _RefusalError("sheet-too-large", sheet=name, rows=MAX_ROWS, columns=MAX_COLUMNS)
    ranges = tuple(CellRef(name, *first, last_row=last[0], last_column=last[1]) for first, last in merged)
    return Sheet(name, list(rows), visible == SheetVisibleEnum.Visible, ranges)
