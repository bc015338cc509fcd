"""Official wording out of a file: each row means one element, or the finding says what to write instead.

The texts are invented; no sentence of a publication stands in this project.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.domain.findings import Severity
from curriculum_map.domain.official_wording import LONGEST_WORDING, Wording
from curriculum_map.frameworks.loader import load_editions
from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.official_wording.csv_file import guarded, unguarded, wording_csv
from curriculum_map.importing.official_wording.reading import WordingReading, read_wording_file
from tests.workbooks import Rows, csv_text, ods, rows_of, xlsx

SAP = "sap-2024-nl"


def read(table: str, **others: str) -> WordingReading:
    """What is read of a workbook with this table in the sheet Texts, and other sheets."""
    sheets: dict[str, Rows] = {"Texts": rows_of(table)} | {name: rows_of(text) for name, text in others.items()}
    return read_wording_file("texts.xlsx", xlsx(sheets), load_editions())


def read_csv(text: str) -> WordingReading:
    return read_wording_file("texts.csv", text.encode(), load_editions())


def found(reading: WordingReading) -> list[tuple[str, str]]:
    """Address, in Texts without the sheet's name, and code of each finding."""
    return [(str(one.ref or "").removeprefix("Texts!").removeprefix("csv!"), one.code) for one in reading.findings]


def meant(reading: WordingReading) -> list[str]:
    """The ids of the elements, without their edition."""
    assert found(reading) == []
    return [one.element.rpartition(":")[2] for one in reading.wordings]


@pytest.mark.parametrize(
    "headings",
    [
        "Editie  | Code         | Taal     | Tekst",
        "EDITION | printed code | LANGUAGE | Text",
        "edition | id           | language | official wording",
        "kader   | Element      | taal     | officiële tekst",
    ],
)
def test_headings_are_read_in_dutch_and_english_whatever_their_case(headings: str) -> None:
    reading = read(f"{headings}\n {SAP} | 1.1.1 | nl | De maan is van kaas.")
    assert (reading.exit_status, found(reading)) == (0, [])
    assert reading.wordings == (Wording(SAP, f"{SAP}:inclusion.knowledge.1", "nl", "De maan is van kaas."),)


def test_an_element_goes_by_its_id_its_printed_code_or_its_place_in_a_cell() -> None:
    reading = read("""
        edition     | code                        | cell                     | text
        sap-2024-nl | sap-2024-nl:vision.skills.1 |                          | one
        sap-2024-nl | vision.skills.2             |                          | two
        sap-2024-nl | 1.1.2                       |                          | three
                    | kjg-nl:vision.skills.3      |                          | four
        sw-2025-en  | 2                           | vision.skills            | five
        kjg-nl      | 1                           | Cliëntgegevens beheren – Kennis | six
    """)
    assert meant(reading) == [
        "vision.skills.1",
        "vision.skills.2",
        "inclusion.knowledge.2",
        "vision.skills.3",
        "vision.skills.2",
        "client-data.knowledge.1",
    ]


def test_a_code_that_is_printed_twice_needs_the_cell_or_the_id() -> None:
    """In the 2024 draft 6.1.1 is knowledge and, by a fault of the print, a skill as well."""
    reading = read("""
        edition     | id                                  | code  | cell               | text
        sap-2024-nl |                                     | 6.1.1 | client-data.skills | one
        sap-2024-nl | sap-2024-nl:client-data.knowledge.1 | 6.1.1 |                    | two
        sap-2024-nl |                                     | 6.1.2 |                    | three
    """)
    assert [one.text for one in reading.wordings] == ["one", "two"]
    assert found(reading) == [("C4", "ambiguous-element-code")]
    assert reading.findings[0].facts["choices"] == [f"{SAP}:client-data.{part}.2" for part in ("knowledge", "skills")]


@pytest.mark.parametrize(
    ("edition", "code", "near"),
    [
        (SAP, "1.1.9", f"{SAP}:inclusion.knowledge.4"),
        (SAP, "vision.skill.1", f"{SAP}:vision.skills.1"),
        ("kjg-nl", f"{SAP}:vision.skills.1", None),
        ("kjg-nl", "1.1.1", None),
        (SAP, "2001-01-01", None),
    ],
)
def test_a_wrong_code_is_named_with_its_cell_what_was_written_and_a_few_ids(
    edition: str, code: str, near: str | None
) -> None:
    reading = read(f"edition | code | text\n {edition} | {code} | one")
    assert (reading.exit_status, reading.wordings, found(reading)) == (1, (), [("B2", "unknown-element-code")])
    facts = reading.findings[0].facts
    assert (facts["written"], facts["edition"]) == (code, edition)
    assert isinstance(facts["choices"], list)
    assert 0 < len(facts["choices"]) <= 3
    assert near is None or near in facts["choices"]


def test_an_id_and_a_code_that_contradict_each_other_are_no_element() -> None:
    reading = read(f"edition | id | code | text\n {SAP} | vision.skills.1 | 1.1.1 | one")
    assert found(reading) == [("B2", "unknown-element-code")]
    assert reading.findings[0].facts["written"] == "vision.skills.1 – 1.1.1"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2023 | 1.1.1 | | nl | one", ("A2", "not-a-choice")),
        (" | 1.1.1 | | nl | one", ("A2", "wording-incomplete")),
        (f"{SAP} | | | nl | one", ("B2", "wording-incomplete")),
        (f"{SAP} | 1.1.1 | | nl | ", ("E2", "wording-incomplete")),
        (f"{SAP} | 1.1.1 | | fr | one", ("D2", "not-a-choice")),
        (f"{SAP} | 1.1.1 | Cookery | nl | one", ("C2", "unknown-cell")),
        (f"{SAP} | 1.1.1 | vision.skills | nl | one", ("B2", "unknown-element-code")),
        (f"{SAP} | 1.1.1 | | nl | =A1", ("E2", "wording-not-text")),
        (f"{SAP} | 1.1.1 | | nl | {'a' * (LONGEST_WORDING + 1)}", ("E2", "wording-too-long")),
    ],
)
def test_what_is_wrong_in_a_row_has_an_address_and_is_an_error(row: str, expected: tuple[str, str]) -> None:
    reading = read(f"edition | code | cell | language | text\n {row}")
    assert found(reading) == [expected]
    assert (reading.exit_status, reading.findings[0].severity) == (1, Severity.ERROR)


def test_everything_that_is_wrong_in_a_row_is_said_at_once() -> None:
    reading = read(f"edition | code | language | text\n {SAP} | 9.9.9 | fr | #REF!")
    assert found(reading) == [("B2", "unknown-element-code"), ("C2", "not-a-choice"), ("D2", "wording-not-text")]


def test_a_text_may_be_as_long_as_its_limit() -> None:
    assert meant(read(f"edition | code | text\n {SAP} | 1.1.1 | {'a' * LONGEST_WORDING}")) == ["inclusion.knowledge.1"]


def test_a_text_without_a_language_is_in_that_of_the_publication() -> None:
    reading = read(f"edition | code | text\n {SAP} | 1.1.1 | een\n sw-2025-en | vision.skills.1 | one")
    assert [one.language for one in reading.wordings] == ["nl", "en"]


def test_an_element_has_one_text_per_language() -> None:
    reading = read(
        f"""
        edition | code                  | language   | text
        {SAP}   | 1.1.1                 | nl         | een
        {SAP}   | 1.1.1                 | English    | one
        {SAP}   | inclusion.knowledge.1 | Nederlands | nog een
        """,
        Again=f"edition | code | text\n {SAP} | 1.1.1 | een",
    )
    assert found(reading) == [("B4", "wording-twice"), ("Again!B2", "wording-twice")]
    assert reading.findings[0].facts == {"other": "Texts!B2"}


@pytest.mark.parametrize("table", ["code | title\n 1.1.1 | one", "edition | text\n kjg-nl | one", "a\n b"])
def test_a_file_without_the_headings_is_told_which_it_needs(table: str) -> None:
    assert found(read(table)) == [("", "no-wording-table")]


def test_headings_alone_are_not_enough_and_none_may_stand_there_twice() -> None:
    assert found(read("edition | code | text")) == [("C1", "no-wording")]
    assert found(read(f"edition | code | text | Tekst\n {SAP} | 1.1.1 | a | b")) == [("D1", "said-twice")]


def test_lines_above_the_table_empty_rows_and_hidden_sheets_are_passed_over() -> None:
    rows = rows_of(f"Our own list\n \n edition | code | text\n {SAP} | 1.1.1 | one\n | | \n {SAP} | 1.1.2 | two")
    hidden = rows_of("edition | code | text\n 2023 | x | y")
    data = xlsx({"Texts": rows, "Old": hidden}, hidden=["Old"])
    reading = read_wording_file("texts.xlsx", data, load_editions())
    assert meant(reading) == ["inclusion.knowledge.1", "inclusion.knowledge.2"]


def test_a_text_that_a_separator_cut_in_two_is_noticed_in_a_text_file() -> None:
    reading = read_csv("edition,code,text\nkjg-nl,vision.skills.1,Weighs options, then chooses.\n")
    assert found(reading) == [("D2", "text-beyond-headings")]
    remark = xlsx({"Texts": rows_of(f"edition | code | text | \n {SAP} | 1.1.1 | one | a remark")})
    assert found(read_wording_file("texts.xlsx", remark, load_editions())) == []


def test_the_three_formats_are_read_alike_and_no_workbook_is_refused() -> None:
    rows = rows_of(f"edition | code | text\n {SAP} | 1.1.1 | één")
    files = {"a.xlsx": xlsx({"Texts": rows}), "a.ods": ods({"Texts": rows}), "a.csv": csv_text(rows).encode()}
    readings = [read_wording_file(name, data, load_editions()) for name, data in files.items()]
    assert {one.wordings[0].text for one in readings} == {"één"}
    refused = read_wording_file("a.xlsx", b"%PDF-1.7", load_editions())
    assert (refused.exit_status, found(refused)) == (2, [("", "not-a-workbook")])


@pytest.mark.parametrize("text", ["=1+1", "+32", "-- so", "@home", "|x", "\uff1d1", " =1", "'=1", "''-1"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "'t is so", "Knows that 1 = 1.", "'"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert (guarded(text), unguarded(text)) == (text, text)


# Texts as they come out of a cell: its white space folded and its invisible signs gone, twice over for rare accents.
# What looks like #REF! is not taken for a text.
_texts = st.text(max_size=80).map(cell_text).map(cell_text).filter(lambda text: bool(text) and text[0] != "#")


@given(texts=st.lists(_texts, min_size=1, max_size=60))
def test_what_is_exported_is_read_again_whatever_the_texts(texts: list[str]) -> None:
    elements = load_editions()[SAP].elements
    wordings = tuple(Wording(SAP, one.id, "nl", text) for one, text in zip(elements, texts, strict=False))
    reading = read_wording_file("texts.csv", wording_csv(wordings), load_editions())
    assert (found(reading), reading.wordings) == ([], wordings)


def test_texts_full_of_commas_do_not_move_the_columns() -> None:
    wordings = (Wording(SAP, f"{SAP}:vision.skills.1", "nl", ", ".join("abcdefghijk")),)
    data = wording_csv(wordings)
    assert data.startswith("\ufeffsep=;\r\n".encode())
    assert read_wording_file("texts.csv", data, load_editions()).wordings == wordings
