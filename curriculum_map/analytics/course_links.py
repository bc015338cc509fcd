"""Which course of one grid is which course of another, by code and title together; what is in doubt is a proposal."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from curriculum_map.analytics.course_splits import (
    LONGEST_TITLE,
    NEARLY_EQUAL,
    code_of,
    find_splits,
    is_code_of,
    title_of,
)
from curriculum_map.domain.curriculum import Course

# With more pairs than this nobody would go through the proposals, and comparing them takes long.
_MOST_PAIRS = 10_000


class Link(StrEnum):
    """How two courses are one: they are called the same, one was renamed, or perhaps it was."""

    SAME = "same"
    RENAMED = "renamed"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class CourseLink:
    """A course before and the course that it is now, as places in their grids."""

    before: int
    after: int
    link: Link


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person said of courses by their place before and now: these are one, and these are not."""

    one: frozenset[tuple[int, int]] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()


UNDECIDED = Decided()


def link_courses(
    before: Sequence[Course],
    after: Sequence[Course],
    levels_before: Sequence[bytes],
    levels_after: Sequence[bytes],
    decided: Decided = UNDECIDED,
) -> list[CourseLink]:
    """The courses that are one and the same, in the order of now; whatever is in none of them is new or gone.

    What a person decided goes before everything: a course that was split or joined comes several times, and two courses
    that are apart are never linked. Then the same code and title; the same title, then the same code, where no other
    course has it. Last, as proposals, a course that was perhaps split, and equal levels with nearly equal titles or
    codes.
    """
    links = named_links(before, after, decided)
    left, right = _unlinked(links, before, after)
    if len(left) * len(right) <= _MOST_PAIRS:
        links += [CourseLink(one, other, Link.PERHAPS) for one, other in find_splits(left, right, decided.apart)]
        left, right = _unlinked(links, before, after)
    alike = _nearly_equal(left, right, levels_before, levels_after)
    links += _proposals(pair for pair in alike if pair[1:] not in decided.apart)
    return sorted(links, key=lambda link: (link.after, link.before))


def named_links(before: Sequence[Course], after: Sequence[Course], decided: Decided = UNDECIDED) -> list[CourseLink]:
    """The links by what a person decided and by code and title: all but the proposals."""
    said = [CourseLink(one, other, how_named(before[one], after[other])) for one, other in sorted(decided.one)]
    links: list[CourseLink] = []
    for name, may_repeat in _NAMES:
        # A course that keeps its name is itself, also where others were joined to it or split off from it.
        keeps_name = name in _WHOLE_NAMES
        left, right = _unlinked(links if keeps_name else [*links, *said], before, after)
        pairs = _pairs(_named_by(name, left), _named_by(name, right), may_repeat=may_repeat)
        links += [
            CourseLink(one, other, how_named(before[one], after[other]))
            for one, other in list(pairs)
            if (one, other) not in decided.apart
        ]
    return [*said, *(link for link in links if (link.before, link.after) not in decided.one)]


def _code_and_title(course: Course) -> Hashable:
    return code_of(course), title_of(course)


def _in_full(course: Course) -> Hashable:
    return code_of(course), title_of(course), course.phase, course.semester, course.status, course.track, course.group


# By what a course is known, surest first; and whether several of one name are paired in their order.
_NAMES: tuple[tuple[Callable[[Course], Hashable], bool], ...] = (
    (_in_full, True),
    (_code_and_title, True),
    (title_of, False),
    (code_of, False),
)
_WHOLE_NAMES = (_in_full, _code_and_title)


def how_named(before: Course, after: Course) -> Link:
    """Whether a course kept its name; a code that only one of the two gives is no other code."""
    codes = {code_of(before), code_of(after)} - {None}
    return Link.SAME if title_of(before) == title_of(after) and len(codes) < 2 else Link.RENAMED


def _unlinked(
    links: Sequence[CourseLink], before: Sequence[Course], after: Sequence[Course]
) -> tuple[dict[int, Course], dict[int, Course]]:
    """The courses, by their place, that are not in any of the links."""
    then, now = {link.before for link in links}, {link.after for link in links}
    return (
        {place: course for place, course in enumerate(before) if place not in then},
        {place: course for place, course in enumerate(after) if place not in now},
    )


def _named_by(name: Callable[[Course], Hashable], courses: Mapping[int, Course]) -> dict[Hashable, list[int]]:
    """The places of these courses by their name; one without a name is in none."""
    named: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, course in courses.items():
        if (known_as := name(course)) is not None:
            named[known_as].append(place)
    return named


def _pairs(
    before: Mapping[Hashable, list[int]], after: Mapping[Hashable, list[int]], *, may_repeat: bool
) -> Iterator[tuple[int, int]]:
    """The places that go by the same name: in their order, or only where it is the name of one course."""
    for name, then in before.items():
        now = after.get(name, [])
        if may_repeat or len(then) == len(now) == 1:
            yield from zip(then, now, strict=False)


def _nearly_equal(
    before: Mapping[int, Course],
    after: Mapping[int, Course],
    levels_before: Sequence[bytes],
    levels_after: Sequence[bytes],
) -> Iterator[tuple[float, int, int]]:
    """Each two courses with equal levels and nearly equal titles, and how like these are; 0 where the codes are."""
    if len(before) * len(after) > _MOST_PAIRS:
        return
    for other, now in after.items():
        # The matcher keeps the letters of its second text, so the one that is compared with many others comes there.
        matcher = SequenceMatcher(None, "", (title_of(now) or "")[:LONGEST_TITLE])
        for one, then in before.items():
            if levels_before[one] == levels_after[other]:
                matcher.set_seq1((title_of(then) or "")[:LONGEST_TITLE])
                if matcher.quick_ratio() >= NEARLY_EQUAL and (likeness := matcher.ratio()) >= NEARLY_EQUAL:
                    yield likeness, one, other
                elif is_code_of(then, now):
                    yield 0, one, other


def _proposals(alike: Iterable[tuple[float, int, int]]) -> list[CourseLink]:
    """The likest first, each course in one proposal only."""
    then: set[int] = set()
    now: set[int] = set()
    proposals = []
    for _, one, other in sorted(alike, key=lambda pair: (-pair[0], pair[1:])):
        if one not in then and other not in now:
            then.add(one)
            now.add(other)
            proposals.append(CourseLink(one, other, Link.PERHAPS))
    return proposals
