"""How far raters of one programme-year agree, and where to talk first."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from curriculum_map.analytics import agreement as agreeing
from curriculum_map.analytics.raters import Raters, side_by_side
from curriculum_map.api.columns import state_columns, target_columns, texts
from curriculum_map.api.grids import RatedGrid
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.labels import label


def agreement(raters: Sequence[RatedGrid], per: Literal["part", "place"] = "part") -> pd.DataFrame:
    """How far raters of one programme-year agree, per part of the map; or per place the differences to discuss.

    Per "part" a row is a part, over all places or over the claimed ones. part_code: whole, focus, cluster, component or
    course; part: its name, that of the programme for the whole. over: "all" places, or those that somebody "claimed" (a
    level above "not covered"). places: courses × targets with two levels or more; pairs: two ratings of one place;
    exact, adjacent: the share of the pairs (0-1) that are equal, or at most one level apart; alpha: Krippendorff's,
    ordinal, alpha_low and alpha_high the ends of its 95 % interval. A share or alpha that cannot be said is missing.

    Per "place" a row is a course and a target on which they differ, those to talk about first on top. said: what each
    said; lowest, highest: the levels chosen; spread: how many levels these are apart; ratings: by how many; decides:
    what the programme guarantees hangs on this place. First those that decide, then the widest spread, then the most
    ratings. Blank and n/a are missing in both. ValueError if the grids are not of one programme-year.
    """
    if per not in ("part", "place"):
        raise ValueError("agreement is per 'part' or per 'place'")
    keys = [one.grid.key for one in raters]
    if len({(key.institution, key.programme, key.campus, key.academic_year) for key in keys}) != 1:
        raise ValueError("agreement is between raters of one programme in one academic year")
    laid = side_by_side([one.grid for one in raters])
    return _per_part(raters, laid) if per == "part" else _per_place(raters, laid)


def _per_part(raters: Sequence[RatedGrid], laid: Raters) -> pd.DataFrame:
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


def _per_place(raters: Sequence[RatedGrid], laid: Raters) -> pd.DataFrame:
    to, found = raters[0].language, agreeing.to_discuss(laid)
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


def _said(raters: Sequence[RatedGrid], laid: Raters, course: int, target: int) -> str:
    """'A. Rater: exemplary; student: practised'."""
    words = (load_legend().name(int(state))[raters[0].language] for state in laid.states[:, course, target])
    who = (one.grid.key.rater or label(one.grid.key.perspective, one.language) for one in raters)
    return "; ".join(f"{rater}: {word}" for rater, word in zip(who, words, strict=True))
