"""Frameworks of one's own: looked at, checked, imported, exported, removed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.findings import Finding, blocking
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.own_framework import OwnFramework
from curriculum_map.frameworks.formats import ENDINGS, FrameworkFormat, read_framework, write_framework
from curriculum_map.frameworks.own import as_edition
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Database
from curriculum_map.storage.frameworks import (
    StoredFramework,
    delete_framework,
    load_framework,
    save_framework,
    targets_in_use,
)
from curriculum_map.storage.frameworks import list_frameworks as list_stored


class FrameworkOutcome(StrEnum):
    """What became of a framework."""

    STORED = "stored"
    REPLACED = "replaced"
    ALREADY_THERE = "already-there"
    BLOCKED = "blocked"
    NEEDS_CONFIRMATION = "needs-confirmation"
    IN_USE = "in-use"
    REMOVED = "removed"
    NOT_THERE = "not-there"


@dataclass(frozen=True, slots=True)
class FrameworkReading:
    """What a file says: its framework, None where it cannot be read, and what is wrong."""

    framework: OwnFramework | None
    findings: tuple[Finding, ...]
    sha256: str

    @property
    def exit_status(self) -> int:
        """0 nothing stands in the way; 1 errors; 2 refused."""
        if self.framework is None:
            return 2
        return 1 if blocking(self.findings) else 0


def list_frameworks(database: Database, actor: Actor) -> list[StoredFramework]:
    """Every framework of one's own, by title."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return list_stored(connection)


def show(database: Database, actor: Actor, framework_id: str) -> OwnFramework | None:
    """The stored framework with this id."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        stored = load_framework(connection, framework_id)
    return None if stored is None else stored.framework


def check(actor: Actor, file_name: str, data: bytes) -> FrameworkReading:
    """What a file says; nothing is stored."""
    require(actor, Action.READ_FILE)
    framework, findings = read_framework(file_name, data)
    return FrameworkReading(framework, tuple(findings), hashlib.sha256(data).hexdigest())


def import_framework(
    database: Database, actor: Actor, reading: FrameworkReading, *, now: datetime, replace: bool = False
) -> FrameworkOutcome:
    """Stores the framework that was read, or says why not.

    Another framework in its place needs `replace`, and must keep whatever stored grids rate.
    """
    require(actor, Action.MANAGE_FRAMEWORKS)
    framework = reading.framework
    if framework is None or reading.exit_status != 0:
        return FrameworkOutcome.BLOCKED
    with database.write() as connection:
        stored = load_framework(connection, framework.id)
        if stored is not None and stored.framework == framework:
            return FrameworkOutcome.ALREADY_THERE
        if stored is not None and not replace:
            return FrameworkOutcome.NEEDS_CONFIRMATION
        if not (targets_in_use(connection, framework.id) or set()) <= _targets(framework):
            return FrameworkOutcome.IN_USE
        save_framework(connection, framework, sha256=reading.sha256, at=now)
        act = Act(now, actor.name, Action.MANAGE_FRAMEWORKS, framework.id, {"stored": reading.sha256})
        record(connection, act)
    return FrameworkOutcome.STORED if stored is None else FrameworkOutcome.REPLACED


def export_framework(
    database: Database,
    actor: Actor,
    framework_id: str,
    format: FrameworkFormat,  # noqa: A002  # as for the writer
) -> tuple[str, bytes] | None:
    """A file name and the bytes of a file that can be imported again; None if there is no such framework."""
    require(actor, Action.EXPORT)
    framework = show(database, actor, framework_id)
    if framework is None:
        return None
    return f"{framework.id}.{ENDINGS[format]}", write_framework(framework, format)


def remove_framework(database: Database, actor: Actor, framework_id: str, now: datetime) -> FrameworkOutcome:
    """Removes a framework, unless a stored grid uses it."""
    require(actor, Action.MANAGE_FRAMEWORKS)
    with database.write() as connection:
        if load_framework(connection, framework_id) is None:
            return FrameworkOutcome.NOT_THERE
        is_gone = delete_framework(connection, framework_id)
        if is_gone:
            record(connection, Act(now, actor.name, Action.MANAGE_FRAMEWORKS, framework_id, {"removed": True}))
    return FrameworkOutcome.REMOVED if is_gone else FrameworkOutcome.IN_USE


def _targets(framework: OwnFramework) -> set[str]:
    """Whatever a grid of this framework can rate, in any granularity."""
    edition = as_edition(framework)
    return {target for granularity in Granularity for target in edition.targets(granularity)}
