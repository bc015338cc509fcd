"""Writes a described document as a Word file: headings, tables whose heading rows repeat, alternative texts."""

from datetime import UTC
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from curriculum_map.domain.text import Language
from curriculum_map.reports.document import Document, Part
from curriculum_map.reports.word_table import add_table, write_cell, write_heading, write_table
from curriculum_map.workbooks.style import FONT, INK
from curriculum_map.workbooks.text import printable

_LOCALE: dict[Language, str] = {"nl": "nl-BE", "en": "en-GB"}
_TEXT_SIZE, _FOOTER_SIZE, _LINK = Pt(10.5), Pt(8.5), "1F5391"
_PAGE, _MARGIN = (Mm(297), Mm(210)), Mm(15)
_WIDE = Mm(267)


def write_word(document: Document, language: Language, contents: str = "") -> bytes:
    """The bytes of a docx file on landscape A4, without macros or names of persons in its properties.

    `contents` is the heading of its table of contents, which one with facts has.
    """
    word = docx.Document()
    _set_up(word, document, language)
    word.add_heading(printable(document.title), level=0)
    for note in document.notes:
        word.add_paragraph(printable(note))
    if document.facts:
        _facts(word, document)
        _contents(word, document, contents)
    for number, part in enumerate(document.parts):
        heading = _write_part(word, part, language)
        _mark_part(heading, number)
        # What a longer document is about has a page of its own.
        heading.paragraph_format.page_break_before = number == 0 and bool(document.facts)
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
    _hyphenate(word)
    _number_pages(section.footer.paragraphs[0], document.title)


def _hyphenate(word: WordDocument) -> None:
    """Has long words end a line with a hyphen where the language allows it, but not in headings."""
    hyphenation = OxmlElement("w:autoHyphenation")
    word.settings.element.find(qn("w:defaultTabStop")).addnext(hyphenation)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        properties = word.styles[name].element.get_or_add_pPr()
        # The standard has an order: what may come after it.
        properties.insert_element_before(
            OxmlElement("w:suppressAutoHyphens"), "w:spacing", "w:contextualSpacing", "w:outlineLvl"
        )


def _number_pages(paragraph: Paragraph, title: str) -> None:
    """The title to the left, the page and how many there are to the right."""
    # The style for footers has tab stops for another page.
    paragraph.style = "Normal"
    paragraph.paragraph_format.tab_stops.add_tab_stop(_WIDE, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{printable(title)}\t")
    for code in ("PAGE", "NUMPAGES"):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        if code == "NUMPAGES":
            paragraph.add_run(" / ")
        paragraph._p.append(field)
    for run in paragraph.runs:
        run.font.size = _FOOTER_SIZE


def _facts(word: WordDocument, document: Document) -> None:
    """What the document is about: a heading and a text in each row."""
    widths = [Emu(_WIDE * 3 // 10), Emu(_WIDE * 7 // 10)]
    table = add_table(word, len(document.facts), widths, document.title)
    for row, (heading, text) in zip(table.rows, document.facts, strict=True):
        write_heading(row.cells[0], heading)
        write_cell(row.cells[1], text)


def _contents(word: WordDocument, document: Document, contents: str) -> None:
    """A line that leads to each part of the first depth."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.add_run(f"{contents}: ").bold = True
    for number, part in enumerate(document.parts):
        if part.depth > 1:
            continue
        if number:
            paragraph.add_run(" · ")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _anchor(number))
        run = paragraph.add_run(printable(part.title))
        run.font.color.rgb, run.font.underline = RGBColor.from_string(_LINK), True
        link.append(run._r)
        paragraph._p.append(link)


def _anchor(number: int) -> str:
    return f"part{number}"


def _mark_part(heading: Paragraph, number: int) -> None:
    """Marks a heading as the place that the contents lead to."""
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            mark.set(qn("w:name"), _anchor(number))
        heading._p.append(mark)


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
        write_table(word, part.table, language, _WIDE)
    return heading
