"""Several grids: raters of one programme-year, programmes side by side, one programme over the years."""

from collections.abc import Sequence

import pandas as pd

from curriculum_map.analytics import agreement as agreeing
from curriculum_map.analytics import peers, years
from curriculum_map.analytics.differences import differences
from curriculum_map.analytics.raters import Raters, side_by_side
from curriculum_map.analytics.stack import sides_of
from curriculum_map.api.columns import said_rule, state_columns, target_columns, texts
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.frameworks.loader import family, load_crosswalk, load_legend
from curriculum_map.wording.labels import label

Grids = Sequence[RatedGrid]


def agreement(raters: Grids) -> pd.DataFrame:
    """How far raters of one programme-year agree: a row per part of the map, over all places and over claimed ones.

    part_code: whole, focus, cluster, component or course; part: its name, that of the programme for the whole. over:
    "all" places, or those that somebody "claimed" (a level above "not covered"). places: courses × targets with two
    levels or more; pairs: two ratings of one place; exact, adjacent: the share of the pairs (0-1) that are equal, or at
    most one level apart; alpha: Krippendorff's, ordinal, alpha_low and alpha_high the ends of its 95 % interval. Blank
    and n/a are missing. A share or alpha that cannot be said is missing. ValueError if the grids are not of one
    programme-year.
    """
    laid = _laid(raters)
    found = agreeing.agreement(laid, raters[0].edition)
    parts = [_part(raters[0], laid, part, name) for part, name in zip(found["part"], found["id"], strict=True)]
    return pd.DataFrame({"part_code": found["part"], "part": texts(parts), **found.drop(columns=["part", "id"])})


def _part(grid: RatedGrid, laid: Raters, part: str, name: str) -> str | None:
    to, edition = grid.language, grid.edition
    if part == agreeing.WHOLE:
        return grid.about["programme"]
    if part == agreeing.COURSE:
        return laid.courses[int(name)].title
    if part == agreeing.CLUSTER:
        return edition.cluster(name).name[to]
    named = edition.focuses if part == agreeing.FOCUS else edition.components
    return next(one.name[to] for one in named if one.id == name)


def to_discuss(raters: Grids) -> pd.DataFrame:
    """One row per course and target on which raters of one programme-year differ, those to talk about first on top.

    said: what each said; lowest, highest: the levels chosen; spread: how many levels these are apart; ratings: by how
    many; decides: what the programme guarantees hangs on this place. First those that decide, then the widest spread,
    then the most ratings. ValueError if the grids are not of one programme-year.
    """
    laid, to = _laid(raters), raters[0].language
    found = agreeing.to_discuss(laid)
    courses = [laid.courses[place] for place in found["course"]]
    places = zip(found["course"], (laid.targets.index(target) for target in found["target"]), strict=True)
    return pd.DataFrame(
        {
            "code": texts(course.code for course in courses),
            "title": texts(course.title for course in courses),
            **target_columns(raters[0], found["target"]),
            "said": texts(_said(raters, laid, course, target) for course, target in places),
            **state_columns("lowest", found["lowest"], to),
            **state_columns("highest", found["highest"], to),
            **found[["spread", "ratings", "decides"]],
        }
    )


def _said(raters: Grids, laid: Raters, course: int, target: int) -> str:
    """'A. Rater: exemplary; student: practised'."""
    words = (load_legend().name(int(state))[raters[0].language] for state in laid.states[:, course, target])
    who = (one.grid.key.rater or label(one.grid.key.perspective, one.language) for one in raters)
    return "; ".join(f"{rater}: {word}" for rater, word in zip(who, words, strict=True))


def _laid(raters: Grids) -> Raters:
    keys = [one.grid.key for one in raters]
    if len({(key.institution, key.programme, key.campus, key.academic_year) for key in keys}) > 1:
        raise ValueError("agreement is between raters of one programme in one academic year")
    return side_by_side([one.grid for one in raters])


def compare(
    grids: Grids, side: str = "guaranteed", rule: CountingRule = HIGHEST, granularity: str | None = None
) -> pd.DataFrame:
    """One row per target and grid: targets in the order of the first grid's edition, grids by name, never by level.

    What each grid is of; its level on this side, "guaranteed" or "possible"; spread: highest less lowest level for the
    target over the grids with one, missing for fewer than two; worth_talking: the spread is 2 or more, or one covers
    the target while another says "not covered". Per cell, or per cluster as soon as one grid is rated so. ValueError
    for grids of different frameworks.
    """
    ordered, targets, states = _beside(grids, side, rule, granularity)
    found = differences(states, targets).reset_index()
    abouts, of_all = [one.about for one in ordered], len(targets)
    said = [states[str(number)][target] for target in targets for number in range(len(ordered))]
    return pd.DataFrame(
        {
            **target_columns(grids[0], (target for target in targets for _ in ordered)),
            **{name: texts([about[name] for about in abouts] * of_all) for name in grids[0].about},
            **state_columns(side, said, grids[0].language),
            "spread": found["spread"].astype("Int64").repeat(len(ordered)).reset_index(drop=True),
            "worth_talking": found["worth_talking"].repeat(len(ordered)).reset_index(drop=True),
            "rule": said_rule(rule, grids[0].language),
        }
    )


def whom_to_ask(
    grids: Grids, side: str = "guaranteed", rule: CountingRule = HIGHEST, granularity: str | None = None
) -> pd.DataFrame:
    """One row per target and grid, where somebody who may be asked is strong and another is thin, grids by name.

    What each grid is of; part_code: "strong", at "well framed" or higher and with `may_be_asked`, or "thin", at
    "exemplary" or lower; its level on this side. Who is strong and did not agree to be asked is not in it.
    ValueError for grids of different frameworks.
    """
    ordered, targets, states = _beside(grids, side, rule, granularity)
    agreed = {str(number) for number, one in enumerate(ordered) if one.may_be_asked}
    found = peers.whom_to_ask(states, targets, agreed)
    rows = [
        (str(target), part, int(number))
        for target, line in found.iterrows()
        for part in ("strong", "thin")
        for number in sorted(line[part], key=int)
    ]
    abouts = [ordered[number].about for *_, number in rows]
    levels = (states[str(number)][target] for target, _, number in rows)
    return pd.DataFrame(
        {
            **target_columns(grids[0], (target for target, *_ in rows)),
            "part_code": texts(part for _, part, _ in rows),
            **{name: texts(about[name] for about in abouts) for name in grids[0].about},
            **state_columns(side, levels, grids[0].language),
            "rule": texts([said_rule(rule, grids[0].language)] * len(rows)),
        }
    )


def among_others(
    grid: RatedGrid,
    others: Grids,
    side: str = "guaranteed",
    rule: CountingRule = HIGHEST,
    granularity: str | None = None,
) -> pd.DataFrame:
    """One row per target: own, the level of this grid; lower, median, upper: the quartiles of those of the others.

    Each quartile is a level that one of them has, the lower of two where it falls between them; missing where fewer
    than five others hold a level. `grid` itself is left out of the others. ValueError for different frameworks.
    """
    rest = [one for one in others if one is not grid]
    _, targets, states = _beside([grid, *rest], side, rule, granularity, by_name=False)
    found = peers.among_others(states, "0", targets)
    columns = {name: state_columns(name, found[name], grid.language) for name in found.columns}
    return pd.DataFrame(
        {
            **target_columns(grid, targets),
            **{name: column for of_one in columns.values() for name, column in of_one.items()},
            "rule": said_rule(rule, grid.language),
        }
    )


def _beside(
    grids: Grids, side: str, rule: CountingRule, granularity: str | None, *, by_name: bool = True
) -> tuple[list[RatedGrid], tuple[str, ...], dict[str, dict[str, int]]]:
    """The grids by name, the targets that they share, and the states of each grid under its number from 0."""
    if len({family(one.grid.edition) for one in grids}) > 1:
        raise ValueError("between two frameworks nothing compares")
    _check_side(side)
    at = Granularity(granularity) if granularity else common_granularity(grids)
    ordered = sorted(grids, key=lambda one: one.name) if by_name else list(grids)
    targets = grids[0].edition.targets(at)
    states = {str(number): found for number, found in enumerate(states_of(ordered, targets, side, at, rule))}
    return ordered, targets, states


def _check_side(side: str) -> None:
    if side not in ("guaranteed", "possible"):
        raise ValueError("a side is 'guaranteed' or 'possible'")


def states_of(
    grids: Grids, targets: Sequence[str], side: str, at: Granularity, rule: CountingRule = HIGHEST
) -> list[dict[str, int]]:
    """For each grid the state of each of these targets on this side of coverage."""
    found = sides_of([one.grid for one in grids], targets, at, rule)[side == "possible"]
    return [dict(zip(targets, states, strict=True)) for states in found.tolist()]


def common_granularity(grids: Grids) -> Granularity:
    """Per cluster as soon as one of the grids is rated so, else per cell."""
    is_coarse = any(one.grid.granularity is Granularity.CLUSTER for one in grids)
    return Granularity.CLUSTER if is_coarse else Granularity.CELL


def over_years(
    grids: Grids, side: str = "guaranteed", rule: CountingRule = HIGHEST, granularity: str | None = None
) -> pd.DataFrame:
    """One row per academic year and target, years ascending: what was guaranteed and possible, and what changed.

    before_target: the target of the grid before that it compares with, for an element of another edition by the
    crosswalk; comparable: whether there is one; before: what was guaranteed for it, or possible on the side "possible";
    change: levels up or down since, missing where one of the two is no level. ValueError for two grids of one year.
    """
    _check_side(side)
    if len({one.grid.key.academic_year for one in grids}) < len(grids):
        raise ValueError("one grid for each academic year")
    ordered = sorted(grids, key=lambda one: one.grid.key.academic_year)
    at = Granularity(granularity) if granularity else None
    found = years.over_years([one.grid for one in ordered], load_crosswalk(), family, at, side, rule)
    frames = []
    for grid in ordered:
        rows = found[found["academic_year"] == grid.grid.key.academic_year].reset_index(drop=True)
        frames.append(
            pd.DataFrame(
                {
                    **rows[["academic_year", "edition"]],
                    **target_columns(grid, rows["target"]),
                    **state_columns("guaranteed", rows["guaranteed"], grid.language),
                    **state_columns("possible", rows["possible"], grid.language),
                    **rows[["before_target"]],
                    **state_columns("before", rows["before"], grid.language),
                    **rows[["comparable", "change"]],
                    "rule": said_rule(rule, grid.language),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)
