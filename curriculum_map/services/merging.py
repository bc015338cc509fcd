"""What would be stored of what was read: beside the version that is there, and what somebody decided about that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from curriculum_map.analytics.changes import Changes, find_changes
from curriculum_map.analytics.course_history import settled
from curriculum_map.analytics.course_links import UNDECIDED as NOTHING_SAID
from curriculum_map.analytics.course_links import CourseLink, Decided, Link
from curriculum_map.analytics.coverage_changes import CoverageChange, coverage_changes
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Course, Grid
from curriculum_map.domain.history import can_keep, order_with_kept, with_kept
from curriculum_map.frameworks.loader import family
from curriculum_map.importing.reading import Reading
from curriculum_map.services.course_choices import chosen_courses
from curriculum_map.storage.grids import GridInfo, StoredGrid

# When more of the courses go than this, that is asked once more.
_MANY = 0.3


@dataclass(frozen=True, slots=True)
class Seen:
    """What was there for somebody who looked: a grid and its version, and the number of the ambitions that would go.

    Handed back as the confirmation, it is compared with what is there then.
    """

    grid: int | None = None
    version: int | None = None
    ambitions: int | None = None


@dataclass(frozen=True, slots=True)
class Replaced:
    """What an import comes in the place of: a version of a grid, and ambitions of a set that it changes or drops."""

    grid: GridInfo | None = None
    ambitions: frozenset[Ambition] = frozenset()
    ambition_set: int = 0

    def __bool__(self) -> bool:
        return self.grid is not None or bool(self.ambitions)

    @property
    def seen(self) -> Seen:
        """What somebody who looks at it has seen."""
        ambitions = self.ambition_set if self.ambitions else None
        return Seen(ambitions=ambitions) if self.grid is None else Seen(self.grid.id, self.grid.version, ambitions)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What somebody decided about an import.

    `seen` is what was there when they said that this may come in its place: None, and nobody said so. `removed` is how
    many courses of the stored version go because the file does not have them: None, and they stay; `sure` says it once
    more where they are many. `renamed` says that the courses that seem to be called otherwise are; which course became
    which is among the answers about the file.
    """

    seen: Seen | None = None
    removed: int | None = None
    sure: bool = False
    renamed: bool = False


UNDECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class Merged:
    """What is stored if the reading is: the grid with the courses that stay though the file does not have them.

    `gone` are the courses of the stored version that are not in the file, by their place; `stays` says whether they can
    stay: only where both rate the same targets, and the stored version `is_intact`: nothing is taken from one that was
    changed in the database. `said` is what was answered about courses of both, `unknown` the names in these answers
    that no course has. `places` are those of the courses of the file in the grid, of which the order is that of the
    stored version where courses of it stay.
    """

    grid: Grid
    gone: tuple[int, ...]
    stays: bool
    changes: Changes | None
    said: Decided = NOTHING_SAID
    unknown: tuple[str, ...] = ()
    is_intact: bool = True
    places: tuple[int, ...] = ()

    @property
    def proposed(self) -> tuple[CourseLink, ...]:
        """The courses that seem to be called otherwise in the file, and of which nobody said that they are."""
        links = self.changes.links if self.changes else ()
        return tuple(
            link for link in links if link.link is not Link.SAME and (link.before, link.after) not in self.said.one
        )

    @property
    def changes_as_stored(self) -> Changes | None:
        """What storing it changes: a course that stays though the file does not have it is not gone."""
        if self.changes is None or len(self.grid.courses) == len(self.changes.after.courses):
            return self.changes
        old, behind = self.changes.before, sorted(set(range(len(self.grid.courses))) - set(self.places))
        said = self.as_stored(self.said)
        said = replace(said, one=said.one | set(zip(self.gone, behind, strict=True)))
        same_framework = family(old.edition) == family(self.grid.edition)
        return find_changes(old, self.grid, said, same_framework=same_framework)

    def as_stored(self, said: Decided) -> Decided:
        """What was said of courses of the stored version and of the file, of the grid that is stored."""
        one, apart = ({(place, self.places[after]) for place, after in pairs} for pairs in (said.one, said.apart))
        return Decided(frozenset(one), frozenset(apart))

    @property
    def confirms(self) -> int:
        """How many courses that were carried over from an earlier year the file has: from then on they are not."""
        if self.changes is None:
            return 0
        carried = self.changes.before.carried
        return len({link.before for link in self.changes.links if link.before in carried})

    @property
    def stay(self) -> int:
        """How many courses of the stored version stay though the file does not have them."""
        return len(self.grid.courses) - len(self.changes.after.courses) if self.changes else 0

    @property
    def coverage(self) -> list[CoverageChange]:
        """What storing it does to the coverage of each target."""
        if self.changes is None:
            return []
        old = self.changes.before
        return coverage_changes(old, self.grid, same_framework=family(old.edition) == family(self.grid.edition))

    @property
    def gone_courses(self) -> tuple[Course, ...]:
        """The courses of the stored version that are not in the file."""
        return tuple(self.changes.before.courses[place] for place in self.gone) if self.changes else ()

    @property
    def total(self) -> int:
        """How many courses the stored version has."""
        return len(self.changes.before.courses) if self.changes else 0

    @property
    def is_many(self) -> bool:
        """Whether so many courses are not in the file that removing them is asked once more."""
        return len(self.gone) > _MANY * self.total


def merge(
    existing: StoredGrid | None,
    reading: Reading,
    grid: Grid,
    decisions: Decisions = UNDECIDED,
    earlier: Decided = NOTHING_SAID,
) -> Merged:
    """What would be stored: the grid, and the courses of the stored version that are not in it, if they stay.

    What was said `earlier` of courses counts where nothing is answered about them now.
    """
    if existing is None:
        return Merged(grid, (), stays=True, changes=None, places=tuple(range(len(grid.courses))))
    old, same_framework = existing.grid, family(existing.grid.edition) == family(grid.edition)
    chosen, unknown = chosen_courses(old.courses, grid.courses, reading.answers.courses)
    said = settled(old, grid, chosen, same_framework=same_framework)
    one, apart = (frozenset(pair for pair in pairs if pair[0] not in chosen) for pairs in (earlier.one, earlier.apart))
    said = Decided(said.one | (one - said.apart), said.apart | apart)
    changes = find_changes(old, grid, said, same_framework=same_framework)
    if decisions.renamed:
        proposed = frozenset((link.before, link.after) for link in changes.links if link.link is not Link.SAME)
        said = Decided(said.one | proposed, said.apart)
        changes = find_changes(old, grid, said, same_framework=same_framework)
    linked = {link.before for link in changes.links}
    gone = tuple(place for place in range(len(old.courses)) if place not in linked)
    is_intact = existing.is_intact
    stays = is_intact and can_keep(old, grid)
    if not gone or not stays or decisions.removed is not None:
        return Merged(grid, gone, stays, changes, said, unknown, is_intact, tuple(range(len(grid.courses))))
    links = [(link.before, link.after) for link in changes.links]
    order = order_with_kept(len(grid.courses), len(old.courses), gone, links)
    places = tuple(order.index(place) for place in range(len(grid.courses)))
    return Merged(with_kept(grid, old, gone, order), gone, stays, changes, said, unknown, is_intact, places)


def replaced(
    existing: StoredGrid | None, ambitions: Mapping[str, Ambition], reading: Reading, ambition_set: int
) -> Replaced:
    """What storing this reading comes in the place of; `ambition_set` is the number of these ambitions."""
    new = {ambition.target: ambition for ambition in reading.ambitions}
    # A file without ambitions leaves those that are there.
    old = ambitions.values() if new else ()
    info = None if existing is None else existing.info
    return Replaced(info, frozenset(one for one in old if new.get(one.target) != one), ambition_set)


def is_same(stored: Grid, grid: Grid) -> bool:
    """Whether the stored grid came from the same bytes, under whatever name, with the same answers.

    Courses that somebody confirmed since stay confirmed: the same file says nothing else about them.
    """
    return stored.carried <= grid.carried and _nameless(stored) == _nameless(grid)


def _nameless(grid: Grid) -> Grid:
    uploaded = grid.provenance.uploaded.sha256
    sources = (replace(one, file_name="") if one.sha256 == uploaded else one for one in grid.provenance.sources)
    provenance = replace(grid.provenance, sources=tuple(sources))
    return replace(grid, key=replace(grid.key, institution=""), provenance=provenance, carried=frozenset())
