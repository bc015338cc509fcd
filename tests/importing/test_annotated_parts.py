"""Workbooks as other programs write them: the annotations go in, and all that is not ours stays as it was."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum_map.domain.findings import Severity
from curriculum_map.importing.annotated import is_findings_sheet
from curriculum_map.importing.annotation import comments
from curriculum_map.importing.annotation.balloons import with_balloons
from curriculum_map.importing.annotation.comments import with_comments, without_ours
from curriculum_map.importing.annotation.marks import Mark, with_marks
from curriculum_map.importing.annotation.markup import NotEditableError, elements, root
from curriculum_map.importing.annotation.styles import FILLS, add_looks
from tests.importing.annotating import colours, comment, listed, opened, saved, seen, sent_back, unknown
from tests.workbooks import MATRIX, rows_of, sheets_of, unzipped, xlsx, zipped

TABLE = rows_of("Vak | inclusion\n Ethiek | soms")
SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FINDINGS = [unknown("B2", "soms")]


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook of which one part is written otherwise."""
    parts = unzipped(xlsx({MATRIX: TABLE}))
    after = change(parts[name])
    assert after != parts[name]
    return zipped(parts | {name: after})


def prefixed(part: bytes) -> bytes:
    """The part as some programs write it: each name of the main namespace with a prefix."""
    part = part.replace(f'xmlns="{MAIN}"'.encode(), f'xmlns:x="{MAIN}"'.encode())
    return re.sub(rb"<(/?)(?=[A-Za-z])(?!\w+:)", rb"<\1x:", part)


def test_a_sheet_whose_names_have_a_prefix_gets_the_same_annotations() -> None:
    parts = unzipped(xlsx({MATRIX: TABLE}))
    parts |= {name: prefixed(parts[name]) for name in (SHEET, STYLES, BOOK)}

    back = sent_back(zipped(parts), FINDINGS, workbook=opened(xlsx({MATRIX: TABLE})))

    assert colours(back) == {"B2": FILLS[Severity.ERROR]}
    assert comment(back, "B2") is not None
    assert len(listed(back)) == 1


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (SHEET, lambda part: part.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "a">]><worksheet', 1)),
        (SHEET, lambda part: b"<!-- never closed " + part),
        (SHEET, lambda part: part.replace(b"</sheetData>", b"</sheetData ><oops")),
        (STYLES, lambda part: part.replace(b"cellXfs", b"otherXfs")),
        (BOOK, lambda part: part.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")),
    ],
)
def test_a_part_that_cannot_be_edited_safely_is_not_and_the_values_come_back_in_a_copy(
    name: str, change: Callable[[bytes], bytes]
) -> None:
    back = sent_back(changed(name, change), FINDINGS, workbook=opened(xlsx({MATRIX: TABLE})))

    assert colours(back) == {"B2": FILLS[Severity.ERROR]}
    texts = [value for row in sheets_of(back)["Findings"] for value in row if value]
    assert "This is a copy of the values in your file; its formatting, formulas and pictures are not in it." in texts
    assert [sheet.rows for sheet in opened(back).sheets if not is_findings_sheet(sheet)] == [
        [["Vak", "inclusion"], ["Ethiek", "soms"]]
    ]


def test_only_a_comment_between_tags_is_passed_over() -> None:
    part = b"<a><!-- <b> --><c x='>'/><![CDATA[</a>]]><d>1</d></a>"
    assert [one.name for one in elements(part, root(part).first)] == ["c", "d"]
    with pytest.raises(NotEditableError):
        list(elements(b"<a><b x=1</a>"))


def test_our_rules_come_first_and_the_ranks_of_others_keep_their_order() -> None:
    others = b"".join(
        b'<conditionalFormatting sqref="A1"><cfRule type="expression" priority="%d"><formula>%d</formula></cfRule>'
        b"</conditionalFormatting>" % (rank, rank)
        for rank in (7, 3)
    )
    sheet = b'<worksheet><sheetData><row/></sheetData><mergeCells/>%s<pageMargins left="1"/></worksheet>' % others

    marked = with_marks(sheet, [Mark(["B2", "C3:D4"], 5), Mark(["E5"], 6)])

    assert re.findall(rb'priority="(\d+)"', marked) == [b"1", b"2", b"4", b"3"]
    assert re.findall(rb'sqref="([^"]+)"', marked) == [b"B2 C3:D4", b"E5", b"A1", b"A1"]
    assert [one.name for one in elements(marked, root(marked).first)][1] == "mergeCells"
    again = with_marks(with_marks(marked, [Mark(["B2"], 5)]), [])
    assert re.findall(rb'priority="(\d+)"', again) == [b"3", b"2"]
    assert b"curriculum-map" not in again


def test_a_rule_of_the_users_beside_ours_stays() -> None:
    marked = with_marks(b"<worksheet><sheetData/></worksheet>", [Mark(["B2"], 5)])
    mine = b'<cfRule type="expression" priority="9"><formula>B2=1</formula></cfRule>'
    joined = marked.replace(b"</conditionalFormatting>", mine + b"</conditionalFormatting>")

    assert with_marks(joined, []) == (
        b'<worksheet><sheetData/><conditionalFormatting sqref="B2">%s</conditionalFormatting></worksheet>' % mine
    )


def test_thousands_of_cells_are_spread_over_rules() -> None:
    cells = [f"B{row}" for row in range(1, 402)]
    marked = with_marks(b"<worksheet><sheetData/></worksheet>", [Mark(cells, 5)])
    assert [len(found.split()) for found in re.findall(rb'sqref="([^"]+)"', marked)] == [200, 200, 1]


def test_looks_are_added_once() -> None:
    styles = unzipped(xlsx({MATRIX: TABLE}))[STYLES]
    once, looks = add_looks(styles)
    twice, same = add_looks(once)
    assert (twice, same) == (once, looks)
    without = re.sub(rb"<dxfs.*?(/>|</dxfs>)", b"", styles)
    assert add_looks(without)[1] == looks


@settings(max_examples=50)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_comment_with_ours_taken_out_again_is_the_comment(users: str, ours: str) -> None:
    """Control characters and lone halves of a pair cannot stand in a workbook and do not count."""
    place = (1, 1)
    kept = "".join(sign for sign in users if sign.isprintable())
    if not kept.strip():
        kept = "x"
    first = with_comments(comments.EMPTY, {place: "x"}).part
    start, end = first.index(b"<text>"), first.index(b"</text>")
    mine = f'<text><t xml:space="preserve">{comments.as_text(kept)}</t>'.encode("ascii", "xmlcharrefreplace")
    theirs = first[:start] + mine + first[end:]

    both = with_comments(theirs, {place: ours})
    after = with_comments(both.part, {})

    assert (both.new, after.gone) == (frozenset(), frozenset())
    found = re.search(rb"<t [^>]*>(.*?)</t>", after.part, re.DOTALL)
    assert found is not None
    assert found[1] == comments.as_text(kept).encode("ascii", "xmlcharrefreplace")
    assert without_ours(f"{kept}\n── Curriculum Map ──\nx\n──────") == kept


def test_what_somebody_wrote_below_our_comment_is_kept() -> None:
    first = with_comments(comments.EMPTY, {(1, 1): "Read: x"}).part
    replied = first.replace(b"</t>", b"\ngedaan!</t>")
    after = with_comments(replied, {(1, 1): "Read: y"})
    assert after.part.count(b"Curriculum Map") == 2, "the author and one heading"
    assert b"gedaan!" in after.part
    assert with_comments(after.part, {}).gone == frozenset()


def test_boxes_are_found_whatever_the_prefixes_and_however_untidy_the_drawing() -> None:
    box = (
        b'<n:shape id="_x0000_s7"><n:textbox><div>a<br></div></n:textbox><m:ClientData ObjectType="Note">'
        b"<m:Anchor>3, 15, 4, 2, 5, 15, 6, 3</m:Anchor><m:Row>4</m:Row><m:Column>%d</m:Column></m:ClientData></n:shape>"
    )
    button = b'<n:shape id="_x0000_s9"><m:ClientData ObjectType="Button"><br></m:ClientData></n:shape>'
    drawing = b"<xml>" + box % 2 + button + box % 3 + b"</xml>"

    after = with_balloons(drawing, {(4, 2)}, {(8, 1): "nieuw"}, {(4, 3)})

    assert button in after
    assert after.count(b"<m:Column>2<") == 0
    assert b"<m:Anchor>3, 15, 4, 2, 5, 15, 16, 3</m:Anchor>" in after, "room for twelve rows"
    assert b'"_x0000_s10"' in after
    assert b"<x:Row>8</x:Row><x:Column>1</x:Column>" in after
    with pytest.raises(NotEditableError):
        with_balloons(b"<xml>", (), {}, ())


def test_text_of_the_user_in_the_list_stays_text() -> None:
    book = seen(xlsx({MATRIX: TABLE}))
    book[MATRIX]["B2"].value = '\'=1+1</t><x> & "y"'
    back = sent_back(saved(book), [unknown("B2", '=HYPERLINK("x")')])

    row = listed(back)[0]
    assert row[3] == '\'=1+1</t><x> & "y"'
    sheet = seen(back)["Findings"]
    cells = [one for line in sheet.iter_rows() for one in line if one.value is not None]
    assert all(one.data_type == "s" and one.quotePrefix for one in cells)


def test_a_sheet_with_a_quotation_mark_in_its_name_is_linked() -> None:
    back = sent_back(xlsx({"Anna's <map>": TABLE}), [unknown("B2", "soms", sheet="Anna's <map>")])
    links = [one.hyperlink.location for row in seen(back)["Findings"].iter_rows() for one in row if one.hyperlink]
    assert links == ["'Anna''s <map>'!B2"]
