"""Whether a block of marks is a map, which way it lies, and what has to be asked about it."""

from collections import Counter
from dataclasses import dataclass

from curriculum_map.importing.layout.axes import Evidence
from curriculum_map.importing.layout.block import Block
from curriculum_map.importing.layout.columns import too_many_numbers
from curriculum_map.importing.layout.marks import Kind, is_positional, kind_of, parts_of
from curriculum_map.importing.layout.shapes import Doubt, LayoutAnswer, Orientation, Seems, Why
from curriculum_map.importing.layout.vocabulary import (
    course_field,
    is_about_people_or_time,
    is_course_code,
    is_level_number,
    is_phase,
)

_SURE = 2.0
_MOST = 0.5
_MOST_DIFFERENT = 15
_FEW = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """The orientation of a map and what to ask; or what it seems to be instead of one."""

    orientation: Orientation = Orientation.COURSES_ROWS
    doubts: tuple[Doubt, ...] = ()
    seems: Seems | None = None


def judge(block: Block, rows: Evidence, columns: Evidence, sub_columns: bool, answer: LayoutAnswer) -> Judgement:
    """What a block is, by the evidence of its two axes; `sub_columns` says that they could not be folded."""
    if answer.orientation is not None:
        return Judgement(answer.orientation)
    lead = rows.lead - columns.lead
    if block.named:
        lies = Orientation.COURSES_ROWS if block.named == "columns" else Orientation.COURSES_COLS
        return Judgement(lies, (Doubt.SUB_COLUMNS,) if sub_columns else ())
    seems = _no_map(block, rows, columns)
    if seems is not None:
        return Judgement(seems=seems)
    doubts = [Doubt.SUB_COLUMNS] if sub_columns else []
    if abs(lead) < _SURE:
        doubts.append(Doubt.ORIENTATION)
    if max(rows.courses, columns.courses) < 1 or _outcomes(rows, columns) < 1:
        doubts.append(Doubt.OUTCOMES)
    if lead == 0:
        # Nothing speaks: labels without a heading, many more than the columns, are more often outcomes.
        lead = -1 if len(block.rows) > 2 * len(block.columns) else 1
    return Judgement(Orientation.COURSES_ROWS if lead > 0 else Orientation.COURSES_COLS, tuple(doubts))


def _no_map(block: Block, rows: Evidence, columns: Evidence) -> Seems | None:
    marks = block.marks()
    headings = [block.view.carried(block.header, column) for column in block.columns]
    if not marks:
        return Seems.EMPTY_TEMPLATE
    if too_many_numbers(marks):
        return Seems.POINTS_LIST
    if _share(headings, is_level_number):
        return Seems.LEVEL_PROFILE
    return Seems.CODES if is_positional(marks) else _by_words(block, marks, rows, columns, headings)


def _by_words(block: Block, marks: list[str], rows: Evidence, columns: Evidence, headings: list[str]) -> Seems | None:
    """What the words of marks and headings say against a map."""
    unnamed = sum(one.marks for one in block.excluded if one.why is Why.UNNAMED)
    odd = sum(1 for text in marks if kind_of(text) in (Kind.NUMBER, Kind.TEXT))
    if 2 * unnamed > len(marks) or 3 * odd > len(marks):
        return Seems.OTHER
    words = Counter(part for text in marks for part in parts_of(text))
    if len(words) > max(_MOST_DIFFERENT, len(marks) / 4) or 2 * len(words) > max(len(marks), 3) + 1:
        return Seems.OTHER
    outer = [block.view.carried(row, column) for row in range(block.top, block.header) for column in block.columns]
    if _share(headings, is_phase) or (_all_numbers(headings) and any(map(_is_time, outer))):
        return Seems.DEGREE_PLAN
    labels = [
        text
        for row in range(block.top, block.header + 1)
        for column in block.labels
        if (text := block.view.texts[row][column])
    ]
    if _share(headings, is_about_people_or_time) or any(map(is_about_people_or_time, labels)):
        return Seems.POINTS_LIST
    return _too_thin(block, marks, rows, columns, headings)


def _too_thin(block: Block, marks: list[str], rows: Evidence, columns: Evidence, headings: list[str]) -> Seems | None:
    """Why few or plain marks need more to speak for them than many or telling ones."""
    strongest = max(rows.courses, columns.courses)
    if len(block.columns) == 1:
        alone = is_course_code(headings[0]) and rows.outcomes >= 3
        return (
            None
            if alone and len(block.rows) > 2
            else Seems.COURSE_LIST
            if rows.courses > rows.outcomes
            else Seems.OTHER
        )
    digits = sum(1 for text in marks if kind_of(text) is Kind.NUMBER or text.isdigit())
    if 5 * digits > 4 * len(marks):
        courses = max(rows, columns, key=lambda axis: axis.lead)
        if courses.courses < _SURE or _are_credits(block):
            return Seems.DEGREE_PLAN if _are_credits(block) else Seems.POINTS_LIST
        if _outcomes(rows, columns) < 1:
            return Seems.POINTS_LIST if len(block.columns) < _FEW else None
    outcomes = _outcomes(rows, columns)
    plain = len({part for text in marks for part in parts_of(text)}) == 1
    if plain and outcomes < 1 and rows.courses >= 4 and len(block.columns) < _FEW:
        return Seems.COURSE_LIST
    if len(block.rows) < 2 and strongest < 4:
        return Seems.OTHER
    return None


def _outcomes(rows: Evidence, columns: Evidence) -> float:
    """What speaks for outcomes on the axis where the courses do not stand."""
    return columns.outcomes if rows.lead > columns.lead else rows.outcomes


def _are_credits(block: Block) -> bool:
    """Whether the numbers repeat the credits of their row, as in a plan that says for what they count."""
    view = block.view
    credits = [
        column
        for column in block.labels
        if any(course_field(view.carried(row, column)) == "ects" for row in range(block.top, block.header + 1))
    ]
    if not credits:
        return False
    pairs = [
        (view.texts[row][credits[0]], view.texts[row][column])
        for row in block.rows
        for column in block.columns
        if view.texts[row][column]
    ]
    return 4 * sum(1 for one, other in pairs if one == other) >= 3 * len(pairs) > 0


def _share(texts: list[str], holds: object) -> bool:
    assert callable(holds)
    filled = [text for text in texts if text]
    return sum(1 for text in filled if holds(text)) > _MOST * len(filled)


def _all_numbers(texts: list[str]) -> bool:
    return all(text.isdigit() for text in texts if text)


def _is_time(text: str) -> bool:
    return course_field(text) in ("semester", "phase")
