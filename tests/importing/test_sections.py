"""What a line above a group of courses says of them: their track, their status, their elective group."""

import pytest

from curriculum_map.domain.curriculum import Course, ElectiveGroup, Status
from curriculum_map.importing.meaning.section_texts import Section, section_written
from curriculum_map.importing.reading import Reading
from tests.workbooks import found, upload

HEAD = "Vak | SP | inclusion | vision\n"


def course(title: str, ects: int = 3) -> str:
    return f"{title} | {ects} | geoefend | exemplarisch\n"


def about(reading: Reading) -> dict[str, tuple[str | None, ...]]:
    """Status, track and elective group of each course."""
    return {one.title: _about(one) for one in reading.grids[0].courses}


def _about(one: Course) -> tuple[str | None, ...]:
    return one.status and str(one.status), one.track, one.group


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Keuzevakken (kies 2 uit 4)", Section("group", "Keuzevakken", ElectiveGroup("Keuzevakken", 2), 4)),
        ("Keuze-opleidingsonderdelen: kies 2", Section("group", "Keuze-opleidingsonderdelen", ElectiveGroup("x", 2))),
        ("Electives (choose two of 3)", Section("group", "Electives", ElectiveGroup("Electives", 2), 3)),
        ("Keuzepakket A (min. 6 sp)", Section("group", "Keuzepakket A", ElectiveGroup("A", ects=6))),
        ("Keuzevakken: 6 studiepunten te kiezen uit onderstaande lijst", Section("group", "Keuzevakken", None)),
        ("Kies 1 vak uit de volgende lijst:", Section("group", "Kies 1 vak uit de volgende lijst", None)),
        ("Keuze 2 (kies één)", Section("group", "Keuze 2", ElectiveGroup("Keuze 2", 1))),
        ("Keuzepakket Media", Section("group", "Keuzepakket Media")),
        ("Keuzevakken", Section("status", "elective")),
        ("Verplichte opleidingsonderdelen", Section("status", "compulsory")),
        ("Compulsory courses", Section("status", "compulsory")),
        ("Gemeenschappelijke stam", Section("common")),
        ("Common core", Section("common")),
        ("Afstudeerrichting maatschappelijk werk", Section("track", "maatschappelijk werk")),
        ("Minor: Jeugd", Section("track", "Jeugd")),
        ("Fase 2", Section("phase", "Fase 2")),
        ("Ethiek", None),
        ("Deel 1 van 3", None),
        ("Keuzevak", None),
    ],
)
def test_what_such_a_line_says(text: str, section: Section | None) -> None:
    read = section_written(text)
    assert (read and (read.kind, read.name, read.listed)) == (section and (section.kind, section.name, section.listed))
    if section and section.rule:
        assert str(read and read.rule) == str(section.rule)


@pytest.mark.parametrize("line", ["Keuzevakken (kies 1 uit 2)", "Keuzevakken (kies 1 uit 2) | 3"])
def test_a_line_with_what_a_student_takes_heads_the_group_of_the_courses_below_it(line: str) -> None:
    """Two courses are said to belong to it, so the third does not."""
    reading = upload(HEAD + course("Ethiek") + f"{line}\n" + course("Film") + course("Radio") + course("Stage"))
    assert about(reading) == {
        "Ethiek": (None, None, None),
        "Film": ("elective", None, "Keuzevakken"),
        "Radio": ("elective", None, "Keuzevakken"),
        "Stage": (None, None, None),
    }
    assert reading.grids[0].groups == (ElectiveGroup("Keuzevakken", 1),)
    assert [one for one in found(reading) if one[0].startswith("A3")] == [
        ("A3", "group-of-section"),
        ("A3", "group-rule-read"),
        ("A3:D3", "lines-left-out"),
    ]


def test_a_group_ends_where_another_line_an_empty_one_or_another_phase_stands() -> None:
    reading = upload(
        HEAD
        + "Fase 1\nKeuzevakken (kies 1)\n"
        + course("Film")
        + course("Radio")
        + "Fase 2\nKeuzevakken (kies 1)\n"
        + course("Sport")
        + "|\n"
        + course("Stage")
    )
    assert [one.group for one in reading.grids[0].courses] == ["Keuzevakken", "Keuzevakken", "Keuzevakken (2)", None]
    assert [one.phase for one in reading.grids[0].courses] == [1, 1, 2, 2]
    by_phase = upload(
        "Vak | Fase | inclusion | vision\nEthiek | 1 | 3 | 1\nKeuze: kies 1\nFilm | 2 | 3 | 1\nStage | 3 | 1 | 3\n"
    )
    assert [one.group for one in by_phase.grids[0].courses] == [None, "Keuze", None]


def test_the_own_status_of_a_course_goes_before_that_of_a_line() -> None:
    reading = upload("""
        Vak    | V/K | inclusion | vision
        Ethiek | V   | 3 | 1
        Keuzevakken (kies 1 uit 2)
        Film   | K   | 3 | 1
        Radio  |     | 2 | 1
        Verplichte vakken
        Recht  | K   | 2 | 1
        Stage  |     | 1 | 3
    """)
    assert [(one.status, one.group) for one in reading.grids[0].courses] == [
        ("compulsory", None),
        ("elective", "Keuzevakken"),
        ("elective", "Keuzevakken"),
        ("elective", None),
        ("compulsory", None),
    ]


def test_fewer_courses_than_a_group_is_said_to_have_are_asked_about() -> None:
    reading = upload(HEAD + course("Ethiek") + "Keuzevakken (kies 2 uit 4)\n" + course("Film") + course("Radio"))
    (asked,) = (one for one in reading.findings if one.code == "group-unsure")
    assert (asked.facts["proposal"], reading.grids[0].groups, reading.exit_status) == ("2", (), 1)


def test_a_line_with_a_code_or_without_courses_below_it_heads_no_group() -> None:
    placeholder = upload(
        "Code | Vak | SP | inclusion\nSW101 | Ethiek | 3 | 2\nSW102 | Keuze (kies 1) | 3 |\nSW103 | Stage | 3 | 1\n"
    )
    assert [one.title for one in placeholder.grids[0].courses] == ["Ethiek", "Keuze (kies 1)", "Stage"]
    last = upload(HEAD + course("Ethiek") + course("Stage") + "Keuzevakken (kies 2) | 6\n")
    assert [one.title for one in last.grids[0].courses] == ["Ethiek", "Stage"]
    assert ("A4:D4", "lines-left-out") in found(last)


def test_lines_with_the_names_of_tracks_say_the_track_and_what_all_share_is_compulsory() -> None:
    reading = upload(
        HEAD
        + "Gemeenschappelijk\n"
        + course("Ethiek")
        + "Afstudeerrichting jeugd\n"
        + course("Spel")
        + course("Stage")
        + "Afstudeerrichting ouderen\n"
        + course("Zorg")
    )
    assert about(reading) == {
        "Ethiek": ("compulsory", None, None),
        "Spel": ("track", "jeugd", None),
        "Stage": ("track", "jeugd", None),
        "Zorg": ("track", "ouderen", None),
    }
    assert found(reading) == [
        ("A2", "status-of-section"),
        ("A4", "track-of-section"),
        ("A7", "track-of-section"),
        ("A2:D2", "lines-left-out"),
    ]


def test_without_tracks_what_is_shared_says_nothing() -> None:
    reading = upload(HEAD + "Gemeenschappelijk\n" + course("Ethiek") + course("Stage"))
    assert about(reading) == {"Ethiek": (None, None, None), "Stage": (None, None, None)}


def test_a_column_of_elective_groups_stands_beside_that_of_the_tracks() -> None:
    reading = upload("""
        Vak    | V/K | Afstudeerrichting | Keuzegroep       | inclusion | vision
        Ethiek | V   |                   |                  | 3 | 1
        Spel   | V   | Jeugd             |                  | 3 | 1
        Film   | K   |                   | Groep A: kies 1  | 2 | 1
        Radio  |     |                   | Groep A: kies 1  | 2 | 1
        Sport  | K   |                   | Groep B          | 2 | 1
    """)
    assert list(about(reading).values()) == [
        ("compulsory", None, None),
        ("track", "Jeugd", None),
        ("elective", None, "Groep A"),
        ("elective", None, "Groep A"),
        ("elective", None, "Groep B"),
    ]
    assert reading.grids[0].groups == (ElectiveGroup("Groep A", 1),)
    assert ("E6", "group-without-rule") not in found(reading)
    assert ("D6", "group-without-rule") in found(reading)


def test_what_stands_above_the_headings_is_about_the_file() -> None:
    reading = upload("Kies een van de zes opleidingen\n" + HEAD + course("Ethiek") + course("Stage"))
    assert about(reading) == {"Ethiek": (None, None, None), "Stage": (None, None, None)}


def test_titles_of_tables_side_by_side_say_the_status_of_their_own_courses() -> None:
    reading = upload("""
        Verplichte vakken |           |          | | Keuzevakken |           |
        Vak               | inclusion | choosing | | Vak         | inclusion | choosing
        Ethiek            | 1         | 2        | | Drama       | 1         |
        Recht             | 1         |          | | Film        | 2         | 3
    """)
    courses = {one.title: one.status for one in reading.grids[0].courses}
    assert courses == {
        "Ethiek": Status.COMPULSORY,
        "Recht": Status.COMPULSORY,
        "Drama": Status.ELECTIVE,
        "Film": Status.ELECTIVE,
    }
    notes = [(str(one.ref), one.facts["count"]) for one in reading.findings if one.code == "status-of-section"]
    assert notes == [("Matrix!A1", 2), ("Matrix!E1", 2)]


def test_a_status_above_the_headings_holds_where_another_line_says_that_of_the_next() -> None:
    table = """
        Verplichte vakken |           |
        Vak               | inclusion | choosing
        Ethiek            | 1         | 2
        Recht             | 1         |
                          |           |
        Keuzevakken       |           |
        Drama             | 1         |
        Film              | 2         | 3
    """
    first, *_, last = upload(table).grids[0].courses
    assert (first.status, last.status) == (Status.COMPULSORY, Status.ELECTIVE)
