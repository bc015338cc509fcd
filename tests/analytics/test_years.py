"""One programme over the years, and from one edition to another."""

from dataclasses import replace

import pandas as pd
import pytest

from curriculum_map.analytics.years import over_years
from curriculum_map.domain.crosswalk import Correspondence, Crosswalk, Relation
from curriculum_map.domain.curriculum import Grid, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.rules import TWO_COURSES
from tests.grids import KEY, State, make_grid, row

OLD, NEW = "sap-2024-nl", "sw-2025-en"
SAME, WIDER = f"{OLD}:inclusion.knowledge.1", f"{OLD}:inclusion.knowledge.2"
SAME_NOW, NARROWER_NOW, ONLY_NOW = (f"{NEW}:inclusion.knowledge.{number}" for number in (3, 4, 5))
WALK = Crosswalk(
    [
        Correspondence(SAME, NEW, SAME_NOW, Relation.SAME),
        Correspondence(WIDER, NEW, NARROWER_NOW, Relation.BROADER),
    ]
)


def family(edition: str) -> str:
    """Our own editions are one framework, every other one is its own."""
    return "ours" if edition in (OLD, NEW) else edition


def year(academic_year: str, edition: str, targets: list[str], *states: State) -> Grid:
    """One compulsory course with these states, and an elective that is practised everywhere."""
    courses = [row("A", *states), row("B", *[3] * len(states), status=Status.ELECTIVE)]
    return make_grid(courses, targets, key=replace(KEY, academic_year=academic_year), edition=edition)


def rows(frame: pd.DataFrame, *names: str) -> list[tuple[object, ...]]:
    """These columns row by row; None for what is missing."""
    plain = frame[list(names)].astype(object)
    return [tuple(line) for line in plain.where(plain.notna(), None).to_numpy().tolist()]


def test_three_years_of_one_programme() -> None:
    """Inclusion goes 1, 3, 2; choosing was not rated in the second year, so nothing changes to it or from it."""
    grids = [
        year("2024-25", OLD, ["inclusion", "choosing"], 1, 2),
        year("2025-26", OLD, ["inclusion", "choosing"], 3, None),
        year("2026-27", OLD, ["inclusion", "choosing"], 2, 2),
    ]
    found = over_years(grids, WALK, family)
    assert rows(found, "academic_year", "target", "guaranteed", "comparable", "change") == [
        ("2024-25", "inclusion", 1, False, None),
        ("2024-25", "choosing", 2, False, None),
        ("2025-26", "inclusion", 3, True, 2),
        ("2025-26", "choosing", 255, True, None),
        ("2026-27", "inclusion", 2, True, -1),
        ("2026-27", "choosing", 2, True, None),
    ]
    assert found["possible"].tolist() == [3] * 6


def test_clusters_and_cells_compare_across_editions() -> None:
    grids = [year("2024-25", OLD, ["inclusion.skills"], 1), year("2025-26", NEW, ["inclusion.skills"], 2)]
    assert rows(over_years(grids, WALK, family), "edition", "comparable", "change") == [
        (OLD, False, None),
        (NEW, True, 1),
    ]


def test_an_element_compares_only_with_the_one_that_is_the_same() -> None:
    """The second covers less than the old one did, the third is new: neither is compared."""
    grids = [
        year("2024-25", OLD, [SAME, WIDER], 1, 3),
        year("2025-26", NEW, [SAME_NOW, NARROWER_NOW, ONLY_NOW], 3, 0, 0),
    ]
    found = over_years(grids, WALK, family)
    assert rows(found[found["edition"] == NEW], "target", "before_target", "before", "comparable", "change") == [
        (SAME_NOW, SAME, 1, True, 2),
        (NARROWER_NOW, None, None, False, None),
        (ONLY_NOW, None, None, False, None),
    ]


def test_the_other_way_round_the_crosswalk_holds_too() -> None:
    grids = [year("2024-25", NEW, [SAME_NOW], 3), year("2025-26", OLD, [SAME], 1)]
    assert rows(over_years(grids, WALK, family), "comparable", "change")[1] == (True, -2)


def test_a_year_rated_finer_is_rolled_up() -> None:
    """Cells 1 and 3 make cluster 3, as coarse as the year before."""
    fine = year("2025-26", OLD, ["inclusion.knowledge", "inclusion.skills"], 1, 3)
    found = over_years([year("2024-25", OLD, ["inclusion"], 2), fine], WALK, family)
    assert rows(found, "target", "guaranteed", "change") == [("inclusion", 2, None), ("inclusion", 3, 1)]


def test_at_a_coarser_granularity_on_the_other_side_and_under_another_rule() -> None:
    """Per cell knowledge 1 and 3, and the elective 3: possible is 3; in two courses or more it is 1 and then 3."""
    grids = [year("2024-25", OLD, ["inclusion.knowledge"], 1), year("2025-26", OLD, ["inclusion.knowledge"], 3)]
    cluster = over_years(grids, WALK, family, Granularity.CLUSTER)
    assert rows(cluster, "target", "change") == [("inclusion", None), ("inclusion", 2)]
    possible = over_years(grids, WALK, family, side="possible")
    assert rows(possible, "guaranteed", "before", "change") == [(1, None, None), (3, 3, 0)]
    twice = over_years(grids, WALK, family, side="possible", rule=TWO_COURSES)
    assert rows(twice, "possible", "before", "change") == [(1, None, None), (3, 1, 2)]


def test_nothing_compares_with_another_framework() -> None:
    grids = [year("2024-25", "another", ["inclusion"], 1), year("2025-26", OLD, ["inclusion"], 2)]
    assert rows(over_years(grids, WALK, family), "comparable", "change") == [(False, None), (False, None)]


@pytest.mark.parametrize("column", ["academic_year", "target", "change"])
def test_no_years_are_an_empty_table(column: str) -> None:
    assert over_years([], WALK, family)[column].tolist() == []
