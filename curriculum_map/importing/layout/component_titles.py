"""Components in the titles of lines: 'Ethiek - kennis', 'Ethiek - vaardigheden' are two lines of one course."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from curriculum_map.importing.cells import Place, Sheet
from curriculum_map.importing.layout.shapes import Orientation, Table
from curriculum_map.importing.names import Names

# A letter can be anything unless a sign parts it from the title.
_BEHIND = re.compile(r"(.*[^\s\-–—:;,/|(\[])(\s*[-–—:;,/|(\[]\s*|\s+)(\w+)\s*[)\]]?")
_BEFORE = re.compile(r"[(\[]?(\w+)([)\]]?\s*[-–—:;,/|]\s*|[)\]]\s*|\s+)(\w.*)")
_FEWEST = 2

Titles = Mapping[int, tuple[str, str]]


def with_titles_taken_apart(table: Table, names: Names) -> tuple[Table, int] | None:
    """The table with its titles without their components, and the column in which these stand; None where few have one.

    Courses with codes of their own are courses of their own, whatever they are called.
    """
    titles = titles_with_components(table, names)
    if len(titles) < len(table.course_rows) or not titles or any(map(names.component, _heading_texts(table))):
        return None
    if 2 * len(_of_several(titles)) <= len({base for base, _ in titles.values()}):
        return None
    return _written(table, titles)


def titles_with_components(table: Table, names: Names) -> Titles:
    """Each course whose title names a component with the rest of it, if no two lines of one rest differ in code."""
    if table.orientation is Orientation.LONG:
        return {}
    at = table.fields["title"]
    found = {row: parts for row in table.course_rows if (parts := _parts(table.sheet.text(row, at), names))}
    codes: dict[str, set[str]] = defaultdict(set)
    for row, (base, _) in found.items():
        codes[base].add(table.sheet.text(row, table.fields["code"]) if "code" in table.fields else "")
    return {row: parts for row, parts in found.items() if len(codes[parts[0]]) == 1}


def are_of_one_course(titles: Titles) -> bool:
    """Whether lines with the same rest of their title name several components."""
    return bool(_of_several(titles))


def _of_several(titles: Titles) -> list[str]:
    components: dict[str, set[str]] = defaultdict(set)
    for base, component in titles.values():
        components[base].add(component)
    return [base for base, found in components.items() if len(found) >= _FEWEST]


def _heading_texts(table: Table) -> set[str]:
    return {text for column in table.outcomes for text in table.headings(column)}


def _parts(title: str, names: Names) -> tuple[str, str] | None:
    """A title without its component, and the component as written."""
    behind, before = _BEHIND.fullmatch(title), _BEFORE.fullmatch(title)
    found = [(behind[1], behind[2], behind[3])] if behind else []
    found += [(before[3], before[2], before[1])] if before else []
    for base, sign, component in found:
        if names.component(component) and (len(component) > 1 or sign.strip()):
            return base.strip(), component
    return None


def _written(table: Table, titles: Titles) -> tuple[Table, int]:
    before, at = table.sheet, table.fields["title"]
    width = max(map(len, before.rows))
    rows: list[list[object]] = [[*row, *([""] * (width + 1 - len(row)))] for row in before.rows]
    places = range(width + 1)
    origins: list[list[Place]] = [[before.place(row, one) for one in places] for row in range(len(rows))]
    homes: list[list[Sheet]] = [[before.home(row, one) for one in places] for row in range(len(rows))]
    for row, (base, component) in titles.items():
        rows[row][at], rows[row][width] = base, component
        origins[row][width] = before.place(row, at)
    sheet = replace(before, rows=rows, origins=origins, homes=None if before.homes is None else homes)
    return replace(table, sheet=sheet), width
