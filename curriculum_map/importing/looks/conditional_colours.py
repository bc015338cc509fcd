"""Where conditional formats of an xlsx sheet fill cells. Which cells, and in which colour, is not worked out."""

import re
from collections.abc import Collection, Iterator

from curriculum_map.importing.places import CONDITIONAL, Area, area_of

_MOST_AREAS = 1_000
# So much of a part is searched for the rules of one area; people have a handful.
_LONGEST = 100_000
_STYLE = re.compile(rb"""\bdxfId\s*=\s*["']([0-9]{1,6})["']""")
_END = re.compile(rb"</(?:\w+:)?conditionalFormatting>")
# Where its formula looks at another sheet, Excel writes a format at the end of the part, with its style inside.
_ELSEWHERE = re.compile(rb"<(?:\w+:)?conditionalFormatting[\s>]")
_AREA_ELSEWHERE = re.compile(rb"<(?:\w+:)?sqref>([^<>]*)<")
_FILL = re.compile(rb"<(?:\w+:)?fill>")


def conditional_areas(part: bytes, colouring: Collection[int]) -> list[Area]:
    """The areas of a sheet in which a conditional format may fill cells, given the numbers of the styles that do."""
    found = (area_of(text) for written in _named(part, colouring) for text in written.decode().split())
    return [area for area in found if area is not None][:_MOST_AREAS]


def _named(part: bytes, colouring: Collection[int]) -> Iterator[bytes]:
    for one in CONDITIONAL.finditer(part) if colouring else ():
        if any(int(style[1]) in colouring for style in _STYLE.finditer(_inside(part, one.end()))):
            yield one[1]
    for one in _ELSEWHERE.finditer(part):
        rules = _inside(part, one.end())
        area = _AREA_ELSEWHERE.search(rules)
        if area is not None and _FILL.search(rules):
            yield area[1]


def _inside(part: bytes, start: int) -> bytes:
    """What stands in the element whose start tag ends here."""
    end = _END.search(part, start, start + _LONGEST)
    return part[start : end.start() if end else start]
