"""What an accreditation dossier is made from, for whom, and which parts it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from curriculum_map.domain.curriculum import Grid
from curriculum_map.reports.gap.input import GapReport


class Section(StrEnum):
    """A part of a dossier."""

    METHOD = "method"
    RATERS = "raters"
    NARRATIVES = "narratives"
    MATRIX = "matrix"
    PROGRESSION = "progression"
    BALANCE = "balance"
    GAPS = "gaps"
    DECISIONS = "decisions"
    COMMENTS = "comments"
    AGREEMENT = "agreement"
    SAMPLE = "sample"
    CHANGES = "changes"
    QUESTIONS = "questions"
    EVIDENCE = "evidence"
    LEGEND = "legend"


class Audience(StrEnum):
    """For whom a dossier is: what it says goes down from one to the next."""

    COMMITTEE = "committee"
    PANEL = "panel"
    PUBLIC = "public"


# What each audience reads if nobody chooses: a panel judges what is there and asks its own questions, and comments are
# what a programme says to itself; to the public neither raters nor cells nor what is still to be done are shown.
_FOR_COMMITTEE_ONLY = frozenset((Section.QUESTIONS, Section.COMMENTS))
_FOR_PANEL = tuple(section for section in Section if section not in _FOR_COMMITTEE_ONLY)
_OPEN = (Section.METHOD, Section.NARRATIVES, Section.MATRIX, Section.PROGRESSION, Section.BALANCE, Section.LEGEND)
SECTIONS: Mapping[Audience, tuple[Section, ...]] = {
    Audience.COMMITTEE: tuple(Section),
    Audience.PANEL: _FOR_PANEL,
    Audience.PUBLIC: _OPEN,
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """The grid of the same programme in the snapshot before, and what that was called."""

    snapshot: str
    made_at: datetime
    grid: Grid


@dataclass(frozen=True, slots=True)
class Dossier:
    """A programme in a snapshot; `narratives` are the texts that it wrote, by the id of the focus or cluster."""

    report: GapReport
    audience: Audience
    sections: tuple[Section, ...]
    narratives: Mapping[str, str] = field(default_factory=dict, hash=False)
    earlier: Earlier | None = None

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: then it names no raters, files or cells, and no ambitions that are not met."""
        return self.audience is Audience.PUBLIC
