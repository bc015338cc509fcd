"""Courses through several versions: what was said from one version to the next, put together from first to last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curriculum_map.analytics.changes import find_changes
from curriculum_map.analytics.course_links import UNDECIDED, Decided, Link, how_named, named_links
from curriculum_map.domain.curriculum import Course, Grid

Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to another: the courses of both, and what somebody said of them."""

    before: Sequence[Course]
    after: Sequence[Course]
    said: Decided = UNDECIDED


def settled(before: Grid, after: Grid, chosen: Mapping[int, Iterable[int]], *, same_framework: bool = True) -> Decided:
    """What somebody decided who chose, for some courses of before, all the courses of now that each of them is.

    Of these courses nothing else is linked: whatever would be is apart.
    """
    if not chosen:
        return UNDECIDED
    one = frozenset((old, new) for old, several in chosen.items() for new in several)
    apart: Pairs = frozenset()
    while True:
        found = find_changes(before, after, Decided(one, apart), same_framework=same_framework).links
        more = {(link.before, link.after) for link in found if link.before in chosen} - one
        if not more:
            return Decided(one, apart)
        # Without this link another one may come up in its place.
        apart |= more


def backwards(step: Step) -> Step:
    """The step from the later version to the earlier one."""
    return Step(step.after, step.before, Decided(_turned(step.said.one), _turned(step.said.apart)))


def through(back: Sequence[Step], forth: Sequence[Step]) -> Decided:
    """Which courses are one, and which are not, after going `back` to a common version and `forth` from there.

    Proposals that nobody confirmed link nothing.
    """
    steps = [*back, *forth]
    if not steps:
        return UNDECIDED
    one, apart = _sure(steps[0])
    for step in steps[1:]:
        same, other = _sure(step)
        one, apart = _after(one, same), _after(apart, same) | _after(one, other)
    if back and forth:
        one = _without_cousins(one, steps[0].before, steps[-1].after)
    return Decided(one, apart - one)


def _turned(pairs: Pairs) -> Pairs:
    return frozenset((after, before) for before, after in pairs)


def _sure(step: Step) -> tuple[Pairs, Pairs]:
    links = named_links(step.before, step.after, step.said)
    return frozenset((link.before, link.after) for link in links), step.said.apart


def _after(first: Pairs, second: Pairs) -> Pairs:
    """What two relations say one after the other."""
    onward: dict[int, list[int]] = {}
    for middle, last in second:
        onward.setdefault(middle, []).append(last)
    return frozenset((one, last) for one, middle in first for last in onward.get(middle, ()))


def _without_cousins(one: Pairs, before: Sequence[Course], after: Sequence[Course]) -> Pairs:
    """A course that was split in both ways has both halves twice: each of them is only the one of its own name."""
    known = {(old, new) for old, new in one if how_named(before[old], after[new]) is Link.SAME}
    then, now = {pair[0] for pair in known}, {pair[1] for pair in known}
    return frozenset(pair for pair in one if pair in known or (pair[0] not in then and pair[1] not in now))
