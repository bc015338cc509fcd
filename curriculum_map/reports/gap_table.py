"""The sheet with every target, and the picture of how many targets are at each level."""

from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import Level
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Column, ColumnChart, Formula, Kind, Sheet, Value
from curriculum_map.reports.gap_input import GAP_KINDS, GapReport
from curriculum_map.reports.gap_words import (
    COUNTING_RULE,
    SHEET_NAMES,
    STATES,
    flags,
    state_word,
    target_columns,
    target_words,
)
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label

# Places in the legend's colours; what holds no level has none of its own.
_NO_LEVEL_COLOURS = ("B8C2CC", "E8EEF5")


def gap_words(language: Language) -> tuple[str, ...]:
    """The words of every kind that asks for attention."""
    return tuple(dict.fromkeys(label(kind, language) for kind in GAP_KINDS))


def table(report: GapReport, language: Language) -> Sheet:
    """Every target in the order of the edition: coverage, ambition, gap, courses and credits per level."""
    return Sheet(
        name=say(SHEET_NAMES["table"], language),
        title=say(mark("Every target: coverage and ambition"), language),
        notes=(
            say(COUNTING_RULE, language),
            say(mark("A course counts in full for each target it touches."), language),
        ),
        columns=(
            *target_columns(report.grid.granularity, language),
            *_standing_columns(language),
            *_per_level(say(mark("Courses at this level"), language), Kind.COUNT, language),
            *_per_level(say(mark("ECTS credits at this level"), language), Kind.CREDITS, language),
            *_rated_columns(language),
        ),
        rows=tuple(_row(report, gap, language) for gap in report.in_sections()),
        frozen_columns=len(target_columns(report.grid.granularity, language)),
    )


def _standing_columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(say(mark("Guaranteed"), language), 17, Kind.LEVEL),
        Column(say(mark("Possible"), language), 17, Kind.LEVEL),
        Column(say(mark("Ambition"), language), 17, Kind.LEVEL),
        Column(say(mark("Weight"), language), 13),
        Column(say(mark("Outcome"), language), 26, Kind.GAP, marked=gap_words(language)),
        Column(say(mark("Flags"), language), 24),
    )


def _per_level(group: str, kind: Kind, language: Language) -> tuple[Column, ...]:
    return tuple(Column(level.name[language], 14, kind, group) for level in load_legend().levels)


def _rated_columns(language: Language) -> tuple[Column, ...]:
    group = say(mark("Rated: courses that hold a level, of all courses less those not applicable"), language)
    return (
        Column(say(mark("Rated"), language), 10, Kind.COUNT, group),
        Column(say(mark("Of"), language), 10, Kind.COUNT, group),
        Column(say(mark("Share"), language), 10, Kind.SHARE, group),
    )


def _row(report: GapReport, gap: Gap, language: Language) -> tuple[Value, ...]:
    return (
        *target_words(report.edition, gap.target, language),
        state_word(gap.guaranteed, language),
        state_word(gap.possible, language),
        state_word(gap.ambition, language),
        None if gap.weight is None else label(gap.weight, language),
        label(gap.kind, language),
        flags(gap, language),
        *gap.courses_at,
        *gap.credits_at,
        gap.rated,
        gap.courses,
        gap.rated / gap.courses if gap.courses else None,
    )


def at_a_glance(every_target: Sheet, language: Language) -> Sheet:
    """How many targets are at each level, counted in the sheet of every target, with a chart of it."""
    first = next(place for place, column in enumerate(every_target.columns, start=1) if column.kind is Kind.LEVEL)
    guaranteed, possible = every_target.columns[first - 1].heading, every_target.columns[first].heading
    title = say(mark("Number of targets at each level"), language)
    return Sheet(
        name=say(SHEET_NAMES["glance"], language),
        title=title,
        notes=(
            say(
                mark("Counted in the sheet “{sheet}”: it follows what is changed there."),
                language,
                sheet=every_target.name,
            ),
        ),
        columns=(
            Column(say(mark("Level"), language), 26, Kind.LEVEL),
            Column(guaranteed, 16, Kind.COUNT),
            Column(possible, 16, Kind.COUNT),
        ),
        rows=tuple(_count_row(every_target, first, place, language) for place in range(len(STATES))),
        filtered=False,
        chart=ColumnChart(
            title=title,
            rows_title=say(mark("Level"), language),
            counts_title=say(mark("Number of targets"), language),
            described=say(
                mark("Columns: for each level the number of targets where it is guaranteed, and where it is possible."),
                language,
            ),
            colours=(*(load_legend()[level].light.fill.lstrip("#") for level in Level), *_NO_LEVEL_COLOURS),
        ),
    )


def _count_row(every_target: Sheet, first: int, place: int, language: Language) -> tuple[Value, ...]:
    """The word of a state and, for guaranteed and possible, the formula that counts it."""
    # The rows begin below a title, one note, an empty row and the headings.
    word_cell = f"$A{place + 5}"
    counts = (Formula(f"=COUNTIF({every_target.absolute(column)},{word_cell})") for column in (first, first + 1))
    return (state_word(STATES[place], language), *counts)
