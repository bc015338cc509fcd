"""Grids side by side: of several programmes, institutions, raters or academic years."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import pandas as pd

from curriculum_map.analytics.differences import spreads
from curriculum_map.analytics.peers import quartiles_of_others, strong_and_thin
from curriculum_map.analytics.stack import sides_of
from curriculum_map.analytics.years import over_years
from curriculum_map.api.columns import Columns, said_rule, state_columns, target_columns, texts
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.frameworks.loader import family, load_crosswalk

_SIDES = ("guaranteed", "possible")


def compare(
    grids: Sequence[RatedGrid],
    side: str = "guaranteed",
    rule: CountingRule = HIGHEST,
    granularity: str | None = None,
) -> pd.DataFrame:
    """One row per target and grid: targets in the order of the framework, grids by name, never by level.

    column: the place of the grid among these, from 0; what it is of; guaranteed and possible, as in coverage. All that
    follows is about this side of it. spread: highest less lowest level for the target over the grids with one, missing
    for fewer than two; worth_talking: the spread is 2 or more, or one covers the target while another says "not
    covered". role_code: "strong", at "well framed" or higher and agreed to be asked, or "thin", at "exemplary" or
    lower; only where there is one of each. others_lower, others_median, others_upper: the quartiles of the other grids'
    levels, each a level that one of them has, the lower of two; missing where fewer than five others hold a level.

    before: the level of the grid before, the one of the same programme in the latest earlier academic year, by the same
    rater if there are several; before_target: the target there, for an element of another edition by the crosswalk;
    comparable: whether there is one; change: levels up or down since, missing where one of the two is no level.

    Per cell, or per cluster as soon as one grid is rated so, unless a granularity is named; of an element only the
    grids whose edition has it. ValueError for grids of different frameworks, or none.
    """
    _check(grids, side)
    at = Granularity(granularity) if granularity else _common_granularity(grids)
    ordered = sorted(grids, key=lambda one: one.name)
    has = [frozenset(one.edition.targets(at)) for one in ordered]
    targets = tuple(dict.fromkeys(target for one in ordered for target in one.edition.targets(at)))
    columns = {
        **_named(ordered, targets, at),
        **_side_by_side(ordered, targets, side, rule, at),
        **_since(ordered, targets, side, rule, at),
        "rule": said_rule(rule, grids[0].language),
    }
    there = np.array([target in of_grid for target in targets for of_grid in has], dtype=np.bool_)
    return pd.DataFrame(columns)[there].reset_index(drop=True)


def _check(grids: Sequence[RatedGrid], side: str) -> None:
    """ValueError for what cannot be compared."""
    if not grids:
        raise ValueError("there is nothing to compare")
    if len({family(one.grid.edition) for one in grids}) > 1:
        raise ValueError("between two frameworks nothing compares")
    if side not in _SIDES:
        raise ValueError("a side is 'guaranteed' or 'possible'")


def _common_granularity(grids: Sequence[RatedGrid]) -> Granularity:
    """Per cluster as soon as one of the grids is rated so, else per cell."""
    is_coarse = any(one.grid.granularity is Granularity.CLUSTER for one in grids)
    return Granularity.CLUSTER if is_coarse else Granularity.CELL


def _named(ordered: Sequence[RatedGrid], targets: Sequence[str], at: Granularity) -> Columns:
    """The target of each row, as the first edition names it that has it, and what its grid is of."""
    of_edition = {target: one for one in reversed(ordered) for target in one.edition.targets(at)}
    runs = groupby(targets, key=lambda target: of_edition[target].grid.edition)
    names = pd.concat([pd.DataFrame(target_columns(of_edition[run[0]], run)) for run in (list(own) for _, own in runs)])
    abouts = [one.about for one in ordered]
    columns: Columns = {str(name): names[name].array.repeat(len(ordered)) for name in names}
    columns["column"] = np.tile(np.arange(len(ordered)), len(targets))
    for name in abouts[0]:
        columns[name] = texts([about[name] for about in abouts] * len(targets))
    return columns


def _side_by_side(
    ordered: Sequence[RatedGrid], targets: Sequence[str], side: str, rule: CountingRule, at: Granularity
) -> Columns:
    """Both sides of coverage, and how this side of each grid stands beside the others."""
    to = ordered[0].language
    both = dict(zip(_SIDES, (found.T for found in sides_of([o.grid for o in ordered], targets, at, rule)), strict=True))
    table = both[side]
    spread, worth_talking = spreads(table)
    strong, thin = strong_and_thin(table, np.array([one.may_be_asked for one in ordered], dtype=np.bool_))
    columns: Columns = {}
    for name, states in both.items():
        columns |= state_columns(name, states.ravel(), to)
    columns["spread"] = pd.Series(spread, dtype="Int64").array.repeat(len(ordered))
    columns["worth_talking"] = worth_talking.repeat(len(ordered))
    roles = zip(strong.ravel(), thin.ravel(), strict=True)
    columns["role_code"] = texts("strong" if is_strong else "thin" if is_thin else None for is_strong, is_thin in roles)
    for name, states in zip(("lower", "median", "upper"), quartiles_of_others(table), strict=True):
        columns |= state_columns(f"others_{name}", states.ravel(), to)
    return columns


def _since(
    ordered: Sequence[RatedGrid], targets: Sequence[str], side: str, rule: CountingRule, at: Granularity
) -> Columns:
    """What each grid is compared with in time, and what changed."""
    known: dict[tuple[str, int], tuple[str | None, int | None, bool, int | None]] = {}
    for number, (before, one) in enumerate(zip(_each_before(ordered), ordered, strict=True)):
        if before is not None:
            found = over_years([before.grid, one.grid], load_crosswalk(), family, at, side, rule)
            own = found[found["academic_year"] == one.grid.key.academic_year]
            rows = own[["before_target", "before", "comparable", "change"]].itertuples(index=False, name=None)
            known |= {(target, number): row for target, row in zip(own["target"], rows, strict=True)}
    places = ((target, number) for target in targets for number in range(len(ordered)))
    targets_before, before_states, comparable, change = zip(
        *(known.get(place, (None, None, False, None)) for place in places), strict=True
    )
    return {
        "before_target": texts(targets_before),
        **state_columns("before", before_states, ordered[0].language),
        "comparable": pd.Series(comparable, dtype="bool"),
        "change": pd.Series(change, dtype="Int64"),
    }


def _each_before(ordered: Sequence[RatedGrid]) -> Iterator[RatedGrid | None]:
    """For each grid the only one of its programme in the latest earlier year; of several the same rater's."""
    of_programme = defaultdict(list)
    for one in ordered:
        key = one.grid.key
        of_programme[key.institution, key.campus, key.programme].append(one)
    for one in ordered:
        key = one.grid.key
        earlier = [
            other
            for other in of_programme[key.institution, key.campus, key.programme]
            if other.grid.key.academic_year < key.academic_year
        ]
        last = max((other.grid.key.academic_year for other in earlier), default=None)
        found = [other for other in earlier if other.grid.key.academic_year == last]
        if len(found) > 1:
            who = key.rater, key.perspective
            found = [other for other in found if (other.grid.key.rater, other.grid.key.perspective) == who]
        yield found[0] if len(found) == 1 else None
