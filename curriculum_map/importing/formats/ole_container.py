"""Files inside an OLE container, which is what a workbook of Excel 97 is."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_NO_SECTOR = 0xFFFFFFFA
_SHIFTS = (9, 12)
_ENTRY, _SMALL_FILE, _SMALL_SECTOR = 128, 4096, 64


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Bytes in sectors, the place of the first one, and the table that says which follows which."""

    data: bytes
    size: int
    first: int
    table: list[int]

    def chain(self, sector: int) -> bytes:
        """The bytes of all sectors from this one on."""
        found: list[bytes] = []
        # A chain that bites its tail is cut off where it has as many sectors as there are.
        while sector < len(self.table) and len(found) <= len(self.data) // self.size:
            start = self.first + sector * self.size
            found.append(self.data[start : start + self.size])
            sector = self.table[sector]
        return b"".join(found)


def ole_stream(data: bytes, name: str) -> bytes:
    """The file of this name in a container; none if it is not there. ValueError or struct.error if it is damaged."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in _SHIFTS:
        raise ValueError("sectors of a container have 512 or 4096 bytes")
    directory, small_table = struct.unpack_from("<I8xI", data, 48)
    size = 1 << shift
    sectors = _Sectors(data, size, size, _numbers(b"".join(_table(data, size))))
    entries = sectors.chain(directory)
    (small_files,) = struct.unpack_from("<I", entries, 116)
    for place in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", entries, place + 64)
        if entries[place : place + max(length - 2, 0)].decode("utf-16-le", "replace") == name:
            start, count = struct.unpack_from("<2I", entries, place + 116)
            if count < _SMALL_FILE:
                # Small files share the sectors of one that has them all.
                table = _numbers(sectors.chain(small_table))
                sectors = _Sectors(sectors.chain(small_files), _SMALL_SECTOR, 0, table)
            return sectors.chain(start)[:count]
    return b""


def _table(data: bytes, size: int) -> Iterator[bytes]:
    """The sectors of the table that says which sector follows which; no more of them than the file has."""
    (more,) = struct.unpack_from("<I", data, 68)
    listed = list(struct.unpack_from("<109I", data, 76))
    left = len(data) // size
    while left > 0:
        yield from (data[(sector + 1) * size : (sector + 2) * size] for sector in listed if sector < _NO_SECTOR)
        left -= len(listed)
        if more >= _NO_SECTOR:
            return
        *listed, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)


def _numbers(found: bytes) -> list[int]:
    return list(struct.unpack_from(f"<{len(found) // 4}I", found))
