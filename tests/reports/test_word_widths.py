"""A table in Word: no column cuts a word while others have room, rows stay whole, headings go with their tables."""

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.oxml.ns import qn

from curriculum_map.reports.book import Column, Sheet
from curriculum_map.reports.document import Document, Part
from curriculum_map.reports.word import write_word

# Two columns share 267 mm as 4 to 96: the first would have 10.7 mm. Its longest word has 12 letters of 2.1 mm and 4 mm
# beside them, which is 29.2 mm; the other one gives the rest up.
TABLE = Sheet(
    name="T",
    title="T",
    columns=(Column("Deel", 4), Column("Uitleg", 96)),
    rows=(("Vaardigheden", "a b"),),
    notes=("Zo geteld.",),
)


def written() -> docx.document.Document:
    about = Document(
        "Titel", (), (), datetime(2026, 11, 22, tzinfo=UTC), (Part("Eerst", texts=("x",)), Part("Dan", table=TABLE))
    )
    return docx.Document(BytesIO(write_word(about, "nl")))


def test_a_column_takes_what_its_longest_word_needs_from_those_with_room_to_spare() -> None:
    widths = [round(column.width.mm, 1) for column in written().tables[0].columns]
    assert widths == [29.2, 237.8]


def test_rows_stay_whole_and_headings_with_what_follows() -> None:
    word = written()
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in word.tables[0].rows)
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in word.tables[0].rows] == [True, False]
    follows = {one.text: one.paragraph_format for one in word.paragraphs}
    assert follows["Zo geteld."].keep_with_next
    assert follows["Eerst"].page_break_before
    assert not follows["Dan"].page_break_before
