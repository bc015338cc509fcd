"""Headings that come back above the next courses, in the same order or in another: each course by its own."""

from collections.abc import Mapping

from curriculum_map.importing.layout import Doubt
from curriculum_map.importing.reading import Reading
from tests.workbooks import upload

_DATA, _CHOOSING, _EVALUATING, _FUTURE = (
    "Online cliëntgegevens beheren",
    "Bewust kiezen bij blended hulp bieden",
    "Constructief kritisch blended hulp evalueren",
    "Toekomstgericht bijdragen aan digitale uitdagingen",
)


def _levels(reading: Reading) -> Mapping[tuple[str, str], int]:
    (grid,) = reading.grids
    width = len(grid.targets)
    return {
        (grid.courses[at // width].title, grid.targets[at % width]): level
        for at, level in enumerate(grid.levels)
        if level <= 3
    }


def _codes(reading: Reading) -> set[str]:
    return {one.code for one in reading.findings}


def _blocks(second: str) -> str:
    return f"""
        Fase 1 | | | |
        Vak | SP | {_DATA} | {_EVALUATING} | {_FUTURE}
        Ethiek | 3 | 1 | 2 | 3
        Recht | 4 | | 2 |
         | | | |
        Fase 2 | | | |
        {second}
    """


def test_two_clusters_that_changed_places_are_read_by_their_own_headings() -> None:
    reading = upload(
        _blocks(f"""Vak | SP | {_DATA} | {_FUTURE} | {_EVALUATING}
        Stage | 9 | 1 | 2 | 3""")
    )
    assert _levels(reading) == {
        ("Ethiek", "client-data"): 1,
        ("Ethiek", "evaluating"): 2,
        ("Ethiek", "future"): 3,
        ("Recht", "evaluating"): 2,
        ("Stage", "client-data"): 1,
        ("Stage", "future"): 2,
        ("Stage", "evaluating"): 3,
    }
    assert _codes(reading).isdisjoint(("several-tables", "tables-joined", "layout-unsure"))


def test_what_the_next_courses_have_no_column_for_is_not_rated_for_them() -> None:
    """Stage has 3 for what stands second there; nothing is said of evaluating."""
    reading = upload(
        _blocks(f"""Vak | SP | {_DATA} | {_FUTURE} |
        Stage | 9 | 1 | 3 |""")
    )
    stage = {target: level for (course, target), level in _levels(reading).items() if course == "Stage"}
    assert stage == {"client-data": 1, "future": 3}


def test_the_first_courses_may_have_fewer_columns_than_the_next() -> None:
    reading = upload(
        _blocks(f"""Vak | SP | {_DATA} | {_EVALUATING} | {_FUTURE} | {_CHOOSING}
        Stage | 9 | 1 | | 3 | 2""")
    )
    assert _levels(reading)["Ethiek", "client-data"] == 1
    assert {target: level for (course, target), level in _levels(reading).items() if course == "Stage"} == {
        "client-data": 1,
        "future": 3,
        "choosing": 2,
    }


def test_groups_that_changed_places_above_the_same_letters_are_seen() -> None:
    reading = upload(f"""
         | {_DATA} | | | {_FUTURE} | |
        Vak | Kennis | Vaardigheden | Attitudes | Kennis | Vaardigheden | Attitudes
        Ethiek | 1 | 1 | 1 | 3 | 3 | 3
         | | | | | |
         | {_FUTURE} | | | {_DATA} | |
        Vak | Kennis | Vaardigheden | Attitudes | Kennis | Vaardigheden | Attitudes
        Stage | 2 | 2 | 2 | | 1 |
    """)
    levels = _levels(reading)
    assert len(levels) == 10
    assert [levels["Ethiek", "client-data.skills"], levels["Ethiek", "future.skills"]] == [1, 3]
    assert [levels["Stage", "client-data.skills"], levels["Stage", "future.skills"]] == [1, 2]


def test_two_rows_of_headings_that_come_back_as_they_were_are_left_out() -> None:
    heads = f""" | {_DATA} | | | {_FUTURE} | |
        Vak | Kennis | Vaardigheden | Attitudes | Kennis | Vaardigheden | Attitudes"""
    reading = upload(f"""
        {heads}
        Ethiek | 1 | 1 | 1 | 3 | 3 | 3
        {heads}
        Stage | 2 | 2 | 2 | | 1 |
    """)
    assert {course for course, _ in _levels(reading)} == {"Ethiek", "Stage"}
    assert "marks-without-course" not in _codes(reading)


def test_titles_above_headings_in_another_order_may_name_programmes() -> None:
    swapped = f"""Vak | SP | {_DATA} | {_FUTURE} | {_EVALUATING}
        Stage | 9 | 1 | 2 | 3"""
    reading = upload(_blocks(swapped).replace("Fase 1", "Sociaal werk").replace("Fase 2", "Orthopedagogie"))
    assert [one.facts["doubt"] for one in reading.findings if one.code == "layout-unsure"] == [Doubt.TABLES]


def test_other_headings_for_other_courses_are_no_course_and_no_part_of_the_map() -> None:
    reading = upload(f"""
        Vak | {_DATA} | {_CHOOSING}
        Ethiek | 1 | 2
        Recht | 2 | 1
        Vak | {_DATA} | {_FUTURE}
        Zorg | 1 | 3
        Kunst | 2 | 1
    """)
    assert _codes(reading) & {"several-tables", "unknown-mark"} == {"several-tables"}
