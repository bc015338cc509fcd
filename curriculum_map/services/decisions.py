"""The decisions of a programme about its gaps, and what the grids that were stored since say of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from curriculum_map.analytics.course_links import named_links
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Course, Grid, GridKey
from curriculum_map.domain.decisions import (
    LONGEST_OWNER,
    LONGEST_TEXT,
    Decision,
    DecisionKind,
    DecisionState,
    NamedCourse,
    Seen,
    decision_document,
    decision_from_document,
    state_of,
)
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.levels import NOT_APPLICABLE, Level
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import About, Entry, Subject, standing
from curriculum_map.importing.description import academic_year as as_academic_year
from curriculum_map.services.columns import figures, rank
from curriculum_map.services.lineage import said_between
from curriculum_map.services.register import write_down, write_down_new
from curriculum_map.storage.ambitions import load_ambitions
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.grids import GridInfo, StoredGrid, list_versions_of, load_versions
from curriculum_map.storage.identity import institution_called
from curriculum_map.storage.register import entries_of


@dataclass(frozen=True, slots=True)
class Check:
    """The version of a grid, stored after a decision, with which it came to this state."""

    info: GridInfo
    state: DecisionState


@dataclass(frozen=True, slots=True)
class Registered:
    """A decision that stands: its number, each time it was said, and what the grids since then say of it.

    `checks` has the versions with which its state changed, `latest` is the last one that it was checked against.
    """

    number: int
    decision: Decision
    said: tuple[Entry, ...]
    state: DecisionState
    checks: tuple[Check, ...]
    latest: GridInfo | None

    def is_late(self) -> bool:
        """Whether a grid of the year by which it was to be done, or of a later one, is there, and it is not done."""
        due = self.decision.due
        if due is None or self.latest is None or self.state is DecisionState.DONE:
            return False
        return self.latest.key.academic_year >= due


def decide(
    database: Database,
    actor: Actor,
    key: GridKey,
    decision: Decision,
    *,
    now: datetime,
    number: int | None = None,
    seen: int = 0,
) -> Entry | Refused:
    """Writes a decision of a programme down, or says one anew, which was said `seen` times before.

    Refused where something is missing that it needs: a text; of a repair the level and the academic year.
    """
    tidied = replace(
        decision, text=decision.text.strip(), owner=" ".join((decision.owner or "").split())[:LONGEST_OWNER] or None
    )
    if (why := _why_not(tidied)) is not None:
        return Refused(why, {"most": LONGEST_TEXT})
    about, document = _about(key, number), decision_document(tidied)
    if number is None:
        return write_down_new(database, actor, key.institution, about, document, now=now)
    return write_down(database, actor, key.institution, about, document, seen=seen, now=now)


def take_back(
    database: Database, actor: Actor, key: GridKey, number: int, *, seen: int, now: datetime
) -> Entry | Refused:
    """Takes a decision back; that it was there stays on record."""
    return write_down(database, actor, key.institution, _about(key, number), None, seen=seen, now=now)


def decisions_of(database: Database, actor: Actor, key: GridKey) -> list[Registered]:
    """The decisions of a programme that stand, by number, each checked against what was stored since."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        known = institution_called(connection, key.institution)
        if known is None:
            return []
        entries = entries_of(connection, known.id, key.programme, key.campus, Subject.DECISION)
        current = standing(entries)
        if not current:
            return []
        checked = _Checked(connection, _versions(connection, known.name, key))
        found = []
        for about, entry in current.items():
            decision = decision_from_document(entry.body or {})
            said = tuple(one for one in entries if one.about == about)
            checks, latest = checked.since(decision, said[0].made_at)
            state = checks[-1].state if checks else state_of(decision, ())
            found.append(Registered(int(about.name), decision, said, state, checks, latest))
    return sorted(found, key=lambda one: one.number)


def decided_about(registered: Iterable[Registered]) -> dict[str, list[Registered]]:
    """The decisions by the target whose gap they are about."""
    by_target: dict[str, list[Registered]] = {}
    for one in registered:
        by_target.setdefault(one.decision.target, []).append(one)
    return by_target


def _about(key: GridKey, number: int | None) -> About:
    # A decision holds from one year to the next until it is done.
    return About(key.programme, key.campus, None, Subject.DECISION, "" if number is None else str(number))


def _why_not(decision: Decision) -> Why | None:
    if not 0 < len(decision.text) <= LONGEST_TEXT:
        return Why.TEXT_NEEDED
    if decision.kind is not DecisionKind.REPAIR:
        return None
    if not decision.level:
        return Why.LEVEL_NEEDED
    return None if decision.due and as_academic_year(decision.due) == decision.due else Why.YEAR_NEEDED


def _versions(connection: Connection, institution: str, key: GridKey) -> list[GridInfo]:
    """Every version of the grids that count, one of each academic year, as they were stored."""
    of_programme = [
        info
        for info in list_versions_of(connection, institution)
        if (info.key.programme, info.key.campus) == (key.programme, key.campus)
    ]
    counts: dict[str, GridInfo] = {}
    for info in of_programme:
        other = counts.get(info.key.academic_year)
        if other is None or rank(info.key, info.imported_at) >= rank(other.key, other.imported_at):
            counts[info.key.academic_year] = info
    ids = {info.id for info in counts.values()}
    return sorted((info for info in of_programme if info.id in ids), key=lambda info: (info.imported_at, info.version))


class _Checked:
    """Checks decisions against the versions of a programme, each loaded and counted once."""

    def __init__(self, connection: Connection, infos: list[GridInfo]) -> None:
        self._connection, self._infos = connection, infos
        self._stored: dict[int, StoredGrid] = {}
        self._gaps: dict[int, tuple[Mapping[str, Ambition], dict[str, Gap]]] = {}

    def since(self, decision: Decision, at: datetime) -> tuple[tuple[Check, ...], GridInfo | None]:
        """With which versions since then the decision came to another state, and the last version since then."""
        before = [info for info in self._infos if info.imported_at <= at]
        then = before[-1] if before else None
        seen: list[Seen] = []
        checks: list[Check] = []
        later = self._infos[len(before) :]
        for info in later:
            seen.append(self._seen(decision, then, info))
            state = state_of(decision, seen)
            if not checks or checks[-1].state is not state:
                checks.append(Check(info, state))
        return tuple(checks), later[-1] if later else None

    def _seen(self, decision: Decision, then: GridInfo | None, info: GridInfo) -> Seen:
        aims, gaps = self._figures(info)
        gap, aim = gaps.get(decision.target), aims.get(decision.target)
        ambition = None if aim is None else aim.aim
        if gap is None:
            return Seen(None, ambition)
        if decision.kind is not DecisionKind.REPAIR:
            # Without an ambition there is no gap, and nothing to decide about either.
            is_gone = gap.kind in (GapKind.NONE, GapKind.NO_AMBITION)
            return Seen(None if gap.kind is GapKind.UNKNOWN else is_gone, ambition)
        level = decision.level or Level.NOT_COVERED
        if decision.course is None:
            return Seen(level <= gap.guaranteed < NOT_APPLICABLE, ambition)
        return Seen(self._reaches(decision, decision.course, level, then, info), ambition)

    def _reaches(
        self, decision: Decision, course: NamedCourse, level: Level, then: GridInfo | None, info: GridInfo
    ) -> bool:
        """Whether the course, whatever it is called now, or one that it was split into, is at the level."""
        grid = self._load(info).grid
        if decision.target not in grid.targets:
            return False
        place = grid.targets.index(decision.target)
        levels = (grid.levels[one * len(grid.targets) + place] for one in self._now(course, then, info, grid))
        return any(level <= one < NOT_APPLICABLE for one in levels)

    def _now(self, course: NamedCourse, then: GridInfo | None, info: GridInfo, grid: Grid) -> list[int]:
        """The places of the course in a later version."""
        if then is not None:
            before = self._load(then).grid.courses
            links = named_links(before, grid.courses, said_between(self._connection, then, info))
            known = {place for place, one in enumerate(before) if _is(one, course)}
            return [link.after for link in links if link.before in known]
        return [place for place, one in enumerate(grid.courses) if _is(one, course)]

    def _figures(self, info: GridInfo) -> tuple[Mapping[str, Ambition], dict[str, Gap]]:
        """The ambitions for a version as they stand, and its gaps by target, of every granularity that it has."""
        if info.version_id not in self._gaps:
            aims = load_ambitions(self._connection, info.key)
            found = figures(self._load(info).grid, aims)
            self._gaps[info.version_id] = (
                aims,
                {target: gap for gaps in found.gaps_at.values() for target, gap in gaps.items()},
            )
        return self._gaps[info.version_id]

    def _load(self, info: GridInfo) -> StoredGrid:
        if info.version_id not in self._stored:
            (self._stored[info.version_id],) = load_versions(self._connection, [info])
        return self._stored[info.version_id]


def _is(course: Course, named: NamedCourse) -> bool:
    return (course.code, course.title) == (named.code, named.title)
