"""The places of one map in a sheet: headings above, labels beside, marks between; in the positions of the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curriculum_map.importing.layout.columns import Column
from curriculum_map.importing.layout.headings import is_heading_row, top_row
from curriculum_map.importing.layout.lines import Body, keys_of, lines_of
from curriculum_map.importing.layout.marks import is_filled
from curriculum_map.importing.layout.shapes import Excluded, Why
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import (
    OF_COURSES_ONLY,
    course_field,
    heads_totals,
    is_remark,
)


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
    end = _end(view, header, corner.columns, words)
    sides = _Sides(view, top, header, end)
    for column in range(view.width):
        if column == corner.key:
            sides.labels.append(column)
        elif column not in corner.columns:
            sides.put(
                column, corner.columns[0], corner.columns[-1], bool(words & corner.all_columns[column].vocabulary)
            )
    body = Body(view, header, end, tuple(sides.labels), corner.columns, frozenset(words), corner.named_rows)
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

    def __init__(self, view: View, top: int, header: int, end: int) -> None:
        self._view, self._top, self._header, self._end = view, top, header, end
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
        if any(map(heads_totals, headings)):
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


def _end(view: View, header: int, places: Sequence[int], words: set[str]) -> int:
    """Where the block ends: at the headings of another table below it, or with the sheet."""
    headings = [view.texts[header][column] for column in places]
    marked = False
    for row in range(header + 1, len(view.texts)):
        texts = [view.texts[row][column] for column in places]
        filled = [text for text in texts if is_filled(text)]
        is_heading = is_heading_row(filled, len(places)) and words.isdisjoint(map(str.casefold, filled))
        if marked and is_heading:
            same = sum(1 for one, other in zip(texts, headings, strict=True) if one and one == other)
            if 2 * same < len(filled):
                return top_row(view, row, places)
        marked = marked or bool(filled)
    return len(view.texts)
