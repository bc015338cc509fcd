"""Credits behind the title of a course, in the same cell."""

import pytest

from curriculum_map.importing.meaning.credits_in_title import credits_in_title
from tests.workbooks import upload

ACROSS = """
    Cluster      | Inleiding (6 sp) | Recht (3 sp) | Zorg (4,5 sp)
    inclusion    | 1                | 2            | 3
    own-literacy | 3                |              | 1
    choosing     |                  | 2            | 1
"""


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("Inleiding (6 sp)", "Inleiding", "6"),
        ("Recht [3 ECTS]", "Recht", "3"),
        ("Zorg (cultuur) (4,5 studiepunten)", "Zorg (cultuur)", "4,5"),
        ("Stage - 12 SP", "Stage", "12"),
        ("Stage 12", "Stage 12", ""),
        ("Project 3 (sp)", "Project 3 (sp)", ""),
        ("Gezin (2de jaar)", "Gezin (2de jaar)", ""),
        ("(6 sp)", "(6 sp)", ""),
    ],
)
def test_a_number_with_its_unit_behind_a_title_is_its_credits(text: str, title: str, number: str) -> None:
    assert credits_in_title(text) == (title, number)


def test_they_are_the_credits_of_the_courses_and_a_note_says_so() -> None:
    reading = upload(ACROSS)
    assert [(one.title, one.ects) for one in reading.grids[0].courses] == [
        ("Inleiding", 6),
        ("Recht", 3),
        ("Zorg", 4.5),
    ]
    (note,) = (one for one in reading.findings if one.code == "credits-in-title")
    assert (str(note.ref), note.facts["count"], reading.exit_status) == ("Matrix!B1", 3, 0)


def test_beside_a_column_of_credits_a_title_stays_as_it_is() -> None:
    reading = upload("Vak | SP | inclusion | choosing\nInleiding (6 sp) | 6 | 1 | 2\nRecht (3 sp) | 3 | 2 | 1\n")
    assert [(one.title, one.ects) for one in reading.grids[0].courses] == [("Inleiding (6 sp)", 6), ("Recht (3 sp)", 3)]
