"""Cells of a file in words."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from curriculum_map.domain.findings import CellRef


def cells_words(refs: Iterable[CellRef]) -> str:
    """Addresses in their order, a sheet named once for those that follow each other in it: 'Grid!C4, D4; Other!A1'."""
    return "; ".join(_of_sheet(list(some)) for _, some in groupby(refs, key=lambda ref: ref.sheet))


def _of_sheet(refs: list[CellRef]) -> str:
    first, *others = refs
    return ", ".join((str(first), *(str(replace(ref, sheet="")).lstrip("!") for ref in others)))
