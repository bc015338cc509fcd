"""A grid written as a map: a row per course, a column or some sub-columns per target."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.importing.cells import Place
from tests.importing.random_layouts.canvas import Canvas, Fill, Formula, Value
from tests.importing.random_layouts.courses import PHASE, CourseWriter, field_labels, field_order
from tests.importing.random_layouts.grids import RandomGrid
from tests.importing.random_layouts.headings import HeadingLine, heading_lines, paint_line
from tests.importing.random_layouts.layouts import Layout
from tests.importing.random_layouts.marks import WORDS

_HEADER, _STRIPE = Fill("D9E1F2"), Fill("F2F2F2")
_REMARKS = ("zie ECTS-fiche", "wordt herwerkt", "2 groepen")
_LECTURERS = ("J. Peeters", "A. Jacobs", "F. Maes")


@dataclass
class Painted:
    """A table on a canvas, and where each level of it stands, by course and target."""

    canvas: Canvas = field(default_factory=Canvas)
    places: dict[tuple[int, str], Place] = field(default_factory=dict)


def paint_map(grid: RandomGrid, layout: Layout, courses: Sequence[int]) -> Painted:
    """These courses of a grid, with the headings above them."""
    painter = _Painter(grid, layout)
    painter.paint_headings()
    for index in courses:
        painter.paint_course(index)
    painter.paint_totals(courses)
    return painter.painted


class _Painter:
    def __init__(self, grid: RandomGrid, layout: Layout) -> None:
        self._grid, self._layout, self._random = grid, layout, layout.random()
        self.painted = Painted()
        self._canvas = self.painted.canvas
        self._fields = field_order(layout)
        self._writer = CourseWriter(layout)
        self._lines = heading_lines(grid, layout)
        self._levels = _sub_headings(layout)
        self._wide = len(self._levels) or 1
        self._row = self._top = len(self._lines) + bool(self._levels)
        # A column that nobody should read stands between the fields and the targets.
        self._lecturer = len(self._fields) if layout.remarks else None
        self._first = len(self._fields) + layout.remarks
        self._after = self._first + len(grid.targets) * self._wide
        self._section: object = None

    def paint_headings(self) -> None:
        """The headings of targets, and of fields at the top, at the bottom or merged over all rows of them."""
        for row, line in enumerate(self._lines):
            paint_line(self._canvas, row, self._first, line, self._layout.filled, self._wide)
        if self._levels:
            texts = self._levels * len(self._grid.targets)
            places = tuple(map(str, range(len(texts))))
            paint_line(self._canvas, self._top - 1, self._first, HeadingLine(texts, places), "left")
        labels = field_labels(self._layout)
        for column, name in enumerate(self._fields):
            self._label(column, labels[name])
        if self._lecturer is not None:
            self._label(self._lecturer, "Titularis" if self._layout.language == "nl" else "Lecturer")
        for column, label in enumerate(self._right_of_targets(), self._after):
            self._label(column, label)
        if self._layout.hidden:
            self._paint_hidden_column()
        if self._layout.stripes:
            self._fill(range(self._top), _HEADER)

    def paint_course(self, index: int) -> None:
        """A row with a course, and above the first of each phase perhaps a section row."""
        course, layout = self._grid.courses[index], self._layout
        if layout.sections != "none" and not layout.turned and course.phase != self._section:
            self._section = course.phase
            self._paint_section()
        # Beside each other two tables share rows; turned, the first courses share columns with the text above.
        may_hide = layout.kind != "side by side" and self._row > self._top + 2
        if layout.hidden and may_hide and self._random.random() < 0.2:
            self._canvas.hidden_rows.add(self._row)
            self._paint_row(index, title="Verborgen vak", random_levels=True)
        self._paint_row(index)

    def paint_totals(self, courses: Sequence[int]) -> None:
        """Below the courses: how many marks each target has, perhaps averages, perhaps a footnote."""
        if self._layout.totals == "none":
            return
        self._row += self._layout.totals == "after a blank row"
        words = ["Totaal" if self._layout.language == "nl" else "Total"]
        if self._layout.averages:
            words.append("Gemiddelde" if self._layout.language == "nl" else "Average")
        for word in words:
            self._canvas.put(self._row, 0, word)
            for number, target in enumerate(self._grid.targets):
                rated = sum((index, target) in self.painted.places for index in courses)
                for beside in range(self._wide):
                    column = self._first + number * self._wide + beside
                    self._canvas.put(self._row, column, self._maybe_formula(float(rated) if word[0] == "T" else 1.5))
            self._row += 1

    def _paint_row(self, index: int, title: str | None = None, *, random_levels: bool = False) -> None:
        course, row = self._grid.courses[index], self._row
        for column, name in enumerate(self._fields):
            value = title if title and name == "title" else self._writer.value(course, name)
            self._canvas.put(row, column, None if title and name == "code" else value)
        if self._lecturer is not None:
            self._canvas.put(row, self._lecturer, self._random.choice(_LECTURERS))
        for number, target in enumerate(self._grid.targets):
            state = self._random.choice((1, 2, 3)) if random_levels else self._grid.states[index][number]
            column = self._first + number * self._wide
            column = self._paint_level(row, column, state)
            if state != NOT_RATED and not random_levels:
                self.painted.places[index, target] = (row, column)
        self._paint_beside(row, index)
        if self._layout.stripes and row % 2:
            self._fill(range(row, row + 1), _STRIPE)
        self._row += 1

    def _paint_level(self, row: int, column: int, state: int) -> int:
        """Writes a level and says in which column."""
        marks = self._layout.marks
        if self._levels:
            if state < NOT_APPLICABLE:
                column += state - (4 - self._wide)
                self._canvas.put(row, column, self._random.choice("xX"))
            return column
        if state in marks.fills:
            self._canvas.fills[row, column] = marks.fills[state]
        elif not marks.fills:
            value = marks.written(state, self._random)
            self._canvas.put(row, column, self._maybe_formula(value) if state < NOT_APPLICABLE else value)
        return column

    def _right_of_targets(self) -> list[str]:
        dutch = self._layout.language == "nl"
        labels = []
        if self._layout.totals == "row and column":
            labels.append("Totaal" if dutch else "Total")
        if self._layout.averages:
            labels.append("Gemiddelde" if dutch else "Average")
        if self._layout.remarks:
            labels.append("Opmerkingen" if dutch else "Remarks")
        return labels

    def _paint_beside(self, row: int, index: int) -> None:
        rated = [state for state in self._grid.states[index] if state < NOT_APPLICABLE]
        for column, label in enumerate(self._right_of_targets(), self._after):
            value: Value = self._random.choice((None, None, *_REMARKS))
            if label[0] == "T":
                value = self._maybe_formula(float(len(rated)))
            elif label[0] in "GA":
                value = self._maybe_formula(round(sum(rated) / max(len(rated), 1), 2))
            self._canvas.put(row, column, value)

    def _paint_section(self) -> None:
        named = "phase" in self._layout.fields
        neutral = ("Basis", "Verdieping", "Specialisatie")[int(str(self._section)) - 1]
        self._canvas.put(self._row, 0, f"{PHASE[self._layout.language]} {self._section}" if named else neutral)
        if self._layout.sections == "merged":
            self._canvas.merge((self._row, 0), (self._row, self._after - 1))
        self._row += 1

    def _paint_hidden_column(self) -> None:
        """Last year's levels for the last target, right of all that is shown."""
        column = self._after + len(self._right_of_targets())
        self._canvas.hidden_columns.add(column)
        self._canvas.put(self._top - 1, column, self._lines[-1].texts[-1])
        for index in range(len(self._grid.courses)):
            self._canvas.put(self._top + index, column, self._layout.marks.written(index % 4, self._random))

    def _label(self, column: int, text: str) -> None:
        last = self._top - 1
        self._canvas.put(last if self._layout.field_labels == "below" else 0, column, text)
        if self._layout.field_labels == "merged":
            self._canvas.merge((0, column), (last, column))

    def _fill(self, rows: range, fill: Fill) -> None:
        for row in rows:
            for column in range(self._after):
                self._canvas.fills.setdefault((row, column), fill)

    def _maybe_formula(self, value: Value) -> Value:
        if not self._layout.formulas or not isinstance(value, str | float) or self._random.random() < 0.5:
            return value
        said = f'"{value}"' if isinstance(value, str) else f"{value:g}"
        return Formula(f"=IF(TRUE,{said},0)", value)


def _sub_headings(layout: Layout) -> tuple[str, ...]:
    """The headings of the sub-columns of each target: its levels, with or without the lowest."""
    if layout.kind != "sub-columns":
        return ()
    random: Random = layout.random()
    first = random.choice((0, 1))
    return random.choice((WORDS[layout.language], ("0", "1", "2", "3")))[first:]


def sub_states(layout: Layout) -> frozenset[int]:
    """The states that sub-columns can say."""
    return frozenset((*range(4 - len(_sub_headings(layout)), 4), NOT_RATED))
