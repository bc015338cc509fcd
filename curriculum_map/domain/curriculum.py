"""Courses and grids: who offers what, and one rater's levels for it, each with its address in the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from curriculum_map.domain.findings import CellRef
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.provenance import Provenance
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
    """A row of a grid. Credits are ECTS; the phase counts from 1; what the file does not say is None.

    A course may belong to several tracks: `track` has their names with semicolons between them. `group` is the name of
    the elective group that an elective belongs to.
    """

    code: str | None
    title: str
    ects: float | None
    phase: int | None
    semester: str | None
    status: Status | None
    track: str | None = None
    group: str | None = None

    @property
    def tracks(self) -> tuple[str, ...]:
        """The names of the tracks that it belongs to."""
        return track_names(self.track or "") if self.status is Status.TRACK else ()


def track_names(track: str) -> tuple[str, ...]:
    """The names in a text with semicolons between them, each once."""
    return tuple(dict.fromkeys(name for one in track.split(";") if (name := one.strip())))


def as_track(names: Iterable[str]) -> str:
    """The names of tracks as one text; `track_names` the other way round."""
    return "; ".join(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class ElectiveGroup:
    """What a student takes from the electives of a group: so many courses, or at least so many ECTS credits.

    A student takes all of them where there are no more than that.
    """

    name: str
    choose: int | None = None
    ects: float | None = None

    def __post_init__(self) -> None:
        if (self.choose is None) == (self.ects is None) or (self.choose or self.ects or 0) <= 0:
            raise ValueError("an elective group asks for a number of courses or of credits, above 0")

    def __str__(self) -> str:
        """What it asks for, as the answers and the tables of an archive write it: '2' courses, or '6 ects'."""
        return str(self.choose) if self.ects is None else f"{self.ects:g} ects"


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
    """What makes a grid one and the same: a second upload with the same key is its next version.

    A campus is None for a programme that is the same wherever it is offered.
    """

    institution: str
    programme: str
    academic_year: str
    rater: str | None
    perspective: Perspective
    campus: str | None = None

    def __str__(self) -> str:
        """What the audit log and the checks of the database call it."""
        parts = (self.institution, self.programme, self.campus, self.academic_year, self.rater, self.perspective.value)
        return " | ".join(part for part in parts if part)


def in_order(key: GridKey) -> tuple[str, ...]:
    """What grids are sorted by, the same wherever they are stored."""
    return (
        key.institution,
        key.programme,
        key.campus or "",
        key.academic_year,
        key.perspective.value,
        key.rater or "",
    )


def as_counted(levels: bytes, blank_means: BlankMeans, provenance: Provenance, courses: int) -> bytes:
    """These levels of so many courses with 0 for each blank, where that means not covered.

    Only an empty cell can be left blank: what is written to mean not rated, such as a dash, stays not rated, and so
    does a place that the file does not have.
    """
    if blank_means is not BlankMeans.NOT_COVERED or NOT_RATED not in levels:
        return levels
    counted = bytearray(levels.translate(_BLANK_AS_NOT_COVERED))
    for place in provenance.not_blank(courses):
        counted[place] = levels[place]
    return bytes(counted)


@dataclass(frozen=True, slots=True)
class Grid:
    """One uploaded rating of one programme in one academic year by one rater.

    `levels` holds one byte per place, courses down and targets across: 0 to 3, NOT_APPLICABLE or NOT_RATED. `carried`
    are the courses that stand here as they were in an earlier year, until somebody confirms them. `groups`
    says of elective groups what a student takes; electives of no such group are free to take or leave. `tracks` are
    tracks that students may be in although no course names them.
    """

    key: GridKey
    edition: str
    granularity: Granularity
    blank_means: BlankMeans
    targets: tuple[str, ...]
    courses: tuple[Course, ...]
    levels: bytes
    provenance: Provenance
    carried: frozenset[int] = frozenset()
    groups: tuple[ElectiveGroup, ...] = ()
    tracks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        places = len(self.courses) * len(self.targets)
        if len(self.levels) != places or len(self.provenance.written) != places:
            raise ValueError(f"a grid of {places} places needs as many levels and marks")

    @property
    def is_without_status(self) -> bool:
        """Whether no course says who takes it: nothing can count as guaranteed then, whatever was rated."""
        return bool(self.courses) and all(course.status is None for course in self.courses)

    def counted_levels(self) -> bytes:
        """The levels as they count: a blank that the rater called not covered is a level 0."""
        return as_counted(self.levels, self.blank_means, self.provenance, len(self.courses))

    def ratings(self) -> Iterator[Rating]:
        """Every place that counts as a level, course by course."""
        levels, width = self.counted_levels(), len(self.targets)
        for place, level in enumerate(levels):
            if level < NOT_APPLICABLE:
                course, target = divmod(place, width)
                ref, mark = self.provenance.ref(course, target), self.provenance.mark(course, target)
                yield Rating(course, self.targets[target], Level(level), ref, mark)
