"""A course may belong to several tracks: written with semicolons, ticked in columns, or asked about."""

import pytest

from curriculum_map.domain.curriculum import Status
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading
from tests.workbooks import upload

HEADER = "Code | Opleidingsonderdeel | Studiepunten | {columns} | inclusion | vision\n"


def tracks_of(reading: Reading) -> list[tuple[str, ...]]:
    return [course.tracks for course in reading.grids[0].courses]


def said(reading: Reading) -> list[tuple[str, str, object]]:
    codes = ("track-unsure", "tracks-read-apart")
    return [(one.code, str(one.ref), one.facts["written"]) for one in reading.findings if one.code in codes]


def with_tracks(*written: str, answers: Answers | None = None) -> Reading:
    """One course for each of these in the column of the track, from row 2 on."""
    rows = (f"C{at} | Vak {at} | 6 | {one} | 2 | 3\n" for at, one in enumerate(written))
    return upload(HEADER.format(columns="Afstudeerrichting") + "".join(rows), answers=answers)


def test_names_with_semicolons_between_them_are_several_tracks_each_spelled_one_way() -> None:
    reading = with_tracks("Jeugd", "jeugd; Zorg", "Zorg;Jeugd;")
    assert tracks_of(reading) == [("Jeugd",), ("Jeugd", "Zorg"), ("Zorg", "Jeugd")]
    assert [course.track for course in reading.grids[0].courses][2] == "Zorg; Jeugd"
    assert said(reading) == []


@pytest.mark.parametrize("written", ["Jeugd/Zorg", "jeugd + zorg", "Jeugd, Zorg", "beide", "Both"])
def test_what_other_courses_name_one_by_one_is_read_apart_and_said(written: str) -> None:
    reading = with_tracks("Jeugd", "Zorg", written)
    assert set(tracks_of(reading)[2]) == {"Jeugd", "Zorg"}
    assert said(reading) == [("tracks-read-apart", "Matrix!D4", written)]
    assert reading.exit_status == 0


@pytest.mark.parametrize(
    ("tracks", "proposal"),
    [
        (("Jeugd", "Jeugd/Zorg"), "Jeugd; Zorg"),
        (("Kind/Gezin",), "Kind; Gezin"),
        (("Jeugd", "Zorg", "Jeugd en Zorg"), "Jeugd; Zorg"),
        (("Jeugd", "Zorg", "Beleid", "beide"), "Jeugd; Zorg; Beleid"),
        (("beide",), None),
    ],
)
def test_what_may_be_one_name_is_asked_once_and_not_split(tracks: tuple[str, ...], proposal: str | None) -> None:
    reading = with_tracks(*tracks, tracks[-1])
    (asked,) = (one for one in reading.findings if one.code == "track-unsure")
    assert (asked.facts["written"], asked.facts["count"], asked.facts["proposal"]) == (tracks[-1], 2, proposal)
    assert tracks_of(reading)[-1] == (tracks[-1],)
    assert reading.exit_status == 1


def test_a_name_with_and_in_it_is_one_track() -> None:
    reading = with_tracks("Jeugd", "Zorg & welzijn", "Kind en gezin")
    assert tracks_of(reading) == [("Jeugd",), ("Zorg & welzijn",), ("Kind en gezin",)]
    assert said(reading) == []


def test_the_answer_says_whether_it_is_one_track_or_several() -> None:
    several = with_tracks("Kind/Gezin", "Zorg", answers=Answers(tracks={"Kind/Gezin": "Kind; Gezin"}))
    one = with_tracks("Kind/Gezin", "Zorg", answers=Answers(tracks={"Kind/Gezin": "Kind/Gezin"}))
    assert (tracks_of(several), tracks_of(one)) == ([("Kind", "Gezin"), ("Zorg",)], [("Kind/Gezin",), ("Zorg",)])
    assert (several.exit_status, one.exit_status, said(several), said(one)) == (0, 0, [], [])


def test_tracks_that_stand_across_with_crosses_below_them() -> None:
    rows = """
        A | Ethiek | 6 | x  |     | 2 | 3
        B | Recht  | 6 | x  | ja  | 2 | 3
        C | Stage  | 6 |    | x   | 2 | 3
        D | Praxis | 6 |    | nee | 2 | 3
    """
    reading = upload(HEADER.format(columns="Traject Jeugd | Traject Zorg") + rows)
    youth, care = "Traject Jeugd", "Traject Zorg"
    assert tracks_of(reading) == [(youth,), (youth, care), (care,), ()]
    assert [course.status for course in reading.grids[0].courses][2:] == [Status.TRACK, None]
    assert "column-not-read" not in [one.code for one in reading.findings]


def test_a_column_that_holds_something_else_below_the_name_of_a_track_is_no_column_of_crosses() -> None:
    rows = "A | Ethiek | 6 | x | soms | 2 | 3\nB | Recht | 6 | x | x | 2 | 3\n"
    reading = upload(HEADER.format(columns="Traject Jeugd | Traject Zorg") + rows)
    assert tracks_of(reading) == [(), ()]


ABBREVIATED = """
    A | Ethiek | 6 | x | x | 2 | 3
    B | Recht  | 6 | x |   | 2 | 3
    C | Stage  | 6 |   | x | 2 | 3
"""


def test_columns_of_crosses_that_may_be_tracks_are_asked_about_one_by_one() -> None:
    table = HEADER.format(columns="MW | SCW") + ABBREVIATED
    asked = [one for one in upload(table).findings if one.code == "column-unsure"]
    assert [(str(one.ref), one.facts["written"], one.facts["proposal"]) for one in asked] == [
        ("Matrix!D1", "MW", "track"),
        ("Matrix!E1", "SCW", "track"),
    ]
    confirmed = upload(table, answers=Answers(course_columns={"MW": "track", "SCW": "track"}))
    assert (tracks_of(confirmed), confirmed.exit_status) == ([("MW", "SCW"), ("MW",), ("SCW",)], 0)
    refused = upload(table, answers=Answers(course_columns={"MW": None, "SCW": None}))
    assert (tracks_of(refused), refused.exit_status) == ([(), (), ()], 0)


def test_columns_of_crosses_below_a_heading_for_tracks_are_tracks() -> None:
    table = (
        "| | | Afstudeerrichting | Afstudeerrichting | Clusters | Clusters\n"
        + HEADER.format(columns="MW | SCW")
        + ABBREVIATED
    )
    reading = upload(table)
    assert (tracks_of(reading), reading.exit_status) == ([("MW", "SCW"), ("MW",), ("SCW",)], 0)


@pytest.mark.parametrize("columns", ["1BA | Fase 2", "Hoorcollege | Practicum", "MW | Opmerking", "Keuze | MW"])
def test_other_columns_of_crosses_are_no_tracks(columns: str) -> None:
    reading = upload(HEADER.format(columns=columns) + ABBREVIATED)
    assert "track" not in [one.facts.get("proposal") for one in reading.findings]


def test_crosses_that_leave_out_a_course_are_no_tracks() -> None:
    reading = upload(HEADER.format(columns="MW | SCW") + ABBREVIATED + "D | Zorg | 6 | | | 2 | 3\n")
    assert "column-unsure" not in [one.code for one in reading.findings]
