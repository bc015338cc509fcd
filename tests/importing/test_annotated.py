"""The user's own workbook comes back with what was found in it, and can be mended and uploaded again."""

import re
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook as Book
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.annotated import ANNOTATION_FILLS, comes_back_whole, is_findings_sheet
from curriculum_map.importing.annotation.styles import FILLS
from curriculum_map.importing.cells import Look, Sheet, Workbook
from curriculum_map.importing.opening import open_workbook
from curriculum_map.importing.places import area_of
from tests.importing.annotating import cell, colours, comment, listed, opened, saved, seen, sent_back, unknown
from tests.workbooks import MATRIX, csv_text, ods, rows_of, sheets_of, unzipped, xlsx, zipped

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | inclusion | vision
    A    | Ethiek              | 6            | soms      | geoefend
    B    | Recht               |              | 2         | 3
"""
SEPTEMBER, TOO_EARLY = (datetime.combine(day, time()) for day in (date(2026, 9, 1), date(1899, 12, 31)))
ERROR, QUESTION, WARNING, NOTE = Severity


def matrix() -> bytes:
    return xlsx({MATRIX: rows_of(TABLE)})


def grid_of(data: bytes, name: str = "map.xlsx") -> dict[str, list[list[object]]]:
    return {sheet.name: sheet.rows for sheet in opened(data, name).sheets if not is_findings_sheet(sheet)}


def test_a_cell_with_a_finding_is_coloured_and_says_what_was_read_and_what_may_stand_there() -> None:
    back = sent_back(matrix(), [unknown("D2", "soms")])

    assert colours(back) == {"D2": FILLS[ERROR]}
    said = comment(back, "D2")
    assert said is not None
    assert said.splitlines()[1] == "Read: soms"
    assert said.splitlines()[2].startswith("Error: “soms” is not a level to aim for. Write “exemplary”")
    assert comment(back, "E2") is None


def test_choices_that_the_sentence_does_not_name_and_our_proposal_stand_in_the_comment() -> None:
    facts = {"field": "perspective", "written": "soms", "choices": ["coordinator", "student"], "proposal": "student"}
    back = sent_back(matrix(), [Finding("unknown-ambition-level", QUESTION, cell("D2"), facts)], language="nl")

    said = comment(back, "D2")
    assert said is not None
    assert said.splitlines()[3:5] == ["Toegelaten: coördinator, student", "Voorstel: student"]


def test_the_list_has_every_finding_errors_first_with_links() -> None:
    """
    Given, in this order: a note without a cell, a warning on C3, an error on D2, a question on a range.
    """
    given = [
        Finding("ambitions-not-taken", NOTE, None, {"perspective": "student"}),
        Finding("credits-missing", WARNING, cell("C3"), {"course": "Recht"}),
        Finding("merged-levels", QUESTION, CellRef(MATRIX, 1, 3, 1, 4), {"written": "soms"}),
        unknown("D2", "soms"),
    ]
    back = sent_back(matrix(), given)

    assert [row[:4] for row in listed(back)] == [
        ["Error", MATRIX, "D2", "soms"],
        ["Question", MATRIX, "D2:E2", "soms"],
        ["Warning", MATRIX, "C3", ""],
        ["Note", "", "", ""],
    ]
    sheet = seen(back)["Findings"]
    links = [one.hyperlink.location for row in sheet.iter_rows() for one in row if one.hyperlink]
    assert links == ["'Matrix'!D2", "'Matrix'!D2:E2", "'Matrix'!C3"]


def test_the_list_is_in_the_language_of_the_reader_and_takes_no_name_that_is_there() -> None:
    assert seen(sent_back(matrix(), language="nl")).sheetnames == [MATRIX, "Bevindingen"]
    mine = xlsx({MATRIX: rows_of(TABLE), "findings": rows_of("mine")})
    assert seen(sent_back(mine)).sheetnames == [MATRIX, "findings", "Findings 2"]


def test_the_same_file_can_be_uploaded_again_at_once() -> None:
    back = sent_back(matrix(), [unknown("D2", "soms")])

    assert grid_of(back) == grid_of(matrix())
    assert [is_findings_sheet(sheet) for sheet in opened(back).sheets] == [False, True]


def test_after_mending_nothing_of_ours_is_left_in_the_sheet() -> None:
    """First D2 and C3 have a finding; D2 is mended, C3 is not, and E2 has one now."""
    first = sent_back(matrix(), [unknown("D2", "soms"), unknown("C3", "")])
    book = seen(first)
    book[MATRIX]["D2"].value = "geoefend"
    mended = saved(book)
    second = sent_back(mended, [unknown("C3", ""), unknown("E2", "geoefend", QUESTION)])

    assert colours(second) == {"C3": FILLS[ERROR], "E2": FILLS[QUESTION]}
    assert comment(second, "D2") is None
    said = comment(second, "C3")
    assert said is not None
    assert said.count("Curriculum Map") == 1
    assert seen(second).sheetnames == [MATRIX, "Findings"]
    assert [row[2] for row in listed(second)] == ["C3", "E2"]
    third = sent_back(second)
    assert colours(third) == {}
    assert (comment(third, "C3"), comment(third, "E2"), listed(third)) == (None, None, [])


def test_a_comment_of_the_user_is_kept_above_ours_and_stays_when_ours_goes() -> None:
    book = seen(matrix())
    book[MATRIX]["D2"].comment = Comment("Anna: nog nakijken\nmet het team", "Anna")
    book[MATRIX]["A3"].comment = Comment("los briefje", "Anna")
    back = sent_back(saved(book), [unknown("D2", "soms")])

    said = comment(back, "D2")
    assert said is not None
    assert said.startswith("Anna: nog nakijken\nmet het team\n── Curriculum Map ──\nRead: soms\n")
    assert comment(back, "A3") == "los briefje"
    again = sent_back(back)
    assert comment(again, "D2") == "Anna: nog nakijken\nmet het team"


def test_the_look_of_the_workbook_stays() -> None:
    book = Book()
    sheet = book.worksheets[0]
    sheet.title = MATRIX
    for row in rows_of(TABLE):
        sheet.append(row)
    sheet.merge_cells("A5:B6")
    sheet.column_dimensions["B"].width = 41
    sheet["D2"].fill, sheet["D2"].font = PatternFill("solid", fgColor="70AD47"), Font(bold=True)
    sheet.conditional_formatting.add("D2:E3", FormulaRule(formula=['D2="3"'], fill=PatternFill(bgColor="FF0000")))
    choices = DataValidation("list", formula1='"0,1,2,3"', sqref="D2:E3")
    sheet.add_data_validation(choices)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3))
    sheet.add_chart(chart, "H2")
    hidden = book.create_sheet("vorig jaar")
    hidden.sheet_state = "hidden"
    given = saved(book)

    back = sent_back(given, [unknown("D2", "soms")])

    after = seen(back)[MATRIX]
    assert after["D2"].fill.fgColor.rgb == "0070AD47"
    assert after["D2"].font.b
    assert [str(area) for area in after.merged_cells.ranges] == ["A5:B6"]
    assert after.column_dimensions["B"].width == 41
    assert after.data_validations.dataValidation[0].formula1 == '"0,1,2,3"'
    assert seen(back)["vorig jaar"].sheet_state == "hidden"
    rules = sorted((rule.priority, rule.formula[0]) for area in after.conditional_formatting for rule in area.rules)
    assert [formula for _, formula in rules][1:] == ['D2="3"'], "ours comes first, so that it is seen"
    touched = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    touched |= {"xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    before, now = unzipped(given), unzipped(back)
    assert {name for name, part in before.items() if now.get(name) != part} <= touched
    assert "xl/charts/chart1.xml" in before


def test_formulas_keep_the_values_that_were_worked_out() -> None:
    """A library that writes formulas anew drops their values, and the next upload would find none."""
    parts = unzipped(xlsx({MATRIX: [*rows_of(TABLE), ("Totaal", None, 6)]}))
    name = "xl/worksheets/sheet1.xml"
    assert b'<c r="C4" t="n"><v>6</v></c>' in parts[name]
    parts[name] = parts[name].replace(b'<c r="C4" t="n"><v>6</v></c>', b'<c r="C4"><f>SUM(C2:C3)</f><v>6</v></c>')
    back = sent_back(zipped(parts), [unknown("D2", "soms")])

    assert grid_of(back)[MATRIX][3][2] == 6.0
    assert seen(back)[MATRIX]["C4"].value == "=SUM(C2:C3)"


def test_where_the_colour_is_the_mark_it_stays_in_sight() -> None:
    """D3 holds a colour and no text, D2 a colour and a text."""
    given = xlsx({MATRIX: rows_of(TABLE)})
    read = opened(given)
    table = replace(read.sheets[0], look=Look(fills={(2, 2): "70AD47", (1, 3): "70AD47"}))
    findings = [unknown("C3", ""), unknown("D2", "soms")]

    back = sent_back(given, findings, workbook=replace(read, sheets=(table,)))

    assert colours(back) == {"C3": None, "D2": FILLS[ERROR]}
    assert set(FILLS.values()) == ANNOTATION_FILLS


def test_a_remark_on_a_cell_out_of_sight_in_a_merged_one_moves_to_the_cell_in_sight() -> None:
    book = seen(matrix())
    book[MATRIX].merge_cells("D2:D3")
    back = sent_back(saved(book), [unknown("D3", "soms")])

    assert colours(back) == {"D2": FILLS[ERROR]}
    assert comment(back, "D2") is not None


def test_macros_are_left_out_and_the_list_says_so() -> None:
    parts = unzipped(matrix())
    types, rels = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    parts[types] = parts[types].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    macro = b'<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
    parts[rels] = parts[rels].replace(b"</Relationships>", macro + b'Target="vbaProject.bin"/></Relationships>')
    parts["xl/vbaProject.bin"] = b"a macro"
    back = sent_back(zipped(parts), [unknown("D2", "soms")], name="map.xlsm")

    after = unzipped(back)
    assert "xl/vbaProject.bin" not in after
    assert b"vbaProject" not in after[rels] + after[types]
    assert b"macroEnabled" not in after[types]
    texts = [value for row in sheets_of(back)["Findings"] for value in row if value]
    assert "The macros of your workbook were left out of this copy." in texts


@pytest.mark.parametrize("name", ["map.csv", "map.ods"])
def test_another_format_comes_back_as_a_copy_of_its_values(name: str) -> None:
    rows = [*rows_of(TABLE), ["C", '=HYPERLINK("x")', 3, None, "007"]]
    data = csv_text(rows).encode() if name.endswith("csv") else ods({MATRIX: rows})
    sheet = "csv" if name.endswith("csv") else MATRIX

    back = sent_back(data, [unknown("D2", "soms", sheet=sheet)], name=name)

    assert seen(back).sheetnames == [sheet, "Findings"]
    assert colours(back, sheet) == {"D2": FILLS[ERROR]}
    formula = seen(back)[sheet]["B4"]
    assert (formula.value, formula.data_type, formula.quotePrefix) == ('=HYPERLINK("x")', "s", True)
    before, after = opened(data, name).sheets[0], opened(back).sheets[0]
    places = [(row, column) for row in range(4) for column in range(5)]
    assert [after.text(*place) for place in places] == [before.text(*place) for place in places]


def test_a_copy_keeps_what_colours_comments_and_hidden_rows_meant() -> None:
    look = Look(
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({0}),
        fills={(1, 1): "70AD47"},
        comments={(0, 0): "van Anna\n── Curriculum Map ──\nRead: x\n──────"},
        formats={(1, 0): "dd/mm/yyyy"},
        struck=frozenset({(0, 1)}),
    )
    rows: list[list[object]] = [["Vak", "x"], [SEPTEMBER, ""], [float("nan"), TOO_EARLY]]
    merged = (CellRef("a/b", 3, 0, 3, 2),)
    sheet = Sheet("a/b", rows, merged=merged, look=look)
    workbook = Workbook("map.ods", "", "ods", (sheet, Sheet("A_B", [["x"]], visible=False)))

    back = seen(sent_back(b"", workbook=workbook))

    copy = back.worksheets[0]
    assert back.sheetnames == ["a_b", "A_B 2", "Findings"]
    assert copy["B2"].fill.fgColor.rgb == "0070AD47"
    assert copy["A1"].comment.text == "van Anna"
    assert (copy["A2"].number_format, copy["A2"].value) == ("dd/mm/yyyy", SEPTEMBER)
    assert (copy["A3"].value, copy["B3"].value) == ("nan", "1899-12-31T00:00:00")
    assert copy["B1"].font.strike
    assert not copy["A1"].font.strike
    assert copy.row_dimensions[3].hidden
    assert copy.column_dimensions["A"].hidden
    assert [str(area) for area in copy.merged_cells.ranges] == ["A4:C4"]
    assert back.worksheets[1].sheet_state == "hidden"


def test_of_a_file_with_too_many_cells_to_copy_the_list_comes_back_alone() -> None:
    """201 rows of 1000 cells are more than the 200,000 that are copied; 200 rows are not."""
    rows: list[list[object]] = [["x"] * 1_000] * 201
    workbook, fits = (Workbook("map.csv", "", "csv", (Sheet("csv", some),)) for some in (rows, rows[:200]))
    assert (comes_back_whole(b"", workbook), comes_back_whole(b"", fits)) == (False, True)
    back = sent_back(b"", [unknown("D2", "soms", sheet="csv")], workbook=workbook)
    assert seen(back).sheetnames == ["Findings"]
    assert [row[:4] for row in listed(back)] == [["Error", "csv", "D2", "x"]]
    assert [one.hyperlink for row in seen(back)["Findings"].iter_rows() for one in row if one.hyperlink] == []
    texts = [value for row in sheets_of(back)["Findings"] for value in row if value]
    assert "Your file is too large to be sent back with the findings in it; this is the list of them." in texts


def test_every_cell_of_a_mark_that_is_asked_about_is_coloured_and_listed() -> None:
    """One question about D2 that names D2, E2 and A2 of another sheet, and a warning about comments that names two."""
    facts = {"field": "mark", "written": "soms", "count": 3, "note": "", "proposal": "exemplary", "choices": []}
    asked = Finding("unknown-mark", QUESTION, cell("D2"), {**facts, "refs": ["Matrix!D2", "Matrix!E2", "My!x!A2"]})
    comments = Finding("comments-not-read", NOTE, cell("A1"), {"count": 2, "refs": ["Matrix!A1", "Matrix!B1"]})
    data = xlsx({MATRIX: rows_of(TABLE), "My!x": rows_of(TABLE)})
    back = sent_back(data, [asked, comments, unknown("E2", "geoefend")])

    assert colours(back) == {"E2": FILLS[ERROR], "D2": FILLS[QUESTION], "A1": FILLS[NOTE]}
    assert colours(back, "My!x") == {"A2": FILLS[QUESTION]}
    said = comment(back, "E2")
    assert said is not None
    assert said.splitlines()[1] == "Read: geoefend"
    assert said.splitlines()[-3:-1] == ["Question: The same as in D2.", "Proposal: exemplary"]
    assert [row[:5] for row in listed(back)][-2:] == [
        ["Question", MATRIX, "E2", "geoefend", "The same as in D2."],
        ["Question", "My!x", "A2", "A", "The same as in Matrix!D2."],
    ]
    links = [one.hyperlink.location for row in seen(back)["Findings"].iter_rows() for one in row if one.hyperlink]
    assert links[-2:] == ["'Matrix'!E2", "'My!x'!A2"]
    assert seen(back)["Findings"]["A2"].value == "error: 1 · question: 1 · note: 1"


def test_lines_that_were_left_out_are_marked_in_their_first_cell_only() -> None:
    """
      | A        | B       | C | D     | E
    2 | Fase 1
    4 |          | Totaal  | 6
    5 | Legende: 1 = in aanraking
    6 |          | Te bespreken

    The heading of a phase and the totals were left out, so was the legend; of row 6 it is not sure what it is. Nothing
    is said on the legend, nor on the cells beside the first one that holds something.
    """
    rows = """
        Code   | Opleidingsonderdeel | Studiepunten | inclusion | vision
        Fase 1
        A      | Ethiek              | 6            | 2         | 3
               | Totaal              | 6
        Legende: 1 = in aanraking
               | Te bespreken
    """
    given = [
        left_out(NOTE, "section", "A2:E2"),
        left_out(NOTE, "totals", "A4:E4"),
        left_out(NOTE, "legend", "A5:E5"),
        left_out(WARNING, "text-only", "A6:E6"),
    ]
    back = sent_back(xlsx({MATRIX: rows_of(rows)}), given)

    assert colours(back) == {"A2": FILLS[NOTE], "B4": FILLS[NOTE], "B6": FILLS[WARNING]}
    said = comment(back, "B4")
    assert said is not None
    assert said.splitlines()[2] == "Note: 1 line is no course, so it was left out (Matrix!A4:E4): it holds totals."
    assert comment(back, "A5") is None
    assert [row[:4] for row in listed(back)] == [
        ["Warning", MATRIX, "A6:E6", ""],
        ["Note", MATRIX, "A2:E2", "Fase 1"],
        ["Note", MATRIX, "A4:E4", ""],
        ["Note", MATRIX, "A5:E5", "Legende: 1 = in aanraking"],
    ]


def test_each_of_several_lines_that_were_left_out_says_why_and_the_list_names_them_once() -> None:
    given = left_out(NOTE, "totals", "A2:E2", "A3:E3")
    back = sent_back(matrix(), [given])

    assert colours(back) == {"A2": FILLS[NOTE], "A3": FILLS[NOTE]}
    assert [len(listed(back)), seen(back)["Findings"]["A2"].value] == [1, "note: 1"]


def test_a_finding_about_a_range_marks_all_of_it_also_from_the_process_that_reads() -> None:
    """Merged over everything, as written into the file afterwards: three rows and five columns."""
    parts = unzipped(matrix())
    name = "xl/worksheets/sheet1.xml"
    merging = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = zipped(parts | {name: parts[name].replace(b"</sheetData>", merging)})
    (found,) = open_workbook("map.xlsx", data).findings

    assert found.code == "merged-over-all"
    # Not looked at with openpyxl, which would make a cell of each of these places.
    assert re.findall(rb'<conditionalFormatting sqref="([^"]*)"', unzipped(sent_back(data, [found]))[name]) == [
        b"A1:E3"
    ]


def left_out(severity: Severity, why: str, *areas: str) -> Finding:
    code = "lines-left-out" if severity is NOTE else "row-without-course"
    places = [area_of(area) for area in areas]
    refs = [f"{MATRIX}!{area}" for area in areas]
    first = CellRef(MATRIX, *places[0]) if places[0] else None
    return Finding(code, severity, first, {"why": why, "count": len(areas), "refs": refs})


def test_a_list_too_long_to_read_ends_with_how_many_more_there_are() -> None:
    findings = [Finding("no-courses", WARNING)] * 5_000 + [unknown("D2", "soms"), unknown("D3", "x")]
    back = sent_back(matrix(), findings)

    rows = listed(back)
    assert (len(rows), rows[0][2], rows[1][2]) == (5_000, "D2", "D3")
    texts = [value for row in sheets_of(back)["Findings"] for value in row if value]
    assert "There are 2 more; mend these first and upload the workbook again." in texts
