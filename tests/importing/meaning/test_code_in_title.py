"""Code and title in one cell: taken apart where the codes of a table are of one series, and said in a note."""

import time

import pytest

from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.code_in_title import codes_in_titles
from tests.workbooks import found, upload

TABLE = """
    Opleidingsonderdeel | Studiepunten | Status    | inclusion | choosing
    SW101 Ethiek        | 6            | verplicht | 3         | 2
    SW102 - Recht 2     | 3            | verplicht | 2         | 1
    Stage               | 9            | verplicht | 1         | 3
"""


@pytest.mark.parametrize(
    ("titles", "first"),
    [
        (["SW101 Ethiek", "SW102 Recht"], ("SW101", "Ethiek")),
        (["SW 101 Ethiek", "SW 102 Recht"], ("SW 101", "Ethiek")),
        (["V3B041: Ethiek", "V3B042: Recht 2", "Stage"], ("V3B041", "Ethiek")),
        (["12345 – Ethiek", "12346 – Recht", "12347 – Stage"], ("12345", "Ethiek")),
        (["OPO-12 Ethiek", "OPO-13 Recht", "OPO-14 Stage"], ("OPO-12", "Ethiek")),
        (["Ethiek (SW101)", "Recht [SW102]"], ("SW101", "Ethiek")),
        (["Ethiek - SW101", "Recht - SW102"], ("SW101", "Ethiek")),
    ],
)
def test_code_and_title_are_told_apart(titles: list[str], first: tuple[str, str]) -> None:
    assert codes_in_titles(titles)[titles[0]] == first


@pytest.mark.parametrize(
    "titles",
    [
        ["Ethiek", "Recht", "Stage 1", "Stage 2", "Stage 3"],
        ["3de jaar stage", "2de jaar stage", "1ste jaar stage"],
        ["1BA Ethiek", "1BA Recht", "1BA Stage", "2BA Ethiek", "2BA Recht", "2BA Stage"],
        ["1. Ethiek", "2. Recht", "3. Stage"],
        ["SW101", "SW102", "SW103"],
        ["HTML5 maken", "CSS3 maken", "Ethiek", "Recht", "Stage"],
        ["SW101 Ethiek", "Recht", "Stage"],
        ["2026 Ethiek", "2026 Recht", "2026 Stage"],
        [],
    ],
)
def test_what_only_looks_like_a_code_stays_in_the_title(titles: list[str]) -> None:
    assert codes_in_titles(titles) == {}


def test_the_courses_get_code_and_title_of_the_same_cell_and_a_note_says_so() -> None:
    reading = upload(TABLE)
    courses = reading.grids[0].courses
    assert [(one.code, one.title) for one in courses] == [("SW101", "Ethiek"), ("SW102", "Recht 2"), (None, "Stage")]
    assert str(reading.grids[0].provenance.course_ref(1)) == "Matrix!A3"
    assert (found(reading), reading.exit_status) == ([("A4", "code-missing"), ("A2", "code-in-title")], 0)
    facts = reading.findings[-1].facts
    assert facts == {"written": "SW101 Ethiek", "code": "SW101", "title": "Ethiek", "count": 2}


def test_an_answer_that_the_column_is_the_title_leaves_it_whole() -> None:
    reading = upload(TABLE, answers=Answers(course_columns={"Opleidingsonderdeel": "title"}))
    assert (reading.grids[0].courses[0].title, found(reading)) == ("SW101 Ethiek", [])


def test_a_code_that_stands_twice_in_titles_is_asked_about_like_any_other() -> None:
    reading = upload(TABLE.replace("Stage     ", "SW101 Zorg"))
    assert [code for _, code in found(reading)] == ["duplicate-code", "code-in-title"]


def test_a_table_with_a_column_of_codes_is_left_as_it_is() -> None:
    reading = upload("Code | Vak | Status | inclusion\n A | SW101 Ethiek | keuze | 3\n B | SW102 Recht | keuze | 2")
    assert [(one.code, one.title) for one in reading.grids[0].courses] == [("A", "SW101 Ethiek"), ("B", "SW102 Recht")]


def test_what_is_too_long_for_a_title_is_not_looked_through() -> None:
    """A cell of Excel holds 32,767 signs; the other titles still come apart."""
    long = ["x" * 32_767, "Dit vak gaat over sociale zaken. " * 500, "SW101 " + "a b" * 5_000]
    begin = time.perf_counter()
    parted = codes_in_titles(["SW101 Ethiek", "SW102 Recht", "SW103 Beleid", "SW104 Stage", *long])
    assert time.perf_counter() - begin < 3
    assert sorted(parted) == ["SW101 Ethiek", "SW102 Recht", "SW103 Beleid", "SW104 Stage"]
