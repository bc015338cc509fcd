"""What a block of marks is that is no map: points, levels of a scale, a plan, who was where."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from curriculum_map.importing.layout.axes import ANY, STRONG, SURE, Evidence, outcomes_of
from curriculum_map.importing.layout.block import Block, heading_texts
from curriculum_map.importing.layout.columns import too_many_numbers
from curriculum_map.importing.layout.marks import Kind, are_of_components, is_positional, kind_of, parts_of
from curriculum_map.importing.layout.shapes import Seems, Why
from curriculum_map.importing.layout.vocabulary import (
    course_field,
    is_about_all,
    is_about_other_things,
    is_course_code,
    is_level_number,
    is_phase,
    is_way_of_teaching,
    names_nobody,
    names_person,
    says_course,
    says_level,
)

_MOST_DIFFERENT = 15
_FEW = 4


def no_courses(block: Block) -> Seems | None:
    """What a block is whose targets are ours, if what stands across or beside them are no courses; None if they are."""
    marks, down = block.marks(), block.named == "columns"
    courses = _labels(block) if down else _headings(block)
    named = [[text] for text in courses if text] if down else list(_all_headings(block))
    numbers, texts = ({text for text in set(marks) if kind_of(text) is kind} for kind in (Kind.NUMBER, Kind.TEXT))
    texts = {text for text in texts if not are_of_components(text)}
    checks = (
        (_mostly(courses, lambda text: is_level_number(text) or says_level(text)), Seems.LEVEL_PROFILE),
        (_are_all(named, _is_word_of_scale), Seems.LEVEL_PROFILE),
        (_are_all(named, is_phase), Seems.DEGREE_PLAN),
        (_are_all(named, is_about_all), Seems.OTHER),
        (too_many_numbers(marks) or _are_many(numbers, marks), Seems.POINTS_LIST),
        (_are_many(texts, marks), Seems.OTHER),
        (_mostly(marks, is_way_of_teaching), Seems.TEACHING_FORMS),
        (_are_other_things(block, courses), Seems.POINTS_LIST if _are_digits(marks) else Seems.OTHER),
    )
    return next((seems for holds, seems in checks if holds), None)


def _are_many(different: Collection[str], marks: Sequence[str]) -> bool:
    return len(different) > _FEW and 2 * len(different) > len(marks)


def no_map(block: Block) -> Seems | None:
    """What a block is whose marks or headings say that it is no map, whatever speaks for its axes."""
    marks, headings, labels = block.marks(), _headings(block), _labels(block)
    outer = [block.view.carried(row, column) for row in range(block.top, block.header) for column in block.columns]
    numbered_time = all(text.isdigit() for text in headings if text) and any(map(_is_time, outer))
    others = _are_other_things(block, headings) or (_are_digits(marks) and _mostly(labels, is_about_other_things))
    checks = (
        (not marks, Seems.EMPTY_TEMPLATE),
        (too_many_numbers(marks), Seems.POINTS_LIST),
        (_mostly(headings, is_level_number), Seems.LEVEL_PROFILE),
        (_are_all(list(_all_headings(block)), _is_word_of_scale), Seems.LEVEL_PROFILE),
        (is_positional(marks), Seems.CODES),
        (_mostly(marks, is_way_of_teaching), Seems.TEACHING_FORMS),
        (2 * sum(1 for text in headings if text in labels) > len(headings), Seems.OTHER),  # what before what
        (_is_loose(block, marks), Seems.OTHER),
        (_mostly(headings, is_way_of_teaching) and _are_called_courses(block), Seems.TEACHING_FORMS),
        (_mostly(headings, is_phase) or numbered_time, Seems.DEGREE_PLAN),
        (others, Seems.POINTS_LIST if _are_digits(marks) else Seems.OTHER),
    )
    return next((seems for holds, seems in checks if holds), None)


def _headings(block: Block) -> list[str]:
    return [block.view.carried(block.header, column) for column in block.columns]


def _all_headings(block: Block) -> Iterator[list[str]]:
    """What stands above each column with marks, in all rows of headings."""
    return (heading_texts(block.view, block.top, block.header, column) for column in block.columns)


def _is_word_of_scale(text: str) -> bool:
    """Whether a text is a word that people write as a mark: 'Goed gekaderd', 'Ja'; signs and letters number courses."""
    return len(text) > 1 and text.replace(" ", "").isalpha() and kind_of(text) is Kind.MARK


def _are_all(items: Sequence[Sequence[str]], holds: Callable[[str], bool]) -> bool:
    """Whether most of the items are so in everything that names them."""
    named = [texts for texts in items if texts]
    return 2 * sum(1 for texts in named if all(map(holds, texts))) > len(named)


def _labels(block: Block) -> list[str]:
    return [block.view.texts[row][column] for row in block.rows for column in block.keys]


def _are_other_things(block: Block, texts: Sequence[str]) -> bool:
    """Whether texts, or what stands above the labels, name people, days, rooms and the like."""
    corner = [text for column in block.keys for text in heading_texts(block.view, block.top, block.header, column)]
    if all(map(names_nobody, corner)):
        # A name beside a first name is that of a person.
        corner += [text for one in block.labels for text in heading_texts(block.view, block.top, block.header, one)]
    return _mostly(texts, is_about_other_things) or any(map(is_about_other_things, corner)) or _are_people(block)


def _are_called_courses(block: Block) -> bool:
    """Whether what heads the labels says that these are the courses."""
    corner = (heading_texts(block.view, block.top, block.header, column)[-1:] for column in block.keys)
    return any(says_course(text) for texts in corner for text in texts)


def _are_people(block: Block) -> bool:
    """Whether rows or columns are people; below the title of a course often stands who teaches it."""
    return _are_all(list(_all_headings(block)), names_person) or _mostly(_labels(block), names_person)


def _is_loose(block: Block, marks: Sequence[str]) -> bool:
    """Whether too much in the places does not come back, or belongs to no item."""
    unnamed = sum(one.marks for one in block.excluded if one.why is Why.UNNAMED)
    odd = _count(marks, lambda text: kind_of(text) in (Kind.NUMBER, Kind.TEXT))
    # Signs and digits are few by themselves; words have to come back.
    words = {part for text in set(marks) for part in parts_of(text) if kind_of(part) is not Kind.MARK}
    many = len(words) > max(_MOST_DIFFERENT, len(marks) / 4) or 2 * len(words) > max(len(marks), 3) + 1
    return many or 2 * unnamed > len(marks) or 3 * odd > len(marks)


def too_thin(block: Block, rows: Evidence, columns: Evidence) -> Seems | None:
    """What a block is whose few or plain marks would need more to speak for them than is there."""
    marks, strongest = block.marks(), max(rows.courses, columns.courses)
    few_columns, outcomes = len(block.columns) < _FEW, outcomes_of(rows, columns)
    if len(block.columns) == 1:
        heading = block.view.carried(block.header, block.columns[0])
        # In a form to fill in, such as our own first sheet, nothing comes back.
        comes_back = len(set(marks)) < len(marks)
        if is_course_code(heading) and comes_back and rows.outcomes >= STRONG and len(block.rows) > SURE:
            return None
        return Seems.COURSE_LIST if rows.courses > rows.outcomes else Seems.OTHER
    if _are_digits(marks):
        if _are_credits(block):
            return Seems.DEGREE_PLAN
        if _are_ways_of_teaching(block):
            return Seems.TEACHING_FORMS
        courses = max(rows, columns, key=lambda axis: axis.lead).courses
        return Seems.POINTS_LIST if courses < SURE or (outcomes < ANY and few_columns) else None
    plain = len({part for text in set(marks) for part in parts_of(text)}) == 1
    if plain and outcomes < ANY and rows.courses > STRONG and few_columns:
        return Seems.COURSE_LIST
    return Seems.OTHER if len(block.rows) == 1 and strongest <= STRONG else None


def _are_digits(marks: Sequence[str]) -> bool:
    return 5 * _count(marks, lambda text: kind_of(text) is Kind.NUMBER or text.isdigit()) > 4 * len(marks)


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


def _are_ways_of_teaching(block: Block) -> bool:
    """Whether several columns of a list of courses are hours or ways of teaching; those stand beside the marks."""
    headings = [heading_texts(block.view, block.top, block.header, one)[-1:] for one in (*block.labels, *block.others)]
    several = sum(1 for texts in headings for text in texts if is_way_of_teaching(text)) > 1
    return several and _are_called_courses(block)


def _mostly(texts: Sequence[str], holds: Callable[[str], bool]) -> bool:
    filled = [text for text in texts if text]
    return 2 * _count(filled, holds) > len(filled)


def _count(texts: Sequence[str], holds: Callable[[str], bool]) -> int:
    """Of how many texts something holds; the same few stand in most places, and each of them is looked at once."""
    return sum(count for text, count in Counter(texts).items() if holds(text))


def _is_time(text: str) -> bool:
    return course_field(text) in ("semester", "phase")
