"""What is compared gives the same answer, and the table can be printed; how long anything takes is not tested."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from curriculum_map.analytics.arrays import TOP, States
from curriculum_map.analytics.stack import stacked
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from tests.benchmarks import comparing, covering, reading, reporting, storing
from tests.benchmarks.__main__ import HEADINGS, print_table
from tests.benchmarks.data import COURSES, TARGETS, filled_template, random_grids, random_stack
from tests.benchmarks.measuring import Case, Goal, Way, measure
from tests.benchmarks.storing_ways import (
    Embedded,
    load_frame,
    load_rows,
    read_bare,
    save_frame,
    save_rows,
    write_bare,
)


def levels(states: States) -> object:
    """Nested lists, -1 where there is no level."""
    return np.where(states <= TOP, states.astype(float), -1).tolist()


def test_the_density_is_that_of_real_grids() -> None:
    for grid in random_grids(30):
        covered = sum(1 <= state <= TOP for state in grid.levels) / len(grid.levels)
        assert 0.12 <= covered <= 0.43
        assert {NOT_RATED, NOT_APPLICABLE} <= set(grid.levels)


def test_the_same_seed_gives_the_same_grids() -> None:
    assert random_grids(2) == random_grids(2)


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
def test_a_notebook_reads_the_levels_that_we_read(engine: str) -> None:
    data, _ = filled_template(COURSES)
    read = reading.ours(data)
    ratings = reading.notebook_ratings(data, engine)  # type: ignore[arg-type]
    ours = [state for state in read.grids[0].levels if state <= TOP]
    assert (read.exit_status, len(read.grids[0].courses), len(read.grids[0].targets)) == (0, COURSES, len(TARGETS))
    assert sorted(ratings["level"]) == sorted(ours)


def test_the_notebooks_find_the_coverage_that_we_find() -> None:
    grids = random_grids(4)
    ours = covering.both(stacked(grids, TARGETS))
    for side, pivoted, grouped in zip(
        ours, covering.pivoted(covering.long_rows(grids)), covering.grouped(covering.wide_rows(grids)), strict=True
    ):
        assert pivoted[list(TARGETS)].fillna(-1).to_numpy().tolist() == levels(side)
        assert grouped[list(TARGETS)].fillna(-1).to_numpy().tolist() == levels(side)


def test_every_way_compares_alike() -> None:
    """The levels of 5 programmes, the spread of each target, and how many programmes are at each level."""
    stack = random_stack(5)
    sure, best, spread, at_level = comparing.ours(stack)
    rows = comparing.rows_of(stack)
    for _, compare in comparing.peers(rows):
        found = compare()
        assert found.guaranteed.tolist() == levels(sure)
        assert found.possible.tolist() == levels(best)
        assert found.spread.tolist() == spread.tolist()
        assert found.at_level.tolist() == at_level.tolist()


def test_all_layouts_hold_every_level(tmp_path: Path) -> None:
    """3 grids of 60 x 27."""
    grids, kind = list(storing.programme_years(3)), Embedded(tmp_path)
    database, bare = kind.kept(), kind.kept_bare()
    storing.save(database, grids)
    save_rows(database, grids)
    save_frame(database, grids)
    write_bare(bare, grids)
    assert sorted(grid.levels for grid in storing.load(database)) == sorted(grid.levels for grid in grids)
    assert (read_bare(bare), load_rows(database), len(load_frame(database))) == (3, 4860, 4860)
    arrays, tables = storing.stored_bytes(database)
    # The levels alone are a byte each.
    assert 4860 < arrays < 2 * 4860 < tables
    database.close()
    bare.close()


def test_the_bare_workbook_has_the_sheets_of_the_report() -> None:
    from openpyxl import load_workbook

    report = reporting.random_report()
    frames = reporting.frames_of(report)
    assert load_workbook(BytesIO(reporting.bare_workbook(frames))).sheetnames == list(frames)


def test_ratios_say_who_is_faster(capsys: pytest.CaptureFixture[str]) -> None:
    case = Case("work", Way("ours", int), Way("floor", int), (Way("peer", list),), {"peer": Goal(least=1)}, rounds=5)
    floor, peer = measure(case)
    assert (floor.speed_up, peer.speed_up) == (False, True)
    assert peer.lowest <= peer.middle <= peer.highest
    print_table([("work", "1", "floor", "2", "3", "-", "-"), ("work", "1", "peer", "2", "3", "-", "-")])
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].split("  ")[0] == HEADINGS[0]
    assert printed[3].startswith(" ")
