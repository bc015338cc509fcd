"""The rules of an Excel 97 sheet for its cells, heard record by record: which may fill them, and what is said there."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from curriculum_map.importing.cells import Place
from curriculum_map.importing.places import Area

_CONDITIONAL, _CONDITION, _VALIDATION = 0x1B0, 0x1B1, 0x1BE
_FILLS = 1 << 29
_TEXTS = 4
# More rules than this nobody makes by hand.
_MOST = 1_000


@dataclass(slots=True)
class XlsRules:
    """Where conditional formats may fill cells, and what is shown when a cell is entered, at the first of its cells."""

    conditional: list[Area] = field(default_factory=list)
    asides: dict[Place, str] = field(default_factory=dict)
    _areas: list[Area] = field(default_factory=list)

    def hear(self, kind: int, body: bytes) -> None:
        """Takes up what a record says of rules; one that is cut off says nothing."""
        if kind == _CONDITIONAL:
            self._areas = list(_areas(body, 12))
        elif kind == _CONDITION and len(body) >= 10 and struct.unpack_from("<I", body, 6)[0] & _FILLS:
            # A format may have several conditions: that one of them fills is enough.
            self.conditional.extend(self._areas[: _MOST - len(self.conditional)])
            self._areas = []
        elif kind == _VALIDATION and len(self.asides) < _MOST:
            self._take_texts(body)

    def _take_texts(self, body: bytes) -> None:
        """The titles of what is shown on entering and on a wrong value, and both texts."""
        place, texts = 4, []
        for _ in range(_TEXTS):
            if place + 3 > len(body):
                return
            length, wide = struct.unpack_from("<HB", body, place)
            end = place + 3 + length * (1 + (wide & 1))
            texts.append(body[place + 3 : end].decode("utf-16-le" if wide & 1 else "latin-1", "replace").strip("\0"))
            place = end
        for _ in range(2):
            # A formula for each end of what is allowed: its length, two bytes of nothing, and so many bytes.
            place += 4 + (struct.unpack_from("<H", body, place)[0] if place + 2 <= len(body) else 0)
        first = next(_areas(body, place), None)
        title, wrong_title, text, wrong = texts
        lines = [line for line in (title, text, wrong_title, wrong) if line.strip()]
        if first is not None and lines:
            self.asides.setdefault((first[0], first[1]), "\n".join(lines))


def _areas(body: bytes, start: int) -> Iterator[Area]:
    """The areas of a list that begins here with their number."""
    count = struct.unpack_from("<H", body, start)[0] if start + 2 <= len(body) else 0
    whole = body[start + 2 : start + 2 + 8 * min(count, _MOST)]
    for first_row, last_row, first, last in struct.iter_unpack("<4H", whole[: len(whole) // 8 * 8]):
        yield first_row, first, last_row, last
