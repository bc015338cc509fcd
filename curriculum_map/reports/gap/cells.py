"""The sheet with the cells of a grid that was rated per element."""

from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, state_word, target_columns, target_words, with_carried
from curriculum_map.wording.catalogue import mark, say


def cells(report: GapReport, language: Language) -> Sheet:
    """A row per cell: the highest level of its elements, and how many of them are reached."""
    headings = target_columns(Granularity.CELL, language)
    group = say(mark("Elements at “exemplary” or higher for every student, of those that apply"), language)
    return Sheet(
        name=say(SHEET_NAMES["cells"], language),
        title=say(mark("The cells, rolled up from their elements"), language),
        notes=with_carried(
            report, say(mark("For each course the highest level of the elements counts."), language), language=language
        ),
        columns=(
            *headings,
            Column(say(mark("Guaranteed"), language), 17, Kind.LEVEL),
            Column(say(mark("Possible"), language), 17, Kind.LEVEL),
            Column(say(mark("Reached"), language), 13, Kind.COUNT, group),
            Column(say(mark("Of"), language), 13, Kind.COUNT, group),
        ),
        rows=tuple(
            (
                *target_words(report.edition, target, language),
                state_word(gap.guaranteed, language),
                state_word(gap.possible, language),
                *report.reached[target],
            )
            for target, gap in report.rolled_up.items()
        ),
        frozen_columns=len(headings),
    )
