"""Writes a table into a Word file: heading rows on each page, whole rows, widths by what stands in the columns."""

from itertools import accumulate

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Pt, RGBColor
from docx.table import Table, _Cell, _Row

from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Kind, Sheet
from curriculum_map.reports.document import Shown, ShownTable, shown_table
from curriculum_map.reports.word_widths import BESIDE, SIZES, column_widths
from curriculum_map.workbooks.text import printable

_HEADING_FILL, _SECTION_FILL, _LINES = "E8EEF5", "F4F6F9", "7F8B98"
_RIGHT = frozenset((Kind.COUNT, Kind.CREDITS, Kind.SHARE))
# A table of so many rows or fewer stands on one page.
_SHORT = 14
# Rows under one label, as those of a focus are, stay on one page unless they are more than these.
_TOGETHER = 12


def write_table(word: WordDocument, sheet: Sheet, language: Language, wide: Length) -> None:
    """The table of a sheet, as wide as this."""
    shown = shown_table(sheet, language)
    size, widths = column_widths(shown, wide)
    headings = 2 if shown.groups else 1
    sections = [section for section in shown.sections if section.heading]
    count = headings + sum(len(section.rows) for section in shown.sections) + len(sections)
    table = add_table(word, count, widths, sheet.title, " ".join(sheet.notes))
    # Asking a table for a cell walks through it: every cell is asked for once.
    rows = list(table.rows)
    grid = [list(row.cells) for row in rows]
    _write_headings(grid[:headings], shown, size)
    number = headings
    for section in shown.sections:
        if section.heading:
            over = grid[number][0].merge(grid[number][-1])
            write_cell(over, section.heading, size=size, bold=True, fill=_SECTION_FILL)
            _keep_with_next(grid[number])
            number += 1
        for line in section.rows:
            _write_line(grid, number, line, shown, size)
            number += 1
    for number, row in enumerate(rows):
        _keep_whole(row, is_heading=number < headings)
    for cells in grid[: headings if count > _SHORT else -1]:
        _keep_with_next(cells)


def add_table(word: WordDocument, rows: int, widths: list[Emu], title: str, description: str = "") -> Table:
    """An empty table with columns of these widths and an alternative text."""
    table: Table = word.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    properties = table._tbl.tblPr
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINES)):
            line.set(qn(f"w:{name}"), value)
        lines.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(int(BESIDE.twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # The order is that of the standard: borders, layout, margins, look, caption, description.
    properties.find(qn("w:tblLayout")).addprevious(lines)
    properties.find(qn("w:tblLayout")).addnext(margins)
    for name, text in (("w:tblCaption", title), ("w:tblDescription", description)):
        if text:
            said = OxmlElement(name)
            said.set(qn("w:val"), printable(text))
            properties.append(said)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def write_cell(
    cell: _Cell, text: str, *, size: Length = SIZES[0], bold: bool = False, ink: str | None = None, fill: str = ""
) -> None:
    """Writes a text into an empty cell."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold = size, bold
    if ink is not None:
        run.font.color.rgb = RGBColor.from_string(ink.lstrip("#").upper())
    if fill:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), fill.lstrip("#").upper())
        cell._tc.get_or_add_tcPr().append(shade)


def write_heading(cell: _Cell, text: str, size: Length = SIZES[0]) -> None:
    """Writes a heading of a column or a row into an empty cell."""
    write_cell(cell, text, size=size, bold=True, fill=_HEADING_FILL)


def _write_headings(grid: list[list[_Cell]], shown: ShownTable, size: Length) -> None:
    for behind, (text, count) in zip(accumulate(count for _, count in shown.groups), shown.groups, strict=True):
        write_heading(grid[0][behind - count].merge(grid[0][behind - 1]), text, size)
    for cell, column in zip(grid[-1], shown.columns, strict=True):
        write_heading(cell, column.heading, size)


def _write_line(
    grid: list[list[_Cell]], number: int, line: tuple[Shown | None, ...], shown: ShownTable, size: Length
) -> None:
    for place, one in enumerate(line):
        if one is None:
            continue
        cell = grid[number][place]
        if one.rows > 1:
            cell = cell.merge(grid[number + one.rows - 1][place])
            for together in grid[number : number + one.rows - 1] if one.rows <= _TOGETHER else ():
                _keep_with_next(together)
        _write_shown(cell, one, shown.columns[place].kind, size)


def _write_shown(cell: _Cell, shown: Shown, kind: Kind, size: Length) -> None:
    ink, fill = None, ""
    if shown.level is not None:
        ink, fill = shown.level.light.ink, shown.level.light.fill
    elif shown.is_marked:
        ink = load_legend().gap_marker[0]
    write_cell(cell, shown.text, size=size, bold=kind is Kind.LABEL or shown.is_marked, ink=ink, fill=fill)
    if kind in _RIGHT:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif kind is Kind.LEVEL:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _keep_whole(row: _Row, *, is_heading: bool) -> None:
    """Has a row stand on one page; one of headings on each page, and said to be one."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        properties.append(OxmlElement("w:tblHeader"))


def _keep_with_next(line: list[_Cell]) -> None:
    for cell in line:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
