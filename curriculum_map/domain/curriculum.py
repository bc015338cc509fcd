"""Courses and grids: who offers what, and one rater's levels for it, each with its address in the file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from curriculum_map.domain.findings import CellRef
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.text import Text

_BLANK_AS_NOT_COVERED = bytes.maketrans(bytes([NOT_RATED]), bytes([Level.NOT_COVERED]))


class Status(StrEnum):
    """Who takes a course: everybody, who chooses it, or everybody in one track."""

    COMPULSORY = "compulsory"
    ELECTIVE = "elective"
    TRACK = "track"


class Perspective(StrEnum):
    """Whose view a grid is."""

    COORDINATOR = "coordinator"
    LECTURER = "lecturer"
    STUDENT = "student"
    ALUMNI = "alumni"
    FIELD = "field"


class BlankMeans(StrEnum):
    """What an empty place in the file says: nothing, or that the course does not cover the target."""

    NOT_RATED = "not-rated"
    NOT_COVERED = "not-covered"


@dataclass(frozen=True, slots=True)
class Programme:
    """One of the programmes of the field."""

    id: str
    name: Text
    short: Text
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A row of a grid. Credits are ECTS; the phase counts from 1; what the file does not say is None."""

    code: str | None
    title: str
    ects: float | None
    phase: int | None
    semester: str | None
    status: Status | None
    track: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where each level of a grid was written: a row per course, a column per target, an index into the marks.

    `turned`: courses stand across, so `rows` counts columns of the file, and `columns` and `named_in` its rows.
    `elsewhere` has the row and column, as in the file, of each (course, target) that is not where its row and column
    meet: those of a long list, of a second table; its target may be without a column. `named_in` is the column in which
    each course is named; empty where that is not known.
    """

    file_name: str
    sha256: str
    format: str
    sheet: str
    rows: tuple[int, ...]
    columns: tuple[int | None, ...]
    marks: tuple[str, ...]
    written: bytes
    turned: bool = False
    # A mapping has no hash; two grids that differ only here are told apart by being unequal.
    elsewhere: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict, hash=False)
    named_in: tuple[int, ...] = ()

    def ref(self, course: int, target: int) -> CellRef | None:
        """The address of a place; None where the file has no place for the target."""
        if self.elsewhere and (place := self.elsewhere.get((course, target))) is not None:
            return CellRef(self.sheet, *place)
        column = self.columns[target]
        if column is None:
            return None
        return CellRef(self.sheet, *self._place(self.rows[course], column))

    def course_ref(self, course: int) -> CellRef:
        """The address where a course is named; the first cell of its row where only the row is known."""
        return CellRef(self.sheet, *self._place(self.rows[course], self.named_in[course] if self.named_in else 0))

    def levels_refs(self, course: int) -> tuple[CellRef, ...]:
        """The ranges that hold the levels of a course: mostly one; none where the file has no place for its levels."""
        regular: list[int] = []
        others: list[tuple[int, int]] = []
        for target, column in enumerate(self.columns):
            if (place := self.elsewhere.get((course, target))) is not None:
                others.append(place)
            elif column is not None:
                regular.append(column)
        ranges = list(_ranges(self.sheet, others))
        if regular:
            first = self._place(self.rows[course], min(regular))
            ranges.insert(0, _range(self.sheet, first, self._place(self.rows[course], max(regular))))
        return tuple(ranges)

    def _place(self, row: int, column: int) -> tuple[int, int]:
        """Row and column in the file."""
        return (column, row) if self.turned else (row, column)

    def mark(self, course: int, target: int) -> str:
        """What was written there, trimmed; empty where nothing was."""
        index = self.written[course * len(self.columns) + target]
        return self.marks[index]


@dataclass(frozen=True, slots=True)
class Rating:
    """One level of one course for one target, made on demand from a grid."""

    course: int
    target: str
    level: Level
    ref: CellRef | None
    written: str


@dataclass(frozen=True, slots=True)
class GridKey:
    """What makes a grid one and the same: a second upload with the same key takes the place of the first."""

    institution: str
    programme: str
    academic_year: str
    rater: str | None
    perspective: Perspective


@dataclass(frozen=True, slots=True)
class Grid:
    """One uploaded rating of one programme in one academic year by one rater.

    `levels` holds one byte per place, courses down and targets across: 0 to 3, NOT_APPLICABLE or NOT_RATED.
    """

    key: GridKey
    edition: str
    granularity: Granularity
    blank_means: BlankMeans
    targets: tuple[str, ...]
    courses: tuple[Course, ...]
    levels: bytes
    provenance: Provenance

    def __post_init__(self) -> None:
        places = len(self.courses) * len(self.targets)
        if len(self.levels) != places or len(self.provenance.written) != places:
            raise ValueError(f"a grid of {places} places needs as many levels and marks")

    def counted_levels(self) -> bytes:
        """The levels as they count: a blank that the rater called not covered is a level 0.

        Only a cell that is there can be left blank: a place that the file does not have stays not rated.
        """
        if self.blank_means is not BlankMeans.NOT_COVERED:
            return self.levels
        as_covered = self.levels.translate(_BLANK_AS_NOT_COVERED)
        counted, width = bytearray(as_covered), len(self.targets)
        for target, column in enumerate(self.provenance.columns):
            if column is None:
                counted[target::width] = bytes([NOT_RATED]) * len(self.courses)
        for course, target in self.provenance.elsewhere:
            counted[course * width + target] = as_covered[course * width + target]
        return bytes(counted)

    def ratings(self) -> Iterator[Rating]:
        """Every place that counts as a level, course by course."""
        levels, width = self.counted_levels(), len(self.targets)
        for place, level in enumerate(levels):
            if level < NOT_APPLICABLE:
                course, target = divmod(place, width)
                ref, mark = self.provenance.ref(course, target), self.provenance.mark(course, target)
                yield Rating(course, self.targets[target], Level(level), ref, mark)


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
