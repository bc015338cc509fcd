"""What a sheet is: each map in it, or what it seems to be instead."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from curriculum_map.importing.cells import Sheet
from curriculum_map.importing.layout.axes import evidence_of
from curriculum_map.importing.layout.block import Block
from curriculum_map.importing.layout.candidates import blocks_of
from curriculum_map.importing.layout.colours import with_colour_legend, with_colours
from curriculum_map.importing.layout.component_lines import with_components_across
from curriculum_map.importing.layout.in_doubt import without_doubtful
from curriculum_map.importing.layout.joined import joined
from curriculum_map.importing.layout.judging import Judgement, judge
from curriculum_map.importing.layout.legend import legend_of, without_legends
from curriculum_map.importing.layout.long_list import long_table
from curriculum_map.importing.layout.named import is_of_ambitions
from curriculum_map.importing.layout.no_map import kind_of_sheet, what_it_seems
from curriculum_map.importing.layout.shapes import (
    Doubt,
    Excluded,
    LayoutAnswer,
    Orientation,
    Seems,
    SheetKind,
    SheetShape,
    Table,
    Why,
)
from curriculum_map.importing.layout.side_by_side import (
    alike,
    may_be_several_programmes,
    parts_of_sheet,
    stacked,
)
from curriculum_map.importing.layout.sub_columns import folded
from curriculum_map.importing.layout.tables import turned, upright, with_title
from curriculum_map.importing.layout.view import View, view_of
from curriculum_map.importing.names import Names

_MOST_TABLES = 20


def shape_of(
    sheet: Sheet,
    names: Names,
    overrule: LayoutAnswer | None = None,
    *,
    hidden: bool = False,
    legends: Mapping[str, str] | None = None,
) -> SheetShape:
    """What a sheet is and the maps in it, each upright; `legends` are those of all sheets of the workbook.

    Hidden rows and columns are left out unless asked for. What the user said about the layout wins over the evidence.
    """
    view = view_of(sheet, hidden)
    shape = _Reader(sheet, names, overrule or LayoutAnswer(), legends or {}).read(view)
    return _with_hidden(shape, sheet)


@dataclass(frozen=True, slots=True)
class _Found:
    table: Table
    judgement: Judgement


class _Reader:
    def __init__(self, sheet: Sheet, names: Names, answer: LayoutAnswer, legends: Mapping[str, str]) -> None:
        self._sheet, self._names, self._answer, self._legends = sheet, names, answer, legends

    @cached_property
    def _own_legend(self) -> Mapping[str, str]:
        return legend_of(self._sheet)

    def read(self, view: View) -> SheetShape:
        view = with_colour_legend(view)
        if not any(map(any, view.texts)) and not view.sheet.look.fills:
            return SheetShape(SheetKind.EMPTY)
        if self._answer.no_map or is_of_ambitions(view):
            return SheetShape(SheetKind.NOT_A_MAP, seems=None if self._answer.no_map else Seems.AMBITIONS)
        long = long_table(view, self._names) if self._answer.orientation in (None, Orientation.LONG) else None
        if long is not None:
            return SheetShape(SheetKind.LONG, (long,))
        found, seems = self._maps(without_legends(view))
        if not any(one.table.marks for one in found):
            # Perhaps its colours are the marks.
            coloured = with_colours(view, {**self._legends, **self._own_legend})
            by_colour, _ = ([], None) if coloured is None else self._maps(without_legends(coloured))
            found = by_colour or found
        if found:
            return _shape(found)
        if not any(map(any, view.texts)):
            return SheetShape(SheetKind.EMPTY)
        kind, seemed = what_it_seems(view)
        kind, seems = kind_of_sheet(kind, seems or seemed)
        return SheetShape(kind, seems=seems)

    def _maps(self, view: View) -> tuple[list[_Found], Seems | None]:
        """The maps of a sheet from left to right and from top to bottom; without any, what the likeliest one is."""
        found: list[_Found] = []
        seems: Seems | None = None
        for part in parts_of_sheet(view):
            rest: View | None = part
            while rest is not None and len(found) < _MOST_TABLES:
                one, declined, end = self._first(rest)
                seems = seems or declined
                if one is not None:
                    found.append(one)
                elif found and rest is not part:
                    # What stands below a map and is none was not read, and somebody may miss it.
                    found[-1] = replace(found[-1], table=_with_lines_below(found[-1].table, rest))
                rest = rest.from_row(end) if end is not None and end < len(rest.texts) else None
        return found, seems

    def _first(self, view: View) -> tuple[_Found | None, Seems | None, int | None]:
        seems: Seems | None = None
        header = self._answer.header_row
        if header is not None and not (header < len(view.texts) and any(view.texts[header])):
            header = None
        for block in blocks_of(view, self._names, header):
            # Headings that name targets are a map of ours, also before a course is filled in.
            if not block.columns or not (block.rows or block.named == "columns"):
                continue
            one, judgement = self._judged(block)
            if judgement.seems is None:
                table = turned(one) if judgement.orientation is Orientation.COURSES_COLS else upright(one)
                if self._answer.orientation is not None:
                    table = with_title(table)
                if "title" in table.fields and table.outcomes:
                    table = with_components_across(table, self._names)
                    table = without_doubtful(table, self._answer.courses, self._answer.about)
                    return _Found(table, judgement), None, block.end
            # Without anything that names a course there is none to read.
            seems = seems or judgement.seems or Seems.OTHER
        return None, seems, None

    def _judged(self, block: Block) -> tuple[Block, Judgement]:
        """A block with its sub-columns folded, and what it is: the user's word, else by the evidence."""
        one, unsure = folded(block, self._names)
        if self._answer.orientation is not None:
            return one, Judgement(self._answer.orientation)
        find_evidence = partial(evidence_of, one, self._names)
        doubts = [Doubt.SUB_COLUMNS] if unsure else []
        return one, judge(one, find_evidence, doubts, partial(self._is_explained, block))

    def _is_explained(self, block: Block) -> bool:
        """Whether the sheet's own legend has marks of the block, or says in words what stands there."""
        # One mark alone may be any coloured cell or a letter of some text, and another sheet speaks of its own marks.
        return len({*self._own_legend, *self._own_legend.values()}.intersection(block.marks())) > 1


def _with_lines_below(table: Table, rest: View) -> Table:
    lines = (Excluded(rest.row_ref(row), Why.TEXT_ONLY) for row, texts in enumerate(rest.texts) if any(texts))
    return replace(table, excluded=(*table.excluded, *lines))


def _shape(found: list[_Found]) -> SheetShape:
    groups = alike([one.table for one in found])
    maps = joined([stacked(group) for group in groups])
    doubts: dict[Doubt, None] = {}
    for one in found:
        doubts |= dict.fromkeys(one.judgement.doubts)
    # Tables whose headings stand in another order are one map as well.
    stacks = groups if len(maps) > 1 or len(maps[0].parts) > 1 else [[table for group in groups for table in group]]
    if any(map(may_be_several_programmes, stacks)):
        doubts[Doubt.TABLES] = None
    return SheetShape(
        SheetKind.MATRIX,
        tuple(one.table for one in maps),
        doubts=tuple(doubts),
        joined=tuple(ref for one in maps if len(one.parts) > 1 for ref in one.parts),
        clashes=tuple(clash for one in maps for clash in one.clashes),
    )


def _with_hidden(shape: SheetShape, sheet: Sheet) -> SheetShape:
    """The shape with the number of hidden lines that hold something, whether they were read or not."""
    look, height = sheet.look, len(sheet.rows)
    if not (look.hidden_rows or look.hidden_columns):
        return shape
    rows = sum(1 for row in look.hidden_rows if row < height and any(_said(sheet, row)))
    columns = sum(1 for column in look.hidden_columns if any(sheet.text(row, column) for row in range(height)))
    return replace(shape, hidden_rows=rows, hidden_columns=columns)


def _said(sheet: Sheet, row: int) -> list[str]:
    return [text for column in range(len(sheet.rows[row])) if (text := sheet.text(row, column))]
