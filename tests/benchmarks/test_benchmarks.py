"""What is compared gives the same answer, and the table can be printed; how long anything takes is not tested."""

import subprocess
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from curriculum_map.analytics.arrays import TOP, States
from curriculum_map.analytics.stack import both_sides, stacked
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from tests.benchmarks import comparing, covering, reading, reporting, storing, whole_way
from tests.benchmarks.__main__ import HEADINGS, print_table
from tests.benchmarks.data import COURSES, TARGETS, filled_template, random_grids, random_stack
from tests.benchmarks.measuring import Case, Goal, Ratio, Way, measure
from tests.benchmarks.storing_ways import (
    Embedded,
    load_frame,
    load_rows,
    read_bare,
    save_frame,
    save_rows,
    write_bare,
)


def test_make_bench_installs_the_peers(tmp_path: Path) -> None:
    """What make would do, said and not done."""
    asked = ["make", "--dry-run", "bench", f"VENV={tmp_path / 'venv'}"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]).stdout
    assert said.count("-e '.[test,bench]'") == 2


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
    ours = both_sides(stacked(grids, TARGETS))
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


def test_the_whole_way_of_a_notebook_ends_in_our_table() -> None:
    """Two workbooks: read, counted and written to one with a line for each."""
    books = [filled_template(COURSES)[0], filled_template(COURSES - 20)[0]]
    tables = [
        pd.read_excel(BytesIO(way(books)), engine="openpyxl").to_numpy().tolist()
        for way in (whole_way.ours, whole_way.notebook)
    ]
    assert tables[0] == tables[1]
    assert [len(line) for line in tables[0]] == [len(TARGETS)] * 2


def took(title: str, ours: float, peers: dict[str, float]) -> list[Ratio]:
    """The rows of the table for a case, from seconds."""
    return [
        Ratio(title, name, True, 1, 1, 1, ours * 1000, None, 1 / ours, 1 / theirs) for name, theirs in peers.items()
    ]


def test_the_growth_and_the_whole_way_for_more_are_reckoned_from_the_table() -> None:
    """
    600 programmes in 1 ms and 10,000 in 1000/60 ms: 16.7 times the ratings, 16.7 times as long: to the power of 1.
    The notebook's 10,000 take 277.8 = 16.7 x 16.7 times as long: to the power of 2.
    6 workbooks: ours 0.6 s, the notebook 1.2 s, so 600 take 60 s and 120 s. Counting adds next to nothing to ours, and
    to the notebook's 40 s less the 100 x 0.1 s that were in it already: 60 + 0 and 120 + 40 - 10 = 150 s: 2.5 times.
    150 s against the 1 ms of the comparison alone: 150,000 times.
    """
    few, many, most = (comparing.title(count) for count in (6, 600, 10_000))
    rows = [
        *took(few, 0.00001, {comparing.PIVOT: 0.1}),
        *took(many, 0.001, {comparing.PIVOT: 40}),
        *took(most, 0.001 * 1000 / 60, {comparing.PIVOT: 40 * (1000 / 60) ** 2}),
        *took("from 6 workbooks to a table in Excel", 0.6, {whole_way.NOTEBOOK: 1.2}),
    ]
    growth, whole, once, *_ = whole_way.lines(rows)
    assert growth.endswith(f"ours 1.00, {comparing.PIVOT} 2.00.")
    assert whole.endswith(f"ours 60 s, {whole_way.NOTEBOOK} 150 s: 2.5 x as fast.")
    assert once.endswith("150,000 x as fast.")


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

    (report,) = reporting.random_reports(1)
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
