"""Cells of a file in words."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from curriculum_map.domain.findings import CellRef


def cells_words(refs: Iterable[CellRef]) -> str:
    """Addresses in their order, cells right under each other as one range, a sheet named once: 'Grid!C4:C6, D4'."""
    return "; ".join(_of_sheet(list(some)) for _, some in groupby(refs, key=lambda ref: ref.sheet))


def _of_sheet(refs: list[CellRef]) -> str:
    first, *others = _runs(refs)
    return ", ".join((str(first), *(str(replace(ref, sheet="")).lstrip("!") for ref in others)))


def _runs(refs: list[CellRef]) -> list[CellRef]:
    """The addresses, those of cells right under each other as one range."""
    runs: list[CellRef] = []
    for ref in refs:
        above = runs[-1] if runs else None
        if above is not None and ref == CellRef(ref.sheet, (above.last_row or above.row) + 1, above.column):
            runs[-1] = replace(above, last_row=ref.row)
        else:
            runs.append(ref)
    return runs
