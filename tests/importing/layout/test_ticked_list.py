"""Lists with a row for each course and target: the level ticked in its own column, or left out."""

from tests.workbooks import upload

_DATA, _FUTURE = "Online cliëntgegevens beheren", "Toekomstgericht bijdragen aan digitale uitdagingen"


def test_a_tick_in_the_column_of_a_level_is_that_level() -> None:
    """Each level has the address of its own tick; two ticks in a row are a question."""
    reading = upload(f"""
        OLOD | Cluster | Component | Exemplarisch | Goed gekaderd | Geoefend
        Ethiek | {_DATA} | Kennis | x | |
        Ethiek | {_DATA} | Vaardigheden | | x |
        Ethiek | {_FUTURE} | Kennis | | |
        Recht | {_DATA} | Kennis | | | x
        Recht | {_FUTURE} | Kennis | | x | x
    """)
    (grid,) = reading.grids
    width = len(grid.targets)
    rated = [
        (grid.courses[at // width].title, grid.targets[at % width], level, str(grid.provenance.ref(*divmod(at, width))))
        for at, level in enumerate(grid.levels)
        if level <= 3
    ]
    assert [(course, target, level, ref.partition("!")[2]) for course, target, level, ref in rated] == [
        ("Ethiek", "client-data.knowledge", 1, "D2"),
        ("Ethiek", "client-data.skills", 2, "E3"),
        ("Recht", "client-data.knowledge", 3, "F5"),
    ]
    (asked,) = [one for one in reading.findings if one.code == "unknown-mark"]
    assert asked.facts["written"] == "Goed gekaderd, Geoefend"


def test_a_row_whose_level_is_empty_is_not_rated_and_no_line_that_was_missed() -> None:
    """Below the merged names only the component is left in a row without a level."""
    reading = upload(f"""
        Vak | Cluster | Component | Niveau
        Ethiek | {_DATA} | Kennis |
         | | Vaardigheden | geoefend
         | | Attitudes | geoefend
         | {_FUTURE} | Kennis | exemplarisch
         | | Vaardigheden |
         | | Attitudes | geoefend
        Recht | {_DATA} | Kennis | geoefend
         | | Vaardigheden |
        bron: de vakgroep | | |
    """)
    (left_out,) = [one for one in reading.findings if one.code == "row-without-course"]
    assert left_out.facts["refs"] == ["Matrix!A10:D10"]
    assert len(reading.grids[0].targets) == 27
    assert sum(1 for level in reading.grids[0].levels if level <= 3) == 5
