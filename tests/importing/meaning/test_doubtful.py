"""Figures that are no levels: credits spread over outcomes, marks of students. They are asked about, not read."""

import pytest

from curriculum_map.importing.layout import Doubt
from curriculum_map.importing.meaning.answers import Answers, SheetAnswer
from curriculum_map.importing.reading import Reading
from tests.workbooks import MATRIX, upload

# 6 = 3 + 3, 4 = 3 + 1 and 5 = 3 + 2.
SPREAD = """
    Opleidingsonderdeel | Studiepunten | inclusion | choosing | vision
    Ethiek              | 6            | 3         | 3        |
    Recht               | 4            |           | 3        | 1
    Stage               | 5            | 3         | 2        |
"""
LEVELS = SPREAD.replace("| 3        |\n", "| 2        |\n").replace("| 3        | 1", "| 2        | 1")


def doubts(reading: Reading) -> list[object]:
    return [one.facts["doubt"] for one in reading.findings if one.code == "layout-unsure"]


def test_numbers_that_add_up_to_the_credits_of_most_courses_may_be_parts_of_them() -> None:
    asked = upload(SPREAD)
    assert (doubts(asked), asked.exit_status) == ([Doubt.NUMBERS], 1)
    answered = upload(SPREAD, answers=Answers(layouts={MATRIX: SheetAnswer("courses_rows")}))
    assert (doubts(answered), answered.exit_status) == ([], 0)


def test_numbers_that_add_up_in_one_row_by_chance_are_levels() -> None:
    """5 = 3 + 2 is the only sum that is right: 6 is not 3 + 2, nor 4 2 + 1."""
    reading = upload(LEVELS)
    assert (doubts(reading), reading.exit_status) == ([], 0)


def test_a_title_can_say_that_credits_are_spread() -> None:
    title = "Verdeling van de studiepunten over de competenties\n\n"
    assert doubts(upload(title + LEVELS.strip())) == [Doubt.NUMBERS]
    assert doubts(upload("Aantal lesuren per competentie\n\n" + LEVELS.strip())) == [Doubt.NUMBERS]
    assert doubts(upload("Verdeling van de niveaus\n\n" + LEVELS.strip())) == []


def test_rows_that_are_persons_are_no_courses_in_silence() -> None:
    table = """
    Naam    | Voornaam | inclusion | choosing
    Peeters | Jan      | 2         | 3
    Maes    | An       | 1         | 3
    Claes   | Els      | 3         | 0
    """
    reading = upload(table)
    assert reading.exit_status != 0
    assert not reading.grids or doubts(reading) == [Doubt.PERSONS]


@pytest.mark.parametrize("programmes", [("Sociaal werk", "Orthopedagogie"), ("SW", "OP")])
def test_courses_of_several_programmes_are_not_one_map_in_silence(programmes: tuple[str, str]) -> None:
    first, second = programmes
    table = f"""
    Opleiding | Opleidingsonderdeel | Studiepunten | inclusion | choosing
    {first}   | Ethiek              | 6            | 2         | 3
    {first}   | Recht               | 6            | 1         | 3
    {second}  | Stage               | 6            | 3         | 1
    {second}  | Zorg                | 6            | 3         | 1
    """
    assert doubts(upload(table)) == [Doubt.SEVERAL_PROGRAMMES]
    assert doubts(upload(table.replace(second, first))) == []
    assert doubts(upload(table, answers=Answers(layouts={MATRIX: SheetAnswer("courses_rows")}))) == []


@pytest.mark.parametrize(("heading", "other"), [("Richting", "Orthopedagogie"), ("Afstudeerrichting", "Jeugd")])
def test_a_track_that_is_called_by_a_programme_may_be_one(heading: str, other: str) -> None:
    """Tracks that are called otherwise are tracks, and a single one is nothing to tell courses apart by."""
    table = f"""
    Opleidingsonderdeel | {heading}    | Studiepunten | inclusion | choosing
    Ethiek              | Sociaal werk | 6            | 2         | 3
    Recht               | {other}      | 6            | 1         | 3
    Stage               | Sociaal werk | 6            | 3         | 1
    Zorg                |              | 6            | 3         | 1
    """
    assert doubts(upload(table)) == [Doubt.SEVERAL_PROGRAMMES]
    without = [] if other == "Jeugd" else [Doubt.SEVERAL_PROGRAMMES]
    assert doubts(upload(table.replace("Sociaal werk", "Zorgweg"))) == without
    assert doubts(upload(table.replace(other, ""))) == []


def test_lines_that_name_programmes_head_the_courses_of_each() -> None:
    table = """
    Opleidingsonderdeel            | Studiepunten | inclusion | choosing
    Bachelor in het sociaal werk   |              |           |
    Ethiek                         | 6            | 2         | 3
    Recht                          | 6            | 1         | 3
    Bachelor in de orthopedagogie  |              |           |
    Stage                          | 6            | 3         | 1
    Zorg                           | 6            | 3         | 1
    """
    assert doubts(upload(table)) == [Doubt.SEVERAL_PROGRAMMES]
    assert doubts(upload(table.replace("orthopedagogie", "sociaal werk"))) == []


def test_rows_that_are_programmes_are_no_courses_in_silence() -> None:
    table = """
    Programma         | inclusion | choosing
    Sociaal werk      | 2         | 3
    Orthopedagogie    | 1         | 3
    Gezinswetenschap  | 3         | 0
    """
    assert doubts(upload(table)) == [Doubt.PROGRAMMES]


def test_rows_that_nobody_calls_courses_are_asked_about_once() -> None:
    """Where credits stand beside them they are courses, whatever they are called."""
    table = """
    Onderzoeksgroep | inclusion | choosing
    Zorg            | 2         | 3
    Jeugd           | 1         | 3
    Recht           | 3         | 0
    """
    assert doubts(upload(table)) == [Doubt.COURSES]
    assert doubts(upload(table.replace("Onderzoeksgroep", "Opleidingsonderdeel"))) == []
    assert doubts(upload(table.replace("Onderzoeksgroep", "Programma"))) == [Doubt.PROGRAMMES]
    credits = table.replace("Onderzoeksgroep |", "Onderzoeksgroep | Studiepunten |")
    with_credits = "\n".join(
        line.replace(" | ", " | 6 | ", 1) if "Studiepunten" not in line else line for line in credits.splitlines()
    )
    assert doubts(upload(with_credits)) == []


def _across(*courses: str) -> str:
    """Three clusters down, and these across."""
    heads = " | ".join(("Cluster", *courses))
    marks = " | ".join("2" for _ in courses)
    return f"{heads}\ninclusion | {marks}\nchoosing | {marks}\nvision | {marks}"


def test_people_across_are_asked_about_where_nothing_calls_them_courses() -> None:
    assert doubts(upload(_across("Jan Peeters", "Els De Smet", "Tom van den Berg"))) == [Doubt.PERSONS]
    assert doubts(upload(_across("Jan Peeters", "Els De Smet", "Student 3"))) == [Doubt.PERSONS]
    assert doubts(upload("Naam | inclusion | choosing\nJan Peeters | 1 | 2\nEls Maes | 2 |\nAn Claes | 3 | 1")) == [
        Doubt.PERSONS
    ]


@pytest.mark.parametrize("role", ["Docent", "Respondent", "Student", "Stagebegeleider"])
def test_raters_in_rows_are_asked_about_and_become_no_courses_in_silence(role: str) -> None:
    """Three lecturers who each filled in a line: nobody's courses."""
    lines = "\n".join(f"{role} {number} | 1 | 2" for number in (1, 2, 3))
    reading = upload(f"Naam | inclusion | choosing\n{lines}")
    assert doubts(reading) == [Doubt.PERSONS] or reading.exit_status == 3


def test_titles_in_capitals_are_courses_where_a_heading_or_one_of_them_says_so() -> None:
    assert doubts(upload(_across("Social Work", "Group Dynamics", "Psychology"))) == []
    assert (
        doubts(upload(_across("Social Work", "Group Dynamics", "Research Methods").replace("Cluster", "Course"))) == []
    )


def test_programmes_and_institutions_across_are_asked_about() -> None:
    """Our own printed table has the programmes across; one course may be called as a programme is."""
    assert doubts(upload(_across("Sociaal werk", "Orthopedagogie", "Recht"))) == [Doubt.PROGRAMMES]
    assert doubts(upload(_across("HOGENT", "Odisee", "UCLL", "Vives"))) == [Doubt.PROGRAMMES]
    assert doubts(upload(_across("Sociaal werk", "Recht", "Ethiek"))) == []
    assert doubts(upload(_across("Sociaal werk", "Orthopedagogie", "Recht").replace("Cluster", "Vak"))) == []


def test_a_title_can_say_that_ways_of_examining_stand_there() -> None:
    """SE, P and PF are no words of ours; levels below such a title are levels."""
    table = "Vak | inclusion | choosing\nEthiek | SE | P\nRecht | PF | SE\nZorg | P | PF\n"
    assert doubts(upload(f"Evaluatievorm per competentie\n{table}")) == [Doubt.FORMS]
    assert doubts(upload(table)) == []
    assert doubts(upload(f"Evaluatievormen en niveaus\n{LEVELS.strip()}")) == []


@pytest.mark.parametrize(("heading", "values"), [("Wie", "docent student"), ("Academiejaar", "2024-25 2025-26")])
def test_courses_that_come_back_for_each_rater_or_year_are_asked_about(heading: str, values: str) -> None:
    first, second = values.split()
    rows = [f"{title} | {value} | 1 | 2" for title in ("Ethiek", "Recht", "Zorg") for value in (first, second)]
    assert Doubt.VIEWS in doubts(upload("\n".join([f"Vak | {heading} | inclusion | choosing", *rows])))
    # One course with two lines, among courses with one, is a course with two lines.
    assert doubts(upload("\n".join([f"Vak | {heading} | inclusion | choosing", *rows[:3], rows[4]]))) == []
