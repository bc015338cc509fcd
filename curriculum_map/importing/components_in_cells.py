"""Levels of several components in one cell, 'K1 | V2 | A3', read as a column for each component of a heading."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.cells import remembered
from curriculum_map.importing.layout import Table
from curriculum_map.importing.layout.marks import Kind, kind_of
from curriculum_map.importing.names import Names

_WORD = re.compile(r"(?<!\w)([^\W\d_]+)\s*[:=]?\s*(?=\S)")
_BETWEEN = " |/;,+&"
_LONGEST_MARK = 20
_SEVERAL = 2

Parts = Mapping[str, str]


def with_components_apart(table: Table, names: Names) -> tuple[Table, Finding | None]:
    """The table with a column for each component under each heading, and a note about it.

    Only where every mark says of which components it is, some of several, and no heading names a component itself.
    """
    sheet, wide = table.sheet, max(map(len, table.sheet.rows), default=0)
    if any(names.component(text) for at in table.outcomes for text in table.headings(at)):
        return table, None
    read = {text: _parts(text, names.component) for text in table.marks}
    known = [parts for parts in read.values() if parts]
    components = list(dict.fromkeys(one for parts in known for one in parts))
    if not known or len(known) < len(read) or max(map(len, known)) < _SEVERAL:
        return table, None
    new = [(at, one) for at in table.outcomes for one in components]
    rows: list[list[object]] = []
    for row, line in enumerate(sheet.rows):
        texts = ((sheet.text(row, at), one) for at, one in new)
        # A dash, or what heads the column, is that of each component.
        parted = [parts.get(one, "") if (parts := read.get(text)) else text for text, one in texts]
        rows.append([*line, *([""] * (wide - len(line))), *parted])
    shown = (*range(wide), *(at for at, _ in new))
    origins = [[sheet.place(row, at) for at in shown] for row in range(len(rows))]
    places = dict(enumerate(new, start=wide))
    headings = {place: (*table.headings(at), one) for place, (at, one) in places.items()}
    apart = replace(
        table,
        sheet=replace(sheet, rows=rows, origins=origins),
        outcomes=tuple(places),
        heading_texts={**table.heading_texts, **headings},
    )
    facts = {
        "written": next(text for text, parts in read.items() if parts and len(parts) > 1),
        "components": components,
    }
    ref = sheet.ref(table.header_row, table.outcomes[0])
    return apart, Finding("components-in-cells", Severity.NOTE, ref, {**facts, "count": table.marks.total()})


def _parts(text: str, component: Callable[[str], str | None]) -> Parts | None:
    """The mark of each component that a cell names; None if it holds anything else."""
    starts = [match for match in _WORD.finditer(text) if component(match[1])]
    if not starts or starts[0].start() > 0:
        return None
    ends = [*(match.start() for match in starts[1:]), len(text)]
    found: dict[str, str] = {}
    for match, end in zip(starts, ends, strict=True):
        name, mark = component(match[1]) or "", text[match.end() : end].strip(_BETWEEN)
        if name in found or not _is_mark(mark):
            return None
        found[name] = mark
    return found


@remembered
def _is_mark(text: str) -> bool:
    kinds = (Kind.MARK, Kind.NONE, Kind.WORD, Kind.NUMBER)
    return 0 < len(text) <= _LONGEST_MARK and kind_of(text) in kinds
