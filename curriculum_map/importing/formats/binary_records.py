"""Binary workbooks as a row of records: an xls is one file of them in an OLE container, an xlsb a zip of parts."""

import struct
from collections.abc import Iterator

from curriculum_map.importing.formats.ole_container import ole_stream
from curriculum_map.importing.formats.xml_parts import Parts

Record = tuple[int, bytes]
"""Kind and content of one record."""

_XLS_SHEET, _XLS_BEGIN, _XLS_END = 0x85, 0x809, 0x0A
_XLSB_SHEET = 156


def xls_book(data: bytes) -> bytes:
    """The records of a workbook of Excel 97, its sheets after what they share; none if it is no such workbook."""
    return ole_stream(data, "Workbook")


def xls_sheets(book: bytes) -> Iterator[tuple[str, Iterator[Record]]]:
    """The name and the records of each of its sheets."""
    for kind, body in xls_records(book, 0):
        if kind == _XLS_SHEET:
            start, length, wide = *struct.unpack_from("<I2xB", body), body[7] & 1
            name = body[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
            yield name, xls_records(book, start)


def xlsb_sheets(data: bytes) -> Iterator[tuple[str, Iterator[Record]]]:
    """The name and the records of each sheet of a binary workbook."""
    with Parts(data) as parts:
        links = parts.links("xl/workbook.bin")
        for kind, body in xlsb_records(parts.read("xl/workbook.bin")):
            if kind == _XLSB_SHEET:
                link, after = _xlsb_text(body, 8)
                name, _ = _xlsb_text(body, after)
                if link in links:
                    yield name, xlsb_records(parts.read(links[link].part))


def xls_records(book: bytes, start: int) -> Iterator[Record]:
    """Kind and content of each record of the part of a workbook that starts here, with the charts that lie in it."""
    kind, depth = -1, 0
    while (kind != _XLS_END or depth > 0) and start + 4 <= len(book):
        kind, length = struct.unpack_from("<2H", book, start)
        yield kind, book[start + 4 : start + 4 + length]
        start += 4 + length
        depth += (kind == _XLS_BEGIN) - (kind == _XLS_END)


def xlsb_records(part: bytes) -> Iterator[Record]:
    """Kind and content of each record of a part; both kind and length are written in seven bits a byte."""
    place = 0
    while place < len(part):
        kind, place = _xlsb_number(part, place, 2)
        length, place = _xlsb_number(part, place, 4)
        yield kind, part[place : place + length]
        place += length


def _xlsb_number(part: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for count in range(most):
        number |= (part[place + count] & 0x7F) << (7 * count)
        if not part[place + count] & 0x80:
            return number, place + count + 1
    return number, place + most


def _xlsb_text(body: bytes, place: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", body, place)
    end = place + 4 + 2 * length
    return body[place + 4 : end].decode("utf-16-le"), end
