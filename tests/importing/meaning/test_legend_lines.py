"""A legend in one line below the courses, without an empty row between: it is no course, and what it says counts."""

import pytest

from tests.workbooks import found, upload

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | inclusion | choosing | vision | future
    A    | Ethiek              | 6            | 1         | 2        | 3      | 1
    B    | Recht               | 3            | 3         | 2        |        | 3
    C    | Stage               | 9            | 1         |          | 3      | 2
    {legend}
"""


@pytest.mark.parametrize("first", ["Legende:", "Legende", "Legenda :"])
def test_a_line_that_turns_the_digits_round_makes_them_questions(first: str) -> None:
    """1 = geoefend, 2 = goed gekaderd, 3 = exemplarisch: the outer two mean other levels, so all are asked."""
    reading = upload(TABLE.format(legend=f"{first} | 1 | geoefend | 2 | goed gekaderd | 3 | exemplarisch"))
    (grid,) = reading.grids
    assert [course.title for course in grid.courses] == ["Ethiek", "Recht", "Stage"]
    assert sorted(where for where, code in found(reading) if code == "unknown-mark") == ["D2", "E2", "F2"]


def test_a_line_that_says_what_we_take_the_digits_for_asks_nothing() -> None:
    reading = upload(TABLE.format(legend="Legende: | 1 | exemplarisch | 2 | goed gekaderd | 3 | geoefend"))
    assert [course.title for course in reading.grids[0].courses] == ["Ethiek", "Recht", "Stage"]
    assert [code for _, code in found(reading) if code == "unknown-mark"] == []


@pytest.mark.parametrize(
    "legend",
    [
        "ex. = exemplarisch, gk = goed gekaderd, geoef. = geoefend",
        "Legende: ex. = exemplarisch; gk = goed gekaderd; geoef. = geoefend",
        "ex. = exemplarisch / gk = goed gekaderd / geoef. = geoefend",
    ],
)
def test_each_part_of_a_line_is_named_as_where_a_proposal_comes_from(legend: str) -> None:
    """The longest of the three marks has a full stop too."""
    table = """
    Code | Opleidingsonderdeel | Studiepunten | inclusion | choosing | vision | future
    A    | Ethiek              | 6            | ex.       | gk       | geoef. | ex.
    B    | Recht               | 3            | gk        | gk       |        | geoef.
    {legend}
    """
    reading = upload(table.format(legend=legend))
    asked = [one.facts for one in reading.findings if one.code == "unknown-mark"]
    said = {one["written"]: (one["proposal"], one.get("explanation"), one.get("explained_at")) for one in asked}
    assert said == {
        "ex.": ("exemplary", "exemplarisch", "Matrix!A4"),
        "gk": ("well-framed", "goed gekaderd", "Matrix!A4"),
        "geoef.": ("practised", "geoefend", "Matrix!A4"),
    }
