"""A table in Word: no column cuts a word while others have room, rows stay whole, headings go with their tables."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from curriculum_map.reports.book import Column, Kind, Sheet
from curriculum_map.reports.document import Document, Part, shown_table
from curriculum_map.reports.word import write_word

# Of 267 mm the long text takes all but what the longest word of the other column needs: twelve letters, V a bit wider
# than a digit, r and i narrower: 12 + 0.2 - 0.33 - 0.53 = 11.34 digits, in bold 1.04 times that. A digit is 0.507 of
# 8.5 pt or 1.52 mm: 17.9 mm, and 3 mm beside it.
LONG = "Zo staat het er, en nog veel meer dan dat, en nog veel meer dan dat, en nog veel meer dan dat. " * 3
TABLE = Sheet(
    name="T",
    title="T",
    columns=(Column("Deel", 4), Column("Uitleg", 96), Column("Leeg", 20)),
    rows=(("Vaardigheden", LONG, None),),
    notes=("Zo geteld.",),
)


def written(facts: tuple[tuple[str, str], ...] = ()) -> docx.document.Document:
    about = Document(
        "Titel", facts, (), datetime(2026, 11, 22, tzinfo=UTC), (Part("Eerst", texts=("x",)), Part("Dan", table=TABLE))
    )
    return docx.Document(BytesIO(write_word(about, "nl")))


def test_a_column_has_what_its_longest_word_needs_and_one_without_anything_is_left_out() -> None:
    (table,) = written().tables
    widths = [round(column.width.mm, 1) for column in table.columns]
    assert [cell.text for cell in table.rows[0].cells] == ["Deel", "Uitleg"]
    assert sum(widths) == pytest.approx(267, abs=0.1)
    assert widths[0] >= 20.9
    assert widths[1] > 180


def test_levels_of_several_words_stand_in_one_line_in_columns_of_equal_width() -> None:
    levels = tuple(Column(heading, 5, Kind.LEVEL) for heading in ("A", "B", "C"))
    sheet = Sheet("T", "T", (Column("Doel", 90), *levels), ((LONG, "geoefend", "komt niet aan bod", "geoefend"),))
    about = Document("Titel", (), (), datetime(2026, 11, 22, tzinfo=UTC), (Part("Deel", table=sheet),))
    _, *widths = (column.width for column in docx.Document(BytesIO(write_word(about, "nl"))).tables[0].columns)
    assert len(set(widths)) == 1
    # 17 signs; three blanks and an i take 0.53 less, a t 0.33, an m 0.6 more: 15.15 digits, in bold 15.8, of 1.52 mm.
    assert widths[0].mm > 15.8 * 1.52


def test_what_rows_have_in_common_is_a_heading_over_them() -> None:
    columns = (Column("Doel", 30, Kind.LABEL), Column("Opleidingsonderdeel", 30))
    rows = (("Een", "Ethiek"), ("Een", "Recht"), ("Twee", "Ethiek"))
    shown = shown_table(Sheet("T", "T", columns, rows, sectioned=True), "nl")
    assert [column.heading for column in shown.columns] == ["Opleidingsonderdeel"]
    assert [(one.heading, [line[0].text for line in one.rows if line[0]]) for one in shown.sections] == [
        ("Een", ["Ethiek", "Recht"]),
        ("Twee", ["Ethiek"]),
    ]


def test_rows_stay_whole_and_headings_with_what_follows() -> None:
    word = written()
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in word.tables[0].rows)
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in word.tables[0].rows] == [True, False]
    follows = {one.text: one.paragraph_format for one in word.paragraphs}
    assert follows["Zo geteld."].keep_with_next
    assert not follows["Eerst"].page_break_before, "a page with a title alone is no page"
    assert not follows["Dan"].page_break_before


def test_what_a_longer_document_is_about_has_a_page_of_its_own_with_ways_to_its_parts() -> None:
    word = written((("Opleiding", "Sociaal werk"),))
    follows = {one.text: one.paragraph_format for one in word.paragraphs}
    assert follows["Eerst"].page_break_before
    leads = {one.get(qn("w:anchor")) for one in word.element.iter(qn("w:hyperlink"))}
    places = {one.get(qn("w:name")) for one in word.element.iter(qn("w:bookmarkStart"))}
    assert leads == places == {"part0", "part1"}
    assert "Titel" in word.sections[0].footer.paragraphs[0].text
