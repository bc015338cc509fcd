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


def with_kept(new: Grid, old: Grid, courses: Sequence[int], order: Sequence[int] | None = None) -> Grid:
    """The new grid with these courses of the old one behind its own, each with its levels and its addresses.

    With an `order`, as order_with_kept gives it, in that one. What was carried from an earlier year still is; what was
    rated or confirmed this year still stands. ValueError if they do not rate the same targets of the same edition.
    """
    if not can_keep(old, new):
        raise ValueError("courses can only be kept where both grids rate the same targets")
    if not courses:
        return new
    joined = _joined(new, old, courses)
    return joined if order is None else _in_order(joined, order)


def order_with_kept(new: int, old: int, courses: Sequence[int], links: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """The order of so many new courses and these kept ones behind them: that of the old grid, as far as it had them.

    `links` say which of so many old courses is which new one. A course that is only in the new grid comes behind the
    one that stands before it there; the first one before the one behind it; and at the end where there is no such one.
    """
    became: dict[int, list[int]] = {}
    for before, after in sorted(links):
        became.setdefault(before, []).append(after)
    for number, course in enumerate(courses):
        became[course] = [new + number]
    order = list(dict.fromkeys(place for course in range(old) for place in became.get(course, ())))
    known = set(order)
    for place in range(new):
        if place in known:
            continue
        behind = next((other for other in range(place + 1, new) if other in known), None)
        if place:
            order.insert(order.index(place - 1) + 1, place)
        else:
            order.insert(len(order) if behind is None else order.index(behind), place)
    return tuple(order)


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


def _in_order(grid: Grid, order: Sequence[int]) -> Grid:
    """The grid with its courses in this order."""
    width, provenance = len(grid.targets), grid.provenance
    now = {before: place for place, before in enumerate(order)}
    return replace(
        grid,
        courses=tuple(grid.courses[place] for place in order),
        levels=_rows(grid.levels, width, order),
        carried=frozenset(now[place] for place in grid.carried),
        provenance=replace(
            provenance,
            rows=tuple(provenance.rows[place] for place in order),
            written=_rows(provenance.written, width, order),
            elsewhere={(now[course], target): at for (course, target), at in provenance.elsewhere.items()},
            named_in=tuple(provenance.named_in[place] for place in order) if provenance.named_in else (),
            source_of=tuple(provenance.source_of[place] for place in order) if provenance.source_of else (),
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
