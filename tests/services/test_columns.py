"""What one column of a table stands for: a grid with its numbers, as rated and rolled up."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import Grid, Perspective, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.services.columns import GridColumn, load_columns, one_per_programme
from curriculum_map.storage.ambitions import AmbitionSet, save_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import list_grids
from tests.databases import store, writing
from tests.grids import KEY, make_grid, row

ELEMENTS = [f"kjg-nl:vision.{rest}" for rest in ("skills.1", "skills.2", "skills.3", "attitudes.1")]
EARLY, LATE = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 9, 2, tzinfo=UTC)


@pytest.fixture
def database() -> Database:
    return Database("sqlite://")


def column(database: Database, grid: Grid, *ambitions: Ambition) -> GridColumn:
    grid_id = store(database, grid, EARLY).id
    with writing(database) as connection:
        save_ambitions(connection, grid.key, AmbitionSet(ambitions, EARLY, "local"))
    return load_columns(database, LOCAL_ACTOR, [grid_id])[0]


def test_elements_are_rolled_up_to_cells_and_clusters_with_the_share_reached(database: Database) -> None:
    """
    course         | skills.1   | skills.2    | skills.3 | attitudes.1
    A (compulsory) | exemplary  | not covered | n/a      | blank
    B (elective)   | practised  | well framed | n/a      | blank
    guaranteed     | exemplary  | not covered | n/a      | not rated
    Skills: exemplary, 1 of 2 elements reached. Attitudes: not rated, 0 of 1. Vision: exemplary, 1 of 3.
    """
    grid = make_grid(
        [
            row("A", 1, 0, NOT_APPLICABLE, None),
            row("B", 3, 2, NOT_APPLICABLE, None, status=Status.ELECTIVE),
        ],
        ELEMENTS,
        edition="kjg-nl",
    )
    shown = column(database, grid, Ambition(ELEMENTS[1], Weight.ESSENTIAL, Level.WELL_FRAMED))
    assert list(shown.states("guaranteed").values()) == [1, 0, NOT_APPLICABLE, NOT_RATED]
    assert shown.states("guaranteed", Granularity.CELL) == {"vision.skills": 1, "vision.attitudes": NOT_RATED}
    assert shown.states("possible", Granularity.CLUSTER) == {"vision": 3}
    assert shown.reached == {"vision.skills": (1, 2), "vision.attitudes": (0, 1), "vision": (1, 3)}
    assert shown.gap(ELEMENTS[1]).kind is GapKind.ELECTIVE
    assert shown.gap("vision.skills").kind is GapKind.NO_AMBITION


def test_a_cell_of_a_grid_rated_per_cluster_is_its_cluster(database: Database) -> None:
    shown = column(database, make_grid([row("A", 2)], ["vision"]))
    assert shown.gap("vision.skills").target == "vision"
    assert Granularity.CELL not in shown.gaps_at


def test_of_several_grids_the_latest_year_and_the_coordinator_count(database: Database) -> None:
    keys = [
        replace(KEY, academic_year="2025-26"),
        replace(KEY, perspective=Perspective.STUDENT),
        replace(KEY, rater="first team"),
        replace(KEY, rater="second team"),
        replace(KEY, institution="Other College", perspective=Perspective.LECTURER),
    ]
    for key, at in zip(keys, (LATE, LATE, EARLY, LATE, EARLY), strict=True):
        store(database, make_grid([row("A", 1)], ["vision"], key=key), at)
    with database.read() as connection:
        infos = list_grids(connection)
    assert [info.key for info in one_per_programme(infos)] == [keys[3], keys[4]]
    assert [info.key for info in one_per_programme(infos, "2025-26")] == [keys[0]]


def test_each_campus_of_a_programme_counts_for_itself(database: Database) -> None:
    """Without a campus, in the north and in the south: three, of the north the one uploaded last."""
    keys = [KEY, *(replace(KEY, campus=campus, rater=rater) for campus, rater in (("N", "A"), ("N", "B"), ("S", "A")))]
    for key, at in zip(keys, (LATE, EARLY, LATE, EARLY), strict=True):
        store(database, make_grid([row("A", 1)], ["vision"], key=key), at)
    with database.read() as connection:
        infos = list_grids(connection)
    assert [info.key for info in one_per_programme(infos)] == [keys[0], keys[2], keys[3]]
