"""The styles of an Excel 97 workbook (xls), and which cell has which."""

import struct
from collections.abc import Iterable, Iterator

from curriculum_map.importing.formats.binary_records import Record
from curriculum_map.importing.looks.building import CellStyle, Font
from curriculum_map.importing.looks.theme_colours import BLACK, INDEXED, WHITE
from curriculum_map.importing.looks.xlsx_styles import BUILT_IN, telling_format

_FONT, _FORMAT, _STYLE, _PALETTE = 0x31, 0x41E, 0xE0, 0x92
_STRUCK, _SOLID, _BOLD, _FONT_SIZE = 0x08, 1, 700, 8
# Formula, blank, number, label, truth or error, number in short, label by its number.
_CELLS = {0x06, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xFD}
_BLANKS, _NUMBERS = 0xBE, 0xBD


def xls_styles(records: Iterable[Record]) -> dict[int, CellStyle]:
    """By number, the cell styles that can make a cell look different from its value."""
    colours, formats = list(INDEXED), dict(BUILT_IN)
    fonts: list[tuple[int, int, int]] = []
    styles: list[tuple[int, int, int, int]] = []
    for kind, body in records:
        if kind == _FONT:
            fonts.append(struct.unpack_from("<2x3H", body.ljust(_FONT_SIZE, b"\0")))
            if len(fonts) == 4:
                fonts.append((0, 0, 0))  # no workbook has a font of number 4
        elif kind == _FORMAT:
            number, length, wide = struct.unpack_from("<2HB", body)
            formats[number] = body[5 : 5 + length * (1 + (wide & 1))].decode("utf-16-le" if wide & 1 else "latin-1")
        elif kind == _PALETTE:
            own = [body[start : start + 3].hex().upper() for start in range(2, len(body) - 3, 4)]
            colours[8 : 8 + len(own)] = own
        elif kind == _STYLE:
            font, number = struct.unpack_from("<2H", body)
            styles.append((font, number, *struct.unpack_from("<IH", body, 14)))
    found: dict[int, CellStyle] = {}
    for place, (font, number, pattern, ground) in enumerate(styles):
        struck, colour, weight = fonts[font] if font < len(fonts) else (0, 0, 0)
        fill = _colour(colours, ground & 0x7F) if pattern >> 26 == _SOLID else None
        own_font = Font(bool(struck & _STRUCK), _colour(colours, colour) or BLACK, weight >= _BOLD)
        style = CellStyle(None if fill == WHITE else fill, own_font, telling_format(formats.get(number, "")))
        if not style.plain:
            found[place] = style
    return found


def xls_cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and number of the style of each cell that a record describes."""
    if kind in _CELLS:
        row, column, style = struct.unpack_from("<3H", body)
        yield row, column, style
    elif kind in (_BLANKS, _NUMBERS):
        row, column = struct.unpack_from("<2H", body)
        for place in range(4, len(body) - 2, 2 if kind == _BLANKS else 6):
            yield row, column, struct.unpack_from("<H", body, place)[0]
            column += 1


def _colour(colours: list[str], number: int) -> str | None:
    """A colour by its number; those from 64 on are the colours of the reader's own screen."""
    return colours[number] if number < len(INDEXED) else None
