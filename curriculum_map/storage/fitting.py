"""Whether what comes from elsewhere fits into every database: SQLite itself would take a text of any length."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeGuard

from sqlalchemy import Boolean, Column, Float, Integer, String, Table

from curriculum_map.domain.agreed import agreed_document, agreed_from_document
from curriculum_map.domain.canonical import canonical_bytes
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.decisions import decision_document, decision_from_document
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.register import NUMBERED, About, Entry, Subject, entry_document
from curriculum_map.domain.samples import sample_document, sample_from_document
from curriculum_map.storage.elsewhere import ActElsewhere, elsewhere_values
from curriculum_map.storage.record_tables import (
    ambition_sets,
    ambitions,
    courses,
    elsewhere,
    entries,
    grids,
    institutions,
    own_programmes,
    snapshots,
    spellings,
    versions,
)
from curriculum_map.storage.register import entry_values
from curriculum_map.storage.tables import originals, remembered_answers
from curriculum_map.storage.version_rows import row_values

_LARGEST = 2**31
_STATES = frozenset((*Level, NOT_APPLICABLE, NOT_RATED))


def check_grid(grid: Grid) -> None:
    """ValueError for a grid that could not have been stored: an address too many, a level of no legend, a long text."""
    key, provenance = grid.key, grid.provenance
    check_row(
        grids,
        {
            "programme": key.programme,
            "campus": key.campus or "",
            "academic_year": key.academic_year,
            "rater": key.rater or "",
        },
    )
    for table, rows in row_values(grid).items():
        for row in rows:
            check_row(table, row)
    if not set(grid.levels) <= _STATES or len(provenance.rows) != len(grid.courses) or not provenance.sources:
        raise ValueError("levels or rows that are none")
    width = len(grid.targets)
    for course in range(len(grid.courses)):
        source = provenance.source(course)
        marks = provenance.written[course * width : (course + 1) * width]
        if len(source.columns) != width or max(marks, default=-1) >= len(source.marks):
            raise ValueError("marks that nobody wrote")
    places = (number for pair in provenance.elsewhere.items() for place in pair for number in place)
    if not all(_is_integer(number) for number in (*places, *provenance.source_of)):
        raise ValueError("addresses that are none")


def check_ambitions(about: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> None:
    """ValueError for ambitions that do not fit."""
    check_row(ambition_sets, about)
    for row in rows:
        check_row(ambitions, row)


def check_entries(new: Iterable[Entry]) -> None:
    """ValueError for entries of a register that do not fit, or that are not numbered from one on."""
    last: Counter[About] = Counter()
    for entry in new:
        # Where something was taken back there is no body.
        check_row(
            entries, {name: value for name, value in entry_values(entry).items() if name != "body" or value is not None}
        )
        # What cannot be written again in the same way cannot be sealed.
        canonical_bytes(entry_document(entry))
        _check_said(entry)
        if entry.number != last[entry.about] + 1:
            raise ValueError("an entry that is missing")
        last[entry.about] = entry.number


def _check_said(entry: Entry) -> None:
    """ValueError, KeyError or TypeError for what could not be read again as what it is."""
    subject, body = entry.about.subject, entry.body
    if subject in NUMBERED and not entry.about.name.isdecimal():
        raise ValueError("a number that is none")
    if body is None:
        return
    texts: tuple[object, ...] = ()
    again = body
    if subject is Subject.DECISION:
        one = decision_from_document(body)
        again, texts = decision_document(one), (one.target, one.text, one.decided_in, one.due or "", one.owner or "")
    elif subject is Subject.AGREED_LEVEL:
        agreed = agreed_from_document(body)
        again, texts = agreed_document(agreed), (agreed.target, agreed.edition, agreed.reason, agreed.dissent)
    elif subject is Subject.AUDIT_SAMPLE:
        sample = sample_from_document(body)
        again, places = sample_document(sample), [(one.target, one.ref, one.file) for one in sample.places]
        texts = tuple(
            text for each in (*places, *((one.remark, one.role) for one in sample.marks.values())) for text in each
        )
    elif subject in (Subject.COMMENT, Subject.NARRATIVE):
        texts = (body["text"],)
    if again != body or not all(isinstance(text, str) for text in texts):
        raise ValueError("an entry that says something else")


def check_acts(acts: Iterable[ActElsewhere]) -> None:
    """ValueError for lines of a log that do not fit."""
    for one in acts:
        check_row(elsewhere, {**elsewhere_values(one)})


def check_answers(marks: Mapping[str, int], columns: Mapping[str, str | None]) -> None:
    """ValueError for remembered answers that do not fit."""
    for mark, state in marks.items():
        check_row(remembered_answers, {"written": mark, "state": state})
    for heading, target in columns.items():
        check_row(remembered_answers, {"written": heading, "target": target})


def check_names(**named: Iterable[str]) -> None:
    """ValueError for a name that is empty or longer than the table it is for has place for."""
    for kind, names in named.items():
        table, column = _NAMES[kind]
        for name in names:
            if not name:
                raise ValueError(f"{kind} without a name")
            check_row(table, {column: name})


def check_row(table: Table, row: Mapping[str, Any]) -> None:
    """ValueError for a value that is not of its column's kind, or too long for it."""
    for name, value in row.items():
        column = table.c[name]
        if value is None:
            if not column.nullable:
                raise ValueError(f"{table.name}.{name} is missing")
        elif not _fits(column, value):
            raise ValueError(f"{table.name}.{name} does not fit")


def _fits(column: Column[Any], value: object) -> bool:
    kind = column.type
    if isinstance(kind, Boolean):
        return isinstance(value, bool)
    if isinstance(kind, String):
        return isinstance(value, str) and len(value) <= (kind.length or _LARGEST) and _is_text(value)
    if isinstance(kind, Integer):
        return _is_integer(value)
    if isinstance(kind, Float):
        return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf
    of_list = _LISTS.get(column.name)
    return of_list is None or (isinstance(value, list) and all(of_list(one) for one in value))


def _is_text(value: object) -> bool:
    """Whether a value is a text without what no database holds."""
    if not isinstance(value, str) or "\0" in value:
        return False
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST


def _is_column(value: object) -> bool:
    return value is None or _is_integer(value)


def _is_group(value: object) -> bool:
    """Whether it is an elective group in plain values."""
    if not isinstance(value, dict):
        return False
    name, choose, ects = value.get("name"), value.get("choose"), value.get("ects")
    if not _fits(courses.c.group, name) or not (choose is None or _is_integer(choose)):
        return False
    return ects is None or _fits(courses.c.ects, ects)


def _is_pair(value: object) -> TypeGuard[list[object]]:
    """Whether a column has the name of its sheet with it."""
    return isinstance(value, list) and len(value) == 2


# What the lists hold; the addresses in `elsewhere` are looked at one by one.
_LISTS: Mapping[str, Callable[[object], bool]] = {
    "targets": _is_text,
    "marks": _is_text,
    "groups": _is_group,
    "tracks": _is_text,
    "columns": lambda value: _is_column(value[1]) and _is_text(value[0]) if _is_pair(value) else _is_column(value),
}
_NAMES: Mapping[str, tuple[Table, str]] = {
    "institution": (institutions, "name"),
    "spelling": (spellings, "spelling"),
    "own_programme": (own_programmes, "id"),
    "snapshot": (snapshots, "name"),
    "original": (originals, "file_name"),
    "making": (versions, "made_by"),
}
