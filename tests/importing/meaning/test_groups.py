"""Elective groups: named in the status of a course, with what a student takes of them, or asked about."""

import pytest

from curriculum_map.domain.curriculum import ElectiveGroup, Status
from curriculum_map.domain.findings import Finding
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.group_texts import group_written
from curriculum_map.importing.reading import Reading
from tests.workbooks import upload

GROUP_CODES = (
    "group-unsure",
    "group-without-rule",
    "group-rule-read",
    "group-without-courses",
    "group-rule-unclear",
)


def with_status(*written: str, answers: Answers | None = None, above: str = "") -> Reading:
    """One course of 3 credits for each of these in the column of the status, from row 2 on where nothing is above."""
    rows = (f"C{at} | Vak {at} | 3 | {one} | 2 | 3\n" for at, one in enumerate(written))
    header = "Code | Opleidingsonderdeel | Studiepunten | Status | inclusion | vision\n"
    return upload(above + header + "".join(rows), answers=answers)


def said(reading: Reading) -> list[Finding]:
    return [one for one in reading.findings if one.code in GROUP_CODES]


def codes(reading: Reading) -> list[str]:
    return [one.code for one in said(reading)]


def groups_of(reading: Reading) -> list[str | None]:
    assert all(course.status is Status.ELECTIVE for course in reading.grids[0].courses)
    return [course.group for course in reading.grids[0].courses]


@pytest.mark.parametrize(
    ("written", "name", "rule", "listed"),
    [
        ("keuze: Media", "Media", None, None),
        ("Elective: Media", "Media", None, None),
        ("elective Media", "Media", None, None),
        ("keuzevak - Media", "Media", None, None),
        ("keuzepakket A", "A", None, None),
        ("Keuzegroep 1", "1", None, None),
        ("keuzepakket A: kies 2", "A", ElectiveGroup("A", 2), None),
        ("keuze: Media (1 van 3)", "Media", ElectiveGroup("Media", 1), 3),
        ("elective: Media, choose two courses", "Media", ElectiveGroup("Media", 2), None),
        ("keuze: Media kies 6 sp", "Media", ElectiveGroup("Media", ects=6), None),
        ("elective: Media (at least 4.5 credits)", "Media", ElectiveGroup("Media", ects=4.5), None),
        ("keuze (1 van 3)", "", ElectiveGroup("", 1), 3),
        ("keuze: kies twee uit vier", "", ElectiveGroup("", 2), 4),
        # With a semicolon behind it everything is the name.
        ("keuze: Media (1 van 3);", "Media (1 van 3)", None, None),
        ("keuze: Deel 1 van 3", "Deel 1 van 3", None, None),
    ],
)
def test_a_status_names_a_group_and_what_is_taken_of_it(
    written: str, name: str, rule: ElectiveGroup | None, listed: int | None
) -> None:
    writing = group_written(written)
    assert writing is not None
    assert (writing.name, writing.rule, writing.listed) == (name, rule, listed)


@pytest.mark.parametrize(
    "written", ["keuze 1 uit 3 (minstens)", "keuze: minstens 1 van 3", "keuzevak: kies min. 1 uit 3 vakken"]
)
def test_a_least_number_of_courses_is_asked_about_and_is_no_error(written: str) -> None:
    """Three courses of which a student takes one or more: one question with "1" to choose."""
    reading = with_status(*[written] * 3)
    (asked,) = said(reading)
    assert (asked.code, asked.facts["count"], asked.facts["proposal"]) == ("group-unsure", 3, "1")
    assert {one.status for one in reading.grids[0].courses} == {Status.ELECTIVE}
    (group,) = {str(course.group) for course in reading.grids[0].courses}
    answered = with_status(*[written] * 3, answers=Answers(groups={group: "1"}))
    assert (said(answered), answered.grids[0].groups) == ([], (ElectiveGroup(group, 1),))


@pytest.mark.parametrize(
    "written",
    ["keuze", "keuzevak", "keuze (semester 2)", "keuzevak fase 2", "keuze/verplicht", "keuze:", "keuzepakket", "soms"],
)
def test_a_status_that_names_no_group_for_certain(written: str) -> None:
    assert group_written(written) is None


def test_a_name_is_one_group_however_it_is_spelled_and_without_a_rule_its_courses_stay_free() -> None:
    reading = with_status("keuze: Media", "keuze: media", "elective Media")
    assert groups_of(reading) == ["Media", "Media", "Media"]
    (warning,) = said(reading)
    assert (warning.code, warning.facts["group"], warning.facts["count"]) == ("group-without-rule", "Media", 3)
    assert (reading.grids[0].groups, reading.exit_status) == ((), 0)


def test_one_of_three_is_certain_where_three_courses_say_so() -> None:
    reading = with_status(*["keuze (1 van 3)"] * 3)
    assert groups_of(reading) == ["keuze (1 van 3)"] * 3
    assert reading.grids[0].groups == (ElectiveGroup("keuze (1 van 3)", 1),)
    assert codes(reading) == ["group-rule-read"]


@pytest.mark.parametrize(
    ("statuses", "choices"),
    [
        # Four courses say that they are one of three.
        (["keuze (1 van 3)"] * 4, ["1", "not-known"]),
        # Nobody says which courses the two are chosen from.
        (["keuze: kies 2"] * 3, ["2", "not-known"]),
        # Two courses of one group say something else.
        (["keuze: Media, kies 1", "keuze: Media, kies 2", "keuze: Media"], ["1", "2", "not-known"]),
    ],
)
def test_what_is_not_certain_is_asked_and_counts_for_nothing_yet(statuses: list[str], choices: list[str]) -> None:
    reading = with_status(*statuses)
    (question,) = said(reading)
    assert (question.code, question.facts["choices"], reading.exit_status) == ("group-unsure", choices, 1)
    assert reading.grids[0].groups == ()
    answered = with_status(*statuses, answers=Answers(groups={str(question.facts["group"]): "2"}))
    assert answered.grids[0].groups == (ElectiveGroup(str(question.facts["group"]), 2),)
    unknown = with_status(*statuses, answers=Answers(groups={str(question.facts["group"]): "not-known"}))
    assert (unknown.grids[0].groups, said(unknown), unknown.exit_status) == ((), [], 0)


def test_a_table_above_the_map_says_what_is_taken_and_names_of_groups_are_no_labels() -> None:
    """The group is called 'Campus': a label of the description, with the value 1 beside it."""
    above = "Keuzegroep | Kies hoeveel opleidingsonderdelen | Of hoeveel studiepunten\nCampus | 1 |\nSport | | 6\n"
    reading = with_status("keuze: Campus", "keuze: campus", "keuze: Sport", above=above)
    assert reading.grids[0].groups == (ElectiveGroup("Campus", 1), ElectiveGroup("Sport", ects=6))
    assert (reading.grids[0].description.campus, codes(reading)) == (None, [])


def test_what_the_table_and_a_status_say_otherwise_is_asked() -> None:
    above = "Keuzegroep | Kies hoeveel opleidingsonderdelen | Of hoeveel studiepunten\nMedia | 2 |\n"
    reading = with_status("keuze: Media, kies 1", "keuze: Media", above=above)
    assert [one.facts["choices"] for one in said(reading)] == [["2", "1", "not-known"]]


@pytest.mark.parametrize(
    "line", ["Media | 1 | 6", "Media | veel |", " | 1 |", "Media | 0 |", "Media | 1 |\nMedia | 2 |"]
)
def test_a_line_of_the_table_that_says_nothing_or_too_much_is_an_error(line: str) -> None:
    above = f"Keuzegroep | Kies hoeveel opleidingsonderdelen | Of hoeveel studiepunten\n{line}\n"
    reading = with_status("keuze: Media", "keuze: Media", above=above)
    assert "group-rule-unclear" in codes(reading)
    assert reading.exit_status == 1


def test_a_group_of_the_table_without_a_course_is_kept_and_said() -> None:
    above = "Keuzegroep | Kies hoeveel opleidingsonderdelen | Of hoeveel studiepunten\nMedia | 1 |\n"
    reading = with_status("keuze", "keuze", above=above)
    assert (reading.grids[0].groups, codes(reading)) == ((ElectiveGroup("Media", 1),), ["group-without-courses"])


def test_electives_in_a_column_headed_by_a_package_belong_to_it() -> None:
    reading = upload("""
        Code | Vak    | Status | Keuzepakket | inclusion | vision
        A    | Film   | keuze  | Media       | 3 | 1
        B    | Radio  | keuze  | Media       | 2 | 1
        C    | Sport  | keuze  |             | 2 | 1
    """)
    assert groups_of(reading) == ["Media", "Media", None]


def test_the_table_is_no_map_and_its_numbers_are_no_levels() -> None:
    above = "Keuzegroep | Kies hoeveel opleidingsonderdelen | Of hoeveel studiepunten\nMedia | 1 |\nSport | 2 |\n"
    reading = with_status("keuze: Media", "keuze: Sport", above=above)
    assert sum(len(one.shape.tables) for one in reading.sheets) == 1
    assert [one.title for one in reading.grids[0].courses] == ["Vak 0", "Vak 1"]
