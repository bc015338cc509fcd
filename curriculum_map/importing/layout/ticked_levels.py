"""A long list that has a column for each level, with a sign in the one that holds, folded to one column of levels."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from curriculum_map.importing.cells import Place
from curriculum_map.importing.layout.sub_columns import SIGNS, are_levels, fold_row
from curriculum_map.importing.layout.view import View

_FEWEST = 2


def ticked_columns(view: View, header: int, heads: Mapping[int, str]) -> tuple[int, ...]:
    """The columns beside each other that are headed by the levels and hold but a sign; none if no such columns are."""
    for run in _runs(view, header, heads):
        if len(run) >= _FEWEST and are_levels([heads[column] for column in run]):
            return run
    return ()


def with_levels_in_one(view: View, header: int, columns: tuple[int, ...]) -> View:
    """The same with what heads the sign of each row in the first of these columns, at the address of that sign."""
    sheet = view.sheet
    texts = [list(row) for row in view.texts]
    rows = [[*row, *([""] * (view.width - len(row)))] for row in sheet.rows]
    origins: list[list[Place]] = [[sheet.place(row, at) for at in range(view.width)] for row in range(len(rows))]
    for row in range(header + 1, len(texts)):
        fold_row(texts[row], rows[row], origins[row], columns, view.texts[header])
    return replace(view, sheet=replace(sheet, rows=rows, origins=origins), texts=texts)


def _runs(view: View, header: int, heads: Mapping[int, str]) -> Iterator[tuple[int, ...]]:
    run: list[int] = []
    for column in (*heads, -1):
        if run and (column != run[-1] + 1 or not _holds_signs(view, header, column)):
            yield tuple(run)
            run = []
        if column >= 0 and _holds_signs(view, header, column):
            run.append(column)


def _holds_signs(view: View, header: int, column: int) -> bool:
    held = ""
    # Told by the first cell that holds something else: a large sheet is asked this for each row that may head it.
    for texts in view.texts[header + 1 :]:
        text = texts[column].casefold()
        if text and text != held:
            if held or text not in SIGNS:
                return False
            held = text
    return column >= 0
