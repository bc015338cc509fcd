"""Colours on cells by a condition that always holds: the cell keeps its own look, and taking ours away leaves nothing.

A filled cell would have to be given its old fill back; and on a map of colours the fill is what was read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curriculum_map.importing.annotation.markup import (
    LINKS,
    Element,
    NotEditableError,
    children,
    elements,
    first_tag,
    is_closed,
    name_space,
    spliced,
    written,
)

_MARKER = "curriculum-map annotation"
# What follows the cells in a sheet has a fixed order.
_BEFORE = frozenset(
    {
        *("sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
        *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr"),
    }
)
_BEFORE_DRAWING = _BEFORE | {
    *(
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
    ),
    *("colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"),
}
_PRIORITY = re.compile(rb"(<(?:[\w.-]+:)?cfRule\s[^<>]*?\bpriority\s*=\s*[\"'])\s*(-?\d{1,9})\s*(?=[\"'])")
# One rule about thousands of cells is a single attribute that not every program reads.
_CELLS_PER_RULE = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """Cells that get the same look: their addresses, and the number of the look in the style sheet."""

    areas: Sequence[str]
    look: int


def with_marks(part: bytes, marks: Iterable[Mark]) -> bytes:
    """The sheet with these cells marked, and without the marks of an earlier time."""
    part = _without_marks(part)
    rules = [
        (" ".join(one.areas[at : at + _CELLS_PER_RULE]), one.look)
        for one in marks
        for at in range(0, len(one.areas), _CELLS_PER_RULE)
    ]
    if not rules:
        return part
    # Ours come first, by rank and by place, since not every program looks at the rank: a condition of the user's own
    # must not hide them.
    part = _renumbered(part, len(rules))
    at, space = _end_of(part, _BEFORE)
    new = "".join(_rule(areas, look, priority, space) for priority, (areas, look) in enumerate(rules, start=1))
    return spliced(part, [(at, at, written(new))])


def drawing_link(part: bytes) -> str | None:
    """The id of the link to the drawing that holds a sheet's comments; None without one."""
    drawings = (one for one in _after_data(part) if one.name == "legacyDrawing")
    return next((one.attribute("id") for one in drawings), None)


def with_drawing_link(part: bytes, link: str) -> bytes:
    """The sheet with a link to the drawing that holds its comments."""
    at, space = _end_of(part, _BEFORE_DRAWING)
    return spliced(part, [(at, at, written(f'<legacyDrawing{space} xmlns:r="{LINKS}" r:id="{link}"/>'))])


def _rule(areas: str, look: int, priority: int, space: str) -> str:
    return (
        f'<conditionalFormatting{space} sqref="{areas}"><cfRule type="expression" dxfId="{look}" '
        f'priority="{priority}"><formula>LEN("{_MARKER}")&gt;0</formula></cfRule></conditionalFormatting>'
    )


def _without_marks(part: bytes) -> bytes:
    marker = _MARKER.encode()
    if marker not in part:
        return part
    changes = []
    for one in _after_data(part):
        if one.name == "conditionalFormatting" and marker in part[one.start : one.end]:
            rules = [rule for rule in children(part, one) if rule.name == "cfRule"]
            ours = [rule for rule in rules if marker in part[rule.start : rule.end]]
            # Another program may have put a rule of the user's own about the same cells beside ours.
            changes += [(one.start, one.end, b"")] if ours == rules else [(old.start, old.end, b"") for old in ours]
    return spliced(part, changes)


def _renumbered(part: bytes, ours: int) -> bytes:
    """The sheet with the ranks of its own rules in the same order, after as many as we add."""
    start = _end_of_data(part)[0]
    ranks = sorted({int(found[2]) for found in _PRIORITY.finditer(part, start)})
    places = {rank: str(place).encode() for place, rank in enumerate(ranks, start=ours + 1)}
    return part[:start] + _PRIORITY.sub(lambda found: found[1] + places[int(found[2])], part[start:])


def _end_of(part: bytes, names: frozenset[str]) -> tuple[int, str]:
    """Where the elements of these names end that follow the cells; and what an element of ours declares there."""
    at, prefix = _end_of_data(part)
    for one in elements(part, at):
        if one.name not in names:
            break
        at = one.end
    return at, name_space(prefix)


def _after_data(part: bytes) -> list[Element]:
    return list(elements(part, _end_of_data(part)[0]))


def _end_of_data(part: bytes) -> tuple[int, str]:
    """Where the cells end and the prefix of the sheet's names; millions of cells are not looked at one by one."""
    tag = first_tag(part, "sheetData")
    if tag is None:
        raise NotEditableError("a sheet without data")
    prefix: str = tag[2].decode()
    if is_closed(tag):
        return tag.end(), prefix
    closing = b"</" + tag[2] + tag[3] + b">"
    at = part.find(closing, tag.end())
    if at < 0:
        raise NotEditableError("data without an end")
    return at + len(closing), prefix
