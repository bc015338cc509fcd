"""What a file is probably about, by what stands above the table, the names of its sheets and its own name."""

from collections.abc import Sequence

import pytest

from curriculum_map.domain.curriculum import BlankMeans
from curriculum_map.domain.findings import CellRef, Severity
from curriculum_map.importing.description import Description, Proposed, blank_question, open_questions
from curriculum_map.importing.meaning.about import propose_description


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
