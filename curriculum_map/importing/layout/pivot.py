"""A long list as an upright table, each of its cells with the address of the row that said it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.cells import Place
from curriculum_map.importing.layout.marks import is_filled
from curriculum_map.importing.layout.shapes import Excluded, Orientation, Table, Why
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import heads_legend, heads_totals


@dataclass(frozen=True, slots=True)
class ListColumns:
    """What the columns of a long list hold."""

    header: int
    course: tuple[int, ...]
    outcome: tuple[int, ...]
    level: int
    fields: dict[str, int]


def pivoted(view: View, columns: ListColumns) -> Table:
    """The list as a table: a row for each course, a column for each outcome, the first mark of each pair."""
    reader = _Pivot(view, columns)
    reader.read()
    return reader.table()


class _Pivot:
    """Puts the rows of a list in the places of a table, one after another."""

    def __init__(self, view: View, columns: ListColumns) -> None:
        self._view, self._columns = view, columns
        self._at: dict[int, int] = {}
        self._courses: dict[tuple[str, ...], int] = {}
        self._outcomes: dict[tuple[str, ...], int] = {}
        self._cells: dict[tuple[int, int], list[tuple[str, int]]] = {}
        self._excluded: list[Excluded] = []
        # What an outcome is called where it has a level is no note where it has none.
        rows = [texts for texts in view.texts[columns.header + 1 :] if texts[columns.level]]
        self._known = {texts[column] for texts in rows for column in columns.outcome}
        self.marks: Counter[str] = Counter()

    def read(self) -> None:
        view, columns = self._view, self._columns
        in_legend = False
        for row in range(columns.header + 1, len(view.texts)):
            texts = [text for _, text in view.filled(row)]
            in_legend = bool(texts) and (in_legend or heads_legend(texts[0]))
            if in_legend or not texts:
                if texts:
                    self._excluded.append(Excluded(view.row_ref(row), Why.LEGEND))
                continue
            # Totals and notes below the list stand where neither an outcome nor a level does.
            own = any(view.texts[row][column] for column in (*columns.outcome, columns.level))
            alone = len(texts) == 1 and not view.texts[row][columns.level] and self._known.isdisjoint(texts)
            if not own or alone or heads_totals(texts[0]):
                self._excluded.append(Excluded(view.row_ref(row), Why.TOTALS if self._totals(row) else Why.TEXT_ONLY))
                continue
            self._carry(row)
            self._take(row)

    def _carry(self, row: int) -> None:
        """Notes what a row says itself; of the course or the outcome that it begins, nothing older holds."""
        texts, columns = self._view.texts[row], self._columns
        if any(texts[column] for column in columns.course):
            self._at.update(dict.fromkeys(columns.course, row))
        begun = False
        for column in columns.outcome:
            begun = begun or bool(texts[column])
            if begun:
                self._at[column] = row

    def _totals(self, row: int) -> bool:
        return any(heads_totals(text) for _, text in self._view.filled(row))

    def _take(self, row: int) -> None:
        view, columns = self._view, self._columns
        course = tuple(self._text(column) for column in columns.course)
        outcome = tuple(self._text(column) for column in columns.outcome)
        level = view.texts[row][columns.level]
        if not any(map(is_filled, course)) or not any(outcome):
            if is_filled(level):
                self._excluded.append(Excluded(view.row_ref(row), Why.UNNAMED, 1))
            return
        courses = self._courses.setdefault(course, row)
        outcomes = self._outcomes.setdefault(outcome, row)
        if is_filled(level):
            self.marks[level] += 1
        if level:
            self._cells.setdefault((courses, outcomes), []).append((level, row))

    def _text(self, column: int) -> str:
        return self._view.texts[self._at[column]][column] if column in self._at else ""

    def table(self) -> Table:
        columns, sheet = self._columns, self._view.sheet
        fields = self._fields()
        first = max(fields.values()) + 1
        depth = len(columns.outcome)
        width = first + len(self._outcomes)
        header_place: Place = (columns.header, columns.level)
        rows: list[list[object]] = [[""] * width for _ in range(depth)]
        origins: list[list[Place]] = [[header_place] * width for _ in range(depth)]
        for name, place in fields.items():
            rows[-1][place] = self._view.texts[columns.header][self._source(name)]
            origins[-1][place] = (columns.header, self._source(name))
        for place, (outcome, row) in enumerate(self._outcomes.items(), start=first):
            for level, text in enumerate(outcome):
                rows[level][place] = text
                origins[level][place] = (row, columns.outcome[level])
        for row in self._courses.values():
            values, places = self._course_row(row, fields, width, first)
            rows.append(values)
            origins.append(places)
        headings = {first + place: tuple(filter(None, outcome)) for place, outcome in enumerate(self._outcomes)}
        named = {place: (str(rows[depth - 1][place]),) for place in fields.values()}
        return Table(
            replace(sheet, rows=rows, merged=(), origins=[[sheet.place(*one) for one in line] for line in origins]),
            Orientation.LONG,
            depth - 1,
            fields,
            tuple(range(first, width)),
            (),
            tuple(range(depth, len(rows))),
            tuple(self._excluded),
            named | headings,
            self.marks,
            tuple(self._rated_twice()),
        )

    def _rated_twice(self) -> Iterator[tuple[CellRef, CellRef]]:
        """The places of each mark that differs from an earlier one of its pair, and of that earlier one."""
        sheet, at = self._view.sheet, self._columns.level
        for (first, row), *others in self._cells.values():
            yield from ((sheet.ref(other, at), sheet.ref(row, at)) for text, other in others if text != first)

    def _fields(self) -> dict[str, int]:
        columns = self._columns
        names = [name for name in columns.fields if columns.fields[name] not in (*columns.outcome, columns.level)]
        if "title" not in names:
            names = ["title", *(name for name in names if columns.fields[name] != columns.course[-1])]
        return {name: place for place, name in enumerate(names)}

    def _source(self, name: str) -> int:
        return self._columns.fields.get(name, self._columns.course[-1])

    def _course_row(self, row: int, fields: dict[str, int], width: int, first: int) -> tuple[list[object], list[Place]]:
        values: list[object] = [""] * width
        places: list[Place] = [(row, self._columns.level)] * width
        for name, place in fields.items():
            source = self._source(name)
            values[place] = self._view.sheet.value(row, source)
            places[place] = (row, source)
        for place, outcome in enumerate(self._outcomes.values(), start=first):
            held = self._cells.get((row, outcome), [])
            if held:
                values[place] = held[0][0]
                places[place] = (held[0][1], self._columns.level)
        return values, places
