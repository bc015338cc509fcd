"""The sheet with every target."""

from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import Level
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GAP_KINDS, GapReport
from curriculum_map.reports.gap.words import (
    SHEET_NAMES,
    counted_so,
    state_word,
    target_columns,
    target_words,
    with_carried,
)
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.flags import flags
from curriculum_map.wording.labels import label, weight_words
from curriculum_map.wording.numbers import whole_percent


def gap_words(language: Language) -> tuple[str, ...]:
    """The words of every kind that asks for attention."""
    return tuple(dict.fromkeys(label(kind, language) for kind in GAP_KINDS))


def table(report: GapReport, language: Language) -> Sheet:
    """Every target in the order of the edition: coverage, ambition, gap, courses and credits per level."""
    return Sheet(
        name=say(SHEET_NAMES["table"], language),
        title=say(mark("Every target: coverage and ambition"), language),
        notes=with_carried(
            report,
            counted_so(report.rule, language),
            say(mark("A course counts in full for each target it touches."), language),
            language=language,
        ),
        columns=(
            *target_columns(report.grid.granularity, language),
            *_standing_columns(language),
            *_band_columns(language),
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
        Column(say(mark("Weight"), language), 17),
        Column(say(mark("Reason given"), language), 28),
        Column(say(mark("Outcome"), language), 26, Kind.GAP, marked=gap_words(language)),
        Column(say(mark("Flags"), language), 40),
    )


def _band_columns(language: Language) -> tuple[Column, ...]:
    """What would be guaranteed and possible at both ends of the missing-data band."""
    ends = [
        say(mark("If every blank were “{level}”"), language, level=load_legend()[level].name[language])
        for level in (Level.NOT_COVERED, Level.PRACTISED)
    ]
    sides = (say(mark("Guaranteed"), language), say(mark("Possible"), language))
    return tuple(Column(side, 17, Kind.LEVEL, end) for end in ends for side in sides)


def _ends(gap: Gap) -> tuple[int, ...]:
    """Guaranteed and possible with every blank at level 0, then with every blank at the top level."""
    return tuple(state for end in zip(gap.guaranteed_band, gap.possible_band, strict=True) for state in end)


def _per_level(group: str, kind: Kind, language: Language) -> tuple[Column, ...]:
    return tuple(Column(level.name[language], 14, kind, group) for level in load_legend().levels)


def _rated_columns(language: Language) -> tuple[Column, ...]:
    group = say(mark("Rated: courses that hold a level, of all courses less those not applicable"), language)
    return (
        Column(say(mark("Rated"), language), 13, Kind.COUNT, group),
        Column(say(mark("Of"), language), 10, Kind.COUNT, group),
        Column(say(mark("Share"), language), 10, Kind.SHARE, group),
    )


def _row(report: GapReport, gap: Gap, language: Language) -> tuple[Value, ...]:
    return (
        *target_words(report.edition, gap.target, language),
        state_word(gap.guaranteed, language),
        state_word(gap.possible, language),
        state_word(gap.ambition, language),
        weight_words(gap, language) or None,
        gap.reason,
        label(gap.kind, language),
        flags(gap, language) or None,
        *(state_word(state, language) for state in _ends(gap)),
        *gap.courses_at,
        *gap.credits_at,
        gap.rated,
        gap.courses,
        whole_percent(gap.rated / gap.courses) / 100 if gap.courses else None,
    )
