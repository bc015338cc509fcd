"""What if: a grid with changes that somebody considers, and what they would do to its coverage and its gaps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from curriculum_map.analytics.arrays import States, counted, to_ranks, to_states, track_names
from curriculum_map.analytics.coverage_changes import CoverageChange, coverage_changes
from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Course, Grid
from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.provenance import Provenance
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.what_if import Change, ChangeLevel, DropCourse, MergeCourses, MoveCourse


@dataclass(frozen=True, slots=True)
class GapChange:
    """A target that stands otherwise against its ambition, or with other flags, before and after."""

    target: str
    before: Gap
    after: Gap


@dataclass(frozen=True, slots=True)
class Considered:
    """What changes would do: the grid as it would be, the targets covered otherwise, and the gaps that change."""

    grid: Grid
    coverage: list[CoverageChange]
    gaps: list[GapChange]


def consider(
    grid: Grid, changes: Sequence[Change], ambitions: Mapping[str, Ambition], rule: CountingRule = HIGHEST
) -> Considered:
    """What these changes would do to coverage and gaps under a counting rule; ValueError as what_if."""
    return considered(grid, what_if(grid, changes), ambitions, rule)


def considered(grid: Grid, after: Grid, ambitions: Mapping[str, Ambition], rule: CountingRule = HIGHEST) -> Considered:
    """The same where the grid as it would be is known."""
    gaps = (gap_values(find_gaps(one, ambitions, rule=rule)) for one in (grid, after))
    pairs = zip(grid.targets, *(found.values() for found in gaps), strict=True)
    changed = [GapChange(target, old, new) for target, old, new in pairs if _stand(old) != _stand(new)]
    return Considered(after, coverage_changes(grid, after, rule=rule), changed)


def what_if(grid: Grid, changes: Sequence[Change]) -> Grid:
    """The grid with these changes made together; ValueError if two of them do not go together.

    No two may give a course a level for the same target, move the same course, or drop or merge it. Levels are changed
    first, then courses are moved, merged and dropped; the tracks and elective groups that students are in stay. The
    addresses and marks are those of the grid as it is: the file does not say what somebody considers. A merged course
    has those of the first of its parts.
    """
    _require_compatible(grid, changes)
    states, courses = counted(grid).copy(), list(grid.courses)
    kept = np.ones(len(courses), dtype=np.bool_)
    for change in sorted(changes, key=lambda one: _ORDER.index(type(one))):
        if isinstance(change, ChangeLevel):
            states[change.course, grid.targets.index(change.target)] = change.level
        elif isinstance(change, MoveCourse):
            courses[change.course] = change.to
        elif isinstance(change, MergeCourses):
            parts = list(change.courses)
            # Where nobody rated one of the parts and the others do not apply, it is still open.
            states[min(parts)] = to_states(to_ranks(states[parts]).max(axis=0))
            courses[min(parts)] = change.into
            kept[[part for part in parts if part != min(parts)]] = False
        else:
            kept[change.course] = False
    return _with_courses(grid, states, courses, np.flatnonzero(kept).tolist())


def merged(grid: Grid, courses: Sequence[int]) -> Course:
    """A proposal for the course that is made of several: the first of them under all titles, with all their credits.

    Credits are unknown where those of a part are.
    """
    parts = [grid.courses[place] for place in sorted(courses)]
    known = [part.ects for part in parts if part.ects is not None]
    ects = sum(known) if len(known) == len(parts) else None
    return replace(parts[0], title=" + ".join(part.title for part in parts), ects=ects)


_ORDER: tuple[type[Change], ...] = (ChangeLevel, MoveCourse, MergeCourses, DropCourse)
# What may happen to a course once, beside a level for each target; no target has such an id.
_MOVED, _GONE = " moved", " merged or dropped"


def _require_compatible(grid: Grid, changes: Sequence[Change]) -> None:
    """ValueError for a change of what the grid does not have, and for two that do not go together."""
    done: Counter[tuple[int, str]] = Counter()
    for change in changes:
        if isinstance(change, ChangeLevel):
            done[change.course, change.target] += 1
        elif isinstance(change, MoveCourse):
            done[change.course, _MOVED] += 1
        else:
            parts = change.courses if isinstance(change, MergeCourses) else (change.course,)
            done.update((part, _GONE) for part in parts)
            if isinstance(change, MergeCourses) and len(set(parts)) < 2:
                raise ValueError("a merge needs two courses or more")
    known = {*grid.targets, _MOVED, _GONE}
    wrong = [what for course, what in done if not 0 <= course < len(grid.courses) or what not in known]
    if wrong or max(done.values(), default=1) > 1:
        raise ValueError("changes of one grid, each of something else in it")


def _with_courses(grid: Grid, states: States, courses: Sequence[Course], kept: Sequence[int]) -> Grid:
    """The grid with only the courses kept, and with these states."""
    new_place = {old: new for new, old in enumerate(kept)}
    was, width = grid.provenance, len(grid.targets)
    provenance = Provenance(
        sources=was.sources,
        rows=tuple(was.rows[old] for old in kept),
        written=b"".join(was.written[old * width : (old + 1) * width] for old in kept),
        elsewhere={(new_place[one], target): at for (one, target), at in was.elsewhere.items() if one in new_place},
        named_in=tuple(was.named_in[old] for old in kept) if was.named_in else (),
        source_of=tuple(was.source_of[old] for old in kept) if was.source_of else (),
    )
    return replace(
        grid,
        courses=tuple(courses[old] for old in kept),
        levels=states[kept].tobytes(),
        provenance=provenance,
        carried=frozenset(new_place[old] for old in grid.carried if old in new_place),
        tracks=track_names(grid),
    )


def _stand(gap: Gap) -> tuple[object, ...]:
    """What of a gap is compared before and after."""
    return gap.kind, gap.guaranteed, gap.possible, gap.thin, gap.uncertain
