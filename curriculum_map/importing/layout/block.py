"""The places of one map in a sheet: headings above, labels beside, marks between; in the positions of the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curriculum_map.importing.layout.columns import Column
from curriculum_map.importing.layout.headings import in_other_places, is_heading_row, says_again, top_row
from curriculum_map.importing.layout.lines import Body, keys_of, lines_of
from curriculum_map.importing.layout.marks import is_filled, parts_of
from curriculum_map.importing.layout.shapes import Excluded, Why
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import (
    OF_COURSES_ONLY,
    course_field,
    heads_totals,
    is_about_all,
    is_remark,
    says_course,
)
from curriculum_map.importing.waiting import still_wanted

_MOST_HEADINGS = 4
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A map in the positions of the file; `rows` and `columns` are its items, courses or outcomes.

    `named` is the axis that names targets of our own editions: "columns", "rows" or empty.
    """

    view: View
    top: int
    header: int
    end: int
    labels: tuple[int, ...]
    keys: tuple[int, ...]
    columns: tuple[int, ...]
    others: tuple[int, ...]
    rows: tuple[int, ...]
    excluded: tuple[Excluded, ...]
    named: str = ""

    def marks(self) -> list[str]:
        """What stands in its places and does not mean empty."""
        lines = [self.view.texts[row] for row in self.rows]
        return list(filter(is_filled, [texts[column] for texts in lines for column in self.columns]))


@dataclass(frozen=True, slots=True)
class Corner:
    """What is known of a block before its rows and labels are: headings down to `header`, and its columns of marks.

    `key` is the column of labels that names targets, if one does, in `named_rows`; `top` is the highest heading row, if
    it is known.
    """

    view: View
    all_columns: Sequence[Column]
    header: int
    columns: tuple[int, ...]
    key: int | None = None
    top: int | None = None
    named_rows: frozenset[int] = frozenset()
    named: str = ""


def block_at(corner: Corner) -> Block:
    """The block with these headings and columns: its labels, its items, and what is left out of it."""
    view, header = corner.view, corner.header
    top = top_row(view, header, corner.columns) if corner.top is None else corner.top
    words = {part for column in corner.columns for part in corner.all_columns[column].vocabulary}
    end = _end(view, range(top, header + 1), corner.columns, words)
    sides = _Sides(view, top, header, end, of_courses=corner.named == "rows")
    for column in range(view.width):
        if column == corner.key:
            sides.labels.append(column)
        elif column not in corner.columns:
            sides.put(
                column, corner.columns[0], corner.columns[-1], bool(words & corner.all_columns[column].vocabulary)
            )
    body = Body(view, top, header, end, tuple(sides.labels), corner.columns, frozenset(words), corner.named_rows)
    body = replace(body, keys=_keys(body, top) if corner.key is None else (corner.key,))
    lines = lines_of(body)
    return Block(
        view=view,
        top=top,
        header=header,
        end=end,
        labels=body.labels,
        keys=body.keys,
        columns=corner.columns,
        others=tuple(sides.others),
        rows=lines.items,
        excluded=(*sides.excluded, *lines.excluded),
        named=corner.named,
    )


class _Sides:
    """Sorts the columns that hold no marks: labels of the rows, totals, and others that nobody reads."""

    def __init__(self, view: View, top: int, header: int, end: int, *, of_courses: bool) -> None:
        self._view, self._top, self._header, self._end, self._of_courses = view, top, header, end, of_courses
        self.labels: list[int] = []
        self.others: list[int] = []
        self.excluded: list[Excluded] = []

    def put(self, column: int, first: int, last: int, holds_marks: bool) -> None:
        """Puts a column where it belongs; `first` and `last` are the outermost columns of marks."""
        view = self._view
        below = any(view.texts[row][column] for row in range(self._header + 1, self._end))
        headings = heading_texts(view, self._top, self._header, column)
        if not below and not headings:
            return
        of_all = self._of_courses and column > first and bool(headings) and all(map(is_about_all, headings))
        if of_all or any(map(heads_totals, headings)):
            self.excluded.append(Excluded(view.column_ref(column, self._top), Why.TOTALS))
        elif any(course_field(text) for text in headings) or (column < first and not any(map(is_remark, headings))):
            self.labels.append(column)
        elif headings or first < column <= last + 1 or holds_marks or self._is_beside_headed(column):
            # One among the marks without a heading of its own may hold what strayed from its place; one beside columns
            # with a heading belongs to the table, and that it was not read is said.
            self.others.append(column)

    def _is_beside_headed(self, column: int) -> bool:
        before = column - 1
        return before in self.others or bool(heading_texts(self._view, self._top, self._header, before))


def heading_texts(view: View, top: int, header: int, column: int) -> list[str]:
    """What stands above a column in the heading rows, merged cells included; from top to bottom."""
    return [text for row in range(top, header + 1) if (text := view.carried(row, column))]


def own_headings(view: View, top: int, header: int, column: int) -> list[str]:
    """What stands above a column itself; if nothing does, what covers its lowest heading."""
    texts = [view.texts[row][column] for row in range(top, header + 1)]
    return [text for text in texts if text] or [view.carried(header, column)]


def _keys(body: Body, top: int) -> tuple[int, ...]:
    """The columns of labels that name an item: those called so, else those in which the items differ."""
    fields = {
        column: {course_field(text) for text in heading_texts(body.view, top, body.header, column)} - {None}
        for column in body.labels
    }
    named = tuple(column for column, found in fields.items() if found & {"code", "title"})
    if any("title" in found for found in fields.values()):
        return named
    free = tuple(column for column, found in fields.items() if not found & OF_COURSES_ONLY)
    return tuple(sorted({*named, *keys_of(replace(body, labels=free))}))


def _end(view: View, heading: range, places: Sequence[int], words: set[str]) -> int:
    """Where the block ends: at the headings of another table below it, or with the sheet."""
    header = heading[-1]
    headings = [view.texts[header][column] for column in places]
    marked = header
    for row in range(header + 1, len(view.texts)):
        still_wanted()
        texts = [view.texts[row][column] for column in places]
        filled = [text for text in texts if is_filled(text)]
        of_marks = any(not words.isdisjoint(parts_of(text)) for text in filled)
        again = (not of_marks and says_again(view, header, row, places)) or _is_labelled(view, heading, row, places)
        is_heading = again or (not of_marks and is_heading_row(filled, len(places)))
        if marked > header and again and in_other_places(view, heading, row, marked + 1, places):
            return max(top_row(view, row, places), marked + 1)
        if marked > header and is_heading:
            same = sum(1 for one, other in zip(texts, headings, strict=True) if one and one == other)
            if 2 * same < len(filled) and _begins_a_table(view, heading, row, places, words):
                return max(top_row(view, row, places), marked + 1)
        marked = row if filled and not is_heading and not _is_upper_heading(view, heading, row, places) else marked
    return len(view.texts)


def _is_labelled(view: View, heading: range, row: int, places: Sequence[int]) -> bool:
    """Whether a row has the labels of the headings and several of these; where they come back they look like marks."""
    labels = {text for text in view.texts[row][: places[0]] if text}
    if not labels or not labels <= {text for one in heading for text in view.texts[one][: places[0]]}:
        return False
    known = {view.texts[heading[-1]][column] for column in places} - {""}
    texts = [text for column in places if (text := view.texts[row][column])]
    again = sum(1 for text in texts if text in known)
    enough = again >= _SEVERAL and 2 * again >= len(texts)
    return enough or (again > 0 and is_heading_row(texts, len(places)))


def _is_upper_heading(view: View, heading: range, row: int, places: Sequence[int]) -> bool:
    """Whether a row says the headings of groups again, above those that come back below it."""
    return any(says_again(view, own, row, places) for own in heading[:-1])


def _begins_a_table(view: View, heading: range, row: int, places: Sequence[int], words: set[str]) -> bool:
    """Whether different texts below marks head another table: labelled as headings, or set apart with something below.

    What is remarked or added up of each column, in one more line, is part of the table above it.
    """
    first = places[0]
    labels = [text for text in view.texts[row][:first] if text]
    apart = not all(map(any, view.texts[top_row(view, row, places) - 1 : row]))
    if any(map(heads_totals, labels)) or (any(map(is_remark, labels)) and not apart):
        return False
    lower = [view.texts[one][first : places[-1] + 1] for one in range(row + 1, len(view.texts))]
    if not any(any(map(is_filled, texts)) for texts in lower):
        return False
    known = {text for one in heading for text in view.texts[one][:first] if text}
    for one in range(row, min(row + _MOST_HEADINGS, len(view.texts))):
        if any(not words.isdisjoint(parts_of(text)) for text in view.texts[one][first:]):
            break
        if any(text in known or _names_courses(text) for text in view.texts[one][:first] if text):
            return True
    return apart


def _names_courses(text: str) -> bool:
    return course_field(text) in ("code", "title") or says_course(text)
