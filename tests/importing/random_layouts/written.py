"""A random grid in a random layout: the file, what its owner would answer about it, and what it holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from curriculum_map.domain.curriculum import BlankMeans, Course
from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.cells import Place
from curriculum_map.importing.description import Description
from tests.importing.random_layouts import around
from tests.importing.random_layouts.canvas import Canvas
from tests.importing.random_layouts.courses import as_written
from tests.importing.random_layouts.files import as_file
from tests.importing.random_layouts.grids import RandomGrid, grids
from tests.importing.random_layouts.layouts import Format, Kind, Layout, layouts
from tests.importing.random_layouts.long_list import paint_list
from tests.importing.random_layouts.matrix import Painted, paint_map, sub_states

_SHEET = "Matrix 26-27"


@dataclass(frozen=True, repr=False)
class Written:
    """A file and the grid that it holds: the courses in order, the levels by title and target with their addresses."""

    file_name: str
    data: bytes
    description: Description
    marks: dict[str, int]
    layout: Layout
    grid: RandomGrid
    courses: tuple[Course, ...]
    levels: dict[tuple[str, str], int]
    refs: dict[tuple[str, str], CellRef]

    def __repr__(self) -> str:
        return f"{self.layout}, {self.grid.granularity}, {len(self.courses)} courses, {len(self.grid.targets)} targets"


@st.composite
def written(draw: st.DrawFn, kind: Kind, format: Format = "xlsx", most_courses: int = 40) -> Written:  # noqa: A002
    """A grid of at most so many courses in a layout of this kind."""
    layout = draw(layouts(kind, format))
    grid = draw(grids(most_courses)).with_states(sub_states(layout) if kind == "sub-columns" else layout.marks.states)
    return write(grid, layout)


def write(grid: RandomGrid, layout: Layout) -> Written:
    """This grid in this layout."""
    description = Description(
        institution="Hogeschool Voorbeeld",
        programme="social-work",
        academic_year="2026-27",
        edition=grid.edition.id,
        blank_means=BlankMeans.NOT_RATED,
    )
    table = _table(grid, layout)
    sheet = Canvas("csv" if layout.format in ("csv", "tsv") else _SHEET)
    places = _compose(sheet, table, layout, description)
    name, data = as_file([*_before(layout, description), sheet, *_after(grid, layout)], layout)
    shown = {
        (grid.courses[index].title, target): grid.states[index][grid.targets.index(target)] for index, target in places
    }
    refs = {
        (grid.courses[index].title, target): CellRef(sheet.name, *place) for (index, target), place in places.items()
    }
    courses = [as_written(grid.courses[index], layout.fields) for index in _order(grid, table, layout)]
    answers = description if layout.described == "answered" else Description()
    return Written(name, data, answers, layout.marks.answers(), layout, grid, tuple(courses), shown, refs)


def _table(grid: RandomGrid, layout: Layout) -> Painted:
    if layout.kind == "long":
        return paint_list(grid, layout)
    every = range(len(grid.courses))
    if layout.kind != "side by side":
        return paint_map(grid, layout, every)
    half = len(every) // 2
    left, right = paint_map(grid, layout, every[:half]), paint_map(grid, layout, every[half:])
    moved = left.canvas.paste(right.canvas, (0, left.canvas.width + 1))
    left.places |= {key: moved(place) for key, place in right.places.items()}
    return left


def _compose(sheet: Canvas, table: Painted, layout: Layout, description: Description) -> dict[tuple[int, str], Place]:
    """Puts everything on the sheet; says where each level came to stand."""
    top, left = layout.at
    if layout.text.names_separator:
        # The line that names the separator is the first row of the file.
        top += 1
    above = around.above_table(layout, description)
    sheet.paste(above, (top, left))
    top += above.height + bool(above.height)
    moved = sheet.paste(table.canvas, (top, left), turned=layout.turned)
    if layout.footnotes != "none":
        sheet.paste(around.footnotes(), (sheet.height + (layout.footnotes == "after a blank row"), left))
    if layout.legend == "beside":
        sheet.paste(around.legend(layout), (top, sheet.width + 1))
    elif layout.legend == "below":
        sheet.paste(around.legend(layout), (sheet.height + 1, left))
    return {key: moved(place) for key, place in table.places.items()}


def _before(layout: Layout, description: Description) -> Iterable[Canvas]:
    if layout.described == "cover" or "cover" in layout.other_sheets:
        yield around.cover(layout, description)


def _after(grid: RandomGrid, layout: Layout) -> Iterable[Canvas]:
    if layout.legend == "other sheet":
        yield replace(around.legend(layout), name="Legende")
    if "notes" in layout.other_sheets:
        yield around.notes()
    if "course list" in layout.other_sheets:
        yield around.course_list(grid, layout)
    if "framework" in layout.other_sheets:
        yield around.framework(grid, layout)
    if "last year" in layout.other_sheets:
        last_year = replace(grid, states=grid.states[::-1])
        yield replace(_table(last_year, layout).canvas, name="2025-26", visible=False)


def _order(grid: RandomGrid, table: Painted, layout: Layout) -> list[int]:
    """The courses in the order in which the file names them."""
    every = list(range(len(grid.courses)))
    if layout.kind != "long" or not layout.targets_first:
        return every
    first = {index: place for (index, _), place in sorted(table.places.items(), key=lambda one: one[1], reverse=True)}
    return sorted(every, key=lambda index: first.get(index, (0, 0)))
