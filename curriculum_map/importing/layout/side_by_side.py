"""Tables that stand side by side in one sheet, and tables with the same headings made into one."""

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from curriculum_map.importing.cells import Place
from curriculum_map.importing.layout.shapes import Orientation, Table, Why
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import course_field, heads_totals, is_phase

_ROWS_TO_SEARCH = 60
_MOST_ROWS_ABOVE = 5


def parts_of_sheet(view: View) -> list[View]:
    """The sheet cut where a row of headings begins again with the names of the same fields of a course."""
    for row in range(min(len(view.texts), _ROWS_TO_SEARCH)):
        cuts = _cuts(view, row)
        if cuts:
            edges = [0, *cuts, view.width]
            return [view.only_columns(first, after) for first, after in pairwise(edges)]
    return [view]


def _cuts(view: View, row: int) -> list[int]:
    if not any(course_field(text) in ("code", "title") for text in set(view.texts[row])):
        return []
    first: dict[str, int] = {}
    cuts: list[int] = []
    named = [(column, name) for column, text in view.filled(row) if (name := course_field(text))]
    for column, name in named:
        since = cuts[-1] if cuts else -1
        if name in ("code", "title") and first.get(name, column) < column and first[name] >= since:
            start = min((one for one, _ in named if _next_group(view, row, one, column, since)), default=column)
            # Marks or other headings have to stand between: a code and an old code are one table.
            if start - first[name] > 2 and view.texts[row][first[name]] == view.texts[row][column]:
                cuts.append(start)
                first = {}
        first.setdefault(name, column)
    return cuts


def _next_group(view: View, row: int, one: int, column: int, since: int) -> bool:
    """Whether a field stands in an unbroken row of fields that ends in this column."""
    between = range(one, column + 1)
    return since < one <= column and all(course_field(view.texts[row][place]) for place in between)


def alike(tables: Sequence[Table]) -> list[list[Table]]:
    """The tables in groups with the same headings."""
    groups: list[list[Table]] = []
    for table in tables:
        same = next((group for group in groups if _are_alike(group[0], table)), None)
        if same is None:
            groups.append([table])
        else:
            same.append(table)
    return groups


def may_be_several_programmes(tables: Sequence[Table]) -> bool:
    """Whether tables with the same headings, or parts of one below headings that come back, have titles of their own.

    A phase is none.
    """
    upright = [table for table in tables if table.orientation is Orientation.COURSES_ROWS]
    courses = {row for table in upright for row in table.course_rows}
    starts = [(table, table.header_row) for table in upright[1:]]
    starts += [(table, one.ref.row) for table in upright for one in table.excluded if one.why is Why.REPEATED_HEADER]
    return any(_has_title(table, row, courses) for table, row in starts)


def _has_title(table: Table, header: int, courses: Container[int]) -> bool:
    """Whether the row just above some headings holds but one text, before the outcomes, that is the name of no part."""
    first = min(table.fields.values())
    for row in range(header - 1, max(header - _MOST_ROWS_ABOVE, -1), -1):
        if row in courses:
            break
        texts = [text for column in range(first, min(table.outcomes)) if (text := table.sheet.text(row, column))]
        if texts:
            title = texts[0]
            return len(texts) == 1 and not (is_phase(title) or course_field(title) or heads_totals(title))
    return False


def stacked(tables: Sequence[Table]) -> Table:
    """Upright tables with the same headings as one, the courses of the next below those of the one before."""
    return tables[0] if len(tables) == 1 else _stack(tables)


def _are_alike(first: Table, second: Table) -> bool:
    return first.orientation is second.orientation and _outcomes(first) == _outcomes(second)


def _outcomes(table: Table) -> list[tuple[str, ...]]:
    return [table.headings(column) for column in table.outcomes]


def _stack(tables: Sequence[Table]) -> Table:
    first = tables[0]
    width = max(map(len, first.sheet.rows))
    extra = list(dict.fromkeys(name for table in tables for name in table.fields if name not in first.fields))
    fields = first.fields | {name: width + place for place, name in enumerate(extra)}
    rows = [_wide(list(row), width + len(extra)) for row in first.sheet.rows]
    origins = [[first.sheet.place(row, column) for column in range(width + len(extra))] for row in range(len(rows))]
    course_rows = list(first.course_rows)
    for table in tables[1:]:
        columns = dict(zip(first.outcomes, table.outcomes, strict=True))
        columns |= {fields[name]: column for name, column in table.fields.items()}
        for row in table.course_rows:
            course_rows.append(len(rows))
            rows.append([table.sheet.value(row, columns[one]) if one in columns else "" for one in range(len(rows[0]))])
            origins.append([_origin(table, row, columns.get(one)) for one in range(len(rows[0]))])
    return replace(
        first,
        sheet=replace(first.sheet, rows=rows, origins=origins),
        fields=fields,
        course_rows=tuple(course_rows),
        excluded=tuple(one for table in tables for one in table.excluded),
        heading_texts={**first.heading_texts, **{fields[name]: (name,) for name in extra}},
        marks=sum((table.marks for table in tables[1:]), first.marks),
    )


def _wide(row: list[object], width: int) -> list[object]:
    return [*row, *([""] * (width - len(row)))]


def _origin(table: Table, row: int, column: int | None) -> Place:
    return table.sheet.place(row, table.fields["title"] if column is None else column)
