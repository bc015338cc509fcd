"""Changes that somebody considers. Courses are named by their place in the grid as it is now, counting from 0."""

from dataclasses import dataclass
from enum import StrEnum

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.levels import Level


@dataclass(frozen=True, slots=True)
class ChangeLevel:
    """The course gets this level for the target."""

    course: int
    target: str
    level: Level


@dataclass(frozen=True, slots=True)
class MoveCourse:
    """The course is given otherwise: in another phase or semester, to other students, for other credits."""

    course: int
    to: Course


@dataclass(frozen=True, slots=True)
class MergeCourses:
    """Of these courses one is made, which stands where the first of them stood and has the highest of their levels."""

    courses: tuple[int, ...]
    into: Course


@dataclass(frozen=True, slots=True)
class DropCourse:
    """The course is no longer given. Its track goes on existing, its elective group has one course less."""

    course: int


Change = ChangeLevel | MoveCourse | MergeCourses | DropCourse


@dataclass(frozen=True, slots=True)
class Offer:
    """Changes that together would close a gap.

    `steps`: the levels that courses go up, a blank counting as level 0, and one for each course made compulsory.
    """

    target: str
    changes: tuple[ChangeLevel | MoveCourse, ...]
    steps: int


class Act(StrEnum):
    """What somebody may try with courses; the letter is what an address writes."""

    LEVEL = "l"
    DROP = "d"
    PHASE = "p"
    MERGE = "m"
    COMPULSORY = "c"
    ELECTIVE = "e"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the acts that are tried one after the other; courses are named by their place when it is taken.

    `numbers`: the course; then for LEVEL the place of the target and the level, for PHASE the phase, for MERGE the
    other course.
    """

    act: Act
    numbers: tuple[int, ...]
