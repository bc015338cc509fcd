"""Builds files that are damaged or meant to do harm, in memory, out of a good workbook."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping

from tests.workbooks import ods, unzipped, xlsx, zipped

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
ROWS = [["Vak", 1]]
GOOD = xlsx({"Blad": ROWS})
GOOD_ODS = ods({"Blad": ROWS})
PARTS, ODS_PARTS = unzipped(GOOD), unzipped(GOOD_ODS)
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)

BILLION_LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + depth, b"&%c;" % (97 + depth) * 10) for depth in range(9)
)
QUADRATIC = b'<!DOCTYPE l [<!ENTITY a "%s">]>' % (b"A" * 100_000)
EXTERNAL_FILE = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
EXTERNAL_HTTP = b'<!DOCTYPE l [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]>'
EXTERNAL_DTD = b'<!DOCTYPE l SYSTEM "http://127.0.0.1:9/a.dtd">'


def package(changed: Mapping[str, bytes], without: Iterable[str] = ()) -> bytes:
    """The good workbook with these parts instead of its own, or beside them."""
    parts = {name: part for name, part in (PARTS | changed).items() if name not in set(without)}
    return zipped(parts)


def worksheet(rows: bytes = b"", after: bytes = b"", before: bytes = b"", end: bytes = b"") -> bytes:
    """A sheet with these rows; `before` stands before all of it, `after` before the rows, `end` behind them."""
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    head = b'<?xml version="1.0"?>' + before + b"<worksheet " + space + b">" + after
    return head + b"<sheetData>" + rows + b"</sheetData>" + end + b"</worksheet>"


def with_rows(rows: bytes, end: bytes = b"") -> bytes:
    """A workbook of which the only sheet, Blad, has these rows."""
    return package({SHEET: worksheet(rows, end=end)})


def with_cells(*cells: str) -> bytes:
    """The same with cells in row 1, given as attributes and content: 'r="A1"><v>1</v>'."""
    return with_rows(b'<row r="1">' + "".join(f"<c {cell}</c>" for cell in cells).encode() + b"</row>")


def inline(text: str) -> bytes:
    """A workbook with this text, as XML, in A1."""
    return with_cells(f'r="A1" t="inlineStr"><is><t>{text}</t></is>')


def declaring(doctype: bytes, part: str = SHEET) -> bytes:
    """The good workbook with a document type, and a use of its entity where there is one, in one of its parts."""
    content = PARTS.get(part, b'<?xml version="1.0"?><sst></sst>')
    head, _, rest = content.partition(b"?>") if content.startswith(b"<?xml") else (b'<?xml version="1.0"', b"", content)
    return package({part: head + b"?>" + doctype + rest})


def open_document(content: bytes) -> bytes:
    """An OpenDocument spreadsheet whose only table, Blad, has these rows."""
    good = ODS_PARTS["content.xml"]
    start, end = good.index(b"<table:table-row"), good.index(b"</table:table>")
    return zipped(ODS_PARTS | {"content.xml": good[:start] + content + good[end:]})


def ods_cell(text: str, attributes: str = "") -> bytes:
    """One cell of it that holds a text."""
    return (
        f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'.encode()
    )


def twice(name: str, first: bytes, second: bytes) -> bytes:
    """The good workbook with one part in it two times."""
    out = io.BytesIO(package({}, without=[name]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(name, first)
        archive.writestr(name, second)
    return out.getvalue()


def many_entries(count: int) -> bytes:
    """A zip of that many empty parts, without writing each by itself: only the directory counts them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"")
    one = out.getvalue()
    start = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    return one[:start] + one[start:end] * count + one[end:]


def with_locked_flag(data: bytes) -> bytes:
    """The same zip, which says of its first part that it is encrypted."""
    locked = bytearray(data)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    return bytes(locked)


def claiming_little(content: bytes) -> bytes:
    """The good workbook with a large sheet of which the directory says that it unpacks to 1,000 bytes."""
    data = bytearray(package({SHEET: content}))
    size = len(content).to_bytes(4, "little")
    for start in (data.index(size), data.rindex(size)):
        data[start : start + 4] = (1_000).to_bytes(4, "little")
    return bytes(data)
