"""A workbook rated per element: 120, 144 or 133 columns, read back by their labels."""

import io
from random import Random

import pytest
from openpyxl import load_workbook

from curriculum_map.domain.ambitions import Ambition, Position, Weight
from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import EDITION_IDS, load_edition
from curriculum_map.importing.description import Description
from curriculum_map.importing.reading import Reading, read_file
from curriculum_map.importing.template.courses import first_course_row, target_columns
from curriculum_map.importing.template.workbook import Filling, write_template

ABOUT = Description("Example College", "social-work", "2026-27")
STATES = {"": NOT_RATED, "nvt": NOT_APPLICABLE, "0": 0, "1": 1, "2": 2, "3": 3}


def filled(edition_id: str, language: Language, places: list[list[str]], aims: dict[str, Ambition]) -> bytes:
    """A workbook of so many compulsory courses, rated per element."""
    courses = [Course(f"SW{at}", f"Course {at}", 3.0, 1, "1", Status.COMPULSORY) for at in range(len(places))]
    return write_template(
        load_edition(edition_id), language, Granularity.ELEMENT, Filling(ABOUT, courses, places, aims)
    )


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("edition_id", EDITION_IDS)
def test_what_is_rated_per_element_comes_back(edition_id: str, language: Language) -> None:
    """Sixty courses, every mark drawn at random with a fixed seed."""
    draw, edition = Random(20261122), load_edition(edition_id)
    elements = edition.targets(Granularity.ELEMENT)
    places = [[draw.choice(list(STATES)) for _ in elements] for _ in range(60)]
    aims = {one: Ambition(one, Weight.ESSENTIAL, Level(2), None, Position.PIONEER) for one in elements[::7]}
    reading = read_file("grid.xlsx", filled(edition_id, language, places, aims))
    assert (reading.exit_status, codes(reading)) == (0, [])
    (grid,) = reading.grids
    assert grid.granularity is Granularity.ELEMENT
    assert grid.targets == elements
    assert list(grid.levels) == [STATES[mark] for row in places for mark in row]
    assert {ambition.target: ambition for ambition in reading.ambitions} == aims


def test_a_label_of_another_edition_is_named() -> None:
    """The file says 2024; one heading is a label that only the edition for children and youths has."""
    elsewhere = {element.label.nl for element in load_edition("sap-2024-nl").elements}
    foreign = next(one for one in load_edition("kjg-nl").elements if one.label.nl not in elsewhere)
    workbook = load_workbook(io.BytesIO(filled("sap-2024-nl", "nl", [["1"] * 120], {})))
    heading = workbook.worksheets[1].cell(first_course_row(Granularity.ELEMENT) - 1, 7)
    heading.value = foreign.label.nl
    out = io.BytesIO()
    workbook.save(out)
    reading = read_file("grid.xlsx", out.getvalue())
    assert codes(reading) == ["element-of-other-edition", "target-missing"]
    assert reading.findings[0].ref is not None
    assert str(reading.findings[0].ref).endswith("!G4")


def test_each_cluster_folds_on_its_own() -> None:
    """The 2024 edition has 9 elements in its first cluster: columns G to O; P stands between, Q begins the second."""
    edition = load_edition("sap-2024-nl")
    columns = target_columns(edition, Granularity.ELEMENT)
    assert columns[:10] == [7, 8, 9, 10, 11, 12, 13, 14, 15, 17]
    sheet = load_workbook(io.BytesIO(filled("sap-2024-nl", "nl", [], {}))).worksheets[1]
    folds = [bool(sheet.column_dimensions[letter].outlineLevel) for letter in "GOPQ"]
    assert folds == [True, True, False, True]
    assert sheet.freeze_panes == "C5"
    assert sheet["G4"].value == "1.1.1 Digitale inclusie en uitsluiting als begrip"


def test_a_level_beside_its_column_is_named_and_nothing_is_stored() -> None:
    """Somebody pastes one block over all columns: what lands in P, between the clusters, has no heading."""
    workbook = load_workbook(io.BytesIO(filled("sap-2024-nl", "nl", [["1"] * 120], {})))
    workbook.worksheets[1].cell(first_course_row(Granularity.ELEMENT), 16).value = "3"
    out = io.BytesIO()
    workbook.save(out)
    reading = read_file("grid.xlsx", out.getvalue())
    assert (reading.exit_status, codes(reading)) == (1, ["column-without-heading"])
    assert "!P5" in str(reading.findings[0].ref)
