"""Bytes to sheets of cells; what is no workbook is refused with a finding, before any parser sees it."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.cells import Sheet, Workbook
from curriculum_map.importing.csv_text import decode, split_cells

MAX_FILE_BYTES = 10 * 2**20
MAX_UNPACKED_BYTES = 100 * 2**20
MAX_ROWS, MAX_COLUMNS = 20_000, 1_000
READABLE = ("xlsx", "ods", "csv", "tsv")

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
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
    name = PurePath(file_name.replace("\\", "/")).name
    try:
        kind = _kind(data)
        _check_extension(name, kind)
        sheets, kind = _text_sheets(data) if kind == "csv" else (_workbook_sheets(data), kind)
        return Opened(Workbook(name, sha256, kind, sheets))
    except _RefusalError as refused:
        extension = PurePath(name).suffix.lstrip(".").lower()
        return Opened(Workbook(name, sha256, extension if extension in READABLE else "unknown"), refused.finding)


def _kind(data: bytes) -> str:
    if not data.strip():
        raise _RefusalError("empty-file")
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
    if decode(data) is None:
        raise _RefusalError("not-a-workbook", found="")
    return "csv"


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            if sum(part.file_size for part in parts.values()) > MAX_UNPACKED_BYTES:
                raise _RefusalError("unpacked-too-large", megabytes=MAX_UNPACKED_BYTES // 2**20)
            if any(part.flag_bits & 1 for part in parts.values()):
                raise _RefusalError("password-protected")
            if "xl/workbook.xml" in parts:
                return "xlsx"
            if "xl/workbook.bin" in parts:
                raise _RefusalError("old-format")
            if "content.xml" in parts and b"opendocument.spreadsheet" in archive.read("mimetype"):
                if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise _RefusalError("password-protected")
                return "ods"
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError) as fault:
        raise _RefusalError("damaged-file") from fault
    raise _RefusalError("not-a-workbook", found="Word" if any(name.startswith("word/") for name in parts) else "zip")


def _check_extension(name: str, kind: str) -> None:
    extension = PurePath(name).suffix.lstrip(".").lower()
    allowed = {"csv": ("csv", "tsv", "txt")}.get(kind, (kind,))
    if extension not in allowed:
        raise _RefusalError("wrong-extension", extension=extension, kind=kind)


def _workbook_sheets(data: bytes) -> tuple[Sheet, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            # Without skip_empty_area=False the rows above the data vanish and every address is wrong.
            _limited(meta.name, book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False), meta.visible)
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        )
    except PasswordError as fault:
        raise _RefusalError("password-protected") from fault
    except (CalamineError, OSError, ValueError, IndexError, KeyError) as fault:
        raise _RefusalError("damaged-file") from fault


def _text_sheets(data: bytes) -> tuple[tuple[Sheet, ...], str]:
    try:
        split = split_cells(decode(data) or "")
    except csv.Error as fault:
        raise _RefusalError("unclosed-quote") from fault
    kind = "tsv" if split.separator == "\t" else "csv"
    return (_limited("csv", split.rows, SheetVisibleEnum.Visible),), kind


def _limited(name: str, rows: Sequence[list[Any]], visible: SheetVisibleEnum) -> Sheet:
    columns = max(map(len, rows), default=0)
    if len(rows) > MAX_ROWS or columns > MAX_COLUMNS:
        raise _RefusalError("sheet-too-large", sheet=name, rows=MAX_ROWS, columns=MAX_COLUMNS)
    return Sheet(name, list(rows), visible == SheetVisibleEnum.Visible)
