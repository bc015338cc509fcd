"""Courses and grids: who offers what, and one rater's levels for it, each with its address in the file."""

from collections.abc import Iterator
from dataclasses import dataclass
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
    """Where each level of a grid was written: a row per course, a column per target, an index into the marks."""

    file_name: str
    sha256: str
    format: str
    sheet: str
    rows: tuple[int, ...]
    columns: tuple[int | None, ...]
    marks: tuple[str, ...]
    written: bytes

    def ref(self, course: int, target: int) -> CellRef | None:
        """The address of a place; None where the file has no column for the target."""
        column = self.columns[target]
        return None if column is None else CellRef(self.sheet, self.rows[course], column)

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

        Only a cell that is there can be left blank: a target without a column stays not rated.
        """
        if self.blank_means is not BlankMeans.NOT_COVERED:
            return self.levels
        counted, width = bytearray(self.levels.translate(_BLANK_AS_NOT_COVERED)), len(self.targets)
        for target, column in enumerate(self.provenance.columns):
            if column is None:
                counted[target::width] = bytes([NOT_RATED]) * len(self.courses)
        return bytes(counted)

    def ratings(self) -> Iterator[Rating]:
        """Every place that counts as a level, course by course."""
        levels, width = self.counted_levels(), len(self.targets)
        for place, level in enumerate(levels):
            if level < NOT_APPLICABLE:
                course, target = divmod(place, width)
                ref, mark = self.provenance.ref(course, target), self.provenance.mark(course, target)
                yield Rating(course, self.targets[target], Level(level), ref, mark)
