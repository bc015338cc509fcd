"""Our looks in a workbook's own style sheet: added at its end, so that every number in use keeps its meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.xml.functions import tostring

from curriculum_map.domain.findings import Severity
from curriculum_map.importing.annotation.markup import (
    NotEditableError,
    children,
    name_space,
    put_last,
    root,
    spliced,
    written,
)
from curriculum_map.workbooks.style import BOLD, EDGES, FONT, HEADING_FILL, HINT, INK, TITLE, WRAPPED

# Each lighter than the one before, and each with a line of its own: they are told apart on a black-and-white print too.
FILLS: Mapping[Severity, str] = {
    Severity.ERROR: "E2A04A",
    Severity.QUESTION: "A9C9E8",
    Severity.WARNING: "F3E2A9",
    Severity.NOTE: "EDF0F3",
}
_LINES: Mapping[Severity, str] = {
    Severity.ERROR: "thin",
    Severity.QUESTION: "dashed",
    Severity.WARNING: "dotted",
    Severity.NOTE: "hair",
}
_PLAIN = Font(name=FONT, size=11, color=INK)
_LINK = Font(name=FONT, size=11, color="245D9A", underline="single")
_AFTER_DIFFERENCES = ("tableStyles", "colors", "extLst")


@dataclass(frozen=True, slots=True)
class Looks:
    """The numbers of our looks in one workbook.

    `marks` has the difference that colours a cell and the one that only draws a line around it; `severities` the style
    of the word for each severity in the list.
    """

    marks: Mapping[Severity, tuple[int, int]]
    severities: Mapping[Severity, int]
    title: int
    note: int
    heading: int
    text: int
    link: int


def add_looks(part: bytes) -> tuple[bytes, Looks]:
    """The style sheet with our looks in it, and their numbers."""
    sheet = _StyleSheet(part)
    marks = {one: (sheet.difference(_mark(one, True)), sheet.difference(_mark(one, False))) for one in Severity}
    severities = {one: sheet.style(_PLAIN, _solid(FILLS[one]), EDGES, WRAPPED) for one in Severity}
    looks = Looks(
        marks,
        severities,
        title=sheet.style(TITLE),
        note=sheet.style(HINT),
        heading=sheet.style(BOLD, HEADING_FILL, EDGES, WRAPPED),
        text=sheet.style(_PLAIN, None, EDGES, WRAPPED),
        link=sheet.style(_LINK, None, EDGES, WRAPPED),
    )
    return sheet.written(), looks


@cache
def _mark(severity: Severity, filled: bool) -> DifferentialStyle:
    side = Side(style=_LINES[severity], color=INK)
    border = Border(left=side, right=side, top=side, bottom=side)
    if not filled:
        return DifferentialStyle(border=border)
    # What was white on a dark ground stays readable on ours.
    return DifferentialStyle(
        font=Font(name=None, sz=None, family=None, color=INK),
        fill=PatternFill(bgColor=FILLS[severity], fill_type="solid"),
        border=border,
    )


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


class _StyleSheet:
    """A style sheet to which looks are added; one that is there already is used again."""

    def __init__(self, part: bytes) -> None:
        around = root(part)
        collections = {one.name: one for one in children(part, around)}
        if "dxfs" not in collections:
            later = (one.start for one in collections.values() if one.name in _AFTER_DIFFERENCES)
            at = min(later, default=around.last)
            part = spliced(part, [(at, at, written(f'<{around.prefix}dxfs count="0"/>'))])
            collections = {one.name: one for one in children(part, root(part))}
        self._part, self._collections = part, collections
        self._numbers: dict[str, dict[bytes, int]] = {}
        self._counts: dict[str, int] = {}
        self._new: dict[str, list[bytes]] = {}

    def style(
        self,
        font: Font,
        fill: PatternFill | None = None,
        border: Border | None = None,
        alignment: Alignment | None = None,
    ) -> int:
        """The number of a style for text that stays text."""
        fonts = self._number("fonts", _drawn(font, "font"))
        fills = self._number("fills", _drawn(fill)) if fill else 0
        borders = self._number("borders", _drawn(border)) if border else 0
        inside = _drawn(alignment) if alignment else ""
        return self._number(
            "cellXfs",
            f'<xf numFmtId="0" fontId="{fonts}" fillId="{fills}" borderId="{borders}" xfId="0" quotePrefix="1" '
            f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{inside}</xf>',
        )

    def difference(self, look: DifferentialStyle) -> int:
        """The number of what a condition changes in a cell."""
        return self._number("dxfs", _drawn(look, "dxf"))

    def written(self) -> bytes:
        """The style sheet with all that was added."""
        part = self._part
        # From the last to the first, so that the places of the earlier ones hold.
        for name in sorted(self._new, key=lambda name: -self._collections[name].start):
            count = self._counts[name]
            part = put_last(part, self._collections[name], b"".join(self._new[name]), count)
        return part

    def _number(self, collection: str, fragment: str) -> int:
        around = self._collections.get(collection)
        if around is None:
            raise NotEditableError(f"no {collection}")
        if collection not in self._numbers:
            there = [self._part[one.start : one.end] for one in children(self._part, around)]
            self._counts[collection] = len(there)
            self._numbers[collection] = {one: number for number, one in enumerate(there)}
        new = written(re.sub(r"^<\w+", lambda name: name[0] + name_space(around.prefix), fragment))
        numbers = self._numbers[collection]
        if new not in numbers:
            numbers[new] = self._counts[collection]
            self._counts[collection] += 1
            self._new.setdefault(collection, []).append(new)
        return numbers[new]


def _drawn(look: Any, name: str | None = None) -> str:
    tree = look.to_tree(name) if name else look.to_tree()
    return str(tostring(tree).decode())
