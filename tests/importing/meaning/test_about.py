"""What a file is probably about, by what stands above the table, the names of its sheets and its own name."""

from collections.abc import Sequence

import pytest

from curriculum_map.domain.curriculum import BlankMeans
from curriculum_map.domain.findings import CellRef, Severity
from curriculum_map.importing.description import Description, Proposed, blank_question, open_questions
from curriculum_map.importing.meaning.about import propose_description
from curriculum_map.importing.reading import read_file
from tests.workbooks import rows_of, xlsx


def proposed(file_name: str = "x.xlsx", sheets: Sequence[str] = (), *above: str) -> dict[str, str]:
    """The proposals for a file with this name, these sheets and these texts above the table."""
    texts = [(text, CellRef("Blad1", row, 0)) for row, text in enumerate(above)]
    return {name: one.value for name, one in propose_description(file_name, sheets, texts).items()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Opleidingsmatrix_Sociaal_werk_2026-27.xlsx",
            {"programme": "social-work", "academic_year": "2026-27"},
        ),
        (
            "matrix TP HOGENT 2025_2026.xlsx",
            {"institution": "HOGENT", "programme": "applied-psychology", "academic_year": "2025-26"},
        ),
        (
            "AP-gezinswetenschappen AJ2627.csv",
            {"institution": "AP Hogeschool", "programme": "family-science", "academic_year": "2026-27"},
        ),
        ("ap matrix.xlsx", {}),
        (
            "Hogeschool Noordzee - SRW.ods",
            {"institution": "Hogeschool Noordzee", "programme": "social-readaptation-sciences"},
        ),
        ("Arteveldehogeschool kjg-nl.xlsx", {"institution": "Arteveldehogeschool", "edition": "kjg-nl"}),
        ("matrix 2026-28 v12.xlsx", {}),
        ("sociaal werk en orthopedagogie.xlsx", {}),
        ("PBSW matrix AJ 2026-2027 v1-2.xlsx", {"programme": "social-work", "academic_year": "2026-27"}),
        ("GZW_26_27.xlsx", {"programme": "family-science", "academic_year": "2026-27"}),
        ("matrix acjr 2627.xlsx", {"academic_year": "2026-27"}),
        # Dates, annexes and chapters are no academic years.
        ("2026-11-12 matrix, bijlage 03-04, 09-10-2026.xlsx", {}),
    ],
)
def test_the_name_of_the_file(name: str, expected: dict[str, str]) -> None:
    assert proposed(name) == expected


def test_what_stands_above_the_table_goes_before_sheets_and_these_before_the_file() -> None:
    """Last year's name is often still on this year's file."""
    title = "Digitale competenties van sociaal-agogische professionals (2024) - academiejaar 2026-2027"
    found = propose_description("SW 2024-25.xlsx", ["Orthopedagogie 2025-26"], [(title, CellRef("Blad1", 0, 0))])
    assert found == {
        "academic_year": Proposed("2026-27", "Blad1!A1"),
        "programme": Proposed("social-educational-care-work", "sheet"),
        "edition": Proposed("sap-2024-nl", "Blad1!A1"),
    }


@pytest.mark.parametrize(
    ("title", "institution"),
    [
        ("Instelling: De Sterre", "De Sterre"),
        ("Instelling: VIVES, campus Kortrijk", "VIVES"),
        ("Hogeschool West – opleidingsmatrix", "Hogeschool West"),
        ("Matrix van de Hanzehogeschool", "Hanzehogeschool"),
        ("University of Applied Sciences Utrecht", "University of Applied Sciences Utrecht"),
    ],
)
def test_an_institution_goes_by_its_name_or_by_the_label_before_it(title: str, institution: str) -> None:
    assert proposed("x.xlsx", (), title) == {"institution": institution}


def test_an_edition_goes_by_its_title_without_the_year_and_by_its_id_without_the_language() -> None:
    assert proposed("x.xlsx", (), "Digitale competenties van sociaal-agogische professionals") == {
        "edition": "sap-2024-nl"
    }
    assert proposed("x.xlsx", ["KJG"]) == {"edition": "kjg-nl"}


def test_a_title_page_is_read_for_proposals_too() -> None:
    """Nothing stands above the table; the file is called otherwise, and goes after what the title page says."""
    pages = {"Voorblad": [["Bachelor in het sociaal werk"], ["Hogeschool West, academiejaar 2026-2027"]]}
    table = rows_of("Code | Vak | Status | inclusion | choosing\n A | Ethiek | keuze | 3 | 2")
    reading = read_file("matrix orthopedagogie.xlsx", xlsx({**pages, "Matrix": table}))
    asked = {one.facts["field"]: one.facts for one in reading.findings if one.code.startswith("missing-")}
    assert {name: (facts["proposal"], facts.get("where_found")) for name, facts in asked.items()} == {
        "institution": ("Hogeschool West", "Voorblad!A2"),
        "programme": ("social-work", "Voorblad!A1"),
        "academic_year": ("2026-27", "Voorblad!A2"),
        "edition": (None, None),
    }


def test_where_two_things_are_said_nothing_is_proposed() -> None:
    assert proposed("2024-25.xlsx", ["2025-26", "2026-27"]) == {}


def test_a_proposal_goes_with_the_question_and_answers_nothing() -> None:
    questions = {one.code: one for one in open_questions(Description(), proposed={"programme": Proposed("x", "file")})}
    assert len(questions) == 4
    assert {code: one.facts["proposal"] for code, one in questions.items() if one.facts["proposal"]} == {
        "missing-programme": "x"
    }
    assert questions["missing-programme"].facts["where_found"] == "file"


def test_what_a_blank_means_is_asked_once_if_there_are_blanks_and_nobody_said_it() -> None:
    question = blank_question(Description(), 12)
    assert question is not None
    assert (question.code, question.severity) == ("blank-meaning", Severity.QUESTION)
    assert (question.facts["count"], question.facts["proposal"]) == (12, "not-rated")
    assert question.facts["choices"] == ["not-rated", "not-covered"]
    assert blank_question(Description(), 0) is None
    assert blank_question(Description(blank_means=BlankMeans.NOT_COVERED), 12) is None
