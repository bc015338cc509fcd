"""A grid in which the agreed levels count, in the place of what its rater wrote."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from curriculum_map.analytics.course_links import named_links
from curriculum_map.domain.agreed import OnRecord
from curriculum_map.domain.curriculum import Course, Grid


@dataclass(frozen=True, slots=True)
class WithAgreed:
    """A grid as it counts, which agreed levels count in it, and which do not.

    One does not count where the grid has no such target, as when it was rated finer or coarser, or where not exactly
    one of its courses is called so.
    """

    grid: Grid
    counted: tuple[OnRecord, ...] = ()
    left: tuple[OnRecord, ...] = ()


def with_agreed(grid: Grid, agreed: Sequence[OnRecord]) -> WithAgreed:
    """The grid with these agreed levels put in; what was written, and where, stays as it was."""
    of_edition = [one for one in agreed if one.agreed.edition == grid.edition]
    columns = {target: at for at, target in enumerate(grid.targets)}
    levels, counted = bytearray(grid.levels), []
    for (course, target), one in agreed_places(grid.courses, of_edition).items():
        if target in columns:
            levels[course * len(columns) + columns[target]] = one.agreed.level
            counted.append(one)
    left = tuple(one for one in of_edition if one not in counted)
    return WithAgreed(replace(grid, levels=bytes(levels)) if counted else grid, tuple(counted), left)


def agreed_places(courses: Sequence[Course], agreed: Sequence[OnRecord]) -> dict[tuple[int, str], OnRecord]:
    """The agreed levels by the place of their course among these, and their target; without those of no one course."""
    named = list(dict.fromkeys(one.agreed.course for one in agreed))
    as_courses = [Course(one.code, one.title, None, None, None, None) for one in named]
    called = Counter((course.code, course.title) for course in courses)
    rows = {
        named[link.before]: link.after
        for link in named_links(as_courses, courses)
        if called[courses[link.after].code, courses[link.after].title] == 1
    }
    return {(rows[one.agreed.course], one.agreed.target): one for one in agreed if one.agreed.course in rows}
