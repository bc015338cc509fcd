"""Levels of knowledge, skills and attitudes in one cell: each is read for its own component."""

import pytest

from curriculum_map.domain.findings import Severity
from curriculum_map.importing.reading import Reading, read_file
from tests.workbooks import ABOUT, MATRIX, xlsx

CELLS = (("K1 | V2 | A3", "K2"), ("K1 | V0", ""), ("", "V3 | A3"))


def read(*cells: tuple[str, str]) -> Reading:
    """Three courses, each with what stands below inclusion and below vision."""
    courses = [(f"Vak {at}", 6, *texts) for at, texts in enumerate(cells)]
    rows = [("Opleidingsonderdeel", "Studiepunten", "inclusion", "vision"), *courses]
    return read_file("matrix.xlsx", xlsx({"Opleiding": ABOUT, MATRIX: rows}))


@pytest.mark.parametrize("between", [" | ", " / ", "; ", "\n", ", "])
@pytest.mark.parametrize("said", ["{}{}", "{}: {}", "{} = {}"])
def test_each_part_of_a_cell_is_a_level_of_its_component(between: str, said: str) -> None:
    """Of 3 x 6 places, 8 have a level: 1, 2, 3 and 2 for the first course, 1 and 0, then 3 and 3."""
    cells = [
        tuple(between.join(said.format(*part) for part in one.split(" | ") if part) for one in row) for row in CELLS
    ]
    reading = read(*((first, second) for first, second in cells))
    (grid,) = reading.grids
    found = {
        (course, target): grid.levels[course * len(grid.targets) + at]
        for course in range(3)
        for at, target in enumerate(grid.targets)
        if grid.levels[course * len(grid.targets) + at] <= 3
    }
    assert found == {
        (0, "inclusion.knowledge"): 1,
        (0, "inclusion.skills"): 2,
        (0, "inclusion.attitudes"): 3,
        (0, "vision.knowledge"): 2,
        (1, "inclusion.knowledge"): 1,
        (1, "inclusion.skills"): 0,
        (2, "vision.skills"): 3,
        (2, "vision.attitudes"): 3,
    }
    (note,) = [one for one in reading.findings if one.code == "components-in-cells"]
    assert (note.severity, str(note.ref), note.facts["count"]) == (Severity.NOTE, "Matrix!C1", 4)
    assert [one.code for one in reading.findings if one.severity in (Severity.ERROR, Severity.QUESTION)] == []


def test_only_the_scale_is_asked_about() -> None:
    reading = read(("K: a | V: b", "K: a"), ("V: b", "A: a"), ("K: a", ""))
    asked = [one.facts["written"] for one in reading.findings if one.code == "unknown-mark"]
    assert sorted(map(str, asked)) == ["a", "b"]


@pytest.mark.parametrize("other", ["3", "K1 | V", "K1 | K2", "K1 | V2 | B3", "zie K1"])
def test_one_cell_that_says_something_else_leaves_all_as_they_stand(other: str) -> None:
    reading = read(("K1 | V2", other), ("K1 | V2", ""), ("", "K1"))
    assert "components-in-cells" not in {one.code for one in reading.findings}
