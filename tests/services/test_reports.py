"""The gap report of a stored grid, as a file to take away."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from curriculum_map.domain.actors import LOCAL_ACTOR, Actor, NotAllowedError
from curriculum_map.domain.curriculum import GridKey, Perspective
from curriculum_map.domain.rules import WELL_FRAMED
from curriculum_map.services.reports import gap_report
from curriculum_map.storage.database import Database
from tests.databases import store
from tests.grids import KEY, make_grid, row

NOW = datetime(2026, 9, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def database() -> Database:
    return Database("sqlite://")


def stored(database: Database, key: GridKey = KEY) -> int:
    """The id of a small grid, stored."""
    return store(database, make_grid([row("A", 2)], key=key), NOW).id


def test_the_file_is_named_after_what_it_is_about(database: Database) -> None:
    made = gap_report(database, LOCAL_ACTOR, stored(database), "en", NOW)
    assert made is not None
    assert made[0] == "gap-report-social-work-example-college-2026-27.xlsx"
    cells = [cell.value for line in load_workbook(BytesIO(made[1]))["Table"].iter_rows() for cell in line]
    assert cells.count("well framed") == 8, (
        "guaranteed and possible, the ends of both bands, the headings of two counts"
    )


@pytest.mark.parametrize(
    ("institution", "part"),
    [
        ("Hogeschool Dé Zée", "-hogeschool-de-zee"),
        ("../../etc/passwd", "-etc-passwd"),
        ("大学", ""),
        ('a"\r\nb', "-a-b"),
    ],
)
def test_a_file_name_is_safe_whatever_the_institution_is_called(
    database: Database, institution: str, part: str
) -> None:
    key = GridKey(institution, "social-work", "2026-27", None, Perspective.COORDINATOR)
    made = gap_report(database, LOCAL_ACTOR, stored(database, key), "nl", NOW)
    assert made is not None
    assert made[0] == f"gap-report-social-work{part}-2026-27.xlsx"


def test_another_counting_rule_than_the_default_stands_in_the_name_in_the_language_of_the_report(
    database: Database,
) -> None:
    made = gap_report(database, LOCAL_ACTOR, stored(database), "nl", NOW, WELL_FRAMED)
    assert made is not None
    assert made[0] == "gap-report-social-work-example-college-2026-27-minstens-goed-gekaderd.xlsx"


def test_no_such_grid_is_none(database: Database) -> None:
    assert gap_report(database, LOCAL_ACTOR, 999, "nl", NOW) is None


def test_only_who_may_export_gets_a_report(database: Database) -> None:
    with pytest.raises(NotAllowedError):
        gap_report(database, Actor("somebody"), stored(database), "nl", NOW)


def test_elements_are_rolled_up_to_cells_with_how_many_are_reached(database: Database) -> None:
    """Course A: exemplary for one element of the cell, not covered for the other: exemplary, 1 of 2."""
    elements = ["kjg-nl:vision.skills.1", "kjg-nl:vision.skills.2"]
    grid_id = store(database, make_grid([row("A", 1, 0)], elements, edition="kjg-nl"), NOW).id
    made = gap_report(database, LOCAL_ACTOR, grid_id, "en", NOW)
    assert made is not None
    lines = load_workbook(BytesIO(made[1]))["Cells"].iter_rows(values_only=True)
    (cell,) = [line for line in lines if line[2] == "Skills"]
    assert cell[3:7] == ("exemplary", "exemplary", 1, 2)
