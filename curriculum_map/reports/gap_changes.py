"""The sheet with what changed since the grid of the year before."""

import pandas as pd

from curriculum_map.analytics.rollup import coarsest
from curriculum_map.analytics.years import over_years
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import family, load_crosswalk
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap_input import GapReport
from curriculum_map.reports.gap_words import SHEET_NAMES, state_word, target_columns, target_words
from curriculum_map.wording.catalogue import mark, say

_HIGHEST = mark("Guaranteed by the highest level, whatever the counting rule of the report.")
_NOT_COMPARABLE = mark("not comparable: the edition of {year} has no such target")


def since_last_year(report: GapReport, language: Language) -> Sheet:
    """A row per target: what was guaranteed in the year before, what is now, and which of the two is higher.

    A target that the edition of the year before lacks says so. Nothing where there is no year before.
    """
    before = report.before
    if before is None:
        raise ValueError("no year before")
    year, granularity = before.key.academic_year, coarsest([before, report.grid])
    frame = over_years([before, report.grid], load_crosswalk(), family)
    now = frame[frame["academic_year"] == report.grid.key.academic_year].to_dict("records")
    words = {1: mark("higher"), -1: mark("lower"), 0: mark("the same")}
    rows: list[tuple[Value, ...]] = []
    for line in now:
        was = line["before"]
        state = NOT_RATED if pd.isna(was) else int(was)
        change = line["change"]
        said = None
        if not line["comparable"]:
            said = say(_NOT_COMPARABLE, language, year=year)
        elif not pd.isna(change):
            said = say(words[(change > 0) - (change < 0)], language)
        named = target_words(report.edition, str(line["target"]), language)
        then = state_word(state, language) if line["comparable"] else None
        rows.append((*named, then, state_word(int(line["guaranteed"]), language), said))
    return Sheet(
        name=say(SHEET_NAMES["changes"], language),
        title=say(mark("What changed since {year}"), language, year=year),
        notes=(say(_HIGHEST, language),),
        columns=(
            *target_columns(granularity, language),
            Column(year, 18, Kind.LEVEL),
            Column(report.grid.key.academic_year, 18, Kind.LEVEL),
            Column(say(mark("Change"), language), 40),
        ),
        rows=tuple(rows),
    )
