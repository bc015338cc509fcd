"""Stories are in tests/worked_examples; here is what always holds."""

from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given

from curriculum_map.analytics.arrays import TOP, compulsory_mask, counted
from curriculum_map.analytics.coverage import coverage
from curriculum_map.analytics.gaps import GapKind, find_gaps
from curriculum_map.analytics.single_points import single_points
from curriculum_map.analytics.taking import taking_of
from curriculum_map.domain.ambitions import Ambition, Position, Weight
from curriculum_map.domain.curriculum import BlankMeans, Grid, Status
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, RULES, CountingRule
from tests.analytics.strategies import ambitions, any_grids, grids, grids_with_groups, rules
from tests.grids import make_grid, row

SIDES = ("guaranteed", "possible")


def test_the_frame_is_coverage_with_the_ambition_beside_it() -> None:
    grid = make_grid([row("A", 2, 1, 3)], ["inclusion", "choosing", "ethics"])
    wanted = {
        "inclusion": Ambition("inclusion", Weight.ESSENTIAL, Level.WELL_FRAMED, position=Position.PIONEER),
        "choosing": Ambition("choosing", Weight.NOT_FOR_US, Level.PRACTISED, "no clients"),
        "own-literacy": Ambition("own-literacy", None, Level.EXEMPLARY),
    }
    gaps = find_gaps(grid, wanted)
    pd.testing.assert_frame_equal(gaps[coverage(grid).columns], coverage(grid))
    added = ["ambition", "weight", "reason", "position", "kind", "thin", "uncertain", "rule_dependent"]
    assert gaps.columns[-8:].tolist() == added
    assert gaps["ambition"].tolist() == [2, pd.NA, pd.NA]
    assert gaps["weight"].tolist() == ["essential", "not-for-us", None]
    assert gaps["reason"].tolist() == [None, "no clients", None]
    assert gaps["position"].tolist() == [Position.PIONEER, None, None]
    assert gaps["kind"].tolist() == [GapKind.NONE, GapKind.NO_AMBITION, GapKind.NO_AMBITION]
    assert all(isinstance(kind, GapKind) for kind in gaps["kind"])
    kinds = gaps.dtypes[["ambition", "thin", "uncertain", "rule_dependent"]]
    assert kinds.astype(str).tolist() == ["Int8", "bool", "bool", "bool"]


def test_a_grid_without_courses_is_unknown_and_neither_thin_nor_uncertain() -> None:
    gaps = find_gaps(make_grid(), {"inclusion": Ambition("inclusion", None, Level.EXEMPLARY)})
    assert list(gaps.loc["inclusion", ["kind", "thin", "uncertain"]]) == [GapKind.UNKNOWN, False, False]


def test_a_grid_without_targets_has_no_gaps() -> None:
    assert find_gaps(make_grid([row("A")], []), {}).empty


@given(grids_with_groups(), ambitions, rules)
def test_the_kind_is_the_first_row_of_the_table_that_fits(
    grid: Grid, wanted: dict[str, Ambition], rule: CountingRule
) -> None:
    gaps, offered = find_gaps(grid, wanted, rule=rule), coverage(grid)["possible"]
    for target, gap in gaps.iterrows():
        aim = wanted[str(target)].aim if target in wanted else None
        assert gap["kind"] == _plain_kind(aim, gap["guaranteed"], gap["possible"], offered[target])


@given(grids_with_groups(), ambitions, rules)
def test_it_depends_on_the_rule_exactly_where_two_that_can_say_something_disagree(
    grid: Grid, wanted: dict[str, Ambition], chosen: CountingRule
) -> None:
    """A rule can say something where it gives a level wherever "highest" does."""
    under = {rule: find_gaps(grid, wanted, rule=rule) for rule in (*RULES, chosen)}
    for target, first in under[HIGHEST].iterrows():
        found = [gaps.loc[target] for gaps in under.values()]
        saying = [gap for gap in found if all((gap[side] <= 3) == (first[side] <= 3) for side in SIDES)]
        concluded = {gap["guaranteed"] if pd.isna(first["ambition"]) else gap["kind"] for gap in saying}
        assert under[chosen].loc[target, "rule_dependent"] == (len(concluded) > 1)


@given(grids_with_groups(), ambitions, rules)
def test_none_exactly_where_the_guaranteed_level_reaches_the_ambition(
    grid: Grid, wanted: dict[str, Ambition], rule: CountingRule
) -> None:
    gaps = find_gaps(grid, wanted, rule=rule)
    reached = (gaps["guaranteed"] <= 3) & (gaps["guaranteed"] >= gaps["ambition"]).fillna(False)
    assert ((gaps["kind"] == GapKind.NONE) == reached).all()


@given(grids, ambitions)
def test_uncertain_exactly_where_the_ends_of_the_band_disagree(grid: Grid, wanted: dict[str, Ambition]) -> None:
    for target, gap in find_gaps(grid, wanted).iterrows():
        aim = wanted[str(target)].aim if target in wanted else None
        sides = ((gap[f"guaranteed_{end}"], gap[f"possible_{end}"]) for end in ("low", "high"))
        kinds = {_plain_kind(aim, sure, possible, possible) for sure, possible in sides}
        levels_differ = gap["guaranteed_low"] != gap["guaranteed_high"]
        assert gap["uncertain"] == (levels_differ if aim is None else len(kinds) == 2)


@given(any_grids, ambitions)
def test_thin_exactly_where_less_is_guaranteed_without_one_course_that_students_have_to_take(
    grid: Grid, wanted: dict[str, Ambition]
) -> None:
    """Those are the compulsory courses, those of a track, and all of a group of which everything is taken."""
    gaps, points = find_gaps(grid, wanted), single_points(grid)
    no_choice = taking_of(grid).without_choice()
    by_status = [course.status in (Status.COMPULSORY, Status.TRACK) for course in grid.courses]
    to_take = [must or of_group for must, of_group in zip(by_status, no_choice.tolist(), strict=True)]
    hanging = {target for target, course in zip(points["target"], points["course"], strict=True) if to_take[course]}
    assert set(gaps.index[gaps["thin"]]) == hanging


@given(grids)
def test_without_tracks_thin_is_reached_in_exactly_one_compulsory_course(grid: Grid) -> None:
    compulsory = [
        replace(course, status=Status.COMPULSORY, track=None) if course.status is Status.TRACK else course
        for course in grid.courses
    ]
    grid = replace(grid, courses=tuple(compulsory))
    for target, line in find_gaps(grid, {}).iterrows():
        column = counted(grid)[compulsory_mask(grid), grid.targets.index(str(target))]
        reaching = np.count_nonzero((column >= line["guaranteed"]) & (column <= TOP))
        assert line["thin"] == (1 <= line["guaranteed"] <= TOP and reaching == 1)


@given(grids)
def test_nothing_is_uncertain_once_blanks_mean_not_covered(grid: Grid) -> None:
    answered = make_grid(
        [row("A", *grid.levels[start : start + 3]) for start in range(0, len(grid.levels), 3)],
        grid.targets,
        blank_means=BlankMeans.NOT_COVERED,
    )
    assert not find_gaps(answered, {}).uncertain.any()


def _plain_kind(aim: Level | None, guaranteed: int, possible: int, offered: int) -> str:
    if aim is None:
        return "no-ambition"
    if possible > 3:
        return "unknown"
    if guaranteed <= 3 and guaranteed >= aim:
        return "none"
    if possible >= aim:
        return "elective"
    return "hard" if offered == 0 else "soft"
