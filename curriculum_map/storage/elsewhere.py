"""The log of where an institution came from: what happened elsewhere before an archive brought it here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from curriculum_map.storage.audit import Act
from curriculum_map.storage.record_tables import elsewhere
from curriculum_map.storage.seals import touch


@dataclass(frozen=True, slots=True)
class ActElsewhere:
    """An act, and the SHA-256 of the archive in which its line came along first."""

    act: Act
    archive: str


def save_elsewhere(connection: Connection, institution_id: int, acts: Iterable[ActElsewhere]) -> None:
    """Keeps the lines of a log from elsewhere with an institution, the first act first."""
    rows = [{"institution_id": institution_id, **elsewhere_values(one)} for one in acts]
    if rows:
        connection.execute(insert(elsewhere), rows)
        touch(connection, elsewhere, institution_id)


def load_elsewhere(connection: Connection, institution_ids: Iterable[int]) -> list[ActElsewhere]:
    """What happened elsewhere to these institutions, the first act first."""
    statement = select(elsewhere).where(elsewhere.c.institution_id.in_(list(institution_ids))).order_by(elsewhere.c.id)
    return [
        ActElsewhere(Act(row["at"], row["by"], row["action"], row["about"], row["details"]), row["archive"])
        for row in connection.execute(statement).mappings()
    ]


def elsewhere_values(one: ActElsewhere) -> Mapping[str, Any]:
    """What the row of a line says but for whose it is."""
    act = one.act
    return {
        "at": act.at,
        "by": act.by,
        "action": act.action,
        "about": act.about,
        "details": dict(act.details),
        "archive": one.archive,
    }
