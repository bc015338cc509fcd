"""The sheet that explains every word and colour of the gap report."""

from collections.abc import Iterator, Mapping

from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.words import SHEET_NAMES, counted_so
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.flags import RULE_DEPENDENT, THIN, UNCERTAIN
from curriculum_map.wording.labels import label
from curriculum_map.wording.rules import rule_name
from curriculum_map.workbooks.words import not_applicable_mark

_KINDS: Mapping[GapKind, str] = {
    GapKind.NO_AMBITION: mark("No ambition is set, or the target is not for this programme: only coverage is shown."),
    GapKind.UNKNOWN: mark("There is an ambition, but no course was rated for this target."),
    GapKind.NONE: mark("What is guaranteed is at the ambition or above it."),
    GapKind.ELECTIVE: mark("The ambition is reached, but not by every student."),
    GapKind.HARD: mark("There is an ambition, and no course that was rated covers the target."),
    GapKind.SOFT: mark("Something is there, but nobody reaches the ambition."),
}
_FLAGS: Mapping[str, str] = {
    THIN: mark(
        "For all students, or for those of a track, exactly one of the courses that they have to take reaches the "
        "guaranteed level."
    ),
    UNCERTAIN: mark(
        "The outcome, or without an ambition the guaranteed level, would differ if every empty place were not covered "
        "or if every empty place were at the highest level."
    ),
    RULE_DEPENDENT: mark(
        "The outcome, or without an ambition the guaranteed level, differs between the counting rules with a name and "
        "the one that was chosen."
    ),
}
_NOT_RATED = mark("Nobody rated this yet. That is not the same as not covered.")
_NOT_APPLICABLE = mark("The course cannot be about this; it is left out of every share.")


def legend(rule: CountingRule, language: Language) -> Sheet:
    """A row per word: what it is about, its digit where it has one, and what it means."""
    return Sheet(
        name=say(SHEET_NAMES["legend"], language),
        title=say(mark("What the words and colours mean"), language),
        notes=(say(mark("The levels are an order, not a scale: they are never averaged."), language),),
        columns=(
            Column(say(mark("About"), language), 20),
            Column(say(mark("Word"), language), 32, Kind.LEVEL),
            Column(say(mark("Digit"), language), 8, Kind.COUNT),
            Column(say(mark("Meaning"), language), 95),
        ),
        rows=(*_levels(language), *_outcomes(rule, language)),
    )


def _levels(language: Language) -> Iterator[tuple[Value, ...]]:
    about, words = say(mark("Level"), language), load_legend()
    for level in words.levels:
        yield about, level.name[language], int(level.value), level.meaning[language]
    about = say(mark("Without a level"), language)
    yield about, words.not_rated[language], None, say(_NOT_RATED, language)
    not_applicable = f"{words.not_applicable[language]} ({not_applicable_mark(language)})"
    yield about, not_applicable, None, say(_NOT_APPLICABLE, language)


def _outcomes(rule: CountingRule, language: Language) -> Iterator[tuple[Value, ...]]:
    yield say(mark("Counting rule"), language), rule_name(rule, language), None, counted_so(rule, language)
    for kind, meaning in _KINDS.items():
        yield say(mark("Outcome"), language), label(kind, language), None, say(meaning, language)
    for flag, meaning in _FLAGS.items():
        yield say(mark("Flag"), language), say(flag, language), None, say(meaning, language)
