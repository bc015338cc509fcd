"""Tables that stand side by side in one sheet, and tables with the same headings made into one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from curriculum_map.importing.cells import Place
from curriculum_map.importing.layout.shapes import Table
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import course_field

_ROWS_TO_SEARCH = 60


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


def stacked(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Upright tables with the same headings as one, the courses of the next below those of the one before."""
    groups: list[list[Table]] = []
    for table in tables:
        same = next((group for group in groups if _alike(group[0], table)), None)
        if same is None:
            groups.append([table])
        else:
            same.append(table)
    return tuple(group[0] if len(group) == 1 else _stack(group) for group in groups)


def _alike(first: Table, second: Table) -> bool:
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
