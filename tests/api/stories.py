"""Grids for the tests of the public interface, from a table as in tests/grids.py."""

from collections.abc import Mapping
from dataclasses import replace

from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_edition
from tests.grids import grid_from_table

THREE_COURSES = """
    course | code | status     | ects | phase | inclusion.knowledge | inclusion.skills | vision.knowledge
    Intro  | A1   | compulsory | 6    | 1     | exemplary           | not covered      |
    Lab    | A2   | compulsory | 4    | 2     | well framed         | not covered      | n/a
    Choice | A3   | elective   | 3    | 2     | practised           | practised        |
"""


def rated(table: str = THREE_COURSES, aims: Mapping[str, int] | None = None) -> RatedGrid:
    """The grid of a table, with essential ambitions at these levels."""
    return around(grid_from_table(table), aims or {})


def around(grid: Grid, aims: Mapping[str, int]) -> RatedGrid:
    ambitions = {target: Ambition(target, Weight.ESSENTIAL, Level(level)) for target, level in aims.items()}
    return RatedGrid(grid, load_edition(grid.edition), ambitions)


def of(grid: RatedGrid, **about: str) -> RatedGrid:
    """The same grid of somebody else, or of another year."""
    return replace(grid, grid=replace(grid.grid, key=replace(grid.grid.key, **about)))
