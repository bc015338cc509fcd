"""Where the headings of some columns stand, and what they say: one to four rows, merged or left-filled."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from curriculum_map.importing.layout.columns import Column
from curriculum_map.importing.layout.marks import Kind, kind_of
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import (
    OF_COURSES_ONLY,
    course_field,
    is_course_code,
    is_outcome_code,
    names_an_axis,
    names_nobody,
)
from curriculum_map.importing.words import DESCRIPTION_FIELDS

_ROWS_TO_SEARCH = 60
_DECIMAL = re.compile(r"[0-9]\.[0-9]")
_MOST_ROWS = 4
_MOST_STRAY = 0.05
# A row of codes with more of its columns filled than this heads no groups.
_FILLED_ITSELF = 0.7


def header_row(view: View, columns: Sequence[Column]) -> int | None:
    """The lowest row of headings above the marks of these columns; None if nothing heads them."""
    most_stray = _MOST_STRAY * sum(len(column.marks) for column in columns)
    # What stands in one row only is a heading sooner than a mark: A, B, C, D above x and xx.
    rows: dict[str, set[int]] = defaultdict(set)
    for column in columns:
        for row, text in column.marks.items():
            rows[text].add(row)
    words = {text for text, found_in in rows.items() if len(found_in) > 1}
    above, found = 0, None
    for row in range(min(len(view.texts), _ROWS_TO_SEARCH)):
        if _heads(view, row, columns, words, found):
            found = row
            continue
        if _is_of_courses(view, row):
            continue
        above += sum(1 for column in columns if row in column.marks)
        if above > most_stray and found is not None:
            break
    return None if found is None else _with_labelled_rows(view, found, columns[0].column)


def _is_of_courses(view: View, row: int) -> bool:
    """Whether the first text of a row names a field of courses across: their credits are no marks."""
    first = next((text for _, text in view.filled(row)), "")
    return course_field(first) in OF_COURSES_ONLY and not names_nobody(first)


def _heads(view: View, row: int, columns: Sequence[Column], words: set[str], above: int | None) -> bool:
    """Whether most of the columns have a text here that is no mark, or all of them a different number or letter."""
    texts = [view.heading(row, column.column, columns[0].column) for column in columns]
    filled = [text for text in texts if text]
    if 2 * len(filled) < len(columns) or not filled:
        return False
    # A merged text over all of the columns is a title or a group, unless it is the only heading they get.
    marks = [text for text in filled if kind_of(text) in (Kind.MARK, Kind.NONE) or text in words]
    if not marks:
        return any(kind_of(text) is not Kind.NUMBER for text in filled) or _counts_on(filled)
    if len(marks) < len(filled) / 2 and len(filled) > 2:
        return True
    if above is not None and _is_first_item(view, row, columns, filled, above):
        return False
    # Letters and numbers head columns if they count on, or are no marks anywhere below: K, V, A below each focus.
    # Phases hold digits too, and their heading stands beside 1, 2, 3.
    own = [text for text in filled if course_field(text) is None]
    mostly = len(own) > 1 and 3 * len(own) > 2 * (len(columns) - len(filled) + len(own))
    # A number may head a column in which nothing is filled in, so that it is none of these.
    between = [view.texts[row][at] for at in range(columns[0].column, columns[-1].column + 1)]
    return mostly and (_counts_on(own) or _counts_on(between) or (bool(words) and words.isdisjoint(filled)))


def _is_first_item(view: View, row: int, columns: Sequence[Column], filled: Sequence[str], above: int) -> bool:
    """Whether letters or numbers are the marks of a first item: each column has a heading of its own above them."""
    first = columns[0].column
    if 2 * len({view.heading(above, column.column, first) for column in columns}) <= len(columns):
        return False
    if _counts_on(filled):
        return len(filled) <= _MOST_ROWS
    labels = [text for text in view.texts[row][:first] if text]
    return bool(labels) and not any(course_field(text) or names_an_axis(text) for text in labels)


def is_heading_row(filled: Sequence[str], width: int) -> bool:
    """Whether the filled cells of a row below some marks are headings again: different texts over most columns."""
    texts = [text for text in filled if kind_of(text) in (Kind.WORD, Kind.TEXT)]
    return len(texts) == len(filled) > 1 and len(set(texts)) == len(texts) and 5 * len(texts) >= 4 * width


def says_again(view: View, heading: int, row: int, places: Sequence[int]) -> bool:
    """Whether a row says several of the headings of another, wherever, and nothing else in these columns."""
    line, headings = view.texts[row], view.texts[heading]
    if next((line[column] for column in places if line[column]), "") not in headings:
        return False
    known = {headings[column] for column in places} - {""}
    texts = [line[column] for column in places if line[column]]
    return len(texts) > 1 and len(set(texts)) > 1 and known.issuperset(texts)


def in_other_places(view: View, heading: range, row: int, first_row: int, places: Sequence[int]) -> bool:
    """Whether headings that come back stand above other columns than before; the lowest of them are in this row.

    Of the rows above it those count that are not above `first_row`.
    """
    after = places[-1] + 1
    if after < view.width and view.texts[row][after] and not view.texts[heading[-1]][after]:
        return True
    for own in reversed(heading):
        again = row - (heading[-1] - own)
        if again < first_row:
            break
        before, now = carried_on(view, own, places), carried_on(view, again, places)
        filled = [column for column in places if view.texts[again][column]]
        if filled and any(now[column] != before[column] for column in filled):
            return True
    return False


def _counts_on(texts: Sequence[str]) -> bool:
    """Whether texts are 1, 2, 3 ... or A, B, C ..., or 1.1, 1.2, 2.1 ... with as many parts in each."""
    if len(texts) > 1 and all(map(_DECIMAL.fullmatch, texts)):
        wholes = list(dict.fromkeys(text[0] for text in texts))
        parts = len(texts) // len(wholes)
        every = [f"{whole}.{part}" for whole in wholes for part in range(1, parts + 1)]
        return len(wholes) > 1 and parts > 1 and _counts_on(wholes) and every == list(texts)
    numbers = [int(text) if text.isdecimal() else ord(text) for text in texts if text.isdecimal() or len(text) == 1]
    return len(numbers) == len(texts) > 1 and all(second == first + 1 for first, second in pairwise(numbers))


def _with_labelled_rows(view: View, row: int, first_column: int) -> int:
    """The row, or a lower one that its label calls a field of a course: credits below the titles of courses across."""
    for lower in range(row + 1, min(row + _MOST_ROWS, len(view.texts))):
        labels = [text for text in view.texts[lower][:first_column] if text]
        fields = [course_field(text) for text in labels]
        if (all(fields) and not OF_COURSES_ONLY.isdisjoint(fields)) or (
            len(labels) == 1 and fields == [course_field(labels[0])] and fields[0] and names_nobody(labels[0])
        ):
            row = lower
    return row


def top_row(view: View, header: int, columns: Sequence[int]) -> int:
    """The highest heading row of these columns: at most four rows, without a gap."""
    top = header
    for row in range(header - 1, max(header - _MOST_ROWS, -1), -1):
        if not any(view.heading(row, column, columns[0]) for column in columns):
            break
        if describes(view, row, columns[0]):
            break
        top = row
    return top


def describes(view: View, row: int, first_column: int) -> bool:
    """Whether a row says something about the sheet: a label with its value, such as the name of the programme."""
    if _is_of_courses(view, row):
        return False
    texts = [text for _, text in view.filled(row)]
    labels = [text for text in view.texts[row][:first_column] if text]
    if len(texts) > _MOST_ROWS:
        return False
    return any(text.endswith(":") or (": " in text[:30] and text in labels) for text in texts) or (
        len(texts) == 2 and any(DESCRIPTION_FIELDS.named(text) for text in labels)
    )


def headings_of(view: View, rows: Sequence[int], columns: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The headings of each column, outermost first; merged ones and those of groups carry on to the right."""
    texts = [carried_on(view, row, columns) for row in rows[:-1]]
    texts += [{column: view.heading(row, column, columns[0]) for column in columns} for row in rows[-1:]]
    return {column: tuple(_without_repeats(line[column] for line in texts)) for column in columns}


def carried_on(view: View, row: int, columns: Sequence[int]) -> dict[int, str]:
    """The texts of a row of headings above others; one that heads a group often stands above the first of it only."""
    texts = {column: view.heading(row, column, columns[0]) for column in columns}
    filled = [text for text in texts.values() if text]
    merged = any((row, column) in view.heads for column in columns)
    codes = sum(1 for text in filled if is_outcome_code(text) or is_course_code(text))
    if merged or (len(filled) > _FILLED_ITSELF * len(columns) and 2 * codes > len(filled)):
        return texts
    last = ""
    for column, text in texts.items():
        last = text or last
        texts[column] = last
    return texts


def _without_repeats(texts: Iterable[str]) -> Iterator[str]:
    before = ""
    for text in texts:
        if text and text != before:
            yield text
            before = text
