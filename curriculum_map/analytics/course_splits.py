"""Courses that may have been split: one that went, and several that came and are called much like it."""

from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher

from curriculum_map.domain.curriculum import Course

# Twice the letters in common over the letters of both: from here on two titles are nearly equal.
NEARLY_EQUAL = 0.75
LONGEST_TITLE = 300
# A shorter code says too little.
_SHORTEST_CODE = 3


def find_splits(
    gone: Mapping[int, Course], new: Mapping[int, Course], apart: Collection[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Each course that is gone, by its place, with each of the two or more new ones that it may have become.

    New courses that are called like this one and like no other that is gone; or, where one is gone and two are new, two
    whose credits add up to those of that one. Pairs that somebody said are `apart` are none.
    """
    parts: dict[int, list[int]] = {}
    for after, course in new.items():
        like = [before for before, old in gone.items() if _is_called_like(old, course) and (before, after) not in apart]
        if len(like) == 1:
            parts.setdefault(like[0], []).append(after)
    if len(gone) == 1 and len(new) == 2 and not parts:
        (before, old), credits = next(iter(gone.items())), [course.ects for course in new.values()]
        if old.ects and _sum(credits) == old.ects and not any((before, after) in apart for after in new):
            parts[before] = [*new]
    for before, several in parts.items():
        if len(several) > 1:
            yield from ((before, after) for after in several)


def title_of(course: Course) -> str | None:
    """The title as it is compared; None without one."""
    return " ".join(course.title.casefold().split()) or None


def code_of(course: Course) -> str | None:
    """The code as it is compared; None without one."""
    return None if course.code is None else course.code.casefold()


def is_code_of(one: Course, other: Course) -> bool:
    """Whether the code of one goes on where that of the other ends, as SW06B does after SW06."""
    short, long = sorted((code_of(one) or "", code_of(other) or ""), key=len)
    return len(short) >= _SHORTEST_CODE and long.startswith(short)


def _is_called_like(old: Course, new: Course) -> bool:
    """Whether the new title goes on where the old one ends, at a whole word, or is nearly equal; or so the code."""
    before, after = ((title_of(course) or "")[:LONGEST_TITLE] for course in (old, new))
    if before and after.startswith(before) and not after[len(before) :][:1].isalnum():
        return True
    compared = SequenceMatcher(None, before, after)
    is_near = compared.quick_ratio() >= NEARLY_EQUAL and compared.ratio() >= NEARLY_EQUAL
    return is_near or (is_code_of(old, new) and len(code_of(new) or "") > len(code_of(old) or ""))


def _sum(credits: list[float | None]) -> float | None:
    known = [one for one in credits if one is not None]
    return sum(known) if len(known) == len(credits) else None
