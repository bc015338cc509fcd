"""The framework's own table filled, as a workbook and as a Word file, read again by others than who wrote them."""

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.oxml.ns import qn
from docx.table import Table
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.reports.programme_table import (
    ProgrammeTable,
    TableColumn,
    TableGrid,
    describe_table_book,
    describe_table_document,
)
from curriculum_map.reports.word import write_word
from curriculum_map.reports.workbook import write_workbook

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EDITION = load_edition("sap-2024-nl")
CELLS = EDITION.targets(Granularity.CELL)
EVERYWHERE = dict.fromkeys(CELLS, 1)
A, B = "Hogeschool Noordzee", "Hogeschool Demerland"
FAMILY = TableGrid(
    A, "2026-27 · 100% rated", Granularity.CELL, EVERYWHERE | {"vision.knowledge": 3, "future.skills": 0}
)
PER_CLUSTER = TableGrid(A, "2025-26", Granularity.CLUSTER, {"inclusion": 2, "vision": NOT_RATED})
ONE = ProgrammeTable(
    EDITION,
    A,
    "guaranteed",
    HIGHEST,
    (TableColumn("Family Science", (FAMILY,)), TableColumn("Social Work", (PER_CLUSTER,)), TableColumn("Own")),
    NOW,
)
FAMILY_B = TableGrid(B, "2026-27", Granularity.CELL, EVERYWHERE | {"vision.knowledge": 1})
ACROSS = ProgrammeTable(
    EDITION, None, "possible", HIGHEST, (TableColumn("Family Science", (FAMILY, FAMILY_B, PER_CLUSTER)),), NOW
)


def sheet_of(table: ProgrammeTable) -> Worksheet:
    book = load_workbook(BytesIO(write_workbook(describe_table_book(table, "en"), "en")))
    assert book.sheetnames == ["Programme table", "Legend", "Which grids"]
    return book["Programme table"]


def word_tables(table: ProgrammeTable) -> list[Table]:
    return docx.Document(BytesIO(write_word(describe_table_document(table, "en"), "en"))).tables


def rows_of(sheet: Worksheet) -> list[list[object]]:
    """The headings, the first of which is Focus, and the 27 rows below them."""
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    at = next(place for place, line in enumerate(lines) if line[0] == "Focus")
    return lines[at : at + 28]


def test_the_rows_are_those_of_the_printed_table_evaluating_before_vision() -> None:
    headings, *lines = rows_of(sheet_of(ONE))
    assert headings[:3] == ["Focus", "Cluster", "Component"]
    clusters = [line[1] for line in lines if line[1]]
    wanted = ["inclusion", "own-literacy", "client-literacy", "choosing", "supporting", "client-data"]
    wanted += ["evaluating", "vision", "future"]
    assert clusters == [EDITION.cluster(one).name["en"] for one in wanted]
    assert [line[2] for line in lines[:3]] == ["Knowledge", "Skills", "Attitudes"]
    assert sum(1 for line in lines if line[0]) == 3, "a focus stands over the nine rows of its clusters"


def test_each_place_has_the_word_of_its_level_and_what_is_not_stored_is_left_open() -> None:
    headings, *lines = rows_of(sheet_of(ONE))
    assert headings[3:] == ["Family Science\n2026-27 · 100% rated", "Social Work\n2025-26", "Own"]
    # Vision is the eighth cluster of the printed table, so its knowledge is row 21, counted from 0.
    assert lines[21][3:] == ["practised", "not rated yet", None]
    assert lines[25][3] == "not covered", "future, the last cluster: skills"
    assert lines[0][3:] == ["exemplary", "well framed", None]
    assert lines[1][3:] == ["exemplary", None, None], "rated per cluster: one word over the three components"


def test_what_stands_over_several_rows_is_one_cell() -> None:
    sheet = sheet_of(ONE)
    joined = {str(area) for area in sheet.merged_cells.ranges}
    first = next(line[0].row for line in sheet.iter_rows() if line[0].value == "Focus") + 1
    assert f"A{first}:A{first + 8}" in joined
    assert f"B{first}:B{first + 2}" in joined
    assert f"E{first}:E{first + 2}" in joined, "a grid rated per cluster"
    assert f"D{first}:D{first + 2}" not in joined


def test_across_institutions_each_place_counts_the_grids_and_no_levels_are_merged() -> None:
    headings, *lines = rows_of(sheet_of(ACROSS))
    assert headings[3] == "Family Science\n2 grids\n1 more rated per cluster"
    assert lines[21][3] == "1 × practised\n1 × exemplary"
    assert lines[0][3] == "2 × exemplary"
    assert lines[25][3] == "1 × exemplary\n1 × not covered"


def test_the_four_levels_stand_below_the_table_as_in_print() -> None:
    below = [line[0] for line in sheet_of(ONE).iter_rows(values_only=True)][-6:]
    assert below == [None, "Legend", "not covered", "exemplary", "well framed", "practised"]


def test_the_word_file_says_the_same_in_every_place() -> None:
    assert word_rows(ONE) == rows_of(sheet_of(ONE))


def test_across_institutions_the_word_file_has_the_focuses_as_headings_over_their_rows() -> None:
    of_sheet = rows_of(sheet_of(ACROSS))
    # One cell over the whole width comes once for each column.
    of_word = [line for line in word_rows(ACROSS) if len(set(line)) > 1]
    assert of_word == [line[1:] for line in of_sheet]
    focuses = [line[0] for line in word_rows(ACROSS) if len(set(line)) == 1]
    assert focuses == [line[0] for line in of_sheet[1:] if line[0]]


def word_rows(table: ProgrammeTable) -> list[list[object]]:
    written, *_ = word_tables(table)
    seen: set[object] = set()
    of_word: list[list[object]] = []
    for row in written.rows:
        # A cell that stands over several rows comes with each of them: its text counts once.
        of_word.append([None if cell._tc in seen else cell.text or None for cell in row.cells])
        seen |= {cell._tc for cell in row.cells}
    return of_word


def test_the_headings_of_a_word_table_repeat_and_it_has_an_alternative_text() -> None:
    written = word_tables(ONE)[0]
    assert written.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert written.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    caption = written._tbl.tblPr.find(qn("w:tblCaption"))
    assert caption is not None
    assert caption.get(qn("w:val")) == "Programme table: Hogeschool Noordzee"


def test_the_properties_name_nobody_and_the_language_is_said() -> None:
    word = docx.Document(BytesIO(write_word(describe_table_document(ONE, "nl"), "nl")))
    properties = word.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("curriculum-map",) * 2 + ("",)
    assert properties.language == "nl-BE"
    assert properties.created.replace(tzinfo=UTC) == NOW
    spoken = word.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert spoken.get(qn("w:val")) == "nl-BE"


def test_the_rule_and_the_side_stand_above_the_table() -> None:
    sheet = sheet_of(ONE)
    notes = [line[0] for line in sheet.iter_rows(max_row=6, values_only=True) if line[0]]
    assert notes[0] == "Programme table: Hogeschool Noordzee"
    assert "highest" in str(notes[1])
    assert "Guaranteed" in str(notes[1])
    assert "left open" in " ".join(map(str, notes)), "Own has no grid"
