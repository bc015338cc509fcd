"""What a programme sets itself: seen with its history, taken over from elsewhere, and set anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.ambitions import Ambition, AmbitionChange, Weight, ambition_changes
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.storage.ambitions import (
    AmbitionSet,
    last_set,
    list_ambition_sets,
    load_ambitions,
    load_intact_ambitions,
    save_ambitions,
    set_elsewhere,
)
from curriculum_map.storage.audit import PART, Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.identity import find_institution
from curriculum_map.storage.troubles import ConcurrentChangeError

LONGEST_REASON = 4_000


class AmbitionOutcome(StrEnum):
    """What became of setting ambitions."""

    SET = "set"
    NOTHING_NEW = "nothing-new"
    # Somebody else set ambitions after the user had looked.
    CONFLICT = "conflict"
    # An ambition without a level, or a target that is not for the programme without a reason.
    INCOMPLETE = "incomplete"
    NOT_THERE = "not-there"


@dataclass(frozen=True, slots=True)
class AmbitionRecord:
    """Each time a programme set ambitions for a year, the last time first, and its number; 0 if never."""

    number: int
    sets: tuple[AmbitionSet, ...]

    @property
    def current(self) -> dict[str, Ambition]:
        """The ambitions that count, by target."""
        return _by_target(self.sets[0]) if self.sets else {}

    def changes(self, place: int) -> tuple[AmbitionChange, ...]:
        """What the set at this place changed of the one before it."""
        before = self.sets[place + 1] if place + 1 < len(self.sets) else None
        return ambition_changes({} if before is None else _by_target(before), _by_target(self.sets[place]))


def ambition_record(database: Database, actor: Actor, key: GridKey) -> AmbitionRecord:
    """The ambitions of the programme and year of a grid, whoever rated it."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return AmbitionRecord(last_set(connection, key), tuple(list_ambition_sets(connection, key)))


def ambition_sources(database: Database, actor: Actor, key: GridKey) -> list[GridKey]:
    """Where ambitions for the same programme can be taken over from, each as the key of such a programme and year.

    First its own other years, then the other institutions and campuses by name; the newest year first.
    """
    require(actor, Action.VIEW)
    with database.read() as connection:
        found = set_elsewhere(connection, key.programme)
    sources = [
        replace(key, institution=institution, campus=campus or None, academic_year=year)
        for institution, campus, year in reversed(found)
    ]
    own = (key.institution, key.campus or "")
    others = sorted((one for one in sources if _place(one) != own), key=_place)
    years = [one for one in sources if _place(one) == own and one.academic_year != key.academic_year]
    return [*years, *others]


def ambitions_elsewhere(database: Database, actor: Actor, source: GridKey) -> dict[str, Ambition]:
    """The ambitions of one of these, by target. NotIntactError where they are not what was set."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return load_intact_ambitions(connection, source)


def set_ambitions(
    database: Database,
    actor: Actor,
    key: GridKey,
    wanted: Iterable[Ambition],
    seen: int,
    *,
    now: datetime,
    copied: GridKey | None = None,
) -> AmbitionOutcome:
    """Sets all ambitions of the programme in that year anew, if `seen` is still the number of the set that counts.

    One that says nothing is left out. `copied`: from where they were taken over before they were changed, for the log.
    What was set earlier stays on record.
    """
    require(actor, Action.SET_AMBITIONS)
    try:
        with database.write() as connection:
            return _set(connection, actor, key, tuple(wanted), seen, now, copied)
    except ConcurrentChangeError:
        return AmbitionOutcome.CONFLICT


def incomplete(before: Mapping[str, Ambition], after: Mapping[str, Ambition]) -> tuple[Ambition, ...]:
    """The ambitions that are new or changed and do not say all that they have to."""
    changed = (change.after for change in ambition_changes(before, after))
    return tuple(one for one in changed if one is not None and not one.says_nothing and not one.is_complete)


def _set(
    connection: Connection,
    actor: Actor,
    key: GridKey,
    wanted: Iterable[Ambition],
    seen: int,
    now: datetime,
    copied: GridKey | None,
) -> AmbitionOutcome:
    if find_institution(connection, key.institution) is None:
        return AmbitionOutcome.NOT_THERE
    if last_set(connection, key) != seen:
        return AmbitionOutcome.CONFLICT
    current = load_ambitions(connection, key)
    # What nobody touched stays as it came, a file's own spaces included.
    tidied = (one if one == current.get(one.target) else _tidied(one) for one in wanted)
    new = {one.target: one for one in tidied if not one.says_nothing}
    changed = ambition_changes(current, new)
    if not changed:
        return AmbitionOutcome.NOTHING_NEW
    if incomplete(current, new):
        return AmbitionOutcome.INCOMPLETE
    save_ambitions(connection, key, AmbitionSet(tuple(new.values()), now, actor.name))
    details: dict[str, object] = {"number": seen + 1, "changed": len(changed)}
    if copied is not None:
        details["copied"] = _about(copied)
    record(connection, Act(now, actor.name, Action.SET_AMBITIONS, _about(key), details))
    return AmbitionOutcome.SET


def _about(key: GridKey) -> str:
    """A programme and year as the audit log names it: ambitions are of no rater."""
    return PART.join(filter(None, (key.institution, key.programme, key.campus, key.academic_year)))


def _place(key: GridKey) -> tuple[str, str]:
    return key.institution, key.campus or ""


def _tidied(ambition: Ambition) -> Ambition:
    """Without spaces around the reason, and without a level where the target is not for the programme."""
    reason = (ambition.reason or "").strip()[:LONGEST_REASON] or None
    level = None if ambition.weight is Weight.NOT_FOR_US else ambition.level
    return replace(ambition, reason=reason, level=level)


def _by_target(of_set: AmbitionSet) -> dict[str, Ambition]:
    return {one.target: one for one in of_set.ambitions}
