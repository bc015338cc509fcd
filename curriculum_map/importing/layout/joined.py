"""Tables of one map made into one: those of the same courses in a sheet, and parts of it in several sheets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.cells import Place, Sheet, same_word
from curriculum_map.importing.layout.marks import is_filled
from curriculum_map.importing.layout.shapes import Clash, Table

CourseKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """One map, where each table that went into it has its headings, and what they say differently."""

    table: Table
    parts: tuple[CellRef, ...]
    clashes: tuple[Clash, ...] = ()


def joined(tables: Sequence[Table]) -> tuple[Joined, ...]:
    """The tables, those with the same courses as one; one that shares too few of them stays by itself."""
    found: list[Joined] = []
    for table in tables:
        part = Joined(table, (table.sheet.ref(table.header_row, table.fields["title"]),))
        for at, before in enumerate(found):
            both = _joined(before, part)
            if both is not None:
                found[at] = both
                break
        else:
            found.append(part)
    return tuple(found)


def _joined(first: Joined, second: Joined) -> Joined | None:
    one, other = first.table, second.table
    coded = "code" in one.fields and "code" in other.fields
    rows, more = rows_by_course(one, coded=coded), rows_by_course(other, coded=coded)
    unique = len(rows) == len(one.course_rows) and len(more) == len(other.course_rows)
    shared = len(rows.keys() & more.keys())
    few = 2 * shared < max(1, min(len(rows), len(more)))
    if one.orientation is not other.orientation or not unique or (few and not _has_same_headings(one, other)):
        return None
    known = {one.headings(column): column for column in one.outcomes}
    writer = Writer(one, other, {at: known[other.headings(at)] for at in other.outcomes if other.headings(at) in known})
    for key, row in more.items():
        writer.add(row, rows.get(key))
    # The next courses below the same headings in another order are no second table of these.
    parts = first.parts if few else first.parts + second.parts
    return Joined(writer.table(), parts, first.clashes + tuple(writer.clashes))


def _has_same_headings(one: Table, other: Table) -> bool:
    """Whether two tables have the same outcomes, in any order; one of them may lack some."""
    headings, more = ([table.headings(column) for column in table.outcomes] for table in (one, other))
    unique = len(set(headings)) == len(headings) and len(set(more)) == len(more)
    return unique and (set(headings) <= set(more) or set(headings) >= set(more))


def rows_by_course(table: Table, *, coded: bool) -> dict[CourseKey, int]:
    """The row of each course by its code and title; by its title where not both tables have codes."""
    code, title = table.fields.get("code") if coded else None, table.fields["title"]
    return {
        ("" if code is None else same_word(table.sheet.text(row, code)), same_word(table.sheet.text(row, title))): row
        for row in table.course_rows
    }


class Writer:
    """Writes the courses of a second table into the sheet of the first; every cell keeps its address in the file.

    `same` has the column of the first for each of the second that stands for the same, but for the fields of courses. A
    cell that no table has for a course gets the address of its title.
    """

    def __init__(self, first: Table, second: Table, same: Mapping[int, int]) -> None:
        self._first, self._second = first, second
        self._width = max(map(len, first.sheet.rows))
        self._new: list[int] = []
        self._columns = {
            at: first.fields[name] if name in first.fields else self._added(at) for name, at in second.fields.items()
        }
        for at in (*second.other_columns, *second.outcomes):
            self._columns[at] = same[at] if at in same else self._added(at)
        width = self._width + len(self._new)
        self._rows = [[*row, *([""] * (width - len(row)))] for row in first.sheet.rows]
        at_title, lines = first.fields["title"], range(len(self._rows))
        shown = [column if column < self._width else at_title for column in range(width)]
        self._origins: list[list[Place]] = [[first.sheet.place(row, column) for column in shown] for row in lines]
        self._homes: list[list[Sheet]] = [[first.sheet.home(row, column) for column in shown] for row in lines]
        self._course_rows = list(first.course_rows)
        self.clashes: list[Clash] = []
        for at in self._new:
            self._write(first.header_row, second.header_row, at)

    def column(self, at: int) -> int:
        """Where a column of the second table stands in the one map."""
        return self._columns[at]

    def add(self, row: int, into: int | None) -> int:
        """Adds a course of the second table to its row of the first, or as a new one; the row where it stands."""
        is_new = into is None
        if into is None:
            into = len(self._rows)
            self._course_rows.append(into)
            width = len(self._rows[0])
            self._rows.append([""] * width)
            at_title = self._second.fields["title"]
            self._origins.append([self._second.sheet.place(row, at_title)] * width)
            self._homes.append([self._second.sheet.home(row, at_title)] * width)
        for at, column in self._columns.items():
            text, before = self._second.sheet.text(row, at), "" if is_new else self._first.sheet.text(into, column)
            absent = column >= self._width or (column in self._first.outcomes and self._first.lacks(into, column))
            if is_new or absent or (text and not before):
                self._write(into, row, at)
            elif text and text != before and (column in self._first.outcomes or same_word(text) != same_word(before)):
                refs = self._second.sheet.ref(row, at), self._first.sheet.ref(into, column)
                self.clashes.append(Clash(refs[0], text, refs[1], before))
        return into

    def table(self) -> Table:
        """The one map of both."""
        first, second, columns = self._first, self._second, self._columns
        of_several = first.sheet.homes is not None or first.sheet.name != second.sheet.name
        homes = self._homes if of_several else None
        sheet = replace(first.sheet, rows=self._rows, origins=self._origins, homes=homes)
        fields = {name: columns[at] for name, at in second.fields.items()} | first.fields
        outcomes = tuple(dict.fromkeys((*first.outcomes, *(columns[at] for at in second.outcomes))))
        texts = [sheet.text(row, column) for row in self._course_rows for column in outcomes]
        return replace(
            first,
            sheet=sheet,
            fields=fields,
            outcomes=outcomes,
            other_columns=tuple(dict.fromkeys((*first.other_columns, *(columns[at] for at in second.other_columns)))),
            course_rows=tuple(self._course_rows),
            excluded=(*first.excluded, *second.excluded),
            heading_texts={**first.heading_texts, **{columns[at]: second.headings(at) for at in self._new}},
            marks=Counter(filter(is_filled, texts)),
            rated_twice=(*first.rated_twice, *second.rated_twice),
        )

    def _added(self, at: int) -> int:
        self._new.append(at)
        return self._width + len(self._new) - 1

    def _write(self, row: int, from_row: int, at: int) -> None:
        column = self._columns[at]
        self._rows[row][column] = self._second.sheet.value(from_row, at)
        self._origins[row][column] = self._second.sheet.place(from_row, at)
        self._homes[row][column] = self._second.sheet.home(from_row, at)
