"""The sheet that counts the targets at each level, with a chart that follows the sheet of every target."""

from dataclasses import replace

from curriculum_map.domain.levels import Level
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Column, ColumnChart, Formula, Kind, Sheet
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, STATES, state_word, with_carried
from curriculum_map.wording.catalogue import mark, say

_TITLE = mark("Number of targets at each level")
_FOLLOWS = mark("Counted in the sheet “{sheet}”: it follows what is changed there.")
_DESCRIBED = mark("Columns: for each level the number of targets where it is guaranteed, and where it is possible.")
# What holds no level has no colour in the legend.
_NO_LEVEL_COLOURS = ("B8C2CC", "E8EEF5")


def at_a_glance(report: GapReport, every_target: Sheet, language: Language) -> Sheet:
    """A row per state; how many targets are guaranteed and possible there is counted in the sheet of every target."""
    first = next(place for place, column in enumerate(every_target.columns, start=1) if column.kind is Kind.LEVEL)
    guaranteed, possible = every_target.columns[first - 1 : first + 1]
    sheet = Sheet(
        name=say(SHEET_NAMES["glance"], language),
        title=say(_TITLE, language),
        notes=with_carried(report, say(_FOLLOWS, language, sheet=every_target.name), language=language),
        columns=(
            Column(say(mark("Level"), language), 26, Kind.LEVEL),
            Column(guaranteed.heading, 16, Kind.COUNT),
            Column(possible.heading, 16, Kind.COUNT),
        ),
        rows=(),
        filtered=False,
        chart=_chart(language),
    )
    areas = [every_target.absolute(column) for column in (first, first + 1)]
    rows = (
        (state_word(state, language), *(Formula(f"=COUNTIF({area},$A{number})") for area in areas))
        for number, state in enumerate(STATES, start=sheet.first_row)
    )
    return replace(sheet, rows=tuple(rows))


def _chart(language: Language) -> ColumnChart:
    legend = load_legend()
    return ColumnChart(
        title=say(_TITLE, language),
        rows_title=say(mark("Level"), language),
        counts_title=say(mark("Number of targets"), language),
        described=say(_DESCRIBED, language),
        colours=(*(legend[level].light.fill.lstrip("#") for level in Level), *_NO_LEVEL_COLOURS),
    )
