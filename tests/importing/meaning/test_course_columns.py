"""Columns beside the outcomes: known by their headings, proposed by what stands below them, or about persons."""

import pytest

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.course_columns import (
    CourseColumn,
    FieldReading,
    field_questions,
    name_course_columns,
)
from curriculum_map.importing.meaning.persons import is_about_persons, persons_note
from curriculum_map.importing.words import COURSE_FIELDS


def read(columns: dict[str, str], answers: Answers | None = None) -> list[FieldReading]:
    """The readings of columns with these headings and values, side by side in row 4."""
    read = [
        CourseColumn(heading, CellRef("Matrix", 3, column), values.split("|") if values else [])
        for column, (heading, values) in enumerate(columns.items())
    ]
    return list(name_course_columns(read, answers or Answers()))


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("code", ["Code", "OPO-code", "Vakcode", "Course ID", "Code UE"]),
        ("title", ["Opleidingsonderdeel", "OLOD", "Vak", "Course name", "Intitulé", "Unité d'enseignement"]),
        ("ects", ["ECTS", "SP", "stp.", "Studiepunten", "Credits", "EC", "Crédits"]),
        ("phase", ["Fase", "JAAR", "Trajectschijf", "Deeltraject", "Study year", "Année"]),
        ("semester", ["Semester", "Sem.", "Term", "Periode", "Kwartaal"]),
        ("status", ["Status", "Verplicht/keuze", "V/K", "Verplicht", "Keuze", "Elective", "Obligatoire"]),
        ("track", ["Traject", "Afstudeerrichting", "Minor", "Specialisation"]),
        ("group", ["Keuzegroep", "Keuzepakket", "Elective group"]),
    ],
)
def test_a_field_goes_by_the_names_that_people_write(name: str, headings: list[str]) -> None:
    assert {heading: COURSE_FIELDS.named(heading) for heading in headings} == dict.fromkeys(headings, name)


@pytest.mark.parametrize(
    ("values", "proposal"),
    [
        *(("6|3|4,5|6", "ects"), ("1|1|2|3", "phase"), ("1ste jaar|2de jaar|3de jaar", "phase")),
        *(("S1|S2|S1", "semester"), ("1e sem|2e sem|jaar", "semester"), ("verplicht|keuze|V", "status")),
        # Too few, too much alike, too large, or letters that can be the marks of anything.
        *(("6|3", None), ("1|1|1", None), ("40|26|13", None), ("V|K|V|K", None), ("ja|nee|ja", None)),
    ],
)
def test_a_column_whose_heading_says_nothing_is_proposed_by_its_values(values: str, proposal: str | None) -> None:
    (reading,) = read({"": values})
    assert (reading.field, reading.proposal, reading.why) == (None, proposal, "values" if proposal else "unknown")


def test_numbers_below_a_heading_that_says_something_are_not_taken_for_credits() -> None:
    assert [reading.proposal for reading in read({"Lesuren": "6|3|4", "Groepen": "1|2|3", "Wanneer": "S1|S2|S1"})] == [
        *(None, None, "semester")
    ]


def test_a_field_that_a_heading_names_is_not_proposed_for_another_column() -> None:
    credits, hours = read({"SP": "6|3|4", "": "6|3|4"})
    assert (credits.field, hours.proposal) == ("ects", None)


def test_a_proposal_is_a_question_until_it_is_answered() -> None:
    columns = {"": "6|3|3|6", "Omvang": "S1|S2|S1"}
    first, second = field_questions(read(columns))
    assert (first.code, first.facts["proposal"], first.facts["values"]) == ("column-unsure", "ects", ["6", "3"])
    assert (str(second.ref), second.facts["proposal"]) == ("Matrix!B4", "semester")
    answered = read(columns, Answers(course_columns={"Matrix!A4": "ects", "omvang": None}))
    assert [(one.field, one.why) for one in answered] == [("ects", "answer"), (None, "not-read")]
    assert list(field_questions(answered)) == []


@pytest.mark.parametrize(
    ("heading", "about"),
    [
        *(("Docent", True), ("Docent(en)", True), ("Naam lector", True), ("Coördinator", True), ("E-mail", True)),
        *(("Lecturer", True), ("Titularis OPO", True), ("OPO-verantwoordelijke", True), ("Teachers", True)),
        *(("Opleidingscoördinator", True), ("Stagebegeleider(s)", True), ("Lesgevers 2026", True)),
        *(("Betrokken docenten", True), ("Ingevuld door", True), ("Begeleiding", False), ("2026", False)),
        *(("E-mail etiquette", False), ("Docentschap", False), ("De leraar als coördinator", False), ("Naam", False)),
    ],
)
def test_columns_about_persons_are_known_by_their_heading(heading: str, about: bool) -> None:
    assert is_about_persons(heading) is about


def test_columns_about_persons_are_named_once_and_not_read() -> None:
    columns = [
        ("Docent", CellRef("Matrix", 3, 5)),
        ("SP", CellRef("Matrix", 3, 6)),
        ("E-mail", CellRef("Matrix", 3, 7)),
    ]
    note = persons_note(columns)
    assert note is not None
    assert note.facts == {"columns": ["Docent", "E-mail"], "refs": ["Matrix!F4", "Matrix!H4"]}
    assert persons_note(columns[1:2]) is None
    assert [reading.why for reading in read({"Docent": "An|Bert|Carla"})] == ["person"]
