"""The decisions of a programme about its gaps, and what the grids that were stored since say of each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from curriculum_map.analytics.agreed import with_agreed
from curriculum_map.analytics.course_links import UNDECIDED, Decided
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.agreed import OnRecord, agreed_in
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.decisions import (
    LONGEST_OWNER,
    LONGEST_TEXT,
    Decision,
    DecisionKind,
    Registered,
    decision_document,
)
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import About, Entry, Subject, standing
from curriculum_map.importing.description import academic_year as as_academic_year
from curriculum_map.services.columns import rank
from curriculum_map.services.decision_checks import Stage, checked
from curriculum_map.services.lineage import said_between
from curriculum_map.services.register import write_down, write_down_new
from curriculum_map.storage.ambitions import load_intact_ambitions
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.grids import GridInfo, list_versions_of, load_versions
from curriculum_map.storage.identity import institution_called
from curriculum_map.storage.register import entries_of, require_said


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
    """The decisions of a programme that stand, by number, each checked against what was stored since.

    The agreed levels of a year count in its grids, as they do in every figure. NotIntactError where a decision, or an
    ambition or an agreed level that it is checked by, is not what was written down.
    """
    require(actor, Action.VIEW)
    with database.read() as connection:
        known = institution_called(connection, key.institution)
        if known is None:
            return []
        said_ever = entries_of(connection, known.id, key.programme, key.campus, Subject.DECISION)
        require_said(standing(said_ever).values(), known.name)
        entries = [entry for entry in said_ever if entry.is_intact]
        if not entries:
            return []
        infos = {info.version_id: info for info in _versions(connection, known.name, key)}
        agreed = _agreed_by_year(entries_of(connection, known.id, key.programme, key.campus, Subject.AGREED_LEVEL))
        require_said((level.entry for levels in agreed.values() for level in levels), known.name)
        # What somebody changed in the database says nothing about a decision.
        stages = [
            Stage(
                one.info.version,
                one.info.imported_at,
                with_agreed(one.grid, agreed.get(one.info.key.academic_year, ())).grid,
                load_intact_ambitions(connection, one.info.key),
                one.info.version_id,
            )
            for one in load_versions(connection, infos.values())
            if one.is_intact
        ]

        def said(before: Stage, after: Stage) -> Decided:
            then, later = infos.get(before.version_id or 0), infos.get(after.version_id or 0)
            return UNDECIDED if then is None or later is None else said_between(connection, then, later)

        return checked(entries, stages, said)


def _agreed_by_year(said: Iterable[Entry]) -> dict[str | None, list[OnRecord]]:
    """The agreed levels that stand, by the academic year that they are about."""
    by_year: dict[str | None, list[OnRecord]] = {}
    for level in agreed_in(said):
        by_year.setdefault(level.entry.about.academic_year, []).append(level)
    return by_year


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
