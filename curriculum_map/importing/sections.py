"""The phase of courses that only a line above each group of them says: 'Fase 1' between the courses."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.cells import Place, Sheet
from curriculum_map.importing.layout import Orientation, Table
from curriculum_map.importing.layout.vocabulary import course_field, is_phase, words_of

_FIELD = "phase"
_FEWEST = 2


def with_phases_of_sections(table: Table) -> tuple[Table, list[Finding]]:
    """The table with the phase that stands above each group of its courses as a field of theirs, and a note of it.

    Only where the table has no such field and every course stands below such a line.
    """
    if _FIELD in table.fields or table.orientation is not Orientation.COURSES_ROWS:
        return table, []
    sheet, title = table.sheet, table.fields["title"]
    lines = list(_sections(sheet))
    above = {row: bisect(lines, sheet.place(row, title)) - 1 for row in table.course_rows}
    sections = set(above.values())
    if len(sections) < _FEWEST or -1 in sections:
        return table, []
    width = max(map(len, sheet.rows))
    rows = [[*row, *([""] * (width + 1 - len(row)))] for row in sheet.rows]
    origins: list[list[Place]] = [[sheet.place(row, at) for at in range(width + 1)] for row in range(len(rows))]
    for row, at in above.items():
        rows[row][width], origins[row][width] = sheet.value(*lines[at]), lines[at]
    first = lines[min(sections)]
    facts = {"written": sheet.text(*first), "count": len(above)}
    return (
        replace(
            table,
            sheet=replace(sheet, rows=rows, origins=origins),
            fields={**table.fields, _FIELD: width},
            heading_texts={**table.heading_texts, width: (sheet.text(*first),)},
        ),
        [Finding("phase-of-section", Severity.NOTE, sheet.ref(*first), facts)],
    )


def _sections(sheet: Sheet) -> Iterator[Place]:
    """Where each line stands that holds but the name of a phase, from top to bottom."""
    for row, texts in enumerate(sheet.texts):
        filled = [column for column, text in enumerate(texts) if text]
        if len(filled) == 1 and row not in sheet.look.hidden_rows and _names_phase(texts[filled[0]]):
            yield row, filled[0]


def _names_phase(text: str) -> bool:
    return is_phase(text) and any(course_field(word) == _FIELD for word in words_of(text))
