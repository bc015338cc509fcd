"""Courses with the same code or title: what is the same about them, and what can be answered."""

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.duplicates import find_duplicates


def found(table: str, answers: Answers | None = None) -> list[tuple[str, str, str, str]]:
    """Address, code, kind and severity of each finding about courses 'code | title | levels'."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    courses = [Course(code or None, title, 6, None, None, None) for code, title, _ in rows]
    refs = [CellRef("M", row, 0) for row in range(1, len(rows) + 1)]
    levels = [bytes(map(int, marks.split())) for _, _, marks in rows]
    return [
        (str(one.ref), one.code, str(one.facts.get("kind", "")), one.severity.value)
        for one in find_duplicates(courses, refs, levels, answers or Answers())
    ]


def test_three_kinds_of_shared_codes_are_told_apart() -> None:
    table = """
        ECO1 | Economie   | 1 2
        ECO1 | Economie   | 3 2
        ECO3 | Statistiek | 1 1
        eco3 | Marketing  | 1 1
        ECO4 | Recht      | 2 2
        ECO4 | Recht.     | 2 3
        ECO5 | Ethiek     | 2 2
        ECO5 | Ethiek     | 2 2
    """
    assert found(table) == [
        ("M!A3", "duplicate-code", "same-title", "question"),
        ("M!A5", "duplicate-code", "other-title", "question"),
        ("M!A7", "duplicate-code", "same-title", "question"),
        ("M!A9", "duplicate-code", "same-row", "question"),
    ]


def test_the_answer_keep_leaves_a_note() -> None:
    table = "A | Ethiek | 1\n A | Recht | 2"
    assert found(table, Answers(duplicates="keep")) == [("M!A3", "duplicate-code", "other-title", "note")]


def test_courses_without_codes_that_are_the_same_in_everything_are_asked_about() -> None:
    assert found("| Ethiek | 1 2\n | Ethiek | 1 2\n | Recht | 1 2") == [
        ("M!A3", "duplicate-row", "same-row", "question")
    ]


def test_one_title_under_two_codes_is_worth_a_look() -> None:
    assert found("A | Stage | 1\n B | Stage | 1\n | Stage | 1") == [
        ("M!A3", "duplicate-title", "", "warning"),
        ("M!A4", "duplicate-title", "", "warning"),
        ("M!A4", "code-missing", "", "warning"),
    ]


def test_a_table_without_any_code_misses_none_and_a_dash_is_no_code() -> None:
    assert found("| Ethiek | 1\n | Recht | 1") == []
    assert found("- | Ethiek | 1\n - | Recht | 1") == []
    assert found("A | Ethiek | 1\n - | Recht | 1") == [("M!A3", "code-missing", "", "warning")]
