"""Comments on the cells of an Excel 97 sheet, gathered record by record: what they say; who says it is left out."""

import struct
from dataclasses import dataclass, field

from curriculum_map.importing.cells import Place
from curriculum_map.importing.looks.xlsx_comments import without_persons

_OBJECT, _TEXT, _CONTINUED, _NOTE = 0x5D, 0x1B6, 0x3C, 0x1C
_IS_NOTE = 0x19
# As many signs of one comment are kept as a cell may hold.
_LONGEST = 32_767


@dataclass(slots=True)
class XlsComments:
    """The comments of one sheet in the making: a text belongs to the object before it, a note says in which cell."""

    _object: int = 0
    _left: int = 0
    _texts: dict[int, list[str]] = field(default_factory=dict)
    _objects: dict[Place, int] = field(default_factory=dict)

    def hear(self, kind: int, body: bytes) -> None:
        """Takes up what a record says of comments."""
        if kind == _OBJECT and len(body) >= 8:
            what, number = struct.unpack_from("<2H", body, 4)
            self._object, self._left = number if what == _IS_NOTE else 0, 0
        elif kind == _TEXT and self._object and len(body) >= 12:
            (length,) = struct.unpack_from("<H", body, 10)
            self._left, self._texts[self._object] = min(length, _LONGEST), []
        elif kind == _CONTINUED and self._left and body:
            self._continue(wide=body[0] & 1 == 1, written=body[1:])
        elif kind == _NOTE and len(body) >= 8:
            row, column, _, number = struct.unpack_from("<4H", body)
            self._objects[row, column] = number

    def _continue(self, *, wide: bool, written: bytes) -> None:
        """A part of a text: each part says anew whether its signs take one byte or two."""
        signs = min(len(written) // (1 + wide), self._left)
        text = written[: signs * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
        self._texts[self._object].append(text)
        self._left -= signs

    def found(self) -> dict[Place, str]:
        """What the comments say, by cell."""
        said = ((place, "".join(self._texts.get(number, []))) for place, number in sorted(self._objects.items()))
        texts = {place: without_persons(text) for place, text in said}
        return {place: text for place, text in texts.items() if text}
