"""What comments say; the names of those who say it are nobody's business here."""

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.importing.looks.xlsx_comments import place_of, without_persons
from tests.importing.looks.looked import dressed, look_of, with_part

EXPLANATION = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed if the file is opened in a newer version of Excel. Learn more: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    Vanaf 2026 gekaderd.\nReply:\n    Akkoord."
)
CONVERSATION = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B2" personId="{1}" id="{2}"><text>@Jan Peeters vanaf 2026 gekaderd?</text>'
    '<mentions><mention mentionpersonId="{1}" mentionId="{3}" startIndex="0" length="12"/></mentions></threadedComment>'
    '<threadedComment ref="B2" personId="{1}" id="{4}" parentId="{2}"><text>Akkoord.</text></threadedComment>'
    "</ThreadedComments>"
)
LINK = (
    '<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
    'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
)


def commented(text: str) -> bytes:
    """A workbook with a comment on B2."""

    def dress(sheet: Worksheet) -> None:
        sheet["A1"] = "Code"
        sheet["B2"] = "gekaderd"
        sheet["B2"].comment = Comment(text, "Jan Peeters")

    return dressed(dress)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Enkel in semester 2.", "Enkel in semester 2."),
        ("Jan Peeters:\nEnkel in semester 2.", "Enkel in semester 2."),
        ("Jan Peeters: enkel in semester 2.", "enkel in semester 2."),
        ("An Claes (UCLL):\r\nEnkel in semester 2.", "Enkel in semester 2."),
        ("Vanaf 2026:\ngekaderd", "Vanaf 2026:\ngekaderd"),
        ("Enkel in semester 2.\n\t-An Claes", "Enkel in semester 2."),
        ("Eerst.\n\t-An Claes\nDan.\n\t-Jan Peeters", "Eerst.\n\nDan."),
        (EXPLANATION, "Vanaf 2026 gekaderd.\nAkkoord."),
    ],
)
def test_comments_without_their_authors(written: str, kept: str) -> None:
    assert look_of(commented(written)).comments == {(1, 1): kept}


def test_a_conversation_is_kept_whole_and_without_those_called_on() -> None:
    data = with_part(commented(EXPLANATION), "xl/threadedComments/threadedComment1.xml", lambda _: CONVERSATION)
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    data = with_part(data, rels, lambda text: text.replace("</Relationships>", LINK))
    assert look_of(data).comments == {(1, 1): "vanaf 2026 gekaderd?\nAkkoord."}


def test_the_explanation_in_dutch_goes_too() -> None:
    explained = (
        "[Opmerkingenthread]\n\nU kunt deze opmerkingenthread lezen. Meer informatie: "
        "https://go.microsoft.com/fwlink/?linkid=870924\n\nOpmerking:\n    Let op: nieuw."
    )
    assert without_persons(explained) == "Let op: nieuw."


def test_an_empty_comment_is_none() -> None:
    assert look_of(commented("Jan Peeters:\n")).comments == {}


@pytest.mark.parametrize(
    ("address", "place"), [("B3", (2, 1)), ("$AA$10", (9, 26)), ("B0", None), ("B", None), ("", None)]
)
def test_addresses_of_comments(address: str, place: tuple[int, int] | None) -> None:
    assert place_of(address) == place
