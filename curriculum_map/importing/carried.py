"""What stands once for several courses: merged cells, and a phase or semester written only above the first of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.cells import Place
from curriculum_map.importing.layout import Orientation, Table

# Credits are not carried on: two courses that share a cell of 6 credits have not 12 together.
_OF_SEVERAL = ("phase", "semester", "status", "track")
_HEADING_GROUPS = ("phase", "semester")


def carried_on(table: Table) -> tuple[Table, list[Finding]]:
    """The table with what stands once for several courses written for each of them, and a note where nothing shows it.

    A merged cell shows it by itself; a phase above empty cells is only understood so, which is said.
    """
    fields = {name: table.fields[name] for name in _OF_SEVERAL if name in table.fields}
    filled = dict(_merged(table, set(fields.values()), set(table.outcomes)))
    findings = []
    if table.orientation is Orientation.COURSES_ROWS:
        for name in _HEADING_GROUPS:
            below = dict(_below_headings(table, fields[name], filled)) if name in fields else {}
            if below:
                filled |= below
                facts = {"written": table.heading(fields[name]), "count": len(below)}
                ref = table.sheet.ref(table.header_row, fields[name])
                findings.append(Finding("carried-down", Severity.NOTE, ref, facts))
    return replace(table, sheet=replace(table.sheet, rows=_with(table.sheet.rows, filled))), findings


def _merged(table: Table, fields: set[int], outcomes: set[int]) -> Iterator[tuple[Place, object]]:
    """Each empty place below a merged cell, with what stands in that; a level only where the cell begins at a level."""
    rows, sheet = set(table.course_rows), table.sheet
    last_course = max(rows, default=0)
    for one in sheet.merged:
        value = sheet.value(one.row, one.column)
        if value == "" or one.row <= table.header_row:
            continue
        columns = fields if one.column in fields else outcomes if one.row in rows and one.column in outcomes else ()
        last_row, last_column = one.last_row or one.row, one.last_column or one.column
        for row in range(one.row, min(last_row, last_course) + 1):
            for column in columns:
                inside = one.column <= column <= last_column and row in rows
                if inside and sheet.value(row, column) == "":
                    yield (row, column), value


def _below_headings(table: Table, column: int, filled: Mapping[Place, object]) -> Iterator[tuple[Place, object]]:
    """Each empty cell of a column that is filled in only at the top of each group of courses."""
    values = [filled.get((row, column), table.sheet.value(row, column)) for row in table.course_rows]
    said = [value for value in values if value != ""]
    groups = len(said) > 1 and values[0] != "" and all(one != other for one, other in pairwise(said))
    if not groups or len(values) < 2 * len(said):
        return
    last: object = ""
    for row, value in zip(table.course_rows, values, strict=True):
        if value == "":
            yield (row, column), last
        last = value if value != "" else last


def _with(rows: list[list[object]], filled: Mapping[Place, object]) -> list[list[object]]:
    """The rows with these places filled in; the others are the same lists."""
    changed = list(rows)
    for (row, column), value in filled.items():
        if changed[row] is rows[row]:
            changed[row] = list(rows[row])
        line = changed[row]
        line.extend([""] * (column + 1 - len(line)))
        line[column] = value
    return changed
