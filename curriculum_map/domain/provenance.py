"""Where the levels of a grid were written: the sheets of the files they came from, and the address of each place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from curriculum_map.domain.findings import CellRef


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet of one file as it was read: a column per target, None where it has none, and its marks as written.

    `turned`: courses stand across, so `columns` counts rows of the file. Of a map that is spread over several sheets
    `target_sheets` names the sheet of each target; it is empty where all of them are in `sheet`, which has the courses.
    """

    file_name: str
    sha256: str
    format: str
    sheet: str
    columns: tuple[int | None, ...]
    marks: tuple[str, ...]
    turned: bool = False
    target_sheets: tuple[str, ...] = ()

    def sheet_of(self, target: int) -> str:
        """The sheet in which the levels of a target stand."""
        return self.target_sheets[target] if self.target_sheets else self.sheet


@dataclass(frozen=True, slots=True)
class Brought:
    """The version that a file was uploaded as: number and academic year, when that was, and by whom."""

    academic_year: str
    version: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where each level of a grid was written: its source, a row per course, and an index into the marks of the source.

    The first source is of the file that was uploaded, as are those of other sheets in it that were read with it; the
    rest are those of courses that were kept from before. `source_of` says which source each course is from, empty while
    all are from the first. In a turned source `rows` counts columns of the file and `named_in` rows. `elsewhere` has
    the row and column, as in the file, of each (course, target) that is not where its row and column meet: those of a
    long list, of a second table, of a sheet with the courses in other rows; its target may be without a column.
    `named_in` is the column in which each course is named; empty where that is not known.
    """

    sources: tuple[Source, ...]
    rows: tuple[int, ...]
    written: bytes
    # A mapping has no hash; two grids that differ only here are told apart by being unequal.
    elsewhere: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict, hash=False)
    named_in: tuple[int | None, ...] = ()
    source_of: tuple[int, ...] = ()

    @property
    def uploaded(self) -> Source:
        """The source of the file that was uploaded; the first of them."""
        return self.sources[0]

    @property
    def files(self) -> dict[str, str]:
        """The name of each file by its SHA-256, first the one that was uploaded."""
        files: dict[str, str] = {}
        for source in self.sources:
            files.setdefault(source.sha256, source.file_name)
        return files

    @property
    def uploaded_sheets(self) -> tuple[str, ...]:
        """The sheets of the uploaded file that were read as this map, each once."""
        return self.sheets_of(self.uploaded.sha256)

    def sheets_of(self, sha256: str) -> tuple[str, ...]:
        """The sheets of a file that were read as this map, each once."""
        own = (source for source in self.sources if source.sha256 == sha256)
        return tuple(dict.fromkeys(name for source in own for name in (source.sheet, *source.target_sheets)))

    def source(self, course: int) -> Source:
        """The sheet that a course was read from."""
        return self.sources[self.source_of[course] if self.source_of else 0]

    def ref(self, course: int, target: int) -> CellRef | None:
        """The address of a place; None where the file has no place for the target."""
        source = self.source(course)
        if self.elsewhere and (place := self.elsewhere.get((course, target))) is not None:
            return CellRef(source.sheet_of(target), *place)
        column = source.columns[target]
        return None if column is None else CellRef(source.sheet_of(target), *_place(source, self.rows[course], column))

    def course_ref(self, course: int) -> CellRef:
        """The address where a course is named; the first cell of its row where only the row is known."""
        source, named_in = self.source(course), self.named_in[course] if self.named_in else None
        return CellRef(source.sheet, *_place(source, self.rows[course], named_in or 0))

    def levels_refs(self, course: int) -> tuple[CellRef, ...]:
        """The ranges that hold the levels of a course: mostly one; none where the file has no place for its levels."""
        source = self.source(course)
        sheets = dict.fromkeys(source.target_sheets) or {source.sheet: None}
        return tuple(one for sheet in sheets for one in self._levels_in(sheet, course))

    def _levels_in(self, sheet: str, course: int) -> Iterator[CellRef]:
        source, row = self.source(course), self.rows[course]
        regular: list[int] = []
        others: list[tuple[int, int]] = []
        for target, column in enumerate(source.columns):
            if source.sheet_of(target) != sheet:
                continue
            if (place := self.elsewhere.get((course, target))) is not None:
                others.append(place)
            elif column is not None:
                regular.append(column)
        if regular:
            yield _range(sheet, _place(source, row, min(regular)), _place(source, row, max(regular)))
        yield from _ranges(sheet, others)

    def mark(self, course: int, target: int) -> str:
        """What was written there, trimmed; empty where nothing was."""
        source = self.source(course)
        return source.marks[self.written[course * len(source.columns) + target]]

    def not_blank(self, courses: int) -> Iterator[int]:
        """Each place of so many courses, by its number, where something is written or that the file does not have."""
        missing = [[at for at, column in enumerate(source.columns) if column is None] for source in self.sources]
        for course in range(courses):
            number = self.source_of[course] if self.source_of else 0
            marks, width = self.sources[number].marks, len(self.sources[number].columns)
            first = course * width
            yield from (at for at in range(first, first + width) if marks[self.written[at]])
            yield from (first + target for target in missing[number] if (course, target) not in self.elsewhere)


def _place(source: Source, row: int, column: int) -> tuple[int, int]:
    """Row and column in the file."""
    return (column, row) if source.turned else (row, column)


def _ranges(sheet: str, places: Iterable[tuple[int, int]]) -> Iterator[CellRef]:
    """These places as ranges of neighbours: along the row where they share one, else down each column."""
    ordered = sorted(places)
    rows_differ = len({row for row, _ in ordered}) > 1
    if rows_differ:
        ordered.sort(key=lambda place: (place[1], place[0]))
    step = (1, 0) if rows_differ else (0, 1)
    first = last = None
    for place in ordered:
        if first is None or last is None:
            first = place
        elif place != (last[0] + step[0], last[1] + step[1]):
            yield _range(sheet, first, last)
            first = place
        last = place
    if first is not None and last is not None:
        yield _range(sheet, first, last)


def _range(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> CellRef:
    """The range from one place to another in the same row or column."""
    if first == last:
        return CellRef(sheet, *first)
    if first[0] == last[0]:
        return CellRef(sheet, *first, last_column=last[1])
    return CellRef(sheet, *first, last_row=last[0])
