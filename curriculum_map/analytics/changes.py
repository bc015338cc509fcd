"""What changed between two grids of one programme: its courses, and the rating of each course and target."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from curriculum_map.analytics.arrays import States, counted, is_level
from curriculum_map.analytics.course_links import UNDECIDED, CourseLink, Decided, Link, link_courses
from curriculum_map.domain.curriculum import Course, ElectiveGroup, Grid
from curriculum_map.domain.findings import CellRef
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED

_FIELDS = ("code", "title", "ects", "phase", "semester", "status", "track", "group")


class CourseMove(StrEnum):
    """What became of a course; CHANGED is one that kept its name, with other credits, phase, semester or status.

    SPLIT is one of several that a course became, JOINED one that several became, where they are called otherwise.
    """

    NEW = "new"
    GONE = "gone"
    RENAMED = "renamed"
    SPLIT = "split"
    JOINED = "joined"
    PERHAPS_RENAMED = "perhaps-renamed"
    PERHAPS_SPLIT = "perhaps-split"
    CHANGED = "changed"


class Move(StrEnum):
    """What became of a place: a level went up or down, came where none was, was taken back, gave way to n/a."""

    UP = "up"
    DOWN = "down"
    NEW = "new"
    WITHDRAWN = "withdrawn"
    NOT_APPLICABLE = "not-applicable"


class Compared(StrEnum):
    """Which ratings could be compared: of all targets, of those that both grids have, or none: courses only."""

    ALL = "all"
    COMMON = "common"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CourseChange:
    """A course that is not what it was, with the fields that differ.

    `ratings` counts its levels as they are now, for a course that is gone as they were; `ref` is where it is named, in
    this `file`, for a course that is gone that of before.
    """

    move: CourseMove
    before: Course | None
    after: Course | None
    fields: tuple[str, ...]
    ratings: int
    ref: CellRef
    file: str


@dataclass(frozen=True, slots=True)
class RatingChange:
    """A place of a course of both grids, with its state, address and mark before and now."""

    move: Move
    course_before: Course
    course: Course
    target: str
    before: int
    after: int
    ref_before: CellRef | None
    ref: CellRef | None
    written_before: str
    written: str


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What a student takes of an elective group, before and now; None where nobody says."""

    name: str
    before: ElectiveGroup | None
    after: ElectiveGroup | None


@dataclass(frozen=True, eq=False, slots=True)
class Changes:
    """What changed from one grid to another; true where anything did, in a course, a rating, or what students choose.

    `courses`: those that are new, renamed or changed, in the order of now, then those that are gone. `targets` were
    compared; `links` are the courses of both grids, `then` and `now` their states [link, target] as they count.
    """

    before: Grid
    after: Grid
    compared: Compared
    courses: tuple[CourseChange, ...]
    targets: tuple[str, ...]
    links: tuple[CourseLink, ...]
    then: States
    now: States

    def __bool__(self) -> bool:
        is_grid_otherwise = self.blanks_changed or bool(self.groups)
        return bool(self.courses) or is_grid_otherwise or any(self.rating_counts().values())

    @property
    def blanks_changed(self) -> bool:
        """Whether an empty place means something else now: then each of them counts otherwise."""
        return self.before.blank_means is not self.after.blank_means

    @property
    def groups(self) -> tuple[GroupChange, ...]:
        """The elective groups of which a student takes something else now, those of before first."""
        before, after = ({group.name: group for group in grid.groups} for grid in (self.before, self.after))
        names = dict.fromkeys((*before, *after))
        changes = (GroupChange(name, before.get(name), after.get(name)) for name in names)
        return tuple(change for change in changes if change.before != change.after)

    @property
    def carried(self) -> tuple[tuple[Course, ...], tuple[Course, ...]]:
        """The courses that are carried over, not confirmed, before and now."""
        before, after = (
            tuple(grid.courses[place] for place in sorted(grid.carried)) for grid in (self.before, self.after)
        )
        return before, after

    def course_counts(self) -> dict[CourseMove, int]:
        """How many courses made each move, a move that none made included."""
        return {move: sum(change.move is move for change in self.courses) for move in CourseMove}

    def rating_counts(self) -> dict[Move, int]:
        """How many places of courses that are in both grids made each move, a move that none made included."""
        moves = _moves(self.then, self.now)
        return {move: int(np.count_nonzero(moves == number)) for number, move in enumerate(Move)}

    def ratings(self, move: Move | None = None) -> Iterator[RatingChange]:
        """The places that made this move, or any, course by course in the order of now."""
        moves = _moves(self.then, self.now)
        wanted = moves < len(Move) if move is None else moves == list(Move).index(move)
        before = [self.before.targets.index(target) for target in self.targets]
        after = [self.after.targets.index(target) for target in self.targets]
        for link, target in np.argwhere(wanted).tolist():
            place_before, place = (self.links[link].before, before[target]), (self.links[link].after, after[target])
            yield RatingChange(
                list(Move)[moves[link, target]],
                self.before.courses[place_before[0]],
                self.after.courses[place[0]],
                self.targets[target],
                int(self.then[link, target]),
                int(self.now[link, target]),
                self.before.provenance.ref(*place_before),
                self.after.provenance.ref(*place),
                self.before.provenance.mark(*place_before),
                self.after.provenance.mark(*place),
            )


def find_changes(before: Grid, after: Grid, decided: Decided = UNDECIDED, *, same_framework: bool = True) -> Changes:
    """What changed from one grid to another, target by target of the same id.

    Ids of targets mean the same in every edition of one framework, and nothing in another. Levels of courses that are
    only proposed to be one do not differ.
    """
    common = set(before.targets) if same_framework else set()
    targets = tuple(target for target in after.targets if target in common)
    then, now = _states(before, targets), _states(after, targets)
    links = link_courses(
        before.courses, after.courses, [row.tobytes() for row in then], [row.tobytes() for row in now], decided
    )
    was, became = then[[link.before for link in links]], now[[link.after for link in links]]
    # Levels of two courses that are perhaps one are compared once somebody says that they are.
    doubtful = [link.link is Link.PERHAPS for link in links]
    was[doubtful] = became[doubtful]
    is_all = bool(targets) and set(targets) == set(before.targets) == set(after.targets)
    return Changes(
        before,
        after,
        Compared.ALL if is_all else Compared.COMMON if targets else Compared.NONE,
        tuple(_course_changes(before, after, links)),
        targets,
        tuple(links),
        was,
        became,
    )


def _states(grid: Grid, targets: Sequence[str]) -> States:
    """The states as they count [course, target] of these targets only."""
    return counted(grid)[:, [grid.targets.index(target) for target in targets]]


def _moves(then: States, now: States) -> States:
    """The number of the move of each place, in the order of Move; their count where nothing moved."""
    was, became = is_level(then), is_level(now)
    conditions = [
        was & became & (now > then),
        was & became & (now < then),
        ~was & became,
        (now == NOT_RATED) & (then != NOT_RATED),
        (now == NOT_APPLICABLE) & (then != NOT_APPLICABLE),
    ]
    return np.select(conditions, [np.uint8(number) for number in range(len(Move))], np.uint8(len(Move)))


def _course_changes(before: Grid, after: Grid, links: Sequence[CourseLink]) -> Iterator[CourseChange]:
    """Every course that is not what it was: in the order of now, then what is gone."""
    levels_before, levels = is_level(counted(before)).sum(axis=1), is_level(counted(after)).sum(axis=1)
    became, made_of = Counter(link.before for link in links), Counter(link.after for link in links)
    linked = {link.after for link in links}
    new = [(place, None) for place in range(len(after.courses)) if place not in linked]
    for place, link in sorted([*new, *((link.after, link) for link in links)], key=lambda one: one[0]):
        course, ratings = after.courses[place], int(levels[place])
        named = after.provenance.course_ref(place), after.provenance.source(place).file_name
        if link is None:
            yield CourseChange(CourseMove.NEW, None, course, (), ratings, *named)
            continue
        old = before.courses[link.before]
        if fields := tuple(name for name in _FIELDS if getattr(old, name) != getattr(course, name)):
            yield CourseChange(_move(link, became, made_of), old, course, fields, ratings, *named)
    kept = {link.before for link in links}
    for place, course in enumerate(before.courses):
        if place not in kept:
            named = before.provenance.course_ref(place), before.provenance.source(place).file_name
            yield CourseChange(CourseMove.GONE, course, None, (), int(levels_before[place]), *named)


def _move(link: CourseLink, became: Mapping[int, int], made_of: Mapping[int, int]) -> CourseMove:
    if link.link is Link.RENAMED and became[link.before] > 1:
        return CourseMove.SPLIT
    if link.link is Link.PERHAPS and became[link.before] > 1:
        return CourseMove.PERHAPS_SPLIT
    if link.link is Link.RENAMED and made_of[link.after] > 1:
        return CourseMove.JOINED
    return _LINKED[link.link]


_LINKED = {Link.SAME: CourseMove.CHANGED, Link.RENAMED: CourseMove.RENAMED, Link.PERHAPS: CourseMove.PERHAPS_RENAMED}
