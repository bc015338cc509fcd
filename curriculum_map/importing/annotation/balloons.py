"""The drawing behind the comments of a sheet: without a box of its own a comment is not shown."""

import re
from collections.abc import Collection, Iterator, Mapping

from curriculum_map.importing.annotation.markup import NotEditableError, spliced, written
from curriculum_map.importing.cells import Place

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
EMPTY = written(
    f"<xml {_NAMES}>"
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)

# Every program chooses prefixes of its own.
_SHAPE = re.compile(rb"<((?:[\w.-]+:)?shape)\s")
_NUMBER = re.compile(rb"\"_x0000_s(\d{1,9})\"")
_ROW, _COLUMN = (re.compile(rb"<(?:[\w.-]+:)?%s>\s*(\d{1,7})\s*<" % name) for name in (b"Row", b"Column"))
# Column, offset, row, offset of the upper left corner, then the same of the lower right one.
_ANCHOR = re.compile(
    rb"(<(?:[\w.-]+:)?Anchor>\s*(?:\d+\s*,\s*){2}(\d{1,7})\s*,\s*\d+\s*,\s*\d+\s*,\s*\d+\s*,\s*)(\d{1,7})"
)
_WIDTH, _LINE, _SIGNS_PER_LINE = 300, 13, 52
_HIGHEST = 400
_ROWS_FOR_MORE = 12


def with_balloons(part: bytes, gone: Collection[Place], new: Mapping[Place, str], longer: Collection[Place]) -> bytes:
    """The drawing without the boxes of comments that are gone, with boxes for new ones, and room where more is said."""
    changes = []
    for start, end, cell in _boxes(part):
        if cell in gone:
            changes.append((start, end, b""))
        elif cell in longer:
            changes.append((start, end, _ANCHOR.sub(_taller, part[start:end])))
    last = part.rfind(b"</xml>")
    if last < 0:
        raise NotEditableError("a drawing without an end")
    first_free = 1 + max((int(found[1]) for found in _NUMBER.finditer(part)), default=1024)
    boxes = "".join(_box(cell, text, number) for number, (cell, text) in enumerate(new.items(), start=first_free))
    return spliced(part, [*changes, (last, last, written(boxes))])


def _boxes(part: bytes) -> Iterator[tuple[int, int, Place]]:
    """From where to where the box of each commented cell is written. Such a drawing need not be sound XML."""
    shape = _SHAPE.search(part)
    while shape is not None:
        ending = b"</" + shape[1] + b">"
        start, end = shape.start(), part.find(ending, shape.end())
        if end < 0:
            return
        end += len(ending)
        row, column = _ROW.search(part, start, end), _COLUMN.search(part, start, end)
        if row and column and part.find(b"Note", start, end) >= 0:
            yield start, end, (int(row[1]), int(column[1]))
        shape = _SHAPE.search(part, end)


def _taller(anchor: "re.Match[bytes]") -> bytes:
    return anchor[1] + b"%d" % max(int(anchor[3]), int(anchor[2]) + _ROWS_FOR_MORE)


def _box(cell: Place, text: str, number: int) -> str:
    lines = sum(1 + len(line) // _SIGNS_PER_LINE for line in text.splitlines()) + 3
    height = min(lines * _LINE, _HIGHEST)
    return (
        f'<v:shape {_NAMES} id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" '
        f'style="position:absolute;margin-left:60pt;margin-top:2pt;width:{_WIDTH}px;height:{height}px;z-index:1;'
        'visibility:hidden"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
        f"<x:Row>{cell[0]}</x:Row><x:Column>{cell[1]}</x:Column></x:ClientData></v:shape>"
    )
