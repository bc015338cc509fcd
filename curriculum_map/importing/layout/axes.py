"""Which axis of a map holds the courses, by evidence: names, codes, words, lengths."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from curriculum_map.importing.layout.block import Block
from curriculum_map.importing.layout.headings import headings_of
from curriculum_map.importing.layout.vocabulary import (
    OF_COURSES_ONLY,
    begins_with_verb,
    course_field,
    is_counted,
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

# How much has to speak for an axis: anything at all, enough to be sure, a lot.
ANY, SURE, STRONG = 1, 2, 3
_MOST = 0.5
_LONG = 6
_TWO = 2
_OF_NUMBERS = frozenset(("ects", "phase", "semester"))
_BETWEEN_HALVES = re.compile(r"\s*[/\\|↓→↘\n]+\s*|\s+(?:[-–x]|vs\.?|versus|en|and|et|und|y)\s+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much speaks for an axis of courses, and how much for one of outcomes."""

    courses: float
    outcomes: float

    @property
    def lead(self) -> float:
        """How far courses are ahead; below nought, outcomes are."""
        return self.courses - self.outcomes


@dataclass(frozen=True, slots=True)
class _Axis:
    """One side of a map: the texts of each item, the headings over those texts, and the texts of its groups."""

    items: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]
    groups: tuple[str, ...]


def evidence_of(block: Block, names: Names) -> tuple[Evidence, Evidence]:
    """What the names, codes, words and lengths of its rows speak for, and those of its columns."""
    return _evidence(_rows_of(block), names), _evidence(_columns_of(block), names)


def outcomes_of(rows: Evidence, columns: Evidence) -> float:
    """What speaks for outcomes on the axis where the courses do not stand."""
    return columns.outcomes if rows.lead > columns.lead else rows.outcomes


def _evidence(axis: _Axis, names: Names) -> Evidence:
    return Evidence(_for_courses(axis), _for_outcomes(axis, names))


def _rows_of(block: Block) -> _Axis:
    texts, items = block.view.texts, frozenset(block.rows)
    between = (row for row in range(block.header + 1, block.end) if row not in items)
    return _Axis(
        tuple(tuple(text for column in block.labels if (text := texts[row][column])) for row in block.rows),
        tuple(text for texts in _corner(block) for text in texts[-1:]),
        tuple(text for row in between for text in texts[row] if text),
    )


def _columns_of(block: Block) -> _Axis:
    headings = headings_of(block.view, range(block.top, block.header + 1), block.columns)
    return _Axis(
        tuple(headings.values()),
        tuple(text for texts in _corner(block) for text in texts[:-1]),
        tuple({texts[0] for texts in headings.values() if len(texts) > 1}),
    )


def _corner(block: Block) -> Iterator[list[str]]:
    """What stands above each column of labels: the last text heads the labels, others speak of the headings beside.

    So do the halves of one text: people write "competences / courses" in the corner. Credits above labels that are no
    numbers are those of courses across, in whichever row they stand.
    """
    texts = block.view.texts
    for column in block.labels:
        written = [texts[row][column] for row in range(block.top, block.header + 1) if texts[row][column]]
        below = [texts[row][column] for row in block.rows if texts[row][column]]
        if not any(map(_is_value, below)):
            written.sort(key=lambda text: course_field(text) not in _OF_NUMBERS)
        halves = [half for text in written for half in _halves(text)]
        # Above codes of courses, the name of outcomes is that of the headings beside it.
        of_outcomes = len(halves) == 1 and says_outcome(halves[0]) and not says_course(halves[0])
        of_columns = of_outcomes and _share([(text,) for text in below], is_course_code) > _MOST
        # Several fields of a course below one another, one of them a number, name the rows of headings.
        fields = [course_field(text) for text in written if course_field(text) or says_course(text)]
        stacked = len(fields) > 1 and not _OF_NUMBERS.isdisjoint(fields) and not any(map(_is_value, below))
        yield [*halves, ""] if of_columns or stacked else halves


def _is_value(label: str) -> bool:
    return label[0].isdigit() or is_phase(label)


def _halves(text: str) -> list[str]:
    """The two halves of a text that names both axes; the text itself if it does not."""
    halves = [half for half in _BETWEEN_HALVES.split(text) if half]
    return halves if len(halves) == _TWO and any(map(says_outcome, halves)) else [text]


def _for_courses(axis: _Axis) -> float:
    points = 0.0
    fields = [(heading, course_field(heading)) for heading in axis.headings]
    points += 4 if any(name in OF_COURSES_ONLY and not names_nobody(text) for text, name in fields) else 0
    points += 4 if any(_says_course_only(text) or _names_title(text, name) for text, name in fields) else 0
    points += 4 * _share(axis.items, is_course_code)
    points += 6 * (_share(axis.items, says_course) > _MOST)
    in_series = _is_a_series(axis.items)
    titles = _share(axis.items, lambda text: is_like_a_title(text) or (is_counted(text) and not in_series))
    points += 2 * min(2 * titles, 1)
    points += 3 * any(map(is_phase, axis.groups))
    return points


def _is_a_series(items: Sequence[tuple[str, ...]]) -> bool:
    """Whether the items differ in their numbers only."""
    return len(items) > _TWO and len({tuple(re.sub(r"\d+", "9", text) for text in texts) for texts in items}) == 1


def _says_course_only(text: str) -> bool:
    """Whether a heading names courses; 'Course learning outcomes' names outcomes."""
    return says_course(text) and not says_outcome(text)


def _names_title(text: str, field: str | None) -> bool:
    return field in ("code", "title") and not names_nobody(text)


def _for_outcomes(axis: _Axis, names: Names) -> float:
    points = 0.0
    points += 4 if any(says_outcome(text) for text in axis.headings) else 0
    points += (
        3 if any(says_outcome(text) or names.cluster(text) or names.component(text) for text in axis.groups) else 0
    )
    points += 6 * (_share(axis.items, says_outcome) > _MOST)
    points += 3 * _share(axis.items, is_outcome_code) * (_share(axis.items, is_course_code) < _MOST)
    points += 2 * (_share(axis.items, _is_number_or_letter) > _MOST)
    points += 3 * (_share(axis.items, begins_with_verb) > _MOST)
    points += 2 * (_words(axis) >= _LONG) + 2 * (_words(axis) >= 2 * _LONG)
    return points + 10 * (_share(axis.items, lambda text: names.target(text, "") is not None) > _MOST / 2)


def _is_number_or_letter(text: str) -> bool:
    return is_numbered(text) or (len(text) == 1 and text.isalpha())


def _share(items: Sequence[tuple[str, ...]], holds: Callable[[str], bool]) -> float:
    """The share of the items of which one of the texts is so."""
    return sum(1 for texts in items if any(map(holds, texts))) / len(items) if items else 0.0


def _words(axis: _Axis) -> float:
    """How many words the longest text of an item usually has."""
    return median(_lengths(axis.items)) if axis.items else 0


def _lengths(items: Iterable[tuple[str, ...]]) -> list[int]:
    return [max((len(text.split()) for text in texts), default=0) for texts in items]
