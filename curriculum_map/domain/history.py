"""How a version of a grid came to be, and grids made from earlier ones: courses kept, a year rolled over."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from curriculum_map.domain.curriculum import ElectiveGroup, Grid
from curriculum_map.domain.provenance import Provenance, Source


class Made(StrEnum):
    """How a version came to be."""

    UPLOADED = "uploaded"
    ROLLED_OVER = "rolled-over"
    ROLLED_BACK = "rolled-back"
    CONFIRMED = "confirmed"


def can_keep(old: Grid, new: Grid) -> bool:
    """Whether courses of the old grid can stand in the new one: both rate the same targets of the same edition."""
    return (old.edition, old.targets) == (new.edition, new.targets)


def with_kept(new: Grid, old: Grid, courses: Sequence[int]) -> Grid:
    """The new grid with these courses of the old one behind its own, each with its levels and its addresses.

    What was carried from an earlier year still is; what was rated or confirmed this year still stands. ValueError if
    they do not rate the same targets of the same edition.
    """
    if not can_keep(old, new):
        raise ValueError("courses can only be kept where both grids rate the same targets")
    return _joined(new, old, courses) if courses else new


def next_year(academic_year: str) -> str:
    """The academic year after this one: '2027-28' after '2026-27'."""
    start = int(academic_year[:4]) + 1
    return f"{start}-{(start + 1) % 100:02d}"


def rolled_over(grid: Grid, academic_year: str) -> Grid:
    """The same courses and levels in another academic year, every one of them carried until somebody confirms it."""
    return replace(
        grid, key=replace(grid.key, academic_year=academic_year), carried=frozenset(range(len(grid.courses)))
    )


def confirmed(grid: Grid, courses: Iterable[int] | None = None) -> Grid:
    """The grid with these carried courses, or all of them, confirmed for its year."""
    return replace(grid, carried=frozenset() if courses is None else grid.carried - set(courses))


def _joined(new: Grid, old: Grid, courses: Sequence[int]) -> Grid:
    first, width = len(new.courses), len(new.targets)
    sources, source_of = _sources(new, old, courses)
    before, now = old.provenance, new.provenance
    named = (*_named_in(new), *(_named_in(old)[course] for course in courses))
    return replace(
        new,
        courses=(*new.courses, *(old.courses[course] for course in courses)),
        levels=new.levels + _rows(old.levels, width, courses),
        carried=new.carried | {first + place for place, course in enumerate(courses) if course in old.carried},
        groups=_groups(new, old, courses),
        tracks=tuple(dict.fromkeys((*new.tracks, *old.tracks))),
        provenance=Provenance(
            sources=sources,
            rows=(*now.rows, *(before.rows[course] for course in courses)),
            written=now.written + _rows(before.written, width, courses),
            elsewhere={
                **now.elsewhere,
                **{
                    (first + courses.index(course), target): place
                    for (course, target), place in before.elsewhere.items()
                    if course in courses
                },
            },
            named_in=named if any(place is not None for place in named) else (),
            source_of=source_of if len(sources) > 1 else (),
        ),
    )


def _groups(new: Grid, old: Grid, courses: Sequence[int]) -> tuple[ElectiveGroup, ...]:
    """What the new grid says of its elective groups, and of those of the kept courses what only the old one says."""
    named = {old.courses[course].group for course in courses} - {group.name for group in new.groups}
    return (*new.groups, *(group for group in old.groups if group.name in named))


def _sources(new: Grid, old: Grid, courses: Sequence[int]) -> tuple[tuple[Source, ...], tuple[int, ...]]:
    """The sheets of both grids that are still needed, each once, and the one of each course."""
    sources = list(new.provenance.sources)
    source_of = list(new.provenance.source_of or [0] * len(new.courses))
    for course in courses:
        source = old.provenance.source(course)
        if source not in sources:
            sources.append(source)
        source_of.append(sources.index(source))
    return tuple(sources), tuple(source_of)


def _named_in(grid: Grid) -> tuple[int | None, ...]:
    return grid.provenance.named_in or (None,) * len(grid.courses)


def _rows(places: bytes, width: int, courses: Iterable[int]) -> bytes:
    return b"".join(places[course * width : (course + 1) * width] for course in courses)
