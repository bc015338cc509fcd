"""What stands elsewhere than in a course's own cell: in merged cells, above a group, in a second column of crosses."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.cells import Place
from curriculum_map.importing.course_fields import ticked
from curriculum_map.importing.layout import Orientation, Table
from curriculum_map.importing.layout.vocabulary import is_phase
from curriculum_map.importing.words import choice_named

# Credits are not carried on: two courses that share a cell of 6 credits have not 12 together.
_OF_SEVERAL = ("phase", "semester", "status", "track", "group")
_BOTH = (Status.COMPULSORY, Status.ELECTIVE)
_HEADING_GROUPS = ("phase",)


def carried_on(table: Table) -> tuple[Table, list[Finding]]:
    """The table with what stands once for several courses written for each of them, and a note where nothing shows it.

    A merged cell shows it by itself; a phase above empty cells is only understood so, which is said.
    """
    filled = dict(_merged(table, _columns_of_several(table), set(table.outcomes)))
    findings = []
    if table.orientation is Orientation.COURSES_ROWS:
        for name in _HEADING_GROUPS:
            below = dict(_below_headings(table, table.fields[name], filled)) if name in table.fields else {}
            if below:
                filled |= below
                facts = {"written": table.heading(table.fields[name]), "count": len(below)}
                ref = table.sheet.ref(table.header_row, table.fields[name])
                findings.append(Finding("carried-down", Severity.NOTE, ref, facts))
    ticks = _second_ticks(table)
    filled |= ticks
    if not filled:
        return table, findings
    others = (
        tuple(at for at in table.other_columns if at not in _ticked_columns(table)) if ticks else table.other_columns
    )
    sheet = replace(table.sheet, rows=_with(table.sheet.rows, filled))
    return replace(table, sheet=sheet, other_columns=others), findings


def with_merged(table: Table) -> Table:
    """The table with what stands in merged cells written for each of their courses: for a sheet that is taken apart."""
    filled = dict(_merged(table, _columns_of_several(table), set(table.outcomes)))
    return replace(table, sheet=replace(table.sheet, rows=_with(table.sheet.rows, filled))) if filled else table


def _columns_of_several(table: Table) -> set[int]:
    return {table.fields[name] for name in _OF_SEVERAL if name in table.fields}


def _ticked_columns(table: Table) -> dict[int, Status]:
    """The columns beside that of the status whose headings name the other status."""
    first = choice_named(table.heading(table.fields["status"]), _BOTH) if "status" in table.fields else None
    if first is None:
        return {}
    named = {at: choice_named(table.heading(at), _BOTH) for at in table.other_columns}
    return {at: status for at, status in named.items() if status is not None and status is not first}


def _second_ticks(table: Table) -> dict[Place, object]:
    """The status of each course that has a cross under 'Keuze' and none under 'Verplicht', or the other way round."""
    found: dict[Place, object] = {}
    for at, status in _ticked_columns(table).items():
        for row in table.course_rows:
            own = table.sheet.text(row, table.fields["status"])
            if not own and ticked(table.sheet.text(row, at), table.heading(at)) is status:
                found[row, table.fields["status"]] = status.value
    return found


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
    # Of bare digits nobody knows: a phase that is left out in our own template is not that of the course above.
    in_words = all(isinstance(value, str) and not value.strip().isdigit() and is_phase(value) for value in said)
    if len(said) < 2 or values[0] == "" or len(set(said)) < len(said) or not in_words or len(values) < 2 * len(said):
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
