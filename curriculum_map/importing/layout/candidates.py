"""Where a map may stand in a sheet: by the names of targets in its headings, else by its marks."""

from collections.abc import Iterator, Sequence

from curriculum_map.importing.layout.block import Block, Corner, block_at, heading_texts, own_headings
from curriculum_map.importing.layout.columns import Column, columns_of, groups_of
from curriculum_map.importing.layout.headings import describes, header_row, top_row
from curriculum_map.importing.layout.legend import legend_rows
from curriculum_map.importing.layout.marks import Kind, is_filled, kind_of, parts_of
from curriculum_map.importing.layout.named import NamedLine, named_column, named_row
from curriculum_map.importing.layout.sub_columns import level_row_below
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import (
    course_field,
    heads_legend,
    heads_totals,
    is_about_all,
    is_course_code,
    is_outcome_code,
    is_phase,
    is_remark,
    is_way_of_teaching,
    says_course,
    says_outcome,
    shape_of_text,
)
from curriculum_map.importing.names import Names

_GROUPS_TO_TRY = 3
_SHARE_BETWEEN, _SHARE_BESIDE = 0.3, 0.6
_MOST_ROWS_ABOVE = 12
_FEW_WORDS, _LONGEST_MARKS = 4, 20
_FEW = 2


def blocks_of(view: View, names: Names, header: int | None = None) -> Iterator[Block]:
    """Candidates for the first map of a sheet, the likeliest first; `header` is its lowest heading row if known."""
    columns = columns_of(view)
    across = named_row(view, names) if header is None else None
    down = named_column(view, names)
    if across is not None and (down is None or across.different >= down.different):
        yield _targets_across(view, columns, across)
        return
    if down is not None:
        block = _targets_down(view, columns, down, header)
        if block is not None:
            yield block
    for group in groups_of(columns)[:_GROUPS_TO_TRY]:
        block = _by_marks(view, columns, group, header)
        if block is not None:
            yield block


def _targets_across(view: View, columns: Sequence[Column], named: NamedLine) -> Block:
    places = _with_neighbours(view, columns, named.line, named.places, ours=True)
    below = level_row_below(view, named.line, places, named.places)
    header, places = (named.line, places) if below is None else (named.line + 1, below)
    return block_at(Corner(view, columns, header, places, named="columns"))


def _targets_down(view: View, columns: Sequence[Column], named: NamedLine, header: int | None) -> Block | None:
    """The map right of labels that name targets; every headed column there that holds no sentences is a course."""
    first = named.places[0]
    header = first - 1 if header is None else header
    top = _top_above(view, header, named.line)
    if header < top:
        return None
    places = [
        column
        for part in _parts_right_of(view, named.line, top, named.places[-1])
        for column in part
        if (headings := heading_texts(view, top, header, column))
        and not any(map(heads_totals, headings))
        and _may_hold_marks([view.texts[row][column] for row in named.places])
    ]
    # What is said of all courses stands beside them.
    places = [one for one in places if not _is_about_all(view, top, header, one)] or places
    fields = {course_field(view.texts[header][place]) for place in places} - {None}
    if not places or len(fields) >= _FEW:
        # Different fields of courses across head the columns of a list.
        return None
    return block_at(Corner(view, columns, header, tuple(places), named.line, top, frozenset(named.places), "rows"))


def _is_about_all(view: View, top: int, header: int, column: int) -> bool:
    return all(map(is_about_all, heading_texts(view, top, header, column)))


def _parts_right_of(view: View, label: int, first_row: int, last_row: int) -> Iterator[list[int]]:
    """The columns right of the labels that belong to the map: cut at empty columns."""
    rows = range(first_row, last_row + 1)
    part: list[int] = []
    for column in range(label + 1, view.width + 1):
        if column < view.width and any(view.texts[row][column] for row in rows):
            part.append(column)
        elif part:
            yield part
            part = []


def _top_above(view: View, header: int, label: int) -> int:
    """The highest row that says something of courses across: without a gap, and about more than the whole sheet."""
    top = header + 1
    for row in range(header, max(header - _MOST_ROWS_ABOVE, -1), -1):
        labelled = any(course_field(text) for text in view.texts[row][: label + 1] if text)
        if not labelled and not any(view.carried(row, column) for column in range(label + 1, view.width)):
            break
        if describes(view, row, label + 1):
            break
        top = row
    return top


def _may_hold_marks(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    # What is short may be several marks in one cell: 'K2 | V1 | A3'.
    sentences = [text for text in filled if kind_of(text) is Kind.TEXT and len(text) > _LONGEST_MARKS]
    return 2 * len(sentences) <= len(filled)


def _by_marks(view: View, columns: Sequence[Column], group: Sequence[Column], header: int | None) -> Block | None:
    found = header_row(view, group) if header is None else header
    if found is None:
        return None
    places = _without_attributes(view, found, group)
    # Credits and phases share digits with marks: without them the group may fall apart.
    regrouped = groups_of([one for one in columns if one.column in places], found + 1)
    if not regrouped:
        return None
    places = [one.column for one in regrouped[0]]
    return block_at(Corner(view, columns, found, _with_neighbours(view, columns, found, places, ours=False)))


def _without_attributes(view: View, header: int, columns: Sequence[Column]) -> list[int]:
    top = top_row(view, header, [column.column for column in columns])
    headings = {one.column: own_headings(view, top, header, one.column) for one in columns}
    free = [one for one in columns if not _name_no_item(headings[one.column])]
    teaching = [one for one in free if is_way_of_teaching(view.carried(header, one.column))]
    if len(teaching) >= _FEW:
        free = [one for one in free if one not in teaching]
    # "Taal" heads the languages of courses, or is a course: then its marks are those of the others.
    sure = [one for one in free if not any(map(is_remark, headings[one.column]))]
    marks = {part for one in sure for part in one.vocabulary if not part.isdigit()}
    free = [one for one in free if one in sure or one.vocabulary <= marks]
    return [one.column for one in free if not _explains(view, header, one)]


def _name_no_item(headings: Sequence[str]) -> bool:
    """Whether the headings of a column name credits, a total, a legend; below its code they describe a course."""
    return not any(map(is_course_code, headings)) and any(
        course_field(text) or heads_totals(text) or heads_legend(text) for text in headings
    )


def _explains(view: View, header: int, column: Column) -> bool:
    """Whether a column behind a gap has each of its marks once, with a text beside each: a legend."""
    below = [row for row in column.marks if row > header]
    before = column.column - 1
    if len({column.marks[row] for row in below}) < max(2, len(below)) or column.column + 1 >= view.width:
        return False
    gap = before >= 0 and not any(view.texts[row][before] for row in range(header, len(view.texts)))
    return gap and all(len(view.texts[row][column.column + 1]) > len(column.marks[row]) for row in below)


def _with_neighbours(
    view: View, columns: Sequence[Column], header: int, places: Sequence[int], *, ours: bool
) -> tuple[int, ...]:
    """The columns with those between and beside them that belong there though they hold few marks or none."""
    neighbours = _Neighbours(view, columns, header, places, ours)
    found = set(places)
    while more := [column for column in range(view.width) if column not in found and neighbours.holds(column, found)]:
        found.update(more)
    return tuple(sorted(found))


class _Neighbours:
    """Tells which columns belong to those that were found by their marks or by the names of targets (`ours`)."""

    def __init__(self, view: View, columns: Sequence[Column], header: int, places: Sequence[int], ours: bool) -> None:
        self._view, self._columns, self._header, self._ours = view, columns, header, ours
        self._top = top_row(view, header, places)
        legend = legend_rows(view)
        self._rows = [
            row for row in range(header + 1, len(view.texts)) if row not in legend and _may_be_item(view, row)
        ]
        marks = {columns[column].marks.get(row, "") for column in places for row in self._rows}
        self._words = {part for mark in marks for part in parts_of(mark)}
        self._headings = [view.carried(header, column) for column in places]
        shapes = {_shape_of_heading(text) for text in self._headings}
        self._series = shapes if len(shapes) <= max(1, len(places) // 3) else set()
        # What all headings look like.
        self._alike = [all(traits) for traits in zip(*map(_traits, self._headings), strict=True)]

    def holds(self, column: int, found: set[int]) -> bool:
        """Whether a column belongs to those that were found."""
        own = self._view.carried(self._header, column)
        headings = own_headings(self._view, self._top, self._header, column)
        if not own or _name_no_item(headings) or any(map(is_remark, headings)):
            return False
        between = min(found) < column < max(found)
        belongs = between or _shape_of_heading(own) in self._series
        below = (self._view.texts[row][column] for row in self._rows)
        filled = [text for text in below if is_filled(text)]
        if not filled:
            return self._may_be_empty(own, belongs)
        if _holds_marks(self._columns[column], self._words, filled, between):
            return belongs or (self._ours and _is_joined(self._view, self._header, column, found))
        return (belongs or not found.isdisjoint((column - 1, column + 1))) and _are_of_one_kind(filled, self._words)

    def _may_be_empty(self, own: str, belongs: bool) -> bool:
        """Whether a column without marks belongs by its heading: called as all others are, a level that comes back."""
        if any(self._alike):
            return all(has or not needed for has, needed in zip(_traits(own), self._alike, strict=True))
        return (belongs or own in self._headings) and not is_phase(own)


def _may_be_item(view: View, row: int) -> bool:
    first = view.first(row)
    return not heads_totals(first) and not is_remark(first)


def _traits(text: str) -> tuple[bool, ...]:
    """What a heading looks like."""
    return is_course_code(text), is_outcome_code(text), says_course(text), says_outcome(text)


def _shape_of_heading(text: str) -> str:
    """The shape of its number if it begins with one, else of all of it."""
    first = text.partition(" ")[0]
    return shape_of_text(first if any(map(str.isdigit, first)) else text)


def _are_of_one_kind(texts: Sequence[str], words: set[str]) -> bool:
    """Whether other marks can be of the same scale: single letters beside letters, a few short words beside words."""
    parts = {part for text in texts for part in parts_of(text)}
    if any(kind_of(text) not in (Kind.WORD, Kind.MARK) for text in texts) or len(parts) >= _FEW_WORDS:
        return False
    return any(map(str.isdigit, parts)) == any(map(str.isdigit, words)) and (
        {len(part) == 1 for part in parts} == {len(part) == 1 for part in words}
    )


def _is_joined(view: View, header: int, column: int, places: set[int]) -> bool:
    """Whether no empty column parts it from the others: behind one stands another thing, such as a legend."""
    nearest = min(places, key=lambda place: abs(place - column))
    between = range(min(nearest, column) + 1, max(nearest, column))
    return all(any(view.texts[row][one] for row in range(header, len(view.texts))) for one in between)


def _holds_marks(column: Column, words: set[str], filled: Sequence[str], between: bool) -> bool:
    """Whether enough of what stands in a column are marks that others have too."""
    if words and column.vocabulary.isdisjoint(words):
        return False
    known = set(column.marks.values())
    marks = sum(1 for text in filled if text in known)
    return marks >= (_SHARE_BETWEEN if between else _SHARE_BESIDE) * len(filled)
