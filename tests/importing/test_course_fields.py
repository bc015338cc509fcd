"""Credits, phase, status and track as people write them; what cannot be read has its address."""

from collections import Counter
from datetime import date

import pytest

from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.importing.cells import Look, Sheet
from curriculum_map.importing.course_codes import CourseCodes
from curriculum_map.importing.course_fields import read_course
from curriculum_map.importing.layout import Orientation, Table
from curriculum_map.importing.meaning.answers import Answers
from tests.workbooks import Value, found, upload

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Fase | Semester | Status    | Traject | inclusion
    A    | Ethiek              | 6            | 1    | 1        | verplicht |         | geoefend
"""


def read_one(address: str, value: Value, **more: Value) -> tuple[Course, list[tuple[str, str]]]:
    """The course of the table with one cell written differently, and the findings."""
    reading = upload(TABLE, {address: value, **more})
    return reading.grids[0].courses[0], found(reading)


def test_a_course_is_read_whole() -> None:
    course, findings = read_one("A2", "A")
    assert course == Course("A", "Ethiek", 6.0, 1, "1", Status.COMPULSORY)
    assert findings == []


@pytest.mark.parametrize(
    ("written", "credits"),
    [
        (6, 6),
        (4.5, 4.5),
        ("4,5", 4.5),
        ("4.5", 4.5),
        ("6 SP", 6),
        ("3 studiepunten", 3),
        (60, 60),
        ("+6", 6),
        (0.5, 0.5),
        *(("3stp.", 3), ("3.0 ECTS", 3), ("4,5 ects-credits", 4.5), ("6 st.p.", 6), ("ECTS: 5", 5), ("5 credits", 5)),
    ],
)
def test_credits_with_a_comma_a_point_or_a_unit(written: Value, credits: float) -> None:
    course, findings = read_one("C2", written)
    assert (course.ects, findings) == (credits, [])


@pytest.mark.parametrize(
    "written", [-6, "-6", 0, 61, 60.5, 1e308, "zes", "6 uur", "1e1", "0x10", "1_0", "٣", "1.234,5", "nan", "∞", True]
)
def test_credits_that_cannot_be_are_refused_with_their_address(written: Value) -> None:
    course, findings = read_one("C2", written)
    assert (course.ects, findings) == (None, [("C2", "bad-credits")])


def test_missing_credits_are_a_warning_only() -> None:
    course, findings = read_one("C2", None)
    assert (course.ects, findings) == (None, [("C2", "credits-missing")])


@pytest.mark.parametrize(
    ("written", "phase"),
    [
        *((1, 1), ("2", 2), ("fase 3", 3), ("Fase\u00a02", 2), ("2de jaar", 2), ("BA1", 1), ("jaar-3", 3)),
        (None, None),
        *(("1e jaar", 1), ("B2", 2), ("MT3", 3), ("1BaSW", 1), ("eerste jaar", 1), ("Fase II", 2), ("Third year", 3)),
    ],
)
def test_a_phase_as_a_digit_with_words_around_it(written: Value, phase: int | None) -> None:
    course, findings = read_one("D2", written)
    assert (course.phase, findings) == (phase, [])


@pytest.mark.parametrize("written", ["eerste of tweede", "alle", "1-2", "12", 0, -1, 2.5, "1 en 2", True, "٣"])
def test_what_is_no_single_phase_is_refused(written: Value) -> None:
    course, findings = read_one("D2", written)
    assert (course.phase, findings) == (None, [("D2", "bad-phase")])


@pytest.mark.parametrize(
    ("written", "status", "track"),
    [
        ("verplicht", Status.COMPULSORY, None),
        ("VERPL.", Status.COMPULSORY, None),
        ("compulsory", Status.COMPULSORY, None),
        ("required", Status.COMPULSORY, None),
        ("keuze", Status.ELECTIVE, None),
        ("Keuzevak", Status.ELECTIVE, None),
        ("elective", Status.ELECTIVE, None),
        ("V", Status.COMPULSORY, None),
        ("k", Status.ELECTIVE, None),
        ("plichtvak", Status.COMPULSORY, None),
        ("optioneel", Status.ELECTIVE, None),
        ("traject: Jeugd", Status.TRACK, "Jeugd"),
        ("Traject Jeugd", Status.TRACK, "Jeugd"),
        ("track - Youth work", Status.TRACK, "Youth work"),
        ("afstudeerrichting Jeugd", Status.TRACK, "Jeugd"),
        ("optie: Jeugd", Status.TRACK, "Jeugd"),
        ("Minor Jeugd", Status.TRACK, "Jeugd"),
        ("optie", Status.ELECTIVE, None),
        ("keuze-OO", Status.ELECTIVE, None),
        ("verplicht (V)", Status.COMPULSORY, None),
    ],
)
def test_a_status_in_either_language(written: str, status: Status, track: str | None) -> None:
    course, findings = read_one("F2", written)
    assert (course.status, course.track, findings) == (status, track, [])


@pytest.mark.parametrize(
    ("written", "semester"),
    [
        *((1, "1"), ("S1", "1"), ("sem. 2", "2"), ("2e semester", "2"), ("Semester 1", "1"), ("periode 4", "4")),
        *(("1+2", "1+2"), ("1 en 2", "1+2"), ("S1/S2", "1+2"), ("S1 & S2", "1+2")),
        # What has no number keeps its word.
        *(("jaarvak", "jaarvak"), ("najaar", "najaar"), ("12", "12"), (None, None)),
    ],
)
def test_a_semester_goes_by_its_number_however_it_is_written(written: Value, semester: str | None) -> None:
    course, findings = read_one("E2", written)
    assert (course.semester, findings) == (semester, [])


@pytest.mark.parametrize("written", ["soms", "soms verplicht", "x", 1, "trajectvak"])
def test_an_unknown_status_is_refused(written: Value) -> None:
    course, findings = read_one("F2", written)
    assert (course.status, findings) == (None, [("F2", "unknown-status")])


@pytest.mark.parametrize("written", ["traject", "track:", "Traject – ", "afstudeerrichting"])
def test_a_track_without_a_name_is_asked_for_it(written: str) -> None:
    course, findings = read_one("F2", written)
    assert (course.status, findings) == (None, [("F2", "track-without-name")])


@pytest.mark.parametrize("status", ["traject", "verplicht", None])
def test_a_column_of_its_own_can_name_the_track(status: Value) -> None:
    """'Compulsory' beside a track is compulsory in that track."""
    course, findings = read_one("F2", status, G2="Jeugd")
    assert (course.status, course.track, findings) == (Status.TRACK, "Jeugd", [])


@pytest.mark.parametrize(
    ("status", "written", "read"),
    [
        # What is for all tracks alike is no track; a status in the wrong column is a status.
        *(("verplicht", "alle", (Status.COMPULSORY, None)), ("verplicht", "n.v.t.", (Status.COMPULSORY, None))),
        *((None, "Gemeenschappelijk", (None, None)), (None, "keuzevak", (Status.ELECTIVE, None))),
        *((None, "x", (Status.TRACK, "Minor jeugd")), ("verplicht", "nee", (Status.COMPULSORY, None))),
        *(("verplicht", 1, (Status.TRACK, "1")), (None, "E", (Status.TRACK, "E"))),
    ],
)
def test_what_stands_in_the_column_of_tracks(status: Value, written: Value, read: tuple[object, object]) -> None:
    """The heading is 'Minor jeugd', answered to hold the track."""
    answers = Answers(course_columns={"Minor jeugd": "track"})
    course = upload(TABLE, {"F2": status, "G1": "Minor jeugd", "G2": written}, answers=answers).grids[0].courses[0]
    assert (course.status, course.track) == read


def test_two_columns_of_crosses_tell_compulsory_and_elective_apart() -> None:
    reading = upload("""
        Code | Vak    | Verplicht | Keuze | inclusion
        A    | Ethiek | x         |       | 3
        B    | Recht  |           | x     | 2
        C    | Stage  |           |       | 1
    """)
    assert [one.status for one in reading.grids[0].courses] == [Status.COMPULSORY, Status.ELECTIVE, None]
    assert found(reading) == [("C4", "status-missing")]


def test_courses_without_any_status_are_counted_in_one_warning() -> None:
    reading = upload(TABLE + "    B | Recht | 3 | 1 | 1 | | | 2", {"F2": None})
    assert found(reading) == [("F2", "status-missing")]
    assert [finding.facts["count"] for finding in reading.findings if finding.code == "status-missing"] == [2]


@pytest.mark.parametrize(
    ("heading", "written", "status"),
    [
        *(
            ("Verplicht", "x", Status.COMPULSORY),
            ("Verplicht", "nee", Status.ELECTIVE),
            ("Keuze", "V", Status.ELECTIVE),
        ),
        *(("Keuze", "ja", Status.ELECTIVE), ("Keuze", "neen", Status.COMPULSORY), ("Elective", True, Status.ELECTIVE)),
        *(("Keuze", "verplicht", Status.COMPULSORY), ("Keuze", None, None)),
    ],
)
def test_a_cross_below_compulsory_or_elective_says_which(heading: str, written: Value, status: Status | None) -> None:
    assert read_one("F2", written, F1=heading)[0].status is status


def table_with_code(value: object, number_format: str) -> Table:
    """A table of one course whose code is this value, shown in this format."""
    look = Look(formats={(1, 0): number_format})
    sheet = Sheet("Matrix", [["Code", "Vak"], [value, "Ethiek"]], look=look)
    fields = {"code": 0, "title": 1}
    return Table(sheet, Orientation.COURSES_ROWS, 0, fields, (), (), (1,), (), {}, Counter())


@pytest.mark.parametrize(
    ("value", "number_format", "code"), [(7.0, "000", "007"), (3.1, "0.00", "3.10"), (12.0, "0", "12")]
)
def test_a_code_is_what_a_person_sees_under_its_number_format(value: float, number_format: str, code: str) -> None:
    table = table_with_code(value, number_format)
    course, findings = read_course(table, 1, CourseCodes(table))
    assert (course.code, findings) == (code, [])


def test_a_code_that_became_a_date_is_asked_about_with_what_can_be_seen_of_it() -> None:
    """SEP1 typed in a Dutch Excel becomes 1 September, shown as 01/sep or the like."""
    table = table_with_code(date(2026, 9, 1), "yyyy-mm")
    course, (question,) = read_course(table, 1, CourseCodes(table))
    assert (question.code, question.severity.value, str(question.ref)) == ("code-is-date", "question", "Matrix!A2")
    assert (question.facts["proposal"], course.code) == ("2026-09", "2026-09")
    course, findings = read_course(table, 1, CourseCodes(table, {"Matrix!A2": "SEP1"}))
    assert (course.code, findings) == ("SEP1", [])


def test_a_code_that_became_a_number_in_powers_of_ten_is_asked_about_with_what_was_typed() -> None:
    """2E10 is taken for 2 times ten to the tenth and shown as 2.00E+10."""
    table = table_with_code(2e10, "0.00E+00")
    course, (question,) = read_course(table, 1, CourseCodes(table))
    assert (question.code, question.facts["written"], question.facts["proposal"]) == (
        "code-is-number",
        "2.00E+10",
        "2E10",
    )
    course, findings = read_course(table, 1, CourseCodes(table, {"Matrix!A2": "20E9"}))
    assert (course.code, findings) == ("20E9", [])


def test_leading_zeros_that_only_some_codes_have_are_asked_about() -> None:
    """One code is a text of five digits; the number 45 among them was 00045, and 12345 lost nothing."""
    table = TABLE + "    B | Recht | 3 | 1 | 1 | keuze | | 2\n    C | Stage | 9 | 2 | 1 | keuze | | 2"
    reading = upload(table, {"A2": "00123", "A3": 45, "A4": 12345})
    assert found(reading) == [("A3", "code-is-number")]
    assert [course.code for course in reading.grids[0].courses] == ["00123", "00045", "12345"]


def test_a_code_that_is_asked_about_is_not_called_missing() -> None:
    reading = upload(TABLE + "    B | Recht | 3 | 1 | 1 | keuze | | 2", {"A2": date(2026, 9, 1)})
    assert found(reading) == [("A2", "code-is-date")]


def test_a_title_of_300_signs_is_the_longest() -> None:
    assert read_one("B2", "x" * 300)[1] == []
    assert read_one("B2", "x" * 301)[1] == [("B2", "title-too-long")]
