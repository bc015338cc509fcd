"""Which format a file has, seen from its first bytes and the directory of a zip; nothing is unpacked or parsed here."""

import codecs
import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePath

from curriculum_map.importing.formats.csv_text import is_utf_16
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.refusal import RefusalError

ENDINGS: Mapping[str, tuple[str, ...]] = {
    "xlsx": ("xlsx", "xlsm"),  # a workbook that may hold macros need not hold any
    "xlsm": ("xlsm",),
    "xlsb": ("xlsb",),
    "xls": ("xls",),
    "ods": ("ods",),
    "csv": ("csv", "tsv", "txt"),
}
"""Each format and the endings its files may have."""

READABLE = tuple(dict.fromkeys(ending for endings in ENDINGS.values() for ending in endings))
"""The endings of the files that are read, the usual one first."""

FORMATS = (*ENDINGS, "tsv")
"""What a workbook can be known as: separated text is known by its separator."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_OTHERS = (("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint"))
_FOREIGN = (
    (b"%pdf", "PDF"),
    (b"\x89png", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"gif8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"rar!", "RAR"),
)
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"mime-version:")
# Excel 2 to 4 wrote one sheet without a container; Excel 2003 could write a workbook as one XML text.
_OLD = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_OLD_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_PACKAGES = (("word/", "Word"), ("ppt/", "PowerPoint"), ("index/", "Numbers"))
_CENTRAL_ENTRY = b"PK\x01\x02"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_MIMETYPE = slice(38, 38 + len(_SPREADSHEET))
_STORED = slice(8, 10)
# Text has hardly any of these; a picture or a program has them everywhere.
_NOT_IN_TEXT = bytes((*range(9), *range(14, 32)))


def kind_of(name: str, data: bytes, limits: Limits) -> str:
    """xlsx, xlsm, xlsb, xls, ods or csv, which stands for all separated text; RefusalError for what is none of them."""
    if len(data) > limits.file_bytes:
        raise RefusalError("file-too-large", megabytes=limits.file_bytes // 2**20)
    kind = _kind(data, limits)
    ending = PurePath(name).suffix.lstrip(".").lower()
    if kind == "csv" and ending not in READABLE:
        # Any text can be read as cells; what does not call itself a table is not taken for one.
        raise not_a_workbook(f".{ending}" if ending else "")
    if ending not in ENDINGS[kind]:
        raise RefusalError("wrong-extension", extension=ending, kind=kind)
    return ending if kind == "xlsx" else kind


def not_a_workbook(found: str) -> RefusalError:
    """The refusal that says what was found instead, and what is read."""
    return RefusalError("not-a-workbook", found=found, readable=", ".join(f".{ending}" for ending in READABLE))


def _kind(data: bytes, limits: Limits) -> str:
    if data.startswith(b"PK"):
        return _kind_of_zip(data, limits)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    start = data[:4096].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(_WEB_PAGE) or (start.startswith(b"<?xml") and b"<html" in start):
        raise RefusalError("web-page-as-workbook")
    if data.startswith(_OLD) or _OLD_XML in start:
        raise RefusalError("old-format")
    for sign, found in (*_FOREIGN, (b"<?xml", "XML")):
        if start.startswith(sign):
            raise not_a_workbook(found)
    if not data.strip(b" \t\r\n\0" + codecs.BOM_UTF8):
        raise RefusalError("empty-file")
    if not _is_text(data[:4096]):
        raise not_a_workbook("")
    return "csv"


def _is_text(start: bytes) -> bool:
    odd = len(start) - len(start.translate(None, _NOT_IN_TEXT))
    return is_utf_16(start) or odd <= len(start) // 50 + 1


def _kind_of_ole(data: bytes) -> str:
    """The kind of a file in the container that Excel used until 2003, and still uses around a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise RefusalError("password-protected")
    if _in_utf_16("Workbook") in data:
        return "xls"
    if _in_utf_16("Book") in data:  # Excel 5 and 95
        raise RefusalError("old-format")
    raise not_a_workbook(next((found for stream, found in _OLE_OTHERS if _in_utf_16(stream) in data), ""))


def _in_utf_16(name: str) -> bytes:
    # The zero after it ends a name, so that none is found in a longer one.
    return f"{name}\0".encode("utf-16-le")


def _kind_of_zip(data: bytes, limits: Limits) -> str:
    # Counted before the directory is read: each of a hundred thousand entries would become an object.
    if data.count(_CENTRAL_ENTRY) > limits.parts:
        raise RefusalError("too-many-parts", most=limits.parts)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception as fault:
        # Half a dozen kinds of exception come out of a zip with one byte changed; all of them say the same.
        raise RefusalError("damaged-file") from fault
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise RefusalError("unpacked-too-large", megabytes=limits.unpacked_bytes // 2**20)
    if any(part.flag_bits & 1 for part in parts):
        raise RefusalError("password-protected")
    names = [part.filename.lower() for part in parts]
    if len(set(names)) < len(names) or any(_leaves_folder(name) for name in names):
        raise RefusalError("contradictory-file")
    return _kind_of_parts(names, data)


def _leaves_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":"


def _kind_of_parts(names: list[str], data: bytes) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/vbaproject.bin" in names:
        return "xlsm"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    # OpenDocument says at a fixed place what it is; where it does not, its reader finds out.
    said = data[_MIMETYPE] if data[30:38] == b"mimetype" and data[_STORED] == b"\0\0" else _SPREADSHEET
    if "mimetype" in names and said == _SPREADSHEET:
        return "ods"
    if b"opendocument" in said and said != _SPREADSHEET:
        raise not_a_workbook("OpenDocument")
    others = (found for folder, found in _PACKAGES if any(name.startswith(folder) for name in names))
    raise not_a_workbook(next(others, "zip"))
