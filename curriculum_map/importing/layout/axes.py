"""Which axis of a map holds the courses, by evidence: names, codes, words, lengths."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from curriculum_map.importing.layout.vocabulary import (
    OF_COURSES_ONLY,
    begins_with_verb,
    course_field,
    is_course_code,
    is_like_a_title,
    is_numbered,
    is_outcome_code,
    is_phase,
    names_nobody,
    says_course,
    says_outcome,
)
from curriculum_map.importing.names import Names

_MOST = 0.5
_LONG = 6


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a map: the texts of each item, the headings over those texts, and the texts of its groups."""

    items: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much speaks for an axis of courses, and how much for one of outcomes."""

    courses: float
    outcomes: float

    @property
    def lead(self) -> float:
        """How far courses are ahead; below nought, outcomes are."""
        return self.courses - self.outcomes


def evidence_of(axis: Axis, names: Names) -> Evidence:
    """What the headings, codes, words and lengths of an axis speak for."""
    return Evidence(_for_courses(axis), _for_outcomes(axis, names))


def _for_courses(axis: Axis) -> float:
    points = 0.0
    fields = [(heading, course_field(heading)) for heading in axis.headings]
    points += 4 if any(name in OF_COURSES_ONLY and not names_nobody(text) for text, name in fields) else 0
    points += 4 if any(says_course(text) or _names_title(text, name) for text, name in fields) else 0
    points += 4 * _share(axis.items, is_course_code)
    points += 4 * (_share(axis.items, says_course) > _MOST)
    points += 2 * min(2 * _share(axis.items, is_like_a_title), 1)
    points += 3 * any(map(is_phase, axis.groups))
    return points


def _names_title(text: str, field: str | None) -> bool:
    return field in ("code", "title") and not names_nobody(text)


def _for_outcomes(axis: Axis, names: Names) -> float:
    points = 0.0
    points += 4 if any(says_outcome(text) for text in axis.headings) else 0
    points += (
        3 if any(says_outcome(text) or names.cluster(text) or names.component(text) for text in axis.groups) else 0
    )
    points += 4 * (_share(axis.items, says_outcome) > _MOST)
    points += 3 * _share(axis.items, is_outcome_code) * (_share(axis.items, is_course_code) < _MOST)
    points += 2 * (_share(axis.items, is_numbered) > _MOST)
    points += 3 * (_share(axis.items, begins_with_verb) > _MOST)
    points += 2 * (_words(axis) >= _LONG) + 2 * (_words(axis) >= 2 * _LONG)
    return points + 10 * (_share(axis.items, lambda text: names.target(text, "") is not None) > _MOST / 2)


def _share(items: Sequence[tuple[str, ...]], holds: object) -> float:
    """The share of the items of which one of the texts is so."""
    assert callable(holds)
    return sum(1 for texts in items if any(map(holds, texts))) / len(items) if items else 0.0


def _words(axis: Axis) -> float:
    """How many words the longest text of an item usually has."""
    return median(_lengths(axis.items)) if axis.items else 0


def _lengths(items: Iterable[tuple[str, ...]]) -> list[int]:
    return [max((len(text.split()) for text in texts), default=0) for texts in items]
