"""Several tables in one sheet: what is one map, and what is asked."""

from collections.abc import Mapping

from curriculum_map.domain.findings import Finding
from curriculum_map.importing.reading import Reading
from tests.importing.layout.drawn import read
from tests.workbooks import upload

_FIRST, _SECOND, _THIRD, _FOURTH = (
    "Online cliëntgegevens beheren",
    "Bewust kiezen bij blended hulp bieden",
    "Constructief kritisch blended hulp evalueren",
    "Alert zijn voor mediawijsheid bij cliënten",
)


def _levels(reading: Reading) -> Mapping[tuple[str, str], tuple[int, str]]:
    """The level and the address of each rated pair."""
    (grid,) = reading.grids
    width = len(grid.targets)
    return {
        (grid.courses[at // width].title, grid.targets[at % width]): (
            level,
            str(grid.provenance.ref(at // width, at % width)).partition("!")[2],
        )
        for at, level in enumerate(grid.levels)
        if level <= 3
    }


def _the(reading: Reading, code: str) -> Finding:
    (found,) = [finding for finding in reading.findings if finding.code == code]
    return found


_SIDE_BY_SIDE = f"""
    Code | Vak | {_FIRST} | {_SECOND} | | Code | Vak | {_THIRD} | {_FOURTH}
    SW1 | Ethiek | 1 | | | SW2 | Recht | 2 |
    SW2 | Recht | | 3 | | SW1 | Ethiek | | 3
    SW3 | Stage | 2 | | | SW3 | Stage | 1 | 1
"""


def test_the_same_courses_with_other_outcomes_beside_them_are_one_map() -> None:
    """The second table has the courses in another order: they are matched by code and title, not by row."""
    reading = upload(_SIDE_BY_SIDE)
    assert _levels(reading) == {
        ("Ethiek", "client-data"): (1, "C2"),
        ("Ethiek", "client-literacy"): (3, "I3"),
        ("Recht", "choosing"): (3, "D3"),
        ("Recht", "evaluating"): (2, "H2"),
        ("Stage", "client-data"): (2, "C4"),
        ("Stage", "evaluating"): (1, "H4"),
        ("Stage", "client-literacy"): (1, "I4"),
    }
    assert _the(reading, "tables-joined").facts["count"] == 2


def test_tables_below_each_other_are_one_map_with_the_courses_of_both() -> None:
    """Zorg stands in the second table only: it is a course of the map, without a level for the first two outcomes.

    Ethiek and Recht have an empty cell in each table: four blanks. Zorg has no cell for the first two, so neither is.
    """
    reading = upload(f"""
        Vak | {_FIRST} | {_SECOND}
        Ethiek | 1 |
        Recht | | 3
         | |
        Vak | {_THIRD} | {_FOURTH}
        Ethiek | 2 |
        Recht | | 1
        Zorg | 3 | 3
    """)
    assert _levels(reading) == {
        ("Ethiek", "client-data"): (1, "B2"),
        ("Ethiek", "evaluating"): (2, "B6"),
        ("Recht", "choosing"): (3, "C3"),
        ("Recht", "client-literacy"): (1, "C7"),
        ("Zorg", "evaluating"): (3, "B8"),
        ("Zorg", "client-literacy"): (3, "C8"),
    }
    (grid,) = reading.grids
    places = {
        (course.title, target): grid.provenance.ref(at, number)
        for at, course in enumerate(grid.courses)
        for number, target in enumerate(grid.targets)
    }
    assert (grid.blanks, places["Zorg", "client-data"], str(places["Recht", "client-data"])) == (4, None, "Matrix!B3")


def test_a_pair_that_both_tables_rate_otherwise_is_named_with_both_cells() -> None:
    """Both have the second outcome; they agree about Recht, and not about Ethiek."""
    reading = upload(f"""
        Vak | {_FIRST} | {_SECOND} | | Vak | {_THIRD} | {_SECOND}
        Ethiek | 1 | 2 | | Ethiek | 2 | 3
        Recht | | 3 | | Recht | | 3
        Stage | 1 | | | Stage | | 1
    """)
    found = _the(reading, "tables-disagree")
    assert (str(found.ref), dict(found.facts)) == ("Matrix!G2", {"written": "3", "first": "2", "other": "Matrix!C2"})
    assert _levels(reading)["Stage", "choosing"] == (1, "G4")
    assert _levels(reading)["Recht", "choosing"] == (3, "C3")


def test_other_courses_under_other_headings_are_not_put_together() -> None:
    reading = upload(f"""
        Vak | {_FIRST} | {_SECOND} | | Vak | {_THIRD} | {_FOURTH}
        Ethiek | 1 | | | Zorg | 2 |
        Recht | | 3 | | Stage | | 3
        Beleid | 1 | 3 | | Praktijk | 1 | 3
    """)
    assert _the(reading, "several-tables").facts["refs"] == ["Matrix!A1", "Matrix!E1"]


def test_two_programmes_below_each_other_with_the_same_headings_are_asked_about() -> None:
    drawn = """
        Sociaal werk | |
        Vak | {0} | {1}
        Ethiek | 1 |
        Recht | | 3
         | |
        {2} | |
        Vak | {0} | {1}
        Zorg | 2 |
        Stage | | 3
    """
    programmes = read(drawn.format(_FIRST, _SECOND, "Orthopedagogie"))
    assert programmes.courses == ["Ethiek", "Recht", "Zorg", "Stage"]
    assert programmes.shape.doubts == ("tables",)
    assert read(drawn.format(_FIRST, _SECOND, "Fase 2")).shape.doubts == ()
