"""What a file waits for before it is stored, where several are read one after the other."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.findings import Finding, Severity, blocking
from curriculum_map.importing.description import Description
from curriculum_map.importing.reading import Reading
from curriculum_map.services.grids import Preview
from curriculum_map.services.imports import DONE, Outcome

_MISSING = ("missing-institution", "missing-programme", "missing-academic-year")


class Waits(StrEnum):
    """What has to happen to a file."""

    NOTHING = "nothing"
    QUESTIONS = "questions"
    # It would take the place of a grid or of ambitions, which somebody has to look at.
    CONFIRMATION = "confirmation"
    # Another file is about the same grid: which of the two counts is for a person to say.
    CHOICE = "choice"
    MENDING = "mending"
    DECLINED = "declined"
    STORED = "stored"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a file seems to be about and what it waits for: so many questions or errors, and the first of them.

    `proposed` are the parts of the description that are no more than a proposal. `key` is that of the grid that would
    be stored; None while that is not known.
    """

    about: Description
    proposed: frozenset[str]
    waits: Waits
    count: int = 0
    why: Finding | None = None
    key: GridKey | None = None

    def after(self, outcome: Outcome) -> "Waiting":
        """The same file after somebody tried to store it: where that was not done, somebody has to look at it."""
        return replace(self, waits=Waits.STORED if outcome in DONE else Waits.CONFIRMATION)


def what_waits(reading: Reading, would_store: Preview | None) -> Waiting:
    """What a file that was read waits for; `would_store` is its preview, None while anything is in its way."""
    in_the_way = blocking(reading.findings)
    proposals = _proposals(in_the_way)
    said = reading.grids[0].description if reading.grids else Description()
    seems = partial(Waiting, replace(said, **proposals), frozenset(proposals))
    errors = [one for one in in_the_way if one.severity is Severity.ERROR]
    why = next(iter(errors or in_the_way), None)
    if reading.refused or not reading.is_map:
        return seems(Waits.DECLINED, why=why)
    if errors:
        return seems(Waits.MENDING, len(errors), why)
    if in_the_way or would_store is None:
        return seems(Waits.QUESTIONS, len(in_the_way), why)
    key = would_store.merged.grid.key
    if would_store.same_as_existing:
        return seems(Waits.STORED, key=key)
    return seems(Waits.CONFIRMATION if would_store.replaces else Waits.NOTHING, key=key)


def _proposals(asked: Iterable[Finding]) -> dict[str, Any]:
    """What is proposed, by the part of the description that is missing."""
    missing = [one.facts for one in asked if one.code in _MISSING]
    return {str(facts["field"]): facts["proposal"] for facts in missing if facts["proposal"]}


def beside_each_other(files: Mapping[str, Waiting], stored: Collection[GridKey]) -> dict[str, Waiting]:
    """The same files by their SHA-256, each in the light of the others and of the grids that are stored by now.

    Of two that nothing is asked about and that are about one grid, none is stored before somebody says which.
    """
    ready = Counter(one.key for one in files.values() if one.waits is Waits.NOTHING)

    def seen(one: Waiting) -> Waiting:
        if one.waits is not Waits.NOTHING:
            return one
        if one.key in stored:
            return replace(one, waits=Waits.CONFIRMATION)
        return replace(one, waits=Waits.CHOICE) if ready[one.key] > 1 else one

    return {sha256: seen(one) for sha256, one in files.items()}
