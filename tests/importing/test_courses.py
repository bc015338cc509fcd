"""Rows to courses: each row is a course, or listed as excluded with a reason; each misread level has its address."""

from datetime import date

import pytest

from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.findings import Severity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading
from tests.workbooks import Value, found, upload

HEADER = "    Code | Opleidingsonderdeel | Studiepunten | Status | inclusion | own-literacy\n"


def levels(reading: Reading) -> list[int]:
    """The levels of the first two clusters, course by course."""
    read = reading.grids[0]
    return [level for place, level in enumerate(read.levels) if place % len(read.targets) < 2]


def excluded(reading: Reading) -> list[tuple[str, str]]:
    return [(str(one.ref), one.why) for sheet in reading.sheets for one in sheet.excluded]


def test_levels_stand_where_they_were_written() -> None:
    reading = upload(
        HEADER
        + """
    A | Ethiek | 6 | verplicht | geoefend      | nvt
    B | Recht  | 3 | keuze     | goed gekaderd |
    C | Stage  | 9 | verplicht | -             | 0
    """,
        answers=Answers(marks={"-": NOT_RATED}),
    )
    assert levels(reading) == [3, NOT_APPLICABLE, 2, NOT_RATED, NOT_RATED, 0]
    assert found(reading) == []
    provenance = reading.grids[0].provenance
    assert [str(provenance.ref(course, 0)) for course in range(3)] == ["Matrix!E3", "Matrix!E4", "Matrix!E5"]
    assert [provenance.mark(course, 0) for course in range(3)] == ["geoefend", "goed gekaderd", "-"]
    assert reading.sheets[1].shape.marks == {"geoefend": 1, "goed gekaderd": 1, "0": 1}


@pytest.mark.parametrize("written", ["sterk", "2,5", 2.5, 4, True, date(2026, 2, 1), "#REF!", "=H2"])
def test_a_mark_that_nobody_knows_is_asked_about_and_never_stored_as_a_level(written: Value) -> None:
    reading = upload(HEADER + "    A | Ethiek | 6 | verplicht | 3 | 2", {"E2": written})
    assert found(reading) == [("E2", "unknown-mark")]
    assert (levels(reading), reading.exit_status) == ([NOT_RATED, 2], 1)
    assert reading.findings[0].facts["refs"] == ["Matrix!E2"]


def test_a_mark_is_asked_about_once_however_often_it_is_written_and_the_answer_counts_everywhere() -> None:
    rows = """
    A | Ethiek | 6 | verplicht | sterk | 2
    B | Recht  | 3 | keuze     | sterk | sterk
    """
    asked = upload(HEADER + rows)
    assert found(asked) == [("E3", "unknown-mark")]
    assert (asked.findings[0].facts["count"], asked.findings[0].facts["refs"]) == (
        3,
        ["Matrix!E3", "Matrix!E4", "Matrix!F4"],
    )
    answered = upload(HEADER + rows, answers=Answers(marks={"sterk": 3}))
    assert (levels(answered), found(answered), answered.exit_status) == ([3, 2, 3, 3], [], 0)


def test_true_beside_one_is_not_one() -> None:
    """In Python True equals 1: here a tick box is asked about, wherever a 1 was read before it."""
    reading = upload(HEADER + "    A | Ethiek | 6 | verplicht | 1 | 1", {"F2": True})
    assert (levels(reading), found(reading)) == ([1, NOT_RATED], [("F2", "unknown-mark")])


def test_a_row_with_credits_or_levels_and_no_title_is_asked_for_it_and_stops_the_import() -> None:
    """A code alone makes a course without a title; a level with nothing else in its row is about nobody knows what."""
    rows = """
    A |        | 6 | verplicht | 3 | 2
      |        |   |           | 1 |
    C | Stage  | 9 | verplicht | 1 | 1
    """
    reading = upload(HEADER + rows)
    assert ("B3", "course-without-title") in found(reading)
    assert ("A4:F4", "marks-without-course") in found(reading)
    assert (len(reading.grids[0].courses), reading.exit_status) == (2, 1)


def test_a_code_that_stands_twice_names_both_rows_until_somebody_says_that_both_are_meant() -> None:
    rows = """
    SW1 | Ethiek | 6 | verplicht | 3 | 2
    SW2 | Recht  | 3 | keuze     | 1 | 1
    sw1 | Stage  | 9 | verplicht | 1 | 1
    """
    reading = upload(HEADER + rows)
    assert found(reading) == [("A5", "duplicate-code")]
    assert (reading.findings[0].severity, reading.exit_status) == ("question", 1)
    said = reading.findings[0].facts
    assert (said["written"], said["other"], said["kind"]) == ("sw1", "Matrix!A3", "other-title")
    kept = upload(HEADER + rows, answers=Answers(duplicates="keep"))
    assert (kept.exit_status, [course.code for course in kept.grids[0].courses]) == (0, ["SW1", "SW2", "sw1"])


def test_codes_that_differ_in_a_sign_are_two_codes_and_a_dash_is_none() -> None:
    rows = """
    C1-2 | Ethiek | 6 | verplicht | 3 | 2
    C1.2 | Recht  | 3 | keuze     | 1 | 1
    ΔΨ   | Stage  | 9 | verplicht | 1 | 1
    ΨΔ   | Werk   | 9 | verplicht | 1 | 1
    -    | Keuze  | 3 | keuze     | 1 | 1
    -    | Keuze2 | 3 | keuze     | 1 | 1
    """
    reading = upload(HEADER + rows)
    assert found(reading) == [("A7", "code-missing")]
    assert (reading.findings[-1].facts["count"], reading.exit_status) == (2, 0)


def test_totals_and_text_are_excluded_with_a_reason() -> None:
    rows = """
    FASE 1
    A        | Ethiek                        | 6  | verplicht | 3 | 2
             | Subtotaal fase 1              | 6  |           |   |
             | Keuzevakken                   |    |           |   |
    B        | Total quality care            | 3  | keuze     | 1 | 1
    Totaal:  |                               | 9  |           | 4 | 3
             | Totaal aantal studiepunten    | 9  |           |   |
    """
    reading = upload(HEADER + rows, {"H10": "Ingevuld door het team", "A1": "Code"})
    assert [course.title for course in reading.grids[0].courses] == ["Ethiek", "Total quality care"]
    assert excluded(reading) == [
        ("Matrix!A3:H3", "section"),
        ("Matrix!A5:H5", "totals"),
        ("Matrix!A6:H6", "section"),
        ("Matrix!A8:H8", "totals"),
        ("Matrix!A9:H9", "totals"),
        ("Matrix!A10:H10", "text-only"),
    ]
    # One warning about the text, one note about the two sections and one about the three lines of totals.
    said = {one.facts["why"]: (one.code, one.facts["refs"]) for one in reading.findings if "why" in one.facts}
    assert said == {
        "text-only": ("row-without-course", ["Matrix!A10:H10"]),
        "section": ("lines-left-out", ["Matrix!A3:H3", "Matrix!A6:H6"]),
        "totals": ("lines-left-out", ["Matrix!A5:H5", "Matrix!A8:H8", "Matrix!A9:H9"]),
    }
    assert reading.exit_status == 0


def test_a_total_in_front_of_a_column_without_heading_is_a_total_too() -> None:
    table = """
               | Opleidingsonderdeel | Studiepunten | inclusion | own-literacy
               | Ethiek              | 6            | 3         | 2
        Totaal |                     | 6            | 3         | 2
    """
    assert excluded(upload(table)) == [("Matrix!A3:E3", "totals")]


def test_a_table_of_titles_alone_has_courses() -> None:
    reading = upload("Opleidingsonderdeel | inclusion\n Ethiek | \n Recht | 2")
    assert [course.title for course in reading.grids[0].courses] == ["Ethiek", "Recht"]


def test_headings_without_courses_are_an_error() -> None:
    assert ("B1", "no-courses") in found(upload(HEADER))


def test_a_list_that_says_two_levels_of_one_course_and_target_is_an_error_with_both_rows() -> None:
    """Ethiek is exemplary in row 2 and practised in row 5; that it stands twice as exemplary is no matter."""
    reading = upload("""
    Opleidingsonderdeel | Competentie | Niveau
    Ethiek              | inclusion   | exemplarisch
    Ethiek              | choosing    | geoefend
    Recht               | inclusion   | goed gekaderd
    Ethiek              | inclusion   | geoefend
    Recht               | choosing    | exemplarisch
    Ethiek              | inclusion   | exemplarisch
    """)
    (wrong,) = (one for one in reading.findings if one.severity is Severity.ERROR)
    assert (wrong.code, str(wrong.ref), dict(wrong.facts)) == (
        "rated-twice",
        "Matrix!C5",
        {"written": "geoefend", "first": "exemplarisch", "other": "Matrix!C2"},
    )
    assert {mark.written for mark in reading.grids[0].marks} == {"exemplarisch", "geoefend", "goed gekaderd"}


def test_a_code_with_decimals_that_became_a_number_is_asked() -> None:
    """1.1 and 1.10 are the same number; 123 can only have been 123."""
    reading = upload(
        HEADER
        + """
    x | Ethiek | 6 | verplicht | 3 | 2
    y | Recht  | 3 | keuze     | 1 | 1
    """,
        {"A3": 1.1, "A4": 123},
    )
    (asked,) = (one for one in reading.findings if one.severity is Severity.QUESTION)
    assert (asked.code, str(asked.ref), asked.facts["values"]) == ("codes-with-decimals", "Matrix!A3", ["1.1"])
    answered = Answers(codes={"Matrix!A2": "1.10"})
    reading = upload(HEADER + "    x | Ethiek | 6 | verplicht | 3 | 2", {"A2": 1.1}, answers=answered)
    assert (reading.grids[0].courses[0].code, reading.exit_status) == ("1.10", 0)


def test_codes_with_decimals_are_asked_about_once_for_the_file() -> None:
    """Three codes, of which the last was 1.10: one answer says so, another that the rest is as it stands."""
    rows = HEADER + "".join(f"    x | Vak {at} | 6 | verplicht | 3 | 2\n" for at in range(3))
    cells = {"A2": 1.8, "A3": 1.9, "A4": 1.1}
    (asked,) = (one for one in upload(rows, cells).findings if one.severity is Severity.QUESTION)
    assert (asked.facts["count"], asked.facts["values"]) == (3, ["1.8", "1.9", "1.1"])
    some, all_of_them = {"Matrix!A4": "1.10"}, {"Matrix!A4": "1.10", "decimals": "keep"}
    (left,) = (one for one in upload(rows, cells, answers=Answers(codes=some)).findings if "values" in one.facts)
    assert left.facts["values"] == ["1.8", "1.9"]
    reading = upload(rows, cells, answers=Answers(codes=all_of_them))
    assert [course.code for course in reading.grids[0].courses] == ["1.8", "1.9", "1.10"]
    assert reading.exit_status == 0


def test_huge_numbers_are_said_in_short() -> None:
    reading = upload(HEADER + "    A | Ethiek | 6 | verplicht | 3 | 2", {"C2": 1e308})
    (wrong,) = (one for one in reading.findings if one.severity is Severity.ERROR)
    assert (wrong.code, wrong.facts["written"]) == ("bad-credits", "1e+308")


def test_the_status_is_read_below_keuze_verplicht_too() -> None:
    status = ("V", "K", "verpl.", "keuzevak", "afstudeerrichting Jeugd", "P", "plicht", "optie")
    rows = "".join(f"    C{at} | Vak {name} | 6 | {name} | 3 | 2\n" for at, name in enumerate(status))
    reading = upload(HEADER.replace("Status", "Keuze/verplicht") + "\n" + rows)
    read = [(course.status, course.track) for course in reading.grids[0].courses]
    compulsory, elective = (Status.COMPULSORY, None), (Status.ELECTIVE, None)
    track = (Status.TRACK, "Jeugd")
    assert read == [compulsory, elective, compulsory, elective, track, compulsory, compulsory, elective]


def test_formulas_without_a_result_and_errors_of_the_spreadsheet_are_said_as_what_they_are() -> None:
    """Credits, a code and a title that no program has worked out yet, a title that points to nothing, and two levels.

    A code that is written as a formula is what stands between its quotation marks.
    """
    reading = upload(
        HEADER
        + "    A | Ethiek | 6 | verplicht | 3 | 2\n    B | Recht | 3 | keuze | 1 | 1\n"
        + "    C | Beleid | 3 | keuze | 1 | 1",
        {
            "C2": "=2*3",
            "B3": "#REF!",
            "E2": "=#REF!",
            "F2": '="geoefend"',
            "A2": '="SW"&2',
            "A3": '="045"',
            "B4": "=Z4",
        },
    )
    wrong = {str(one.ref): one.code for one in reading.findings if one.severity is Severity.ERROR}
    no_value = dict.fromkeys(("Matrix!A2", "Matrix!C2", "Matrix!B4"), "formula-without-value")
    assert wrong == no_value | {"Matrix!B3": "spreadsheet-error"}
    assert [course.code for course in reading.grids[0].courses] == [None, "045", "C"]
    asked = {str(one.ref): one.facts["note"] for one in reading.findings if one.code == "unknown-mark"}
    assert asked == {"Matrix!E2": "excel-error", "Matrix!F2": "formula"}
