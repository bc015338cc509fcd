"""What a sheet without a map seems to be, so that it can be declined in words."""

from collections.abc import Sequence

from curriculum_map.importing.cells import same_word
from curriculum_map.importing.layout.marks import Kind, kind_of
from curriculum_map.importing.layout.shapes import Seems, SheetKind
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import (
    course_field,
    heads_totals,
    is_about_other_things,
    is_course_code,
    is_level_number,
    is_phase,
    is_remark,
    names_nobody,
    says_course,
    says_outcome,
)

_ROWS_TO_SEARCH = 60
_SENTENCE = 5
_DESCRIPTIONS = frozenset(
    ("omschrijving", "beschrijving", "definitie", "definition", "description", "beschreibung", "descripcion")
)
_KINDS = {
    Seems.POINTS_LIST: SheetKind.NOT_A_MAP,
    Seems.TEACHING_FORMS: SheetKind.NOT_A_MAP,
    Seems.RUBRIC: SheetKind.NOT_A_MAP,
    Seems.COURSE_LIST: SheetKind.COURSE_LIST,
    Seems.DEGREE_PLAN: SheetKind.COURSE_LIST,
}


def what_it_seems(view: View) -> tuple[SheetKind, Seems | None]:
    """The kind of a sheet that holds no map, and what it seems to be if that can be told."""
    header = _header(view)
    if header is None:
        return SheetKind.NOT_A_MAP, None
    headings = [text for _, text in view.filled(header)]
    rows = [row for row in range(header + 1, len(view.texts)) if sum(1 for _ in view.filled(row)) > 1]
    if _is_degree_plan(view, headings):
        return SheetKind.COURSE_LIST, Seems.DEGREE_PLAN
    fields = {course_field(text) for text in headings} - {None}
    coded = sum(1 for row in rows if any(is_course_code(text) for _, text in view.filled(row)))
    if "ects" in fields or (fields & {"code", "title"} and any(map(says_course, headings)) and len(rows) > 1):
        return SheetKind.COURSE_LIST, None
    if 2 * sum(map(is_about_other_things, headings)) > len(headings):
        return SheetKind.NOT_A_MAP, Seems.POINTS_LIST
    of_framework = any(map(says_outcome, headings))
    graded = sum(1 for text in headings if is_level_number(text)) > 1
    if graded or (_is_rubric(view, header, rows) and not _heads_a_framework(headings)):
        return SheetKind.NOT_A_MAP, Seems.RUBRIC
    if not of_framework and rows and 2 * coded > len(rows):
        return SheetKind.COURSE_LIST, None
    return (SheetKind.FRAMEWORK if of_framework else SheetKind.NOT_A_MAP), None


def kind_of_sheet(kind: SheetKind, seems: Seems | None) -> tuple[SheetKind, Seems | None]:
    """The kind and what the sheet seems to be, so that one does not contradict the other."""
    if seems is Seems.OTHER and kind is not SheetKind.NOT_A_MAP:
        return kind, None
    return _KINDS.get(seems, kind) if seems is not None else kind, seems


def _heads_a_framework(headings: Sequence[str]) -> bool:
    """Whether headings name outcomes, in steps or with a description of each, and nothing else but numbers of them."""
    outcomes, described = sum(map(says_outcome, headings)), [same_word(text) in _DESCRIPTIONS for text in headings]
    others = [text for text in headings if not (says_outcome(text) or is_remark(text) or names_nobody(text))]
    return outcomes > 0 and outcomes + sum(described) > 1 and len(others) <= sum(described)


def _header(view: View) -> int | None:
    """The row with most different texts near the top."""
    rows = range(min(len(view.texts), _ROWS_TO_SEARCH))
    widths = {
        row: len({text for _, text in view.filled(row) if kind_of(text) in (Kind.WORD, Kind.TEXT)}) for row in rows
    }
    widest = max(widths.values(), default=0)
    return next((row for row, width in widths.items() if width >= max(2, 0.8 * widest)), None)


def _is_degree_plan(view: View, headings: Sequence[str]) -> bool:
    sections = sum(1 for texts in view.texts for text in texts if text and is_phase(text) and len(text.split()) < 4)
    totals = sum(1 for texts in view.texts if any(heads_totals(text) for text in texts if text))
    return sections > 1 and (totals > 1 or any(course_field(text) == "ects" for text in headings))


def _is_rubric(view: View, header: int, rows: Sequence[int]) -> bool:
    """Whether most cells beside the labels hold sentences."""
    width = sum(1 for _ in view.filled(header))
    cells = [text for row in rows for _, text in list(view.filled(row))[1:]]
    return width > 2 and len(cells) > 3 and 2 * sum(1 for text in cells if len(text.split()) >= _SENTENCE) > len(cells)
