"""The sheet with what changed since an earlier grid: that of the year before, or of the snapshot before."""

import pandas as pd

from curriculum_map.analytics.rollup import coarsest, states_at
from curriculum_map.analytics.years import over_years
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import family, load_crosswalk
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, state_word, target_columns, target_words, with_carried
from curriculum_map.wording.catalogue import mark, say

_HIGHEST = mark("Guaranteed by the highest level, whatever the counting rule of the report.")
_NOT_COMPARABLE = mark("not comparable: the edition of {before} has no such target")


def since_last_year(report: GapReport, language: Language) -> Sheet:
    """What changed since the grid of the year before; ValueError where there is none."""
    if report.before is None:
        raise ValueError("no year before")
    years = report.before.key.academic_year, report.grid.key.academic_year
    title = say(mark("What changed since {year}"), language, year=years[0])
    return compared(report, report.before, years, title, language)


def compared(report: GapReport, before: Grid, headings: tuple[str, str], title: str, language: Language) -> Sheet:
    """A row per target: what was guaranteed before, what is now, and which of the two is higher.

    A target that the edition of before lacks says so.
    """
    frame = over_years([before, report.grid], load_crosswalk(), family)
    granularity = coarsest([before, report.grid])
    # The rows of the second grid, one for each of its targets.
    now = frame.iloc[-len(states_at(report.grid, granularity)[0]) :].to_dict("records")
    words = {1: mark("higher"), -1: mark("lower"), 0: mark("the same")}
    rows: list[tuple[Value, ...]] = []
    for line in now:
        was, change, said = line["before"], line["change"], None
        if not line["comparable"]:
            said = say(_NOT_COMPARABLE, language, before=headings[0])
        elif not pd.isna(change):
            said = say(words[(change > 0) - (change < 0)], language)
        state = NOT_RATED if pd.isna(was) else int(was)
        then = state_word(state, language) if line["comparable"] else None
        named = target_words(report.edition, str(line["target"]), language)
        rows.append((*named, then, state_word(int(line["guaranteed"]), language), said))
    return Sheet(
        name=say(SHEET_NAMES["changes"], language),
        title=title,
        notes=with_carried(report, say(_HIGHEST, language), language=language),
        columns=(
            *target_columns(granularity, language),
            *(Column(heading, 22, Kind.LEVEL) for heading in headings),
            Column(say(mark("Change"), language), 40),
        ),
        rows=tuple(rows),
        sectioned=True,
    )
