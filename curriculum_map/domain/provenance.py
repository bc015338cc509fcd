"""Where the levels of a grid were written: the sheets of the files they came from, and the address of each place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from curriculum_map.domain.findings import CellRef


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet of one file as it was read: a column per target, None where it has none, and its marks as written.

    `turned`: courses stand across, so `columns` counts rows of the file.
    """

    file_name: str
    sha256: str
    format: str
    sheet: str
    columns: tuple[int | None, ...]
    marks: tuple[str, ...]
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where each level of a grid was written: its source, a row per course, and an index into the marks of the source.

    The first source is the file that was uploaded; others are those of courses that were kept from before, and
    `source_of` says which source each course is from, empty while all are from the first. In a turned source `rows`
    counts columns of the file and `named_in` rows. `elsewhere` has the row and column, as in the file, of each
    (course, target) that is not where its row and column meet: those of a long list, of a second table; its target may
    be without a column. `named_in` is the column in which each course is named; empty where that is not known.
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
        """The source of the file that was uploaded."""
        return self.sources[0]

    def source(self, course: int) -> Source:
        """The sheet that a course was read from."""
        return self.sources[self.source_of[course] if self.source_of else 0]

    def ref(self, course: int, target: int) -> CellRef | None:
        """The address of a place; None where the file has no place for the target."""
        source = self.source(course)
        if self.elsewhere and (place := self.elsewhere.get((course, target))) is not None:
            return CellRef(source.sheet, *place)
        column = source.columns[target]
        return None if column is None else CellRef(source.sheet, *_place(source, self.rows[course], column))

    def course_ref(self, course: int) -> CellRef:
        """The address where a course is named; the first cell of its row where only the row is known."""
        source, named_in = self.source(course), self.named_in[course] if self.named_in else None
        return CellRef(source.sheet, *_place(source, self.rows[course], named_in or 0))

    def levels_refs(self, course: int) -> tuple[CellRef, ...]:
        """The ranges that hold the levels of a course: mostly one; none where the file has no place for its levels."""
        source = self.source(course)
        regular: list[int] = []
        others: list[tuple[int, int]] = []
        for target, column in enumerate(source.columns):
            if (place := self.elsewhere.get((course, target))) is not None:
                others.append(place)
            elif column is not None:
                regular.append(column)
        ranges = list(_ranges(source.sheet, others))
        if regular:
            row = self.rows[course]
            ranges.insert(0, _range(source.sheet, _place(source, row, min(regular)), _place(source, row, max(regular))))
        return tuple(ranges)

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
