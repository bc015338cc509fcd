import pandas as pd
import pytest

from curriculum_map.analytics.behind import courses_behind
from curriculum_map.domain.curriculum import BlankMeans, Status
from curriculum_map.domain.levels import NOT_RATED
from tests.grids import make_grid, row

ROWS = [
    row("Shared", "n/a", "well framed", code="S1", ects=6, phase=1, semester="1"),
    row("Wards", 0, None, track="Care", ects=None, phase=None),
    row("Unknown", 0, "practised", status=None),
]
TARGETS = ["inclusion", "choosing"]


def test_every_course_comes_with_its_place_in_grid_order() -> None:
    behind = courses_behind(make_grid(ROWS, TARGETS), "choosing")
    about = ["code", "title", "ects", "phase", "semester", "status", "track", "group"]
    assert behind.columns.tolist() == [*about, "level", "ref", "written", "file", "sha256", "carried"]
    assert behind.loc[0, about].tolist() == ["S1", "Shared", 6, 1, "1", "compulsory", None, None]
    assert behind.iloc[0, len(about) :].tolist() == [2, "Grid!H6", "well framed", "example.xlsx", "0" * 64, False]
    assert behind["level"].tolist() == [2, NOT_RATED, 3]
    assert behind["ref"].tolist() == ["Grid!H6", "Grid!H7", "Grid!H8"]
    assert behind["written"].tolist() == ["well framed", "", "practised"]
    assert behind["status"].tolist() == ["compulsory", Status.TRACK.value, None]
    assert behind["track"].tolist() == [None, "Care", None]
    assert behind["ects"].isna().tolist() == [False, True, False]
    assert behind["phase"].tolist() == [1, pd.NA, 1]


def test_a_blank_counts_as_its_rater_meant_it_and_still_shows_as_blank() -> None:
    behind = courses_behind(make_grid(ROWS, TARGETS, blank_means=BlankMeans.NOT_COVERED), "choosing")
    assert list(behind.loc[1, ["level", "written"]]) == [0, ""]


def test_without_a_column_in_the_file_there_is_no_address() -> None:
    grid = make_grid([row("A", 2, None), row("B", 1, None)], TARGETS, columns=[6, None])
    assert courses_behind(grid, "choosing")["ref"].tolist() == [None, None]
    assert courses_behind(grid, "inclusion")["ref"].tolist() == ["Grid!G6", "Grid!G7"]


def test_a_grid_without_courses_has_nothing_behind_it() -> None:
    assert courses_behind(make_grid([], TARGETS), "choosing").empty


def test_a_target_the_grid_lacks_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="ethics"):
        courses_behind(make_grid(ROWS, TARGETS), "ethics")
