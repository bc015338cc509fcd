"""Writes a described document as a Word file: headings, tables whose heading rows repeat, alternative texts."""

import re
from datetime import UTC
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Kind, Sheet
from curriculum_map.reports.document import Document, Part, Shown, shown_rows
from curriculum_map.workbooks.style import FONT, INK
from curriculum_map.workbooks.text import printable

_HEADING_FILL = "E8EEF5"
_LOCALE: dict[Language, str] = {"nl": "nl-BE", "en": "en-GB"}
_TEXT_SIZE, _TABLE_SIZE = Pt(10.5), Pt(8.5)
_PAGE, _MARGIN = (Mm(297), Mm(210)), Mm(15)
# A letter of a table at its widest, what a cell keeps free on both sides, and how long a word is never cut.
_LETTER, _CELL_MARGINS, _LONGEST_WORD = Mm(2.1), Mm(4), 18
# A line may end behind a hyphen.
_WORDS = re.compile(r"[^\s-]+-?")
_RIGHT = frozenset((Kind.COUNT, Kind.CREDITS, Kind.SHARE))


def write_word(document: Document, language: Language) -> bytes:
    """The bytes of a docx file on landscape A4, without macros or names of persons in its properties."""
    word = docx.Document()
    _set_up(word, document, language)
    word.add_heading(printable(document.title), level=0)
    for note in document.notes:
        word.add_paragraph(printable(note))
    if document.facts:
        _facts(word, document, language)
    for number, part in enumerate(document.parts):
        heading = _write_part(word, part, language)
        # What a longer document is about has a page of its own.
        heading.paragraph_format.page_break_before = number == 0 and len(document.parts) > 1
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _set_up(word: WordDocument, document: Document, language: Language) -> None:
    properties = word.core_properties
    properties.author, properties.last_modified_by, properties.comments = "curriculum-map", "curriculum-map", ""
    properties.title, properties.language = printable(document.title), _LOCALE[language]
    properties.created = properties.modified = document.made_at.astimezone(UTC).replace(tzinfo=None)
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        style = word.styles[name]
        style.font.name, style.font.color.rgb = FONT, RGBColor.from_string(INK)
        # What Word takes for headings comes from its theme otherwise.
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    normal = word.styles["Normal"]
    normal.font.size = _TEXT_SIZE
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LOCALE[language])
    normal.element.rPr.append(spoken)
    _number_pages(section.footer.paragraphs[0])


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _facts(word: WordDocument, document: Document, language: Language) -> None:
    """What the document is about: a heading and a text in each row."""
    table = word.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    _describe(table, document.title, "")
    wide = _PAGE[0] - 2 * _MARGIN
    for heading, text in document.facts:
        cells = table.add_row().cells
        for cell, width in zip(cells, (wide * 3 // 10, wide * 7 // 10), strict=True):
            cell.width = width
        _write(cells[0], heading, bold=True)
        _fill(cells[0], _HEADING_FILL)
        _write(cells[1], text)


def _write_part(word: WordDocument, part: Part, language: Language) -> Paragraph:
    """Writes a part; its heading comes back."""
    heading: Paragraph = word.add_heading(printable(part.title), level=part.depth)
    for text in part.texts:
        word.add_paragraph(printable(text))
    for note in () if part.table is None else part.table.notes:
        paragraph = word.add_paragraph(printable(note))
        paragraph.runs[0].italic = True
        # A heading goes with what follows; so that it never stands alone with its notes, they do too.
        paragraph.paragraph_format.keep_with_next = part.table is not None and bool(part.table.rows)
    if part.table is not None and part.table.rows:
        _write_table(word, part.table, language)
    return heading


def _write_table(word: WordDocument, sheet: Sheet, language: Language) -> None:
    headings = 2 if sheet.group_row is not None else 1
    table = word.add_table(rows=headings + len(sheet.rows), cols=len(sheet.columns), style="Table Grid")
    table.autofit = False
    _describe(table, sheet.title, " ".join(sheet.notes))
    # Asking a table for a cell walks through it: every cell is asked for once.
    grid = [list(row.cells) for row in table.rows]
    lines = list(shown_rows(sheet, language))
    _set_widths(table, grid, sheet, lines)
    if headings == 2:
        for text, first, last in sheet.groups():
            over = grid[0][first - 1].merge(grid[0][last - 1])
            _write(over, text, bold=True)
            _fill(over, _HEADING_FILL)
    for cell, column in zip(grid[headings - 1], sheet.columns, strict=True):
        _write(cell, column.heading, bold=True)
        _fill(cell, _HEADING_FILL)
    for number, row in enumerate(table.rows):
        _keep_whole(row._tr, is_heading=number < headings)
    for cell in (cell for line in grid[:headings] for cell in line):
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for number, line in enumerate(lines, start=headings):
        for place, shown in enumerate(line):
            if shown is not None:
                joined = grid[number + shown.rows - 1][place]
                cell = grid[number][place] if shown.rows == 1 else grid[number][place].merge(joined)
                _write_shown(cell, shown, sheet.columns[place].kind)


def _write_shown(cell: _Cell, shown: Shown, kind: Kind) -> None:
    ink = None
    if shown.level is not None:
        _fill(cell, shown.level.light.fill)
        ink = shown.level.light.ink
    elif shown.is_marked:
        ink = load_legend().gap_marker[0]
    _write(cell, shown.text, bold=kind is Kind.LABEL or shown.is_marked, ink=ink)
    if kind in _RIGHT:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif kind is Kind.LEVEL:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_widths(table: Table, grid: list[list[_Cell]], sheet: Sheet, lines: list[list[Shown | None]]) -> None:
    widths = _widths(sheet, lines)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for line in grid:
        for cell, width in zip(line, widths, strict=True):
            cell.width = width


def _widths(sheet: Sheet, lines: list[list[Shown | None]]) -> list[Emu]:
    """The widths of the columns over the whole page: as those of the sheet, but none cuts a word of its own."""
    whole = sum(column.width for column in sheet.columns)
    asked = [(_PAGE[0] - 2 * _MARGIN) * column.width / whole for column in sheet.columns]
    least = [0.0] * len(asked)
    for place, column in enumerate(sheet.columns):
        texts = [column.heading, *(shown.text for line in lines if (shown := line[place]) is not None)]
        longest = max((len(word) for text in texts for word in _WORDS.findall(text)), default=0)
        least[place] = min(longest, _LONGEST_WORD) * _LETTER + _CELL_MARGINS
    missing = sum(max(0.0, need - width) for need, width in zip(least, asked, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(least, asked, strict=True))
    # What one column is short of, those with room to spare give up, each in the same part.
    given = min(1.0, missing / spare) if spare else 0.0
    got = given * spare / missing if missing else 0.0
    return [
        Emu(int(width - (width - need) * (given if width > need else got)))
        for need, width in zip(least, asked, strict=True)
    ]


def _write(cell: _Cell, text: str, *, bold: bool = False, ink: str | None = None) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold = _TABLE_SIZE, bold
    if ink is not None:
        run.font.color.rgb = RGBColor.from_string(ink.lstrip("#").upper())


def _fill(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour.lstrip("#").upper())
    cell._tc.get_or_add_tcPr().append(shade)


def _keep_whole(row: object, *, is_heading: bool) -> None:
    """Has a row stand on one page; one of headings on each page, and said to be one."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        properties.append(OxmlElement("w:tblHeader"))


def _describe(table: Table, title: str, description: str) -> None:
    """The alternative text of a table."""
    for name, text in (("w:tblCaption", title), ("w:tblDescription", description)):
        if text:
            said = OxmlElement(name)
            said.set(qn("w:val"), printable(text))
            table._tbl.tblPr.append(said)
