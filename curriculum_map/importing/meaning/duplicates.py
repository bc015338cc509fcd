"""Courses that may be one and the same: a code alone never tells, so it is asked what was meant."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.meaning.answers import DUPLICATES, Answers

_MOST_REFS = 20


def find_duplicates(
    courses: Sequence[Course],
    refs: Sequence[CellRef],
    levels: Sequence[bytes],
    answers: Answers,
    asked: Collection[int] = (),
) -> Iterator[Finding]:
    """What is said of each course that shares its code or its title with one above it, and of missing codes.

    `refs` has the place of each course's code or title, `levels` its levels: a row is the same where all of it is.
    `asked` has the courses whose code is a question: they have one, whatever it is.
    A shared code, or a whole row that stands twice, is a question until it is answered that all are to be kept.
    """
    yield from _same_codes(courses, refs, levels, answers)
    yield from _same_titles(courses, refs, levels, answers)
    without = [refs[at] for at, course in enumerate(courses) if not _code(course) and at not in asked]
    if without and len(without) < len(courses):
        facts = {"count": len(without), "refs": [str(ref) for ref in without[:_MOST_REFS]]}
        yield Finding("code-missing", Severity.WARNING, without[0], facts)


def _same_codes(
    courses: Sequence[Course], refs: Sequence[CellRef], levels: Sequence[bytes], answers: Answers
) -> Iterator[Finding]:
    for place, first in _shared([_code(course) for course in courses]):
        if _is_same_row(courses, levels, place, first):
            kind = "same-row"
        else:
            same_title = same_word(courses[place].title) == same_word(courses[first].title)
            kind = "same-title" if same_title else "other-title"
        yield _finding("duplicate-code", courses[place].code or "", kind, (refs[place], refs[first]), answers)


def _same_titles(
    courses: Sequence[Course], refs: Sequence[CellRef], levels: Sequence[bytes], answers: Answers
) -> Iterator[Finding]:
    for place, first in _shared([same_word(course.title) for course in courses]):
        code, other = _code(courses[place]), _code(courses[first])
        if code and code == other:
            continue
        where = refs[place], refs[first]
        if not code and not other and _is_same_row(courses, levels, place, first):
            yield _finding("duplicate-row", courses[place].title, "same-row", where, answers)
        else:
            facts = {"written": courses[place].title, "other": str(where[1])}
            yield Finding("duplicate-title", Severity.WARNING, where[0], facts)


def _finding(code: str, written: str, kind: str, where: tuple[CellRef, CellRef], answers: Answers) -> Finding:
    facts: dict[str, object] = {"written": written, "kind": kind, "other": str(where[1]), "choices": list(DUPLICATES)}
    # Once answered, what was kept can still be seen.
    severity = Severity.NOTE if answers.duplicates == "keep" else Severity.QUESTION
    return Finding(code, severity, where[0], facts | {"proposal": None if kind == "same-row" else "keep"})


def _shared(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each place whose key stands above it too, with the first such place."""
    first: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key and key in first:
            yield place, first[key]
        first.setdefault(key, place)


def _is_same_row(courses: Sequence[Course], levels: Sequence[bytes], place: int, first: int) -> bool:
    one, other = courses[place], courses[first]
    return replace(one, code=None) == replace(other, code=None) and levels[place] == levels[first]


def _code(course: Course) -> str:
    """The code in the form in which codes are compared; empty for one without a letter or a digit, such as '-'."""
    code = (course.code or "").casefold()
    return code if any(sign.isalnum() for sign in code) else ""
