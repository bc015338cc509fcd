"""The comparison report for a session: what to talk about first, everything side by side, and what was agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from curriculum_map.analytics.differences import differences
from curriculum_map.domain.agreed import OnRecord
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Book, Column, Kind, Sheet
from curriculum_map.reports.document import Document, Part
from curriculum_map.reports.gap.raters import agreed_columns, agreed_values
from curriculum_map.reports.gap.words import state_word, target_columns, target_words
from curriculum_map.reports.programme_table import words_sheet
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.rules import rule_in_full, side_sentence

_TITLE = mark("Comparison: what to talk about")
_AGENDA = mark(
    "The widest differences come first, then the order of the framework. Programmes stand by name: this is no ranking, "
    "and a difference is no verdict."
)
_WORTH = mark("Two levels apart or more, or covered here and “not covered” there.")
_NOTHING = mark("No difference is worth a conversation: two levels apart or more, or covered here and not there.")


@dataclass(frozen=True, slots=True)
class ComparedGrid:
    """A grid: programme, which grid of it, what is said beneath it, its states by target, its agreed levels."""

    programme: str
    which: str
    about: str
    states: Mapping[str, int]
    agreed: tuple[OnRecord, ...] = ()

    @property
    def name(self) -> str:
        """Programme and which grid of it, in one line."""
        return f"{self.programme} · {self.which}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the report is made from: grids sorted by name, with their states at one granularity."""

    edition: Edition
    granularity: Granularity
    side: str
    rule: CountingRule
    grids: tuple[ComparedGrid, ...]
    made_at: datetime

    @property
    def targets(self) -> tuple[str, ...]:
        """What they are compared on, in the order of the edition."""
        return self.edition.targets(self.granularity)

    def differences(self) -> pd.DataFrame:
        """As analytics/differences has them, a column per grid by its place."""
        return differences({str(place): grid.states for place, grid in enumerate(self.grids)}, self.targets)


def describe_comparison_book(comparison: Comparison, language: Language) -> Book:
    """The report as a workbook."""
    return Book(say(_TITLE, language), comparison.made_at, _sheets(comparison, language))


def describe_comparison_document(comparison: Comparison, language: Language) -> Document:
    """The same as a document."""
    parts = tuple(Part(sheet.title, table=sheet) for sheet in _sheets(comparison, language))
    return Document(say(_TITLE, language), (), (), comparison.made_at, parts)


def _sheets(comparison: Comparison, language: Language) -> tuple[Sheet, ...]:
    return (
        agenda(comparison, language),
        side_by_side(comparison, language),
        *([agreed(comparison, language)] if any(grid.agreed for grid in comparison.grids) else []),
        words_sheet(language),
        _behind(comparison, language),
    )


def agenda(comparison: Comparison, language: Language) -> Sheet:
    """A row per difference that is worth a conversation, the widest first, with where each grid stands."""
    found = comparison.differences()
    worth = found[found["worth_talking"]].sort_values("spread", ascending=False, kind="stable")
    return Sheet(
        name=say(mark("Agenda"), language),
        title=say(mark("Talk about these first"), language),
        notes=(say(_AGENDA, language), say(_WORTH, language)) if len(worth) else (say(_NOTHING, language),),
        columns=(
            Column(say(mark("Target"), language), 50, Kind.LABEL),
            Column(say(mark("levels apart"), language), 12, Kind.COUNT),
            *_columns(comparison),
        ),
        rows=tuple(
            (comparison.edition.name(str(target), language), int(spread), *_levels(comparison, str(target), language))
            for target, spread in worth["spread"].items()
        ),
        frozen_columns=2,
    )


def side_by_side(comparison: Comparison, language: Language) -> Sheet:
    """A row per target with where each grid stands, and a sign where to talk."""
    found = comparison.differences()
    talk = set(found.index[found["worth_talking"]])
    rule = rule_in_full(comparison.rule, load_legend(), language)
    named = target_columns(comparison.granularity, language)
    return Sheet(
        name=say(mark("Side by side"), language),
        title=say(mark("Everything side by side"), language),
        notes=(f"{rule} {side_sentence(comparison.side, language)}",),
        columns=(*named, *_columns(comparison), Column(say(mark("to talk about"), language), 14)),
        rows=tuple(
            (
                *target_words(comparison.edition, target, language),
                *_levels(comparison, target, language),
                "●" if target in talk else None,
            )
            for target in comparison.targets
        ),
        frozen_columns=len(named),
        sectioned=True,
    )


def agreed(comparison: Comparison, language: Language) -> Sheet:
    """A row per level that the raters of one of the programmes agreed on, with the dissent."""
    return Sheet(
        name=say(mark("Agreed levels"), language),
        title=say(mark("Levels that the raters agreed on"), language),
        columns=(Column(say(mark("Grid"), language), 44, Kind.LABEL), *agreed_columns(language)),
        rows=tuple(
            (grid.name, *agreed_values(one, comparison.edition, language))
            for grid in comparison.grids
            for one in grid.agreed
        ),
        frozen_columns=1,
    )


def _behind(comparison: Comparison, language: Language) -> Sheet:
    return Sheet(
        name=say(mark("Which grids"), language),
        title=say(mark("Which grids are compared"), language),
        notes=(comparison.edition.citation,),
        columns=(
            Column(say(mark("Grid"), language), 60, Kind.LABEL),
            Column(say(mark("About"), language), 90),
        ),
        rows=tuple((grid.name, grid.about) for grid in comparison.grids),
        filtered=False,
    )


def _columns(comparison: Comparison) -> list[Column]:
    # On a line of its own each part of a name is seen, also in a narrow column.
    return [Column(grid.which.replace(" · ", "\n"), 19, Kind.LEVEL, grid.programme) for grid in comparison.grids]


def _levels(comparison: Comparison, target: str, language: Language) -> Sequence[str | None]:
    return [state_word(grid.states.get(target, NOT_RATED), language) for grid in comparison.grids]
