"""Whether a block of marks is a map, which way it lies, and what has to be asked about it."""

from collections.abc import Callable, Sequence
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

# How much has to speak for an axis: anything at all, enough to be sure, a lot.
_ANY, _SURE, _STRONG = 1, 2, 3
_MOST_DIFFERENT = 15
_FEW = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """The orientation of a map and what to ask; or what it seems to be instead of one."""

    orientation: Orientation = Orientation.COURSES_ROWS
    doubts: tuple[Doubt, ...] = ()
    seems: Seems | None = None


def judge(
    block: Block, find_evidence: Callable[[], tuple[Evidence, Evidence]], sub_columns: bool, answer: LayoutAnswer
) -> Judgement:
    """What a block is, by the evidence of its axes where that is needed; `sub_columns` says that those are in doubt."""
    if answer.orientation is not None:
        return Judgement(answer.orientation)
    of_levels = (Doubt.SUB_COLUMNS,) if sub_columns else ()
    if block.named:
        down = block.named == "columns"
        return Judgement(Orientation.COURSES_ROWS if down else Orientation.COURSES_COLS, of_levels)
    rows, columns = find_evidence()
    seems = _no_map(block) or _too_thin(block, rows, columns)
    if seems is not None:
        return Judgement(seems=seems)
    lead = rows.lead - columns.lead
    doubts = list(of_levels)
    if abs(lead) < _SURE:
        doubts.append(Doubt.ORIENTATION)
    if max(rows.courses, columns.courses) < _ANY or _outcomes(rows, columns) < _ANY:
        doubts.append(Doubt.OUTCOMES)
    if lead == 0:
        # Nothing speaks: labels without a heading, many more than the columns, are more often outcomes.
        lead = -1 if len(block.rows) > 2 * len(block.columns) else 1
    return Judgement(Orientation.COURSES_ROWS if lead > 0 else Orientation.COURSES_COLS, tuple(doubts))


def _no_map(block: Block) -> Seems | None:
    """What a block is whose marks or headings say that it is no map, whatever speaks for its axes."""
    marks = block.marks()
    headings = [block.view.carried(block.header, column) for column in block.columns]
    corner = [block.view.texts[row][column] for row in range(block.top, block.header + 1) for column in block.labels]
    outer = [block.view.carried(row, column) for row in range(block.top, block.header) for column in block.columns]
    numbered_time = all(text.isdigit() for text in headings if text) and any(map(_is_time, outer))
    people = _mostly(headings, is_about_people_or_time) or any(map(is_about_people_or_time, corner))
    checks = (
        (not marks, Seems.EMPTY_TEMPLATE),
        (too_many_numbers(marks), Seems.POINTS_LIST),
        (_mostly(headings, is_level_number), Seems.LEVEL_PROFILE),
        (is_positional(marks), Seems.CODES),
        (_is_of_itself(block, headings) or _is_loose(block, marks), Seems.OTHER),
        (_mostly(headings, is_phase) or numbered_time, Seems.DEGREE_PLAN),
        (people, Seems.POINTS_LIST if _are_digits(marks) else Seems.OTHER),
    )
    return next((seems for holds, seems in checks if holds), None)


def _is_loose(block: Block, marks: Sequence[str]) -> bool:
    """Whether too much in the places does not come back, or belongs to no item."""
    unnamed = sum(one.marks for one in block.excluded if one.why is Why.UNNAMED)
    odd = sum(1 for text in marks if kind_of(text) in (Kind.NUMBER, Kind.TEXT))
    # Signs and digits are few by themselves; words have to come back.
    words = {part for text in marks for part in parts_of(text) if kind_of(part) is not Kind.MARK}
    many = len(words) > max(_MOST_DIFFERENT, len(marks) / 4) or 2 * len(words) > max(len(marks), 3) + 1
    return many or 2 * unnamed > len(marks) or 3 * odd > len(marks)


def _is_of_itself(block: Block, headings: Sequence[str]) -> bool:
    """Whether rows and columns are the same things, as in a table of what has to come before what."""
    view = block.view
    labels = {view.texts[row][column] for row in block.rows for column in block.keys}
    return 2 * sum(1 for text in headings if text in labels) > len(headings)


def _too_thin(block: Block, rows: Evidence, columns: Evidence) -> Seems | None:
    """What a block is whose few or plain marks would need more to speak for them than is there."""
    marks, strongest = block.marks(), max(rows.courses, columns.courses)
    few_columns, outcomes = len(block.columns) < _FEW, _outcomes(rows, columns)
    if len(block.columns) == 1:
        heading = block.view.carried(block.header, block.columns[0])
        if is_course_code(heading) and rows.outcomes >= _STRONG and len(block.rows) > _SURE:
            return None
        return Seems.COURSE_LIST if rows.courses > rows.outcomes else Seems.OTHER
    if _are_digits(marks):
        if _are_credits(block):
            return Seems.DEGREE_PLAN
        courses = max(rows, columns, key=lambda axis: axis.lead).courses
        return Seems.POINTS_LIST if courses < _SURE or (outcomes < _ANY and few_columns) else None
    plain = len({part for text in marks for part in parts_of(text)}) == 1
    if plain and outcomes < _ANY and rows.courses > _STRONG and few_columns:
        return Seems.COURSE_LIST
    return Seems.OTHER if len(block.rows) == 1 and strongest <= _STRONG else None


def _are_digits(marks: Sequence[str]) -> bool:
    digits = sum(1 for text in marks if kind_of(text) is Kind.NUMBER or text.isdigit())
    return 5 * digits > 4 * len(marks)


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


def _mostly(texts: Sequence[str], holds: Callable[[str], bool]) -> bool:
    filled = [text for text in texts if text]
    return 2 * sum(1 for text in filled if holds(text)) > len(filled)


def _is_time(text: str) -> bool:
    return course_field(text) in ("semester", "phase")
