"""Courses by their names: what a person says of a course of the stored version and of those of a file."""

from collections import Counter
from collections.abc import Mapping, Sequence

from curriculum_map.domain.curriculum import Course


def course_names(courses: Sequence[Course]) -> list[str]:
    """A name for each course that none of the others has: code and title, with a number where these are the same."""
    named = [f"{course.code} {course.title}" if course.code else course.title for course in courses]
    several = Counter(map(str.casefold, named))
    seen: Counter[str] = Counter()
    names = []
    for name in named:
        seen[name.casefold()] += 1
        names.append(f"{name} ({seen[name.casefold()]})" if several[name.casefold()] > 1 else name)
    return names


def chosen_courses(
    before: Sequence[Course], after: Sequence[Course], said: Mapping[str, Sequence[str]]
) -> tuple[dict[int, tuple[int, ...]], tuple[str, ...]]:
    """What each of these courses of before became, by their places, and the names that no one course has.

    A course goes by its name here, its title or its code, whatever the capitals. Nothing is taken of an answer with a
    name that is unknown.
    """
    then, now = _known_as(before), _known_as(after)
    chosen: dict[int, tuple[int, ...]] = {}
    unknown: list[str] = []
    for name, became in said.items():
        places = [now.get(_same(one)) for one in became]
        lost = [one for one, place in zip(became, places, strict=True) if place is None]
        if (old := then.get(_same(name))) is None:
            lost.insert(0, name)
        if lost or old is None:
            unknown += lost
        else:
            chosen[old] = tuple(sorted({place for place in places if place is not None}))
    return chosen, tuple(unknown)


def _known_as(courses: Sequence[Course]) -> dict[str, int]:
    """The places of courses by each name that only one of them has."""
    known: dict[str, int] = {}
    ways = (
        course_names(courses),
        [course.title for course in courses],
        [course.code or "" for course in courses],
    )
    for names in ways:
        forms = [_same(name) for name in names]
        times = Counter(forms)
        for place, form in enumerate(forms):
            if form and times[form] == 1:
                known.setdefault(form, place)
    return known


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
