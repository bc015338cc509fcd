"""What may have been meant as a mark and is not read: colours of conditional formats, and all colours of an xlsb."""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import Sheet, Workbook

# With fewer empty cells under a rule nobody marked a map with it.
_FEWEST = 3
_MOST_NAMED = 20


def unread_looks(workbook: Workbook) -> Iterator[Finding]:
    """What the format of the file keeps from us."""
    if workbook.format == "xlsb":
        yield Finding("xlsb-looks-not-read", Severity.WARNING)


def unread_colours(sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Where a conditional format may colour empty cells, of sheets in which no mark was found.

    Where a cell holds something, that is read, and its colour says nothing more.
    """
    for sheet in sheets:
        if not sheet.visible:
            continue
        found = dict.fromkeys(filter(None, (_empty_area(sheet, area) for area in sheet.look.conditional)))
        for ref in list(found)[:_MOST_NAMED]:
            yield Finding("conditional-colours", Severity.WARNING, ref)


def _empty_area(sheet: Sheet, area: tuple[int, int, int, int]) -> CellRef | None:
    """The part of an area beside what the sheet holds; None where hardly a cell of it is empty."""
    first_row, first_column, last_row, last_column = area
    last_row = min(last_row, len(sheet.rows) - 1)
    last_column = min(last_column, max(map(len, sheet.rows), default=0) - 1)
    places = product(range(first_row, last_row + 1), range(first_column, last_column + 1))
    empty = islice((place for place in places if not sheet.text(*place)), _FEWEST)
    is_marked = len(list(empty)) == _FEWEST
    return CellRef(sheet.name, first_row, first_column, last_row, last_column) if is_marked else None
