"""How a sheet is printed: on A4 where it can be read there, else on A3; what is wider still on pages side by side."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.reports.book import Over, Sheet
from curriculum_map.workbooks.style import A3, A4, WIDEST_ON_A3, print_landscape

# The widest, in digits, that can still be read.
_WIDEST_ON_A4 = 235
# Between the margins, less what programs differ: across in dots of the screen, down in points.
_PAPER = {A3: (1440.0, 730.0), A4: (990.0, 490.0)}
# A digit, and what a column has beside them, in such dots.
_DOTS_OF_A_DIGIT, _DOTS_BESIDE = 7, 5
_LITTLE, _SOONER = 0.25, 0.75


def lay_out_pages(target: Worksheet, sheet: Sheet, title: str, height: float) -> None:
    """Sets up the printed pages of a sheet, each with its headings, the title of the workbook and its number.

    `height` is that of all rows in points: what is but little higher than a page is made to fit on it.
    """
    widths = [column.width for column in sheet.columns]
    paper = A4 if sum(widths) <= _WIDEST_ON_A4 else A3
    print_landscape(target, f"{sheet.group_row or sheet.heading_row}:{sheet.heading_row}", paper=paper, title=title)
    if sum(widths) > WIDEST_ON_A3:
        _side_by_side(target, sheet, height)
        return
    across, down = _PAPER[paper]
    scale = min(across / _dots(widths), 1.0)
    target.page_setup.fitToHeight = int(1 - _LITTLE < down / (height * scale) < 1)
    if not target.page_setup.fitToHeight and not sheet.filtered and height * scale > down:
        _whole_blocks(target, sheet, scale, down)


def _whole_blocks(target: Worksheet, sheet: Sheet, scale: float, down: float) -> None:
    """Pages that end where a text that stands over several rows ends, so that no row is without its names."""
    blocks = list(_blocks(sheet))
    if len(blocks) == len(sheet.rows):
        return
    heights = {number: float(one.height) for number, one in target.row_dimensions.items() if one.height}
    headings = sum(heights.get(number, 0) for number in range(sheet.group_row or sheet.heading_row, sheet.first_row))
    filled = sum(heights.get(number, 0) for number in range(1, sheet.first_row))
    # A program that fits a sheet to the width of the paper sets its own breaks.
    target.sheet_properties.pageSetUpPr.fitToPage = False
    target.page_setup.fitToWidth = target.page_setup.fitToHeight = None
    target.page_setup.scale = int(100 * scale)
    for first, behind in blocks:
        high = sum(heights.get(number, 0) for number in range(first, behind))
        if first > sheet.first_row and (filled + high) * scale > down:
            target.row_breaks.append(Break(id=first - 1))
            filled = headings
        filled += high


def _blocks(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The rows that a page holds together: the first, and the one behind the last."""
    first = behind = sheet.first_row
    for number, row in enumerate(sheet.rows, start=sheet.first_row):
        if number > first and number >= behind:
            yield first, number
            first = number
        behind = max((behind, *(number + one.rows for one in row if isinstance(one, Over))))
    if sheet.rows:
        yield first, sheet.last_row + 1


def _dots(widths: Sequence[float]) -> float:
    return sum(widths) * _DOTS_OF_A_DIGIT + len(widths) * _DOTS_BESIDE


def _side_by_side(target: Worksheet, sheet: Sheet, height: float) -> None:
    """Pages side by side, each with the frozen columns; a group of columns stays on one page where it can."""
    starts = _starts(sheet)
    widths = [column.width for column in sheet.columns]
    frozen = sum(widths[: sheet.frozen_columns])
    parts = [
        [*widths[: sheet.frozen_columns if first else 0], *widths[first:behind]]
        for first, behind in pairwise((0, *starts, len(widths)))
    ]
    across, down = _PAPER[A3]
    scale = min(across / max(map(_dots, parts)), 1.0)
    if 1 - _LITTLE < down / (height * scale) < 1:
        scale = down / height
    target.sheet_properties.pageSetUpPr.fitToPage = False
    target.page_setup.fitToWidth = target.page_setup.fitToHeight = None
    target.page_setup.scale = int(100 * scale)
    if frozen:
        target.print_title_cols = f"A:{get_column_letter(sheet.frozen_columns)}"
    for first in starts:
        target.col_breaks.append(Break(id=first))


def _starts(sheet: Sheet) -> list[int]:
    """The columns, from 0, with which a page begins, other than the first: the pages about equally full."""
    widths = [column.width for column in sheet.columns]
    frozen = sum(widths[: sheet.frozen_columns])
    room = max(WIDEST_ON_A3 - frozen, WIDEST_ON_A3 / 3)
    pages = ceil((sum(widths) - frozen) / room)
    fair = (sum(widths) - frozen) / pages
    starts: list[int] = []
    filled = 0.0
    for first, behind in _together(sheet):
        wide = sum(widths[first:behind])
        # Half of what goes over the fair share tells on which side of the break it is nearer; where the first group
        # of columns begins is a good place for one.
        share = fair * _SOONER if not sheet.columns[first - 1].group and sheet.columns[first].group else fair
        is_fair = filled + wide / 2 > share and len(starts) < pages - 1
        if filled and (is_fair or filled + wide > room):
            starts.append(first)
            filled = 0.0
        filled += wide
    return starts


def _together(sheet: Sheet) -> Sequence[tuple[int, int]]:
    """The columns behind the frozen ones that a page holds together, from 0: those under one heading, else one."""
    found: list[tuple[int, int]] = []
    for text, first, last in sheet.groups():
        places = range(max(first - 1, sheet.frozen_columns), last)
        if text and places:
            found.append((places.start, places.stop))
        else:
            found += [(place, place + 1) for place in places]
    return found
